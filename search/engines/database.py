"""The base of the engines inside the database: those look up words, and all else is computed here on bitmaps."""

import dataclasses
import functools
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from django.db import connection

from search.engines import bits, closeness, ranking, snapshot
from search.engines.base import Engine, EngineUnavailable, SearchResponse, on_page, paging, ranked, room_on
from search.engines.candidates import Reader
from search.engines.holders import Postings, Remembered
from search.engines.memory import Memory
from search.engines.snapshot import Bits, Flags, Snapshot, pack, unpack
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
        whole, reader = Reach(matches, held, scope), Reader(request, held)
        near = whole.near(request, fits, reader)
        close = fits & (matches.all | near.flags(held)) if near else fits
        base = pack(close)
        hits = unpack(bits.every(base, chosen), len(held.ids))
        total = int(np.count_nonzero(hits))
        page, pages, reachable = paging(request, total)
        if request.order == "relevance":
            reach = whole.left_by(chosen)
            best, others = reach.best(hits), []
            room = room_on(page, pages, len(best[(page - 1) * PER_PAGE : page * PER_PAGE]))
            if room and near:
                others = reach.best(unpack(bits.every(pack(fits & ~close), chosen), len(held.ids)))
                reader.counted([*best, *others])
            order = ranked(request, best, reach.corpus, reader, first=page * PER_PAGE, explain=explain)
            ids, explanations = on_page(order, page)
            rest = [one.pk for one in ranked(request, others, reach.corpus, reader, first=room)]
        else:
            ids, explanations, rest = _sorted(request, held, hits, matches.clauses), {}, []
            ids = ids[(page - 1) * PER_PAGE : page * PER_PAGE]
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


@dataclasses.dataclass(frozen=True)
class Reach:
    """What the words of a query are worth among the entries in reach: all in `scope`, and of those what filters left
    (None: there is no filter)."""

    matches: Matches
    held: Snapshot
    scope: Flags
    filtered: Flags | None = None

    def left_by(self, chosen: Mapping[str, Bits]) -> "Reach":
        """Return this with filters: for each facet in use, the entries that have a chosen value."""
        if not chosen:
            return self
        filtered = unpack(bits.every(pack(self.scope), chosen), len(self.held.ids))
        return dataclasses.replace(self, filtered=filtered)

    @functools.cached_property
    def corpus(self) -> ranking.Corpus:
        whole = self._held(self.scope)
        return ranking.Corpus(*whole, *(whole if self.filtered is None else self._held(self.filtered)))

    def near(self, request: SearchRequest, fits: Flags, reader: Reader) -> closeness.Near | None:
        """Return which of those that fit in part are near, or None where all that fit are close.

        No filter, page or order changes it, so one judgement of a query serves whoever goes on from it.
        """
        if not closeness.is_judged(request):
            return None
        judged: Judged = self.held.cache.setdefault(JUDGED, Judged())
        asked = (request.query, request.locale, request.school)
        found = judged.get(asked)
        if found is None:
            found = closeness.near(request, self.best(fits), self.corpus, reader)
            judged.put(asked, found)
        return found

    def best(self, hits: Flags) -> list[int]:
        """Return the ids of the best 200 hits, by the ranker's own measure at the words' levels."""
        held, at = self.held, np.flatnonzero(hits)
        if len(at) > ranking.CANDIDATES:
            scores = self._scores[at]
            border = np.partition(scores, -ranking.CANDIDATES)[-ranking.CANDIDATES]
            at, scores = at[scores >= border], scores[scores >= border]
            # Among entries with equal scores a short title is the likelier answer.
            order = np.lexsort((held.ids[at], held.lengths[ZONES.index("title"), at], -scores))
            at = at[order[: ranking.CANDIDATES]]
        return held.ids[at].tolist()

    def _held(self, among: Flags) -> tuple[int, dict[str, int]]:
        """Return how many entries there are among some, and for each word how many of them hold it."""
        places = {word: self.matches.postings[word].at for word in self.matches.query.words}
        return int(np.count_nonzero(among)), {word: int(np.count_nonzero(among[at])) for word, at in places.items()}

    @functools.cached_property
    def _scores(self) -> Floats:
        size = len(self.held.ids)
        total = np.zeros(size, dtype=np.float32)
        for clause in self.matches.query.clauses:
            best = np.zeros(size, dtype=np.float32)
            for option in clause.alternatives:
                worth = np.zeros(size, dtype=np.float32)
                for word in option.words:
                    found = self.matches.postings[word]
                    weight = self.corpus.weight_of(word) / len(option.words)
                    worth[found.at] += weight * LEVEL_SCORES[found.levels]
                if len(option.words) > 1:
                    worth *= self.matches.options[option]
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


def _sorted(request: SearchRequest, held: Snapshot, hits: Flags, clauses: npt.NDArray[np.int8]) -> list[int]:
    """Return ids by date or length. Any word matches, so what fits most clauses comes first whatever the order."""
    at = np.flatnonzero(hits)
    main = held.minutes[at] if request.order == "shortest" else -held.days[at]
    return held.ids[at][np.lexsort((held.ids[at], main, -clauses[at]))].tolist()
