"""The engine without a server: SQLite's full-text table finds, rows of bits count."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from search import fts, ranking, snapshot
from search.engines.base import Engine, EngineUnavailable, SearchResponse, paging
from search.models import Entry
from search.request import PER_PAGE, SearchRequest
from search.snapshot import Bits, Flags, Snapshot, pack, unpack


class EmbeddedEngine(Engine):
    name = "embedded"

    def search(self, request: SearchRequest) -> SearchResponse:
        if not fts.available():
            raise EngineUnavailable("The embedded search engine needs SQLite.")
        held = snapshot.current()
        size = len(held.ids)
        here = held.locales.get(request.locale, np.zeros(size, dtype=bool))
        by_word = np.array([held.flags_of(_ids(text)) & here for text in fts.ids_by_word(request.words)], dtype=bool)
        matched = by_word.sum(axis=0) if request.words else np.zeros(size, dtype=np.int64)
        found = here & (matched > 0) if request.words else here
        base, chosen = pack(found), _chosen(request, held)
        hits = unpack(_all(base, chosen), size)
        total = int(hits.sum())
        page, pages, _ = paging(request, total)
        order = self._order(request, held, hits, matched, by_word, unpack(_all(pack(here), chosen), size))
        return SearchResponse(
            ids=tuple(order[(page - 1) * PER_PAGE : page * PER_PAGE]),
            total=total,
            total_all=int((hits & (matched == len(request.words))).sum()),
            counts=_counts(held, base, chosen),
            page=page,
            pages=pages,
            reachable=paging(request, total)[2],
        )

    def _order(
        self,
        request: SearchRequest,
        held: Snapshot,
        hits: Flags,
        matched: npt.NDArray[np.int64],
        by_word: Flags,
        filtered: Flags,
    ) -> list[int]:
        at = np.flatnonzero(hits)
        if request.order == "relevance":
            corpus = ranking.Corpus(
                size=int(held.locales[request.locale].sum()) if len(at) else 0,
                held={word: int(flags.sum()) for word, flags in zip(request.words, by_word, strict=True)},
                size_filtered=int(filtered.sum()),
                held_filtered={
                    word: int((flags & filtered).sum()) for word, flags in zip(request.words, by_word, strict=True)
                },
                mean_lengths=held.mean_lengths.get(request.locale, {}),
            )
            best = held.ids[at].tolist() if len(at) <= ranking.CANDIDATES else _best(request.words, held, hits)
            rows = Entry.objects.filter(pk__in=best).values_list("pk", "words")
            return ranking.rank(request.words, rows, corpus)
        main = held.minutes[at] if request.order == "shortest" else -held.days[at]
        # Any word matches, so the entries that hold most of the words come first whatever the order.
        return held.ids[at][np.lexsort((held.ids[at], main, -matched[at]))].tolist()


def _ids(text: str) -> npt.NDArray[np.int64]:
    return np.array(text.split(",") if text else [], dtype=np.int64)


def _best(words: tuple[str, ...], held: Snapshot, hits: Flags) -> list[int]:
    """Return the engine's own best 200 among the hits."""
    pairs = fts.ranks(words)
    ids = np.array([pk for pk, _ in pairs], dtype=np.int64)
    ranks = np.array([rank for _, rank in pairs])
    wanted = np.isin(ids, held.ids[hits])
    ids, ranks = ids[wanted], ranks[wanted]
    return ids[np.lexsort((ids, ranks))][: ranking.CANDIDATES].tolist()


def _chosen(request: SearchRequest, held: Snapshot) -> dict[str, Bits]:
    """Return, for each facet in use, the entries with any of its chosen values."""
    chosen = {}
    for key, values in request.selected:
        at = [held.values[key].index(value) for value in values if value in held.values[key]]
        chosen[key] = np.bitwise_or.reduce(held.rows[key][at], axis=0)
    return chosen


def _all(base: Bits, chosen: Mapping[str, Bits], *, but: str = "") -> Bits:
    for key, bits in chosen.items():
        if key != but:
            base = base & bits
    return base


def _counts(held: Snapshot, base: Bits, chosen: Mapping[str, Bits]) -> dict[str, dict[str, int]]:
    """Count every value of every facet among what the other facets leave."""
    counts = {}
    for key, rows in held.rows.items():
        numbers = np.bitwise_count(rows & _all(base, chosen, but=key)).sum(axis=1, dtype=np.int64)
        counts[key] = dict(zip(held.values[key], numbers.tolist(), strict=True))
    return counts
