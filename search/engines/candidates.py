"""Entries for the ranker: read from the database once and kept in memory, packed, until they change; counted once a
search."""

from collections.abc import Sequence

from django.db import connection

from search.engines.counted import Counted
from search.engines.memory import Memory
from search.engines.snapshot import Change, Snapshot
from search.index.packing import Candidates
from search.request import SearchRequest

# An entry of 430 words takes 1.7 KB.
MOST_BYTES, MOST_ENTRIES = 32_000_000, 50_000
_CACHE = "packed entries"


class Kept(Memory[int, bytes]):
    """Entries that were ranked."""

    def __init__(self) -> None:
        super().__init__(size=len, most=MOST_BYTES, most_items=MOST_ENTRIES)

    def renewed(self, change: Change) -> "Kept":
        """Return what stays true after a change of a few entries."""
        renewed = Kept()
        renewed.update({pk: content for pk, content in self.known().items() if pk not in change.ids})
        return renewed


class Reader:
    """Reads entries for one search, each once."""

    def __init__(self, request: SearchRequest, held: Snapshot) -> None:
        self.request, self.held = request, held
        self._asked: set[int] = set()
        self._read: Counted | None = None

    def counted(self, ids: Sequence[int]) -> Counted:
        """Return what the search's words are in some entries, in the order of their ids: one query at most. Entries
        deleted since are left out."""
        missing = [pk for pk in ids if pk not in self._asked]
        if missing or self._read is None:
            lengths = self.held.mean_lengths.get(self.request.locale, {})
            more = Counted.of(self.request.query, Candidates.of(packed(missing, self.held)), lengths)
            self._read = self._read.joined(more) if self._read else more
            self._asked |= set(missing)
        return self._read if len(ids) == len(self._asked) else self._read.among(ids)


def packed(ids: Sequence[int], held: Snapshot) -> list[tuple[int, bytes]]:
    """Return (id, bytes) of current entries (index.packing): one query for those not seen since they changed."""
    memory: Kept = held.cache.setdefault(_CACHE, Kept())
    found = {pk: content for pk in ids if (content := memory.get(pk))}
    if missing := [pk for pk in ids if pk not in found]:
        read = _read(missing)
        memory.update(read)
        found |= read
    return list(found.items())


def _read(ids: Sequence[int]) -> dict[int, bytes]:
    marks = ", ".join(["%s"] * len(ids))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT entry_id, content FROM search_packedentry WHERE entry_id IN ({marks})", [*ids])
        return {pk: bytes(content) for pk, content in cursor.fetchall()}
