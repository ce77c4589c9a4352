"""Loads the found entries with their pages and facet values: three queries, however many there are."""

import dataclasses
import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence, Sized

from django.db import connection
from django.http import HttpRequest
from wagtail.models import Page

from curriculum.lessons import path_of
from hub.core.selectors import address
from search.index.models.entries import Entry
from search.request import SearchRequest


@dataclasses.dataclass(frozen=True)
class Hit:
    """An entry, its page (of a lesson: its unit), and its values by facet."""

    entry: Entry
    page: Page
    values: Mapping[str, Collection[str]]

    @property
    def link(self) -> str:
        """The address elsewhere that a resource is."""
        return self.entry.its_link or ""  # type: ignore[attr-defined]

    @property
    def review_on(self) -> datetime.date | None:
        """The day by which what was written here is to be read again."""
        return self.entry.resource_review_on or self.entry.unit_review_on  # type: ignore[attr-defined]

    @property
    def path(self) -> str:
        """What follows the page's address: empty, or a lesson's own part of it."""
        if not self.entry.part:
            return ""
        return path_of({"type": "lesson", "id": self.entry.part, "value": {"title": self.entry.title}})

    def address(self, request: HttpRequest) -> str:
        return address(self.page, request) + self.path

    def full_address(self, request: HttpRequest) -> str:
        """Return the address with the site's name, for machines."""
        return (self.page.get_full_url(request) or "/") + self.path

    def is_for(self, asked: SearchRequest) -> bool:
        """Tell whether it is in the language and school asked for and has a chosen value of every facet in use."""
        here = (self.entry.locale, self.entry.school_id) == (asked.locale, asked.school)
        return here and all(set(values) & set(self.values.get(key, ())) for key, values in asked.selected)


# Plain SQL, here and below: putting these queries together, and pages of several kinds from their rows, takes several
# times as long as the database does. What the rows have besides is long, above all the analysed words.
_ENTRY = "part number kind locale title summary texts minutes first_published last_checked is_sample school_id"
# A page as far as its address and its kind go, in the order in which its model takes them.
_NEEDED = {"id", "path", "depth", "live", "url_path", "content_type_id"}
_PAGE = [field.attname for field in Page._meta.concrete_fields if field.attname in _NEEDED]
_ROWS = f"""
SELECT entry.id, {", ".join(f"entry.{name}" for name in _ENTRY.split())},
{", ".join(f"page.{name} AS page_{name}" for name in _PAGE)},
resource.link AS its_link, resource.review_on AS resource_review_on, unit.review_on AS unit_review_on
FROM search_entry entry
JOIN wagtailcore_page page ON page.id = entry.page_id
LEFT JOIN resources_lessonresourcepage resource ON resource.page_ptr_id = page.id
LEFT JOIN curriculum_unitpage unit ON unit.page_ptr_id = page.id
WHERE NOT entry.gone AND page.live AND (entry.id IN ({{ids}}) OR (entry.part = '' AND entry.page_id IN ({{pages}})))
"""
_CLOSED = """
SELECT page.path FROM wagtailcore_pageviewrestriction closed JOIN wagtailcore_page page ON page.id = closed.page_id
"""
_VALUES = "SELECT entry_id, facet, value FROM search_entryfacet WHERE entry_id IN ({ids})"


def read(ids: Sequence[int], *, pages: Sequence[int] = ()) -> list[Hit]:
    """Return the entries with these ids, in order, then those of these pages that are not among them.

    What its page no longer shows to everybody is left out even if its entry should be late.
    """
    rows = Entry.objects.raw(_ROWS.format(ids=_marks(ids), pages=_marks(pages)), [*ids, *pages])
    closed = closed_paths()
    found = {row.pk: row for row in rows if not row.page_path.startswith(closed)}  # type: ignore[attr-defined]
    values = facet_values(found)
    hits = {pk: Hit(entry, _page(entry), values[pk]) for pk, entry in found.items()}
    by_page = {entry.page_id: pk for pk, entry in found.items() if not entry.part}
    order = dict.fromkeys([*ids, *(by_page[page] for page in pages if page in by_page)])
    return [hits[pk] for pk in order if pk in hits]


def _page(entry: Entry) -> Page:
    return Page.from_db(entry._state.db, _PAGE, [getattr(entry, f"page_{name}") for name in _PAGE])


def _marks(values: Sized) -> str:
    """Return a mark for each value of a list in SQL, which may not be empty."""
    return ", ".join(["%s"] * len(values)) or "NULL"


def closed_paths() -> tuple[str, ...]:
    """Return the paths of the pages that are not public, nor is what stands below them."""
    with connection.cursor() as cursor:
        cursor.execute(_CLOSED)
        return tuple(path for (path,) in cursor.fetchall())


def facet_values(ids: Collection[int]) -> Mapping[int, Mapping[str, Collection[str]]]:
    """Return entry id -> facet -> values."""
    values: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    if ids:
        with connection.cursor() as cursor:
            cursor.execute(_VALUES.format(ids=_marks(ids)), [*ids])
            for pk, key, value in cursor.fetchall():
                values[pk][key].append(value)
    return values
