"""Sets of entries as bits: which ones a filter leaves, and how many of each value there are among some."""

from collections.abc import Mapping

import numpy as np

from search.engines.snapshot import Bits, Snapshot
from search.request import SearchRequest


def chosen(request: SearchRequest, held: Snapshot) -> dict[str, Bits]:
    """Return, for each facet in use, the entries with any of its chosen values."""
    found = {}
    for key, values in request.selected:
        at = [held.values[key].index(value) for value in values if value in held.values[key]]
        found[key] = np.bitwise_or.reduce(held.rows[key][at], axis=0)
    return found


def every(base: Bits, chosen: Mapping[str, Bits], *, but: str = "") -> Bits:
    for key, bits in chosen.items():
        if key != but:
            base = base & bits
    return base


def number(bits: Bits) -> int:
    return int(np.bitwise_count(bits).sum(dtype=np.int64))


def counts(held: Snapshot, base: Bits, chosen: Mapping[str, Bits]) -> dict[str, dict[str, int]]:
    """Count every value of every facet among what the other facets leave."""
    found = {}
    for key, rows in held.rows.items():
        sums = np.bitwise_count(rows & every(base, chosen, but=key)).sum(axis=1, dtype=np.int64)
        found[key] = dict(zip(held.values[key], sums.tolist(), strict=True))
    return found
