"""Loads the found entries with their pages and facet values: three queries, however many there are."""

import dataclasses
import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from django.db import connection
from django.db.models import Q
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
        return getattr(getattr(self.page, "lessonresourcepage", None), "link", "")

    @property
    def review_on(self) -> datetime.date | None:
        """The day by which what was written here is to be read again."""
        kinds = (getattr(self.page, name, None) for name in _REVIEWED)
        return next((kind.review_on for kind in kinds if kind), None)

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


# What the rows have besides is long, above all the analysed words.
_ENTRY = "part number kind locale title summary texts school minutes first_published last_checked is_sample"
_PAGE = "live path depth url_path content_type translation_key last_published_at"
# The types of page that have a day of review, as the rows of their own tables are called.
_REVIEWED = ("lessonresourcepage", "unitpage")
_OWN = ("page__lessonresourcepage__link", *(f"page__{kind}__review_on" for kind in _REVIEWED))
_JOINED = ("page", *(f"page__{kind}" for kind in _REVIEWED))
_SHOWN = (*_ENTRY.split(), *(f"page__{name}" for name in _PAGE.split()), *_OWN)
_CLOSED = """
SELECT page.path FROM wagtailcore_pageviewrestriction closed JOIN wagtailcore_page page ON page.id = closed.page_id
"""


def read(ids: Sequence[int], *, pages: Sequence[int] = ()) -> list[Hit]:
    """Return the entries with these ids, in order, then those of these pages that are not among them.

    What its page no longer shows to everybody is left out even if its entry should be late.
    """
    wanted = Q(pk__in=ids) | Q(page_id__in=pages, part="")
    rows = (
        Entry.objects.current()
        .filter(wanted)
        .select_related("page", *(f"page__{kind}" for kind in _REVIEWED))
        .only(*_SHOWN)
    )
    closed = closed_paths()
    entries = {e.pk: e for e in rows if e.page and e.page.live and not e.page.path.startswith(closed)}
    values = facet_values(entries)
    found = {pk: Hit(entry, entry.page, values[pk]) for pk, entry in entries.items()}
    by_page = {hit.page.pk: pk for pk, hit in found.items() if not hit.entry.part}
    order = dict.fromkeys([*ids, *(by_page[page] for page in pages if page in by_page)])
    return [found[pk] for pk in order if pk in found]


# Plain SQL: putting these two queries together takes several times as long as the database does.
def closed_paths() -> tuple[str, ...]:
    """Return the paths of the pages that are not public, nor is what stands below them."""
    with connection.cursor() as cursor:
        cursor.execute(_CLOSED)
        return tuple(path for (path,) in cursor.fetchall())


def facet_values(ids: Collection[int]) -> Mapping[int, Mapping[str, Collection[str]]]:
    """Return entry id -> facet -> values."""
    values: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    if ids:
        marks = ", ".join(["%s"] * len(ids))
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT entry_id, facet, value FROM search_entryfacet WHERE entry_id IN ({marks})", [*ids])
            for pk, key, value in cursor.fetchall():
                values[pk][key].append(value)
    return values
