"""The base of the engines inside the database: those look up words, and all else is computed here on bitmaps."""

import dataclasses
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from django.db import connection

from search.engines import bits, closeness, ranking, snapshot
from search.engines.base import Engine, EngineUnavailable, SearchResponse, on_page, paging, ranked, room_on
from search.engines.holders import Postings, Remembered
from search.engines.memory import Memory
from search.engines.snapshot import Flags, Snapshot, pack, unpack
from search.index import postings as store
from search.index.impacts import SATURATED
from search.index.packing import Ints
from search.index.zones import ZONES
from search.request import PER_PAGE, SearchRequest
from search.understanding.query import Alternative, Query

Floats = npt.NDArray[np.float32]
NOBODY = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int8)
LEVEL_SCORES = np.array(SATURATED, dtype=np.float32)
# What is near to a query among what is in reach, in the snapshot's cache: a change of any entry ends it.
JUDGED = "judged as near"


class Judged(Memory[tuple[Query, str, int | None], closeness.Near]):
    """The last queries, each by its language and school; at most 200 ids and counts a query."""

    def __init__(self) -> None:
        super().__init__(size=lambda near: 1 + len(near.ids), most=100_000, most_items=2_000)


class DatabaseEngine(Engine):
    """Subclasses name their database: `vendor` as Django does, `database` for readers."""

    vendor: str
    database: str

    def search(self, request: SearchRequest, *, explain: bool = False) -> SearchResponse:
        if connection.vendor != self.vendor or not store.available():
            raise EngineUnavailable(f"The search engine {self.name} needs {self.database}.")
        held = snapshot.current()
        scope = held.scope(request.locale, request.school)
        matches = Matches.of(request.query, self, held)
        fits, chosen = scope & matches.fit, bits.chosen(request, held)
        near = matches.near(request, fits, held, scope)
        close = fits & (matches.all | near.flags(held)) if near else fits
        base = pack(close)
        hits = unpack(bits.every(base, chosen), len(held.ids))
        total = int(np.count_nonzero(hits))
        page, pages, reachable = paging(request, total)
        explanations: Mapping[int, ranking.Explanation] = {}
        rest: list[int] = []
        if request.order == "relevance":
            filtered = unpack(bits.every(pack(scope), chosen), len(held.ids))
            corpus = _corpus(request, matches, held, scope, filtered)
            best = matches.best(hits, corpus, held)
            order = ranked(request, best, corpus, held, first=page * PER_PAGE, explain=explain)
            ids, explanations = on_page(order, page)
            room = room_on(page, pages, len(ids))
            if room and near:
                others = unpack(bits.every(pack(fits & ~close), chosen), len(held.ids))
                rest = [one.pk for one in ranked(request, matches.best(others, corpus, held), corpus, held, first=room)]
        else:
            ids = _sorted(request, held, hits, matches.clauses)[(page - 1) * PER_PAGE : page * PER_PAGE]
        return SearchResponse(
            ids=tuple(ids),
            total=total,
            total_all=int(np.count_nonzero(hits & matches.all)),
            total_any=bits.number(bits.every(pack(fits), chosen)),
            counts=bits.counts(held, base, chosen),
            page=page,
            pages=pages,
            reachable=reachable,
            without={key: bits.number(bits.every(base, chosen, but=key)) for key in chosen},
            rest=tuple(rest),
            explanations=explanations,
        )

    def phrases(self, phrases: Sequence[Sequence[str]]) -> list[Ints]:
        """Return, for each phrase, the ids of the entries that hold it inside one zone."""
        return store.phrases(phrases) if phrases else []

    def postings(self, words: Sequence[str], held: Snapshot) -> dict[str, Postings]:
        """Return each word's entries, from memory where they were looked up before."""
        memory: Remembered = held.cache.setdefault(self.name, Remembered())
        found = {word: known for word in words if (known := memory.get(word))}
        missing = [word for word in words if word not in found]
        held_by = store.holders(missing) if missing else {}
        for word in missing:
            ids, levels = held_by.get(word, NOBODY)
            at = held.columns_of(ids)
            known_here = at >= 0
            found[word] = Postings(at[known_here].astype(np.int32), levels[known_here])
            memory.put(word, found[word])
        return found


@dataclasses.dataclass(frozen=True)
class Matches:
    """Who fits a query: `fit` says it of each entry, `clauses` how many clauses each one fits."""

    query: Query
    postings: Mapping[str, Postings]
    options: Mapping[Alternative, Flags]
    fit: Flags
    clauses: npt.NDArray[np.int8]

    @classmethod
    def of(cls, query: Query, engine: DatabaseEngine, held: Snapshot) -> "Matches":
        options = [option for clause in query.clauses for option in clause.alternatives] + list(query.excluded)
        words = tuple(dict.fromkeys(word for option in options for word in option.words))
        postings = engine.postings(words, held)
        phrases = dict(zip(query.phrases, engine.phrases(query.phrases), strict=True))
        size = len(held.ids)
        flags = {option: _flags(option, postings, phrases, held) for option in options}
        fit, clauses = np.ones(size, dtype=bool), np.zeros(size, dtype=np.int8)
        for clause in query.clauses:
            any_option = np.zeros(size, dtype=bool)
            for option in clause.alternatives:
                any_option |= flags[option]
            clauses += any_option
            if clause.required:
                fit &= any_option
        if query.clauses:
            fit &= clauses > 0
        for option in query.excluded:
            fit &= ~flags[option]
        return cls(query, postings, flags, fit, clauses)

    @property
    def all(self) -> Flags:
        """Who fits all clauses."""
        return self.clauses == len(self.query.clauses)

    def near(self, request: SearchRequest, fits: Flags, held: Snapshot, scope: Flags) -> closeness.Near | None:
        """Return which of those that fit in part are near, or None where all that fit are close.

        No filter, page or order changes it, so one judgement of a query serves whoever goes on from it.
        """
        if not closeness.is_judged(request):
            return None
        judged: Judged = held.cache.setdefault(JUDGED, Judged())
        asked = (request.query, request.locale, request.school)
        found = judged.get(asked)
        if found is None:
            corpus = _corpus(request, self, held, scope, scope)
            found = closeness.near(request, self.best(fits, corpus, held), corpus, held)
            judged.put(asked, found)
        return found

    def best(self, hits: Flags, corpus: ranking.Corpus, held: Snapshot) -> list[int]:
        """Return the ids of the best 200 hits, by the ranker's own measure at the words' levels."""
        at = np.flatnonzero(hits)
        if len(at) > ranking.CANDIDATES:
            scores = self._scores(corpus, len(hits))[at]
            border = np.partition(scores, -ranking.CANDIDATES)[-ranking.CANDIDATES]
            at, scores = at[scores >= border], scores[scores >= border]
            # Among entries with equal scores a short title is the likelier answer.
            order = np.lexsort((held.ids[at], held.lengths[ZONES.index("title"), at], -scores))
            at = at[order[: ranking.CANDIDATES]]
        return held.ids[at].tolist()

    def _scores(self, corpus: ranking.Corpus, size: int) -> Floats:
        total = np.zeros(size, dtype=np.float32)
        for clause in self.query.clauses:
            best = np.zeros(size, dtype=np.float32)
            for option in clause.alternatives:
                worth = np.zeros(size, dtype=np.float32)
                for word in option.words:
                    found = self.postings[word]
                    worth[found.at] += (corpus.weight_of(word) / len(option.words)) * LEVEL_SCORES[found.levels]
                if len(option.words) > 1:
                    worth *= self.options[option]
                np.maximum(best, option.weight * worth, out=best)
            total += best
        return total


def _flags(
    option: Alternative, postings: Mapping[str, Postings], phrases: Mapping[tuple[str, ...], Ints], held: Snapshot
) -> Flags:
    flags = np.zeros(len(held.ids), dtype=bool)
    if option.phrase:
        flags[held.places(phrases[option.words])] = True
        return flags
    first, *others = option.words
    flags[postings[first].at] = True
    for word in others:
        holds = np.zeros(len(held.ids), dtype=bool)
        holds[postings[word].at] = True
        flags &= holds
    return flags


def _corpus(request: SearchRequest, matches: Matches, held: Snapshot, scope: Flags, filtered: Flags) -> ranking.Corpus:
    at = {word: matches.postings[word].at for word in request.words}
    return ranking.Corpus(
        size=int(np.count_nonzero(scope)),
        held={word: int(np.count_nonzero(scope[places])) for word, places in at.items()},
        size_filtered=int(np.count_nonzero(filtered)),
        held_filtered={word: int(np.count_nonzero(filtered[places])) for word, places in at.items()},
        mean_lengths=held.mean_lengths.get(request.locale, {}),
    )


def _sorted(request: SearchRequest, held: Snapshot, hits: Flags, clauses: npt.NDArray[np.int8]) -> list[int]:
    """Return ids by date or length. Any word matches, so what fits most clauses comes first whatever the order."""
    at = np.flatnonzero(hits)
    main = held.minutes[at] if request.order == "shortest" else -held.days[at]
    return held.ids[at][np.lexsort((held.ids[at], main, -clauses[at]))].tolist()
