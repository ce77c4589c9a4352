"""Entries as the ranker reads them, from the database once and from memory until they change."""

from collections.abc import Sequence

from django.db import connection

from search.engines.memory import Memory
from search.engines.snapshot import Change, Snapshot

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
