"""The rows of `search_posting`, read and written many at a time in the words of each database."""

import itertools
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from django.db import connection

TABLE = "search_posting"
SQLITE, POSTGRESQL = DATABASES = ("sqlite", "postgresql")
BYTES = ("held", "places")
# A word and the number of a block.
Key = tuple[str, int]


class Row(NamedTuple):
    word: str
    block: int
    held: bytes
    places: bytes


# PostgreSQL takes long over many statements, and over many bytes in an array: here they are one piece, cut up again.
_VALUES = {
    SQLITE: "VALUES (%s, %s, %s, %s)",
    POSTGRESQL: """
        SELECT word, block, substring(whole.held FROM h FOR n), substring(whole.places FROM p FOR m)
        FROM unnest(%s::text[], %s::int[], %s::int[], %s::int[], %s::int[], %s::int[]) AS part (word, block, h, n, p, m)
        CROSS JOIN (SELECT %s::bytea AS held, %s::bytea AS places) AS whole
    """,
}
# SQLite takes two joined blobs for a text.
_JOINED = {
    SQLITE: "{name} = CAST({table}.{name} || excluded.{name} AS blob)",
    POSTGRESQL: "{name} = {table}.{name} || excluded.{name}",
}
_AMONG = {SQLITE: "IN (SELECT value FROM json_each(%s))", POSTGRESQL: "= ANY(%s::text[])"}


def blocks() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT block FROM {TABLE} ORDER BY block")
        return [block for (block,) in cursor.fetchall()]


def of_block(block: int, *columns: str) -> list[Row]:
    """Return the rows of a block, with one of the columns of bytes or with both."""
    return _read(columns or BYTES, "block = %s", block)


def of_words(words: Iterable[str], *columns: str) -> list[Row]:
    """Return the rows of words, with one of the columns of bytes or with both."""
    return _read(columns or BYTES, f"word {_among()}", _list(words))


def of_keys(keys: Iterable[Key]) -> Iterator[Row]:
    for block, words in _by_block(keys).items():
        yield from _read(BYTES, f"block = %s AND word {_among()}", block, _list(words))


def put(rows: Sequence[Row]) -> None:
    """Write rows in place of those that are there."""
    _write(rows, "{name} = excluded.{name}")


def add(rows: Sequence[Row]) -> None:
    """Add rows to those that are there."""
    _write(rows, _JOINED[connection.vendor])


def remove(keys: Iterable[Key]) -> None:
    with connection.cursor() as cursor:
        for block, words in _by_block(keys).items():
            cursor.execute(f"DELETE FROM {TABLE} WHERE block = %s AND word {_among()}", [block, _list(words)])


def _read(columns: Sequence[str], condition: str, *values: Any) -> list[Row]:
    chosen = ", ".join(name if name in columns else "NULL" for name in BYTES)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT word, block, {chosen} FROM {TABLE} WHERE {condition}", values)
        return [Row(word, block, held or b"", places or b"") for word, block, held, places in cursor.fetchall()]


def _write(rows: Sequence[Row], change: str) -> None:
    if not rows:
        return
    changes = ", ".join(change.format(table=TABLE, name=name) for name in BYTES)
    sql = f"INSERT INTO {TABLE} (word, block, held, places) {_VALUES[connection.vendor]} "
    sql += f"ON CONFLICT (word, block) DO UPDATE SET {changes}"
    with connection.cursor() as cursor:
        if connection.vendor == SQLITE:
            cursor.executemany(sql, rows)
        else:
            cursor.execute(sql, _in_one_piece(rows))


def _in_one_piece(rows: Sequence[Row]) -> list[Any]:
    """Return words, blocks, then where each row's part of the bytes begins and how long it is, then the bytes."""
    words, numbers, *columns = zip(*rows, strict=True)
    values: list[Any] = [list(words), list(numbers)]
    for parts in columns:
        sizes = [len(part) for part in parts]
        values += [list(itertools.accumulate(sizes[:-1], initial=1)), sizes]
    return values + [b"".join(parts) for parts in columns]


def _by_block(keys: Iterable[Key]) -> dict[int, list[str]]:
    words: dict[int, list[str]] = defaultdict(list)
    for word, block in keys:
        words[block].append(word)
    return words


def _among() -> str:
    return _AMONG[connection.vendor]


def _list(words: Iterable[str]) -> str | list[str]:
    return json.dumps(list(words)) if connection.vendor == SQLITE else list(words)
