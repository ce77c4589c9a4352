"""Postings on PostgreSQL: for each word, and each 1,024 ids of entries, one row with three bytes for each entry.

A word that half of 100,000 entries hold is 98 rows to read. From a GIN index over the entries it was 50,000 places to
visit, which took 35 ms. Writers wait for each other (`IndexMark`), so a row has one at a time.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

import numpy as np
import numpy.typing as npt
from django.db import connection

from search.index.packing import Ints

TABLE = "search_posting"
SPAN = 1024
# An entry by its place among the ids of its block, and the number of the word's level (`search.index.impacts`).
HELD = np.dtype([("at", "<u2"), ("level", "u1")])

Levels = npt.NDArray[np.int8]
Key = tuple[str, int]

_ROWS = "unnest(%s::text[], %s::int[], %s::bytea[])"
_ADD = f"""
INSERT INTO {TABLE} (word, block, held) SELECT * FROM {_ROWS}
ON CONFLICT (word, block) DO UPDATE SET held = {TABLE}.held || excluded.held
"""
_SET = f"""
UPDATE {TABLE} AS row SET held = new.held FROM {_ROWS} AS new (word, block, held)
WHERE row.word = new.word AND row.block = new.block
"""
_KEYS = "(word, block) IN (SELECT * FROM unnest(%s::text[], %s::int[]))"


def holders(words: Iterable[str]) -> dict[str, tuple[Ints, Levels]]:
    """Return, for each word that anything holds, the ids of the entries and the number of each one's level."""
    rows: dict[str, list[tuple[int, bytes]]] = defaultdict(list)
    for word, block, held in _read("word = ANY(%s)", [list(words)]):
        rows[word].append((block, held))
    return {word: _unpacked(held) for word, held in rows.items()}


def change(removed: Mapping[int, Iterable[str]], added: Mapping[int, Mapping[str, int]]) -> None:
    """Take words from entries (id -> words), then give them others (id -> word -> number of its level)."""
    gone: dict[Key, list[int]] = defaultdict(list)
    for pk, words in removed.items():
        for word in words:
            gone[word, pk // SPAN].append(pk % SPAN)
    if gone:
        _strip(_read(_KEYS, _columns(gone)), gone)
    new: dict[Key, list[tuple[int, int]]] = defaultdict(list)
    for pk, levels in added.items():
        for word, level in levels.items():
            new[word, pk // SPAN].append((pk % SPAN, level))
    if new:
        held = [np.array(entries, dtype=HELD).tobytes() for entries in new.values()]
        with connection.cursor() as cursor:
            cursor.execute(_ADD, [*_columns(new), held])


def forget(pks: Collection[int]) -> None:
    """Take every word from entries, whichever they are: what is known of their words may be wrong."""
    places: dict[int, list[int]] = defaultdict(list)
    for pk in pks:
        places[pk // SPAN].append(pk % SPAN)
    rows = list(_read("block = ANY(%s)", [list(places)]))
    _strip(rows, {(word, block): places[block] for word, block, _ in rows})


def ids() -> set[int]:
    """Return the entries that hold any word."""
    found: set[int] = set()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT block, string_agg(held, ''::bytea) FROM {TABLE} GROUP BY block")
        for block, held in cursor.fetchall():
            found.update((np.unique(np.frombuffer(held, dtype=HELD)["at"]).astype(np.int64) + block * SPAN).tolist())
    return found


def levels(pks: Collection[int]) -> dict[int, list[tuple[str, int]]]:
    """Return each entry's words with the numbers of their levels, as often as they are written."""
    found: dict[int, list[tuple[str, int]]] = defaultdict(list)
    if rows := list(_read("block = ANY(%s)", [list({pk // SPAN for pk in pks})])):
        words = [word for word, _, _ in rows]
        ids, numbers = _unpacked([(block, held) for _, block, held in rows])
        owners = np.repeat(np.arange(len(rows)), [len(held) // HELD.itemsize for _, _, held in rows])
        there = np.isin(ids, np.array(list(pks), dtype=np.int64))
        for owner, pk, level in zip(owners[there], ids[there].tolist(), numbers[there].tolist(), strict=True):
            found[pk].append((words[owner], level))
    return found


def _read(condition: str, values: list) -> Iterator[tuple[str, int, bytes]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT word, block, held FROM {TABLE} WHERE {condition}", values)
        yield from cursor.fetchall()


def _strip(rows: Iterable[tuple[str, int, bytes]], gone: Mapping[Key, list[int]]) -> None:
    """Write rows again without some places, where they hold any."""
    left: dict[Key, bytes] = {}
    for word, block, held in rows:
        entries = np.frombuffer(held, dtype=HELD)
        stays = entries[~np.isin(entries["at"], gone[word, block])]
        if len(stays) < len(entries):
            left[word, block] = stays.tobytes()
    if not left:
        return
    kept = {key: held for key, held in left.items() if held}
    with connection.cursor() as cursor:
        if kept:
            cursor.execute(_SET, [*_columns(kept), list(kept.values())])
        if len(kept) < len(left):
            cursor.execute(f"DELETE FROM {TABLE} WHERE {_KEYS}", _columns(left.keys() - kept.keys()))


def _columns(keys: Iterable[Key]) -> list[list]:
    return [list(column) for column in zip(*keys, strict=True)]


def _unpacked(rows: Iterable[tuple[int, bytes]]) -> tuple[Ints, Levels]:
    blocks, held = zip(*rows, strict=True)
    entries = np.frombuffer(b"".join(held), dtype=HELD)
    counts = [len(part) // HELD.itemsize for part in held]
    starts = np.repeat(np.array(blocks, dtype=np.int64) * SPAN, counts)
    return starts + entries["at"], entries["level"].astype(np.int8)
