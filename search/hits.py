"""Reads what is shown of the entries that were found: three queries and one for privacy, however many there are."""

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from django.db.models import Q
from wagtail.models import Page

from search.models import Entry, EntryFacet
from search.request import SearchRequest


@dataclasses.dataclass(frozen=True)
class Hit:
    """An entry, its page, and its values by facet."""

    entry: Entry
    page: Page
    values: Mapping[str, Collection[str]]

    def is_for(self, asked: SearchRequest) -> bool:
        """Tell whether it is in the language and school asked for and has a chosen value of every facet in use."""
        here = (self.entry.locale, self.entry.school_id) == (asked.locale, asked.school)
        return here and all(set(values) & set(self.values.get(key, ())) for key, values in asked.selected)


def read(ids: Sequence[int], *, pages: Sequence[int] = ()) -> list[Hit]:
    """Return the entries with these ids, in order, then those of these pages that are not among them.

    What its page no longer shows to everybody is left out even if its entry should be late.
    """
    entries = list(Entry.objects.current().filter(Q(pk__in=ids) | Q(page_id__in=pages)))
    public = Page.objects.live().public().in_bulk([entry.page_id for entry in entries])
    values: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for pk, key, value in EntryFacet.objects.filter(entry__in=entries).values_list("entry_id", "facet", "value"):
        values[pk][key].append(value)
    found = {e.pk: Hit(e, public[e.page_id], values[e.pk]) for e in entries if e.page_id in public}
    by_page = {hit.page.pk: pk for pk, hit in found.items()}
    order = dict.fromkeys([*ids, *(by_page[page] for page in pages if page in by_page)])
    return [found[pk] for pk in order if pk in found]
