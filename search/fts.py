"""The full-text table of SQLite, kept beside the entries in Python: a migration that rebuilds a table drops triggers.

Words are written as the analysis gave them. A word that is not plain ASCII goes in as `_` and its bytes in hexadecimal,
so that SQLite's own ideas about letters never change what matches.
"""

from collections.abc import Iterable, Mapping

from django.db import connection

from search.zones import WEIGHTS, ZONES

TABLE = "search_words"
# FTS5 fixes its saturation at 1.2, so its weights are a tenth of ours: the same curve.
_WEIGHTS = ", ".join(str(weight / 10) for weight in WEIGHTS.values())


def available() -> bool:
    return connection.vendor == "sqlite"


def term(word: str) -> str:
    """Return the word as it stands in the table: letters and digits of ASCII, or `_` and hexadecimal."""
    return word if word.isascii() and word.isalnum() else "_" + word.encode().hex()


def write(rows: Iterable[tuple[int, Mapping[str, str]]]) -> None:
    """Put the analysed words of entries (id, zone -> words) into the table, replacing what is there."""
    rows = list(rows)
    if not rows or not available():
        return
    remove(pk for pk, _ in rows)
    names, marks = ", ".join(f'"{zone}"' for zone in ZONES), ", ".join(["%s"] * (len(ZONES) + 1))
    values: list[tuple[int | str, ...]] = [
        (pk, *(" ".join(map(term, words.get(zone, "").split())) for zone in ZONES)) for pk, words in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {TABLE} (rowid, {names}) VALUES ({marks})", values)


def remove(pks: Iterable[int]) -> None:
    if available():
        with connection.cursor() as cursor:
            cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", [(pk,) for pk in pks])


def ids_by_word(words: Iterable[str]) -> list[str]:
    """Return, for each word, the ids of the entries that hold it as one comma-separated string: one query for all."""
    words = list(words)
    if not words:
        return []
    part = f"SELECT group_concat(rowid) FROM {TABLE} WHERE {TABLE} MATCH %s"
    sql = " UNION ALL ".join(f"SELECT {n} AS n, ({part}) AS ids" for n in range(len(words))) + " ORDER BY n"
    with connection.cursor() as cursor:
        cursor.execute(sql, [f'"{term(word)}"' for word in words])
        return [ids or "" for _, ids in cursor.fetchall()]


def ranks(words: Iterable[str]) -> list[tuple[int, float]]:
    """Return (id, rank) of every entry that holds any of the words; the lower, the better. Unsorted."""
    sql = f"SELECT rowid, bm25({TABLE}, {_WEIGHTS}) FROM {TABLE} WHERE {TABLE} MATCH %s"
    with connection.cursor() as cursor:
        cursor.execute(sql, [" OR ".join(f'"{term(word)}"' for word in words)])
        return cursor.fetchall()
