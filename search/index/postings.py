"""Who holds a word, how strongly and where: for each word, and each 1,024 ids of entries, one row.

`held` has three bytes an entry, so a word that half of 100,000 entries hold is 98 rows to read. `places` has four bytes
for each time the word stands in an entry, and is read for phrases only: a phrase is found where its words' places
follow each other. Writers wait for each other (`IndexMark`), so a row has one at a time, and a change of an entry
writes only what differs.
"""

import struct
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
from django.db import connection

from search.index import impacts, rows
from search.index.packing import Ints
from search.index.rows import Key, Row
from search.index.zones import ZONES

SPAN = 1024
# An entry by its place among the ids of its block, and the number of the word's level (`search.index.impacts`).
HELD = np.dtype([("at", "<u2"), ("level", "u1")])
# The entry in the upper ten bits, the zone in the next three, the word's number within the zone in the others.
PLACE = np.dtype("<u4")
_ENTRY = 22
PLACES_OF_AN_ENTRY, PLACES_OF_A_ZONE = 1 << _ENTRY, 1 << 19
# Of a zone, the places of so many words are known. What is left free keeps the words of two zones apart.
MOST_WORDS = 500_000
# Phrases are looked for in so many blocks at a time: places of common words would not fit the processor's memory.
AT_ONCE = 16
# Numbers are looked up among so many times as many; otherwise going through both is quicker.
MUCH_LONGER = 30

Levels = npt.NDArray[np.int8]
# One entry's part of a row: the number of the word's level, and its places as bytes.
Holding = tuple[int, bytes]
# Entry -> zone -> its words, joined by spaces.
Entries = Iterable[tuple[int, Mapping[str, str]]]


def available() -> bool:
    return connection.vendor in rows.DATABASES


def write(entries: Entries, before: Mapping[int, Mapping[str, str]] | None = None) -> None:
    """Put the words of entries (id, zone -> words) into the table, replacing what is there.

    Args:
        before: the words that were written last, by entry; one that is not among them has none. None: look at what is
            there, which takes longer.
    """
    if not available():
        return
    wanted = {pk: _holdings(pk, words) for pk, words in entries}
    _change(held_of(wanted) if before is None else _known(before, wanted), wanted)


def remove(pks: Iterable[int], before: Mapping[int, Mapping[str, str]] | None = None) -> None:
    """Take all words from entries. `before` as in `write`."""
    write(((pk, {}) for pk in pks), before)


def ids() -> set[int]:
    """Return the entries that have words here."""
    found: set[int] = set()
    for block in rows.blocks():
        found.update(_unpacked([(row.block, row.held) for row in rows.of_block(block, "held")])[0].tolist())
    return found


def differing(entries: Entries) -> set[int]:
    """Return those of some entries (id, zone -> words) of which the table holds something else."""
    wanted = {pk: _holdings(pk, words) for pk, words in entries}
    found = held_of(wanted)
    return {pk for pk in wanted if found[pk] != wanted[pk]}


def holders(words: Iterable[str]) -> dict[str, tuple[Ints, Levels]]:
    """Return, for each word that anything holds, the ids of the entries and the number of each one's level."""
    parts: dict[str, list[tuple[int, bytes]]] = defaultdict(list)
    for row in rows.of_words(words, "held"):
        parts[row.word].append((row.block, row.held))
    return {word: _unpacked(held) for word, held in parts.items()}


def phrases(wanted: Sequence[Sequence[str]]) -> list[Ints]:
    """Return, for each phrase, the ids of the entries with a zone that holds its words side by side."""
    parts: dict[int, dict[str, list[tuple[int, bytes]]]] = defaultdict(lambda: defaultdict(list))
    for row in rows.of_words({word for phrase in wanted for word in phrase}, "places"):
        parts[row.block // AT_ONCE][row.word].append((row.block, row.places))
    found: list[list[Ints]] = [[np.zeros(0, dtype=np.int64)] for _ in wanted]
    for _, some in sorted(parts.items()):
        places = {word: _in_order(read) for word, read in some.items()}
        for phrase, ids in zip(wanted, found, strict=True):
            if all(word in places for word in phrase):
                ids.append(_side_by_side(phrase, places))
    return [np.concatenate(ids) for ids in found]


def held_of(pks: Collection[int]) -> dict[int, dict[str, Holding]]:
    """Return what entries are found to hold, word by word: id -> word -> holding."""
    found: dict[int, dict[str, Holding]] = {pk: {} for pk in pks}
    for block in {pk // SPAN for pk in pks}:
        read = rows.of_block(block)
        ats = np.array([pk % SPAN for pk in pks if pk // SPAN == block])
        parts: dict[tuple[int, int], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        owners, held = _of_owners([row.held for row in read], HELD)
        there = np.isin(held["at"], ats)
        for owner, (at, level) in zip(owners[there].tolist(), held[there].tolist(), strict=True):
            parts[owner, at][0].append(level)
        owners, places = _of_owners([row.places for row in read], PLACE)
        there = np.isin(places >> _ENTRY, ats)
        for owner, place in zip(owners[there].tolist(), places[there].tolist(), strict=True):
            parts[owner, place >> _ENTRY][1].append(place)
        for (owner, at), (levels, some) in parts.items():
            # Twice in a row, or with places alone: unlike anything that is written.
            level = levels[0] if len(levels) == 1 else -1
            found[block * SPAN + at][read[owner].word] = level, _packed(some)
    return found


def _of_owners(parts: Sequence[bytes], kind: np.dtype) -> tuple[Ints, np.ndarray]:
    """Return the numbers in some parts, one after the other, and which part each is of."""
    owners = np.repeat(np.arange(len(parts)), [len(part) // kind.itemsize for part in parts])
    return owners, np.frombuffer(b"".join(parts), dtype=kind)


def _holdings(pk: int, words: Mapping[str, str]) -> dict[str, Holding]:
    places: dict[str, list[int]] = defaultdict(list)
    for number, zone in enumerate(ZONES):
        if text := words.get(zone):
            first = (pk % SPAN) * PLACES_OF_AN_ENTRY + number * PLACES_OF_A_ZONE
            for place, word in enumerate(text.split(" ")[:MOST_WORDS], first):
                places[word].append(place)
    levels = impacts.levels(words).items()
    return {word: (impacts.LEVELS.index(level), _packed(places.get(word, ()))) for word, level in levels}


def _packed(places: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(places)}I", *places)


def _known(before: Mapping[int, Mapping[str, str]], pks: Iterable[int]) -> dict[int, dict[str, Holding]]:
    return {pk: _holdings(pk, before.get(pk, {})) for pk in pks}


def _change(before: Mapping[int, Mapping[str, Holding]], after: Mapping[int, Mapping[str, Holding]]) -> None:
    """Write the difference: rows that lose something are read and written again, to others it is added."""
    gone: dict[Key, list[int]] = defaultdict(list)
    new: dict[Key, list[tuple[int, Holding]]] = defaultdict(list)
    for pk in sorted(after):
        block, at = divmod(pk, SPAN)
        for word, holding in before[pk].items():
            if after[pk].get(word) != holding:
                gone[word, block].append(at)
        for word, holding in after[pk].items():
            if before[pk].get(word) != holding:
                new[word, block].append((at, holding))
    added = {key: _row(key, entries) for key, entries in new.items()}
    written: list[Row] = []
    empty: list[Row] = []
    for row in rows.of_keys(gone):
        left = _without(row, gone[row.word, row.block], added.pop((row.word, row.block), None))
        (written if left.held else empty).append(left)
    rows.put(written)
    rows.add(list(added.values()))
    rows.remove((row.word, row.block) for row in empty)


def _row(key: Key, entries: Sequence[tuple[int, Holding]]) -> Row:
    held = b"".join([struct.pack("<HB", at, level) for at, (level, _) in entries])
    return Row(*key, held, b"".join([places for _, (_, places) in entries]))


def _without(row: Row, gone: Sequence[int], more: Row | None) -> Row:
    held, places = np.frombuffer(row.held, dtype=HELD), np.frombuffer(row.places, dtype=PLACE)
    for at in gone:
        held, places = held[held["at"] != at], places[places >> _ENTRY != at]
    if more:
        held = np.concatenate([held, np.frombuffer(more.held, dtype=HELD)])
        # Kept in order: whoever looks for a phrase has no sorting to do.
        places = np.sort(np.concatenate([places, np.frombuffer(more.places, dtype=PLACE)]), kind="stable")
    return Row(row.word, row.block, held.tobytes(), places.tobytes())


def _side_by_side(phrase: Sequence[str], places: Mapping[str, Ints]) -> Ints:
    """Return the ids of the entries that hold a phrase: from its rarest word on, where the others stand beside it."""
    first, *others = sorted(range(len(phrase)), key=lambda n: len(places[phrase[n]]))
    starts = places[phrase[first]] - first
    for n in others:
        starts = _common(starts + n, places[phrase[n]]) - n
    return _once(starts >> _ENTRY)


def _common(some: Ints, many: Ints) -> Ints:
    """Return the numbers that are in both; each has its own once, in order."""
    if len(some) * MUCH_LONGER < len(many):
        at = np.minimum(np.searchsorted(many, some), len(many) - 1)
        return some[many[at] == some]
    both = np.concatenate([some, many])
    both.sort(kind="stable")  # which makes one of two that are in order
    return both[:-1][both[1:] == both[:-1]]


def _in_order(parts: Sequence[tuple[int, bytes]]) -> Ints:
    """Return places with the ids of their entries, whole, in the upper bits. Most rows were added to in order."""
    blocks, packed = zip(*sorted(parts), strict=True)
    numbers = np.repeat(np.array(blocks, dtype=np.int64), [len(part) // PLACE.itemsize for part in packed])
    places = numbers * (SPAN * PLACES_OF_AN_ENTRY) + np.frombuffer(b"".join(packed), dtype=PLACE)
    if (places[1:] > places[:-1]).all():
        return places
    return _once(np.sort(places, kind="stable"))


def _once(numbers: Ints) -> Ints:
    """Return numbers that are in order without those that come again; NumPy's own way to do it takes fifty times as
    long."""
    return np.concatenate([numbers[:1], numbers[1:][numbers[1:] != numbers[:-1]]])


def _unpacked(rows: Sequence[tuple[int, bytes]]) -> tuple[Ints, Levels]:
    blocks, held = zip(*rows, strict=True)
    entries = np.frombuffer(b"".join(held), dtype=HELD)
    counts = [len(part) // HELD.itemsize for part in held]
    starts = np.repeat(np.array(blocks, dtype=np.int64) * SPAN, counts)
    return starts + entries["at"], entries["level"].astype(np.int8)
