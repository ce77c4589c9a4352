"""Scores of judged queries: the quality of what was found, in halves, so that one is tuned on and the other is not."""

import math
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

BEST = 10
TUNED_ON, UNTOUCHED = "tuned on", "untouched"


@dataclass(frozen=True)
class Scored:
    """One judged query with what was found. `ndcg` is between 0 and 1; `missed` tells that nothing good was found."""

    query: str
    kind: str
    half: str
    ndcg: float
    missed: bool
    found: Sequence[tuple[str, int]]


def half_of(query: str) -> str:
    """Return the half of a query, by its words alone: whoever adds a query cannot choose."""
    return UNTOUCHED if zlib.crc32(query.encode()) % 2 else TUNED_ON


def gain(grades: Iterable[int]) -> float:
    """Return the discounted cumulative gain of grades (0 to 3) in their order."""
    return sum((2**grade - 1) / math.log2(rank + 2) for rank, grade in enumerate(grades))


def score(
    query: str,
    kind: str,
    relevance: Mapping[str, int],
    results: Iterable[str],
    *,
    half: str,
    best: Callable[[list[str]], Sequence[str | None]] = list,
) -> Scored:
    """Score what was found against grades. `best` returns what is judged in the best order that a page may have, with
    None where only something else may stand."""
    found = [(slug, relevance.get(slug, 0)) for slug in dict.fromkeys(results)][:BEST]
    ideal = best(sorted(relevance, key=lambda slug: (-relevance[slug], slug)))[:BEST]
    ndcg = gain(grade for _slug, grade in found) / gain(relevance[slug] if slug else 0 for slug in ideal)
    return Scored(query, kind, half, ndcg, not any(grade for _slug, grade in found), found)


def table(scored: Iterable[Scored]) -> list[str]:
    """Return lines: mean nDCG@10 and the share of queries without anything good, by half and by kind."""
    groups: dict[str, list[Scored]] = defaultdict(list)
    for one in scored:
        for name in ("all", one.half, one.kind, f"{one.half}: {one.kind}"):
            groups[name].append(one)
    lines = [f"{'':28}{'n':>5}{'nDCG@10':>10}{'nothing':>10}"]
    for name in sorted(groups, key=lambda name: (":" in name, name not in ("all", TUNED_ON, UNTOUCHED), name)):
        rows = groups[name]
        ndcg, missed = (sum(getattr(row, field) for row in rows) / len(rows) for field in ("ndcg", "missed"))
        lines.append(f"{name:28}{len(rows):>5}{ndcg:>10.3f}{missed:>10.3f}")
    return lines
