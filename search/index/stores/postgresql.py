"""The full-text table of PostgreSQL, written beside the entries as `search.index.stores.sqlite` does for SQLite.

`impacts` holds each word of an entry once, with its level as last letter (index.impacts): what index.postings has
of the entry, so that a change writes only what differs. `words` holds them with their positions, a gap between two
zones, and answers phrases. Vectors and queries are written as literals: PostgreSQL's parser splits words by its own
rules. What a vector cannot hold (256 positions of a word, 16,383 in all, 1 MB) is spread over several rows; each word's
level stands in one of them, and a phrase that begins in one row ends there.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest

from django.db import connection

from search.index import impacts, postings
from search.index.packing import Ints
from search.index.postings import Levels
from search.index.zones import ZONES

TABLE = "search_document"
MOST_LEVELS = 3000
MOST_POSITIONS, MOST_REPEATS = 2000, 250
# The end of a row is said again at the start of the next, so that no phrase up to this length is cut in two.
LONGEST_PHRASE = 21
_VECTORS = (
    "SELECT pk, i::tsvector AS impacts, w::tsvector AS words "
    "FROM unnest(%s::bigint[], %s::text[], %s::text[]) AS part(pk, i, w)"
)


def available() -> bool:
    return connection.vendor == "postgresql"


def write(rows: Iterable[tuple[int, Mapping[str, str]]]) -> None:
    """Put the analysed words of entries (id, zone -> words) into the tables, replacing what is there."""
    rows = list(rows)
    if not rows or not available():
        return
    wanted = {pk: _numbered(words) for pk, words in rows}
    held = _held(list(wanted))
    removed = {pk: [word for word, n in held[pk].items() if wanted[pk].get(word) != n] for pk in wanted}
    postings.change(removed, {pk: dict(wanted[pk].items() - held[pk].items()) for pk in wanted})
    _delete(list(wanted))
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {TABLE} (entry_id, impacts, words) {_VECTORS}", _columns(rows))


def remove(pks: Iterable[int]) -> None:
    if available():
        pks = list(pks)
        postings.change(_held(pks), {})
        _delete(pks)


def forget(pks: Collection[int]) -> None:
    """Remove entries whatever is there of them: after this, they can be written as if they were new."""
    postings.forget(pks)
    _delete(list(pks))


def ids() -> set[int]:
    """Return the entries that have words here, in either table."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT entry_id FROM {TABLE}")
        return {pk for (pk,) in cursor.fetchall()} | postings.ids()


def differing(rows: Iterable[tuple[int, Mapping[str, str]]]) -> set[int]:
    """Return those of some entries (id, zone -> words) of which the table holds something else."""
    if not (rows := list(rows)):
        return set()
    held = f"SELECT entry_id, impacts, words FROM {TABLE} WHERE entry_id = ANY(%s)"
    sql = f"WITH wanted AS ({_VECTORS}), held AS ({held}) "
    sql += "(TABLE wanted EXCEPT ALL TABLE held) UNION ALL (TABLE held EXCEPT ALL TABLE wanted)"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT pk FROM ({sql}) AS differing", [*_columns(rows), [pk for pk, _ in rows]])
        differ = {pk for (pk,) in cursor.fetchall()}
    found = postings.levels([pk for pk, _ in rows])
    return differ | {pk for pk, words in rows if sorted(found[pk]) != sorted(_numbered(words).items())}


def holders(words: Iterable[str]) -> dict[str, tuple[Ints, Levels]]:
    """Return, for each word that anything holds, the ids of the entries and the number of each one's level."""
    return postings.holders(words)


def phrase_ids(phrases: Iterable[Sequence[str]]) -> list[str]:
    """Return, for each phrase, the ids of the entries with a zone that holds its words side by side, joined by
    commas."""
    queries = [" <-> ".join(map(_quoted, phrase)) for phrase in phrases]
    found = [""] * len(queries)
    with connection.cursor() as cursor:
        cursor.execute("SELECT n, ids FROM search_phrase_ids(%s::text[]::tsquery[])", [queries])
        for n, ids in cursor.fetchall():
            found[n - 1] = ids
    return found


def _held(pks: list[int]) -> dict[int, dict[str, int]]:
    """Return what the other table is known to hold of entries: id -> word -> number of its level."""
    held: dict[int, dict[str, int]] = {pk: {} for pk in pks}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT entry_id, tsvector_to_array(impacts) FROM {TABLE} WHERE entry_id = ANY(%s)", [pks])
        for pk, written in cursor.fetchall():
            held[pk].update((one[:-1], impacts.LEVELS.index(one[-1])) for one in written)
    return held


def _delete(pks: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE} WHERE entry_id = ANY(%s)", [pks])


def _numbered(words: Mapping[str, str]) -> dict[str, int]:
    return {word: impacts.LEVELS.index(level) for word, level in impacts.levels(words).items()}


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def _columns(rows: Iterable[tuple[int, Mapping[str, str]]]) -> list[list[int | str]]:
    """Return ids, vectors of levels and vectors of words of entries, as `_VECTORS` takes them."""
    parts = [
        (pk, levels, words)
        for pk, zones in rows
        for levels, words in zip_longest(_level_vectors(zones), _word_vectors(zones), fillvalue="")
    ]
    return [list(column) for column in zip(*parts, strict=True)]


def _level_vectors(zones: Mapping[str, str]) -> Iterator[str]:
    quoted = [_quoted(word + level) for word, level in impacts.levels(zones).items()]
    for start in range(0, len(quoted), MOST_LEVELS):
        yield " ".join(quoted[start : start + MOST_LEVELS])


def _word_vectors(zones: Mapping[str, str]) -> Iterator[str]:
    row: list[str] = []
    held: Counter[str] = Counter()
    for zone in ZONES:
        row.append("")  # the gap
        for word in zones.get(zone, "").split():
            row.append(word)
            held[word] += 1
            if len(row) >= MOST_POSITIONS or held[word] >= MOST_REPEATS:
                yield _vector(row)
                row = row[-LONGEST_PHRASE:]
                held = Counter(row)
    yield _vector(row)


def _vector(row: Sequence[str]) -> str:
    places: dict[str, list[str]] = {}
    for position, word in enumerate(row, 1):
        if word:
            places.setdefault(word, []).append(str(position))
    return " ".join(f"{_quoted(word)}:{','.join(found)}" for word, found in places.items())
