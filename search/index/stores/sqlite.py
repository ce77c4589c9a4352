"""The full-text tables of SQLite, kept beside the entries in Python: a migration that rebuilds a table drops triggers.

`search_impacts` holds each word of an entry once, with its level as last letter (index.impacts): who holds it, and
how strongly, without reading positions. `search_words` holds the words in order, zone by zone, and answers phrases.

A word that is not plain ASCII goes in as `_` and its bytes in hexadecimal, so that SQLite's own ideas about letters
never change what matches.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from django.db import connection

from search.index import impacts
from search.index.packing import Ints, numbers
from search.index.postings import Levels
from search.index.zones import ZONES

WORDS, IMPACTS = "search_words", "search_impacts"
# SQLite joins at most 500 selects into one.
MOST_SELECTS = 480
_COLUMNS = ", ".join(f'"{zone}"' for zone in ZONES)


def available() -> bool:
    return connection.vendor == "sqlite"


def term(word: str) -> str:
    """Return the word as it stands in the tables: letters and digits of ASCII, or `_` and hexadecimal."""
    return word if word.isascii() and word.isalnum() else "_" + word.encode().hex()


def terms(words: str) -> str:
    """Return words, joined by spaces, as they stand in the tables: most need no change."""
    return words if words.isascii() and words.replace(" ", "").isalnum() else " ".join(map(term, words.split()))


def write(rows: Iterable[tuple[int, Mapping[str, str]]]) -> None:
    """Put the analysed words of entries (id, zone -> words) into the tables, replacing what is there."""
    rows = list(rows)
    if not rows or not available():
        return
    remove(pk for pk, _ in rows)
    marks = ", ".join(["%s"] * (len(ZONES) + 1))
    levelled = [(pk, " ".join(_levels(words))) for pk, words in rows]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {WORDS} (rowid, {_COLUMNS}) VALUES ({marks})", [(pk, *_zones(words)) for pk, words in rows]
        )
        cursor.executemany(f"INSERT INTO {IMPACTS} (rowid, levels) VALUES (%s, %s)", levelled)


def remove(pks: Iterable[int]) -> None:
    if available():
        keys = [(pk,) for pk in pks]
        with connection.cursor() as cursor:
            for table in (WORDS, IMPACTS):
                cursor.executemany(f"DELETE FROM {table} WHERE rowid = %s", keys)


# Nothing here is worked out from what was there before.
forget = remove


def ids() -> set[int]:
    """Return the entries that have words here, in either table."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT rowid FROM {WORDS} UNION SELECT rowid FROM {IMPACTS}")
        return {pk for (pk,) in cursor.fetchall()}


def differing(rows: Iterable[tuple[int, Mapping[str, str]]]) -> set[int]:
    """Return those of some entries (id, zone -> words) of which the tables hold something else."""
    wanted = {pk: (_zones(words), set(_levels(words))) for pk, words in rows}
    marks = ", ".join(map(str, wanted))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT rowid, {_COLUMNS} FROM {WORDS} WHERE rowid IN ({marks})")
        zoned = {pk: found for pk, *found in cursor.fetchall()}
        cursor.execute(f"SELECT rowid, levels FROM {IMPACTS} WHERE rowid IN ({marks})")
        levelled = {pk: set(found.split()) for pk, found in cursor.fetchall()}
    return {pk for pk, each in wanted.items() if (zoned.get(pk), levelled.get(pk)) != each}


def _zones(words: Mapping[str, str]) -> list[str]:
    return [terms(words.get(zone, "")) for zone in ZONES]


def _levels(words: Mapping[str, str]) -> list[str]:
    return [f"{term(word)}_{level}" for word, level in impacts.levels(words).items()]


def holders(words: Iterable[str]) -> dict[str, tuple[Ints, Levels]]:
    """Return, for each word that anything holds, the ids of the entries and the number of each one's level."""
    keys = [(word, n) for word in words for n in range(len(impacts.LEVELS))]
    matches = [f'"{term(word)}_{impacts.LEVELS[n]}"' for word, n in keys]
    parts: dict[str, list[tuple[Ints, int]]] = {}
    for (word, n), held in zip(keys, _concatenated(IMPACTS, matches), strict=True):
        if held:
            parts.setdefault(word, []).append((numbers(held), n))
    return {
        word: (
            np.concatenate([held for held, _ in some]),
            np.repeat(np.array([n for _, n in some], dtype=np.int8), [len(held) for held, _ in some]),
        )
        for word, some in parts.items()
    }


def phrase_ids(phrases: Iterable[Sequence[str]]) -> list[str]:
    """Return, for each phrase, the ids of the entries with a zone that holds its words side by side, joined by
    commas."""
    return _concatenated(WORDS, [f'"{" ".join(map(term, phrase))}"' for phrase in phrases])


def _concatenated(table: str, matches: Sequence[str]) -> list[str]:
    part = f"(SELECT group_concat(rowid) FROM {table} WHERE {table} MATCH %s)"
    found: list[str] = []
    with connection.cursor() as cursor:
        for start in range(0, len(matches), MOST_SELECTS):
            some = matches[start : start + MOST_SELECTS]
            sql = " UNION ALL ".join(f"SELECT {n} AS n, {part}" for n in range(len(some)))
            cursor.execute(f"{sql} ORDER BY n", some)
            found += [ids or "" for _, ids in cursor.fetchall()]
    return found
