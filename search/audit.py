"""Compares what should be found with what can be: pages with entries, entries with the words that an engine holds.

Others write meanwhile, so what looks wrong is looked at again before it is reported.
"""

import abc
import dataclasses
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any

from search import indexing
from search.adapters import ADAPTERS
from search.models import Entry, EntryFacet

BATCH = 200
Tell = Callable[[int], Any]


@dataclasses.dataclass(frozen=True)
class Findings:
    """How many were compared, and the ids of what is missing, stale (there, but not as it should be) and orphaned
    (there for nothing)."""

    checked: int
    missing: Sequence[int] = ()
    stale: Sequence[int] = ()
    orphaned: Sequence[int] = ()

    @property
    def wrong(self) -> set[int]:
        return {*self.missing, *self.stale, *self.orphaned}


class Comparison(abc.ABC):
    """One thing compared with another, id by id. `within` asks for some ids only."""

    what: str
    kind = "entry"

    @abc.abstractmethod
    def expected(self, within: Collection[int] | None = None) -> set[int]:
        """Return the ids of what should be there."""

    @abc.abstractmethod
    def there(self, within: Collection[int] | None = None) -> set[int]:
        """Return the ids of what is there."""

    @abc.abstractmethod
    def stale(self, ids: Sequence[int]) -> set[int]:
        """Return those of some ids, expected and there, whose content differs."""

    def late(self, ids: Collection[int]) -> set[int]:
        """Return those of some ids that are on their way."""
        return set()

    @abc.abstractmethod
    def repair(self, found: Findings) -> None:
        """Make right what was found."""

    def compare(self, *, tell: Tell = lambda _: None, within: Collection[int] | None = None) -> Findings:
        """Compare all, or some. `tell` hears how many each time."""
        expected, there = self.expected(within), self.there(within)
        stale: set[int] = set()
        for some in batches(expected & there):
            stale |= self.stale(some)
            tell(len(some))
        found = Findings(len(expected), sorted(expected - there), sorted(stale), sorted(there - expected))
        if found.wrong and within is None:
            again = self.compare(within=found.wrong)
            return dataclasses.replace(again, checked=found.checked)
        return found


def batches(ids: Iterable[int]) -> Iterator[list[int]]:
    """Yield ids in order, a batch at a time."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), BATCH):
        yield ordered[start : start + BATCH]


class Entries(Comparison):
    """Entries with the pages that anybody may open, by ids of pages."""

    what = "Entries of published pages"
    kind = "page"

    def expected(self, within: Collection[int] | None = None) -> set[int]:
        return {pk for adapter in ADAPTERS.values() for pk in _among(indexing.searched(adapter), "pk", within)}

    def there(self, within: Collection[int] | None = None) -> set[int]:
        return set(_among(Entry.objects.current().filter(page_id__isnull=False), "page_id", within))

    def stale(self, ids: Sequence[int]) -> set[int]:
        pages = {
            page.pk: page
            for model in ADAPTERS
            for page in model._default_manager.filter(pk__in=ids).select_related("locale")
        }
        entries = Entry.objects.filter(page_id__in=ids)
        facets: dict[int, set[tuple[str, str]]] = defaultdict(set)
        for pk, key, value in EntryFacet.objects.filter(entry__in=entries).values_list("entry_id", "facet", "value"):
            facets[pk].add((key, value))
        return {
            page.pk
            for entry in entries
            if (page := pages.get(entry.page_id or 0))
            and not indexing.says(entry, facets[entry.pk], indexing.document_of(page))
        }

    def repair(self, found: Findings) -> None:
        indexing.put_right(found.wrong)


class Words(Comparison):
    """The words in the database's own index with the entries, by ids of entries."""

    what = "Words in the database"

    def expected(self, within: Collection[int] | None = None) -> set[int]:
        return set(_among(Entry.objects.current(), "pk", within))

    def there(self, within: Collection[int] | None = None) -> set[int]:
        held = indexing.store().ids()
        return held if within is None else held & set(within)

    def stale(self, ids: Sequence[int]) -> set[int]:
        store = indexing.store()
        held = store.held(ids)
        rows = Entry.objects.filter(pk__in=ids).values_list("pk", "words")
        return {pk for pk, words in rows if held.get(pk, set()) != set(store.levels(words))}

    def repair(self, found: Findings) -> None:
        indexing.rewrite(found.wrong)


def _among(queryset: Any, field: str, within: Collection[int] | None) -> Iterable[int]:
    if within is not None:
        queryset = queryset.filter(**{f"{field}__in": within})
    return queryset.order_by().values_list(field, flat=True)
