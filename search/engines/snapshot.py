"""The snapshot that a process keeps in memory: the vocabulary, and bitmaps of the entries of each facet value.

Valid until `IndexMark` changes; then only what changed since is read. Sizes at 100,000 entries:
114 facet values 1.4 MB, lengths of zones 1.6 MB, the rest 3 MB.
"""

import dataclasses
import functools
from collections.abc import Mapping
from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt
from django.db import connection

from search.facets import FACETS, FacetValues, load_vocabulary
from search.index import frequencies
from search.index.models.entries import Entry, EntryFacet, IndexChange, IndexMark, Mark
from search.index.packing import Ints, numbers
from search.index.units import BESIDE
from search.index.zones import ZONES
from search.understanding.index_words import IndexWords
from search.understanding.models import Synonym
from search.understanding.phrases import Phrases

Bits = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]
NO_LENGTH = 2**31
FREQUENCIES, PHRASES, INDEX_WORDS = "frequencies", "known_phrases", "index_words_by_language"
# Beyond this share of changed entries reading everything is quicker than updating.
MOST_CHANGED = 0.2
# Up to so many changed entries, what engines remember of the others is kept.
MOST_CARRIED = 200
# At least one id in so many must be in use for a table of all of them to be worth its memory.
MOST_GAPS = 4


def pack(flags: Flags) -> Bits:
    """Return flags (one column an entry) as words of 64 bits; the last axis shrinks to ceil(n / 64)."""
    packed = np.packbits(flags, axis=-1, bitorder="little")
    whole = np.zeros((*packed.shape[:-1], -(-packed.shape[-1] // 8) * 8), dtype=np.uint8)
    whole[..., : packed.shape[-1]] = packed
    return whole.view(np.uint64)


def unpack(bits: Bits, size: int) -> Flags:
    return np.unpackbits(bits.view(np.uint8), axis=-1, count=size, bitorder="little").astype(bool)


@dataclasses.dataclass(frozen=True)
class Columns:
    """One column an entry, in the order of `ids`, which is sorted. `lengths` has a row for each zone, `flags` one for
    each facet value; `schools` is 0 for the hub's own."""

    ids: Ints
    days: Ints
    minutes: Ints
    schools: Ints
    locales: npt.NDArray[np.str_]
    lengths: npt.NDArray[np.int32]
    flags: Flags

    def merged(self, stays: Flags, other: "Columns") -> "Columns":
        """Return the entries of these that stay, and others, in the order of their ids."""
        names = [field.name for field in dataclasses.fields(self)]
        both = {name: np.concatenate([getattr(self, name), getattr(other, name)], axis=-1) for name in names}
        at = np.flatnonzero(np.concatenate([stays, np.ones(len(other.ids), dtype=bool)]))
        at = at[np.argsort(both["ids"][at], kind="stable")]
        # Not by an index in brackets, which would turn rows into columns in memory and make packing slow.
        return Columns(**{name: np.take(values, at, axis=-1) for name, values in both.items()})


@dataclasses.dataclass(frozen=True)
class Change:
    """From one snapshot to the next: `ids` are the entries that changed or are gone, `moved` gives each old column its
    new one, or -1 for one of these; `words` holds the words by zone of those that changed, by their new column."""

    ids: frozenset[int]
    moved: npt.NDArray[np.int32]
    words: Mapping[int, Mapping[str, str]]


@runtime_checkable
class Renewable(Protocol):
    """What an engine keeps in a snapshot's `cache` and can bring to the next snapshot."""

    def renewed(self, change: Change) -> "Renewable": ...


@dataclasses.dataclass(frozen=True)
class Snapshot:
    """`values` gives each facet's values, `rows` their entries as bits. `cache` holds what was computed from this
    state, and is dropped with it but for what is `Renewable`."""

    mark: Mark
    vocabulary: FacetValues
    ids: Ints
    days: Ints
    minutes: Ints
    schools: Ints
    lengths: npt.NDArray[np.int32]
    locales: Mapping[str, Flags]
    mean_lengths: Mapping[str, Mapping[str, float]]
    values: Mapping[str, tuple[str, ...]]
    rows: Mapping[str, Bits]
    cache: dict = dataclasses.field(default_factory=dict, compare=False)

    def places(self, ids: Ints) -> Ints:
        """Return the columns of entries by their ids; ids newer than the snapshot are left out."""
        at = self.columns_of(ids)
        return at[at >= 0]

    def columns_of(self, ids: Ints) -> Ints:
        """Return the column of each id, -1 for one that is not in the snapshot."""
        if not len(self.ids) or not len(ids):
            return np.full(len(ids), -1, dtype=np.int64)
        if (table := self._table) is not None:
            within = (ids >= self.ids[0]) & (ids <= self.ids[-1])
            return np.where(within, table[np.where(within, ids - self.ids[0], 0)], -1)
        at = np.minimum(np.searchsorted(self.ids, ids), len(self.ids) - 1)
        return np.where(self.ids[at] == ids, at, -1)

    @functools.cached_property
    def _table(self) -> Ints | None:
        """The column of each id from the first to the last, or -1; nothing where ids lie so far apart that searching
        them is better. Looking up is fifty times quicker."""
        span = int(self.ids[-1] - self.ids[0]) + 1
        if span > MOST_GAPS * len(self.ids):
            return None
        table = np.full(span, -1, dtype=np.int64)
        table[self.ids - self.ids[0]] = np.arange(len(self.ids))
        return table

    def scope(self, locale: str, school: int | None) -> Flags:
        """Return the entries of a language, of one school or (None) of the hub itself."""
        here = self.locales.get(locale)
        return np.zeros(len(self.ids), dtype=bool) if here is None else here & (self.schools == (school or 0))

    def frequencies(self) -> "frequencies.Frequencies":
        """Return how many entries each word is written in; read when it is first asked for."""
        if FREQUENCIES not in self.cache:
            self.cache[FREQUENCIES] = frequencies.frequencies()
        return self.cache[FREQUENCIES]

    def index_words(self, locale: str) -> IndexWords:
        """Return what is known of the words of a language; put together when it is first asked for."""
        books = self.cache.setdefault(PHRASES, {})
        if locale not in books:
            rows = [synonym.row for synonym in Synonym.objects.filter(language=locale)]
            books[locale] = Phrases.of(locale, self.vocabulary, rows)
        index_words_by_language = self.cache.setdefault(INDEX_WORDS, {})
        if locale not in index_words_by_language:
            index_words_by_language[locale] = IndexWords(locale, self.frequencies().get(locale, {}), books[locale])
        return index_words_by_language[locale]

    def columns(self) -> Columns:
        size = len(self.ids)
        codes = np.full(size, "", dtype="U12")
        for code, flags in self.locales.items():
            codes[flags] = code
        flags = np.concatenate([unpack(rows, size) for rows in self.rows.values()])
        return Columns(self.ids, self.days, self.minutes, self.schools, codes, self.lengths, flags)


_held: Snapshot | None = None


def current() -> Snapshot:
    """Return a snapshot of the rows as they are now: one query while nothing has changed."""
    global _held  # noqa: PLW0603
    mark, held = IndexMark.current(), _held
    if held is None or not mark.token or held.mark != mark:
        held = _held = renew(held, mark) if held and mark.token else read(mark)
    return held


def forget() -> None:
    """Hold nothing: for commands that change to another database."""
    global _held  # noqa: PLW0603
    _held = None


def read(mark: Mark) -> Snapshot:
    """Read every current entry. The mark was read before the rows, so a change in between is seen next time."""
    vocabulary = load_vocabulary()
    return _snapshot(mark, vocabulary, _read_columns(vocabulary, None))


def renew(held: Snapshot, mark: Mark) -> Snapshot:
    """Return the snapshot with what has changed since, or a new one where that cannot be told."""
    known = IndexChange.objects.filter(sequence=held.mark.sequence, token=held.mark.token)
    if mark.sequence <= held.mark.sequence or not known.exists():
        return read(mark)
    since = IndexChange.objects.filter(sequence__gt=held.mark.sequence)
    if since.filter(vocabulary=True).exists():
        return read(mark)
    # By its own index: in the order of ids SQLite would read every row.
    later = Entry.objects.filter(sequence__gt=held.mark.sequence).order_by("sequence")
    changed = list(later.values_list("pk", flat=True)[: len(held.ids)])
    if len(changed) > MOST_CHANGED * len(held.ids):
        return read(mark)
    stays = ~np.isin(held.ids, changed)
    columns = held.columns().merged(stays, _read_columns(held.vocabulary, changed))
    renewed = _snapshot(mark, held.vocabulary, columns)
    if before := held.cache.get(FREQUENCIES):
        renewed.cache[FREQUENCIES] = frequencies.frequencies(since=held.mark.sequence, held=before)
    if len(changed) <= MOST_CARRIED:
        change = _change(held, renewed, changed, stays)
        carried = {key: kept.renewed(change) for key, kept in held.cache.items() if isinstance(kept, Renewable)}
        renewed.cache.update(carried)
    renewed.cache[PHRASES] = dict(held.cache.get(PHRASES, {}))
    return renewed


def _change(held: Snapshot, renewed: Snapshot, changed: list[int], stays: Flags) -> Change:
    moved = np.full(len(held.ids), -1, dtype=np.int32)
    moved[stays] = renewed.places(held.ids[stays])
    rows = Entry.objects.current().filter(pk__in=changed).values_list("pk", "words")
    words = {int(column): words for pk, words in rows for column in renewed.places(np.array([pk]))}
    return Change(frozenset(changed), moved, words)


def _snapshot(mark: Mark, vocabulary: FacetValues, columns: Columns) -> Snapshot:
    locales = {str(code): columns.locales == code for code in np.unique(columns.locales)}
    starts = np.cumsum([0, *(len(vocabulary[facet.key]) for facet in FACETS)])
    return Snapshot(
        mark=mark,
        vocabulary=vocabulary,
        ids=columns.ids,
        days=columns.days,
        minutes=columns.minutes,
        schools=columns.schools,
        lengths=columns.lengths,
        locales=locales,
        mean_lengths={code: _means(columns, flags) for code, flags in locales.items()},
        values={facet.key: tuple(vocabulary[facet.key]) for facet in FACETS},
        rows={
            facet.key: pack(columns.flags[first:last])
            for facet, first, last in zip(FACETS, starts[:-1], starts[1:], strict=True)
        },
    )


def _means(columns: Columns, flags: Flags) -> dict[str, float]:
    """Return each zone's mean length: of the hub's own entries, which the ranker was tuned on, where there are any."""
    own = flags & (columns.schools == 0)
    means = columns.lengths[:, own if own.any() else flags].mean(axis=1).tolist()
    return dict(zip(ZONES, means, strict=True))


def _read_columns(vocabulary: FacetValues, only: list[int] | None) -> Columns:
    """Read entries from the database: all of them, or those with the given ids."""
    entries = Entry.objects.current().order_by("pk")
    if only is not None:
        entries = entries.filter(pk__in=only)
    fields = ("pk", "first_published", "minutes", "school_id", "locale", "lengths")
    rows = list(entries.values_list(*fields))
    ids = np.array([row[0] for row in rows], dtype=np.int64)
    return Columns(
        ids=ids,
        days=np.array([row[1].timestamp() if row[1] else 0 for row in rows], dtype=np.int64),
        minutes=np.array([NO_LENGTH if row[2] is None else row[2] for row in rows], dtype=np.int64),
        schools=np.array([row[3] or 0 for row in rows], dtype=np.int64),
        locales=np.array([row[4] for row in rows], dtype="U12"),
        lengths=np.array([[row[5].get(zone, 0) for zone in ZONES] for row in rows], dtype=np.int32)
        .reshape(len(rows), len(ZONES))
        .T,
        flags=_facet_flags(ids, vocabulary, only),
    )


def _facet_flags(ids: Ints, vocabulary: FacetValues, only: list[int] | None) -> Flags:
    place = {key: n for n, key in enumerate((f.key, value) for f in FACETS for value in vocabulary[f.key])}
    flags = np.zeros((len(place), len(ids)), dtype=bool)
    for key, held in _facet_ids(only):
        if key in place and len(ids):
            at = np.minimum(np.searchsorted(ids, held), len(ids) - 1)
            flags[place[key], at[ids[at] == held]] = True
    return flags


def _facet_ids(only: list[int] | None) -> list[tuple[tuple[str, str], Ints]]:
    """Return the entries of each facet value; joined by the database, which is ten times quicker than row by row."""
    if only is not None:
        found = EntryFacet.objects.filter(entry__in=only).exclude(facet__in=BESIDE)
        pairs = found.values_list("facet", "value", "entry_id")
        return [((key, value), np.array([pk], dtype=np.int64)) for key, value, pk in pairs]
    ids = "string_agg(entry_id::text, ',')" if connection.vendor == "postgresql" else "group_concat(entry_id)"
    with connection.cursor() as cursor:
        table = EntryFacet._meta.db_table
        beside = ", ".join(["%s"] * len(BESIDE))
        cursor.execute(
            f"SELECT facet, value, {ids} FROM {table} WHERE facet NOT IN ({beside}) GROUP BY facet, value", BESIDE
        )
        return [((key, value), numbers(held)) for key, value, held in cursor.fetchall()]
