"""What of all that holds any of a query's words is close enough to be counted.

Any word matches, so of a hundred entries ninety can hold "careers week 2026" in part. Counted, and listed, is what fits
all of the clauses and what is *near*: whose words are worth at least `NEAR` of what the best entry's are, by the
ranker's own measure among all entries in reach, with no filter. No filter, so that a filter takes away and never adds:
every count is what ticking it leaves. Of a search that holds more, the best 200 are looked at.

What only fits some of the clauses is the rest: it follows on the last page where there is room, and is a search of its
own (`SearchRequest.any_words`).
"""

import dataclasses
from collections.abc import Sequence

import numpy as np

from search.engines import ranking
from search.engines.candidates import Reader
from search.engines.snapshot import Flags, Snapshot
from search.request import SearchRequest

# On the judged lessons 0.5 left the order as good as counting everything (0.776 against 0.779), 0.6 did not (0.770).
NEAR = 0.5


@dataclasses.dataclass(frozen=True)
class Near:
    """The entries that are near without fitting all clauses: their ids, and how many clauses each one fits."""

    ids: Sequence[int] = ()
    fitted: Sequence[int] = ()

    def flags(self, held: Snapshot) -> Flags:
        flags = np.zeros(len(held.ids), dtype=bool)
        if self.ids:
            flags[held.places(np.array(self.ids, dtype=np.int64))] = True
        return flags


def is_judged(request: SearchRequest) -> bool:
    """Tell whether a search has entries that fit it in part, and leaves them out."""
    return len(request.query.clauses) > 1 and not request.any_words


def near(request: SearchRequest, best: Sequence[int], corpus: ranking.Corpus, reader: Reader) -> Near:
    """Judge the best entries that hold any word.

    Args:
        best: their ids, of those in reach, filtered by nothing.
        corpus: of the same entries.
    """
    if not best:
        return Near()
    candidates = reader.counted(best)
    matched, fitted = ranking.matched(request.query, candidates, corpus)
    kept = (matched >= NEAR * matched.max(initial=0.0)) & (fitted < len(request.query.clauses))
    return Near(candidates.ids[kept].tolist(), fitted[kept].tolist())
