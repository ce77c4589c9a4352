"""Counts the words in which entries are written, in the transaction that writes them: spelling leans on them."""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from django.db import connection, transaction

from search.index.analysis import written_words
from search.index.models.entries import Entry, IndexMark, Word

_ADD = """
INSERT INTO search_word (locale, written, entries, sequence) VALUES (%s, %s, %s, %s)
ON CONFLICT (locale, written) DO UPDATE SET
    entries = CASE WHEN search_word.entries + %s > 0 THEN search_word.entries + %s ELSE 0 END, sequence = %s
"""

_SET = """
INSERT INTO search_word (locale, written, entries, sequence) VALUES (%s, %s, %s, %s)
ON CONFLICT (locale, written) DO UPDATE SET entries = excluded.entries, sequence = excluded.sequence
"""

# The same for PostgreSQL, which takes five times as long over row after row.
_ROWS = "unnest(%s::text[], %s::text[], %s::int[]) AS row (locale, written, n)"
_MORE = f"""
INSERT INTO search_word (locale, written, entries, sequence) SELECT locale, written, n, %s FROM {_ROWS}
ON CONFLICT (locale, written) DO UPDATE SET
    entries = search_word.entries + excluded.entries, sequence = excluded.sequence
"""
_FEWER = f"""
UPDATE search_word AS word SET entries = GREATEST(0, word.entries - row.n), sequence = %s FROM {_ROWS}
WHERE word.locale = row.locale AND word.written = row.written
"""

# (locale, written word) -> by how many entries its count changes.
Changes = Counter[tuple[str, str]]
# Language -> word -> in how many entries it is written.
Frequencies = Mapping[str, Mapping[str, int]]


def counts(entry: Entry) -> bool:
    """Tell whether the hub learns from an entry. What a school writes is not the hub's: it may be a name."""
    return entry.school_id is None


def own() -> Iterable[Entry]:
    """Yield the current entries from which the hub learns, with what is counted of them."""
    entries = Entry.objects.current().filter(school=None).only("locale", "texts", "school")
    return entries.order_by("pk").iterator(chunk_size=500)


def of(entries: Iterable[Entry]) -> Changes:
    """Count each word once an entry, as its texts stand."""
    own = filter(counts, entries)
    return Counter((entry.locale, word) for entry in own for word in written_words(entry.texts.values()))


def change(before: Changes, after: Changes, *, sequence: int) -> None:
    """Write the difference. The lock of the mark is held, so that two writers never wait for each other crosswise."""
    after.subtract(before)
    changed = [(locale, word, n) for (locale, word), n in sorted(after.items()) if n]
    if connection.vendor == "postgresql":
        _change_at_once(changed, sequence)
    elif changed:
        with connection.cursor() as cursor:
            rows = [(locale, word, max(0, n), sequence, n, n, sequence) for locale, word, n in changed]
            cursor.executemany(_ADD, rows)


def _change_at_once(changed: Sequence[tuple[str, str, int]], sequence: int) -> None:
    more = [row for row in changed if row[2] > 0]
    fewer = [(locale, word, -n) for locale, word, n in changed if n < 0]
    with connection.cursor() as cursor:
        for sql, rows in ((_MORE, more), (_FEWER, fewer)):
            if rows:
                cursor.execute(sql, [sequence, *(list(column) for column in zip(*rows, strict=True))])


def recount(pairs: Iterable[tuple[str, str]]) -> None:
    """Count some words (locale, word) in all entries anew. Nobody waits while the entries are read; what changes
    meanwhile is read once more."""
    mark = IndexMark.current()
    holders = {pair: array("q") for pair in pairs}
    for entry in own():
        for pair in of([entry]):
            if pair in holders:
                holders[pair].append(entry.pk)
    with transaction.atomic():
        IndexMark.hold()
        later = Entry.objects.filter(sequence__gt=mark.sequence)
        changed = set(later.values_list("pk", flat=True))
        more = of(later.current())
        sequence = IndexMark.move()
        rows = [
            (*pair, sum(pk not in changed for pk in held) + more[pair], sequence)
            for pair, held in sorted(holders.items())
        ]
        with connection.cursor() as cursor:
            cursor.executemany(_SET, rows)


def frequencies(*, since: int = 0, held: Frequencies | None = None) -> Frequencies:
    """Read the counts, or bring those that are held up to date with what changed since a sequence: one query."""
    found = {locale: dict(counts) for locale, counts in (held or {}).items()}
    rows = Word.objects.filter(sequence__gt=since).values_list("locale", "written", "entries")
    for locale, written, entries in rows.iterator(chunk_size=10_000):
        counts = found.setdefault(locale, {})
        counts[written] = entries
        if not entries:
            del counts[written]
    return found
