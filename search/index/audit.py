"""Compares pages with entries, and entries with everything derived from them.

Others write meanwhile, so each difference is checked again before it is reported.
"""

import abc
import dataclasses
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from django.db.models import QuerySet

from search.index import frequencies, packing, postings, title_starts, writing
from search.index.adapters import ADAPTERS, Document
from search.index.content import says
from search.index.models.entries import Entry, EntryFacet, PackedEntry, Word
from search.index.models.title_starts import TitleStart
from search.index.pages import documents_of, searched

BATCH = 200
Key = TypeVar("Key", int, str)
Tell = Callable[[int], object]


@dataclasses.dataclass(frozen=True)
class Findings(Generic[Key]):
    """How many were compared, and the ids of what is missing, stale (there, but not as it should be) and orphaned
    (there for nothing)."""

    checked: int
    missing: Sequence[Key] = ()
    stale: Sequence[Key] = ()
    orphaned: Sequence[Key] = ()

    @property
    def wrong(self) -> set[Key]:
        return set(self.missing).union(self.stale, self.orphaned)


class Comparison(abc.ABC, Generic[Key]):
    """One thing compared with another, id by id. `within` asks for some ids only."""

    what: str
    kind = "entry"

    @abc.abstractmethod
    def expected(self, within: Collection[Key] | None = None) -> set[Key]:
        """Return the ids of what should be there."""

    @abc.abstractmethod
    def there(self, within: Collection[Key] | None = None) -> set[Key]:
        """Return the ids of what is there."""

    @abc.abstractmethod
    def stale(self, ids: Sequence[Key]) -> set[Key]:
        """Return those of some ids, expected and there, whose content differs."""

    def late(self, ids: Collection[Key]) -> set[Key]:
        """Return those of some ids that are on their way."""
        return set()

    @abc.abstractmethod
    def repair(self, found: Findings[Key]) -> None:
        """Make right what was found."""

    def compare(self, *, tell: Tell = lambda _: None, within: Collection[Key] | None = None) -> Findings[Key]:
        """Compare all, or some. `tell` is called with the number of each batch."""
        expected, there = self.expected(within), self.there(within)
        stale: set[Key] = set()
        for some in batches(expected & there):
            stale |= self.stale(some)
            tell(len(some))
        found = Findings(len(expected), sorted(expected - there), sorted(stale), sorted(there - expected))
        if found.wrong and within is None:
            again = self.compare(within=found.wrong)
            return dataclasses.replace(again, checked=found.checked)
        return found


def batches(ids: Iterable[Key]) -> Iterator[list[Key]]:
    """Yield ids in order, a batch at a time."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), BATCH):
        yield ordered[start : start + BATCH]


class Entries(Comparison[int]):
    """Entries with the pages that anybody may open, by ids of pages."""

    what = "Entries of published pages"
    kind = "page"

    def expected(self, within: Collection[int] | None = None) -> set[int]:
        return {pk for adapter in ADAPTERS.values() for pk in _among(searched(adapter), "pk", within)}

    def there(self, within: Collection[int] | None = None) -> set[int]:
        return set(_among(Entry.objects.current().filter(page_id__isnull=False), "page_id", within))

    def stale(self, ids: Sequence[int]) -> set[int]:
        pages = {
            page.pk: page
            for model in ADAPTERS
            for page in model._default_manager.filter(pk__in=ids).select_related("locale")
        }
        entries = Entry.objects.current().filter(page_id__in=ids)
        facets: dict[int, set[tuple[str, str]]] = defaultdict(set)
        for pk, key, value in EntryFacet.objects.filter(entry__in=entries).values_list("entry_id", "facet", "value"):
            facets[pk].add((key, value))
        held: dict[int, dict[str, Entry]] = defaultdict(dict)
        for entry in entries:
            held[entry.page_id or 0][entry.part] = entry
        return {pk for pk, page in pages.items() if not _says(held[pk], facets, documents_of(page))}

    def repair(self, found: Findings[int]) -> None:
        writing.put_right(found.wrong)


def _says(
    entries: Mapping[str, Entry], facets: Mapping[int, set[tuple[str, str]]], documents: Sequence[Document]
) -> bool:
    """Tell whether the entries of a page, by part, say what its documents say, and no entry more than they."""
    parts = {document.part: document for document in documents}
    return entries.keys() == parts.keys() and all(
        says(entry, facets[entry.pk], parts[part]) for part, entry in entries.items()
    )


class OfEntries(Comparison[int]):
    """Rows derived from each current entry, by ids of entries; repaired by writing them again from the entry."""

    def expected(self, within: Collection[int] | None = None) -> set[int]:
        return set(_among(Entry.objects.current(), "pk", within))

    def repair(self, found: Findings[int]) -> None:
        for some in batches(found.wrong):
            writing.rewrite(some)


class Words(OfEntries):
    """The words in the database's own index, with their strengths and their order."""

    what = "Words in the database"

    def there(self, within: Collection[int] | None = None) -> set[int]:
        held = postings.ids()
        return held if within is None else held & set(within)

    def stale(self, ids: Sequence[int]) -> set[int]:
        return postings.differing(Entry.objects.filter(pk__in=ids).values_list("pk", "words"))


class Ranked(OfEntries):
    """What the ranker reads: an entry without it is counted and never shown."""

    what = "What best matches are ranked by"

    def there(self, within: Collection[int] | None = None) -> set[int]:
        return set(_among(PackedEntry.objects.all(), "entry_id", within))

    def stale(self, ids: Sequence[int]) -> set[int]:
        held = dict(PackedEntry.objects.filter(entry__in=ids).values_list("entry_id", "content"))
        rows = Entry.objects.filter(pk__in=ids).values_list("pk", "words", "groups", "minutes", "kind")
        return {pk for pk, *read in rows if bytes(held.get(pk, b"")) != packing.pack(*read)}


class Suggested(OfEntries):
    """Where titles begin, for suggestions. An entry may have none and is there all the same."""

    what = "Beginnings of titles"

    def there(self, within: Collection[int] | None = None) -> set[int]:
        return self.expected(within) | set(_among(TitleStart.objects.all(), "entry_id", within))

    def stale(self, ids: Sequence[int]) -> set[int]:
        held: dict[int, list[tuple[str, bytes]]] = defaultdict(list)
        for pk, locale, start in TitleStart.objects.filter(entry__in=ids).values_list("entry_id", "locale", "start"):
            held[pk].append((locale, bytes(start)))
        entries = Entry.objects.filter(pk__in=ids).only("title", "locale", "school")
        wanted = {entry.pk: [(row.locale, row.start) for row in title_starts.rows(entry)] for entry in entries}
        return {pk for pk, rows in wanted.items() if sorted(held[pk]) != sorted(rows)}


class Counted(Comparison[str]):
    """In how many entries each word is written, for spelling correction, by language and word."""

    what = "Words for spelling"
    kind = "word"

    def __init__(self) -> None:
        self._wanted: Mapping[str, int] = {}
        self._held: Mapping[str, int] = {}

    def expected(self, within: Collection[str] | None = None) -> set[str]:
        self._wanted = {f"{locale}:{word}": n for (locale, word), n in frequencies.of(frequencies.own()).items()}
        return set(self._wanted) if within is None else set(self._wanted) & set(within)

    def there(self, within: Collection[str] | None = None) -> set[str]:
        rows = Word.objects.filter(entries__gt=0).values_list("locale", "written", "entries")
        self._held = {f"{locale}:{word}": n for locale, word, n in rows.iterator(chunk_size=10_000)}
        return set(self._held) if within is None else set(self._held) & set(within)

    def stale(self, ids: Sequence[str]) -> set[str]:
        return {key for key in ids if self._held[key] != self._wanted[key]}

    def repair(self, found: Findings[str]) -> None:
        frequencies.recount((locale, word) for locale, _, word in (key.partition(":") for key in found.wrong))


def _among(queryset: QuerySet, field: str, within: Collection[int] | None) -> Iterable[int]:
    if within is not None:
        queryset = queryset.filter(**{f"{field}__in": within})
    return queryset.order_by().values_list(field, flat=True)
