"""The Elasticsearch engine: finds and counts in one request. Its candidates are ranked by `search.engines.ranking`."""

import dataclasses
import functools
from collections.abc import Collection, Mapping
from http import HTTPStatus
from typing import Any

import numpy as np
from django.conf import settings
from elasticsearch import BadRequestError

from search.engines import bits, closeness, ranking, snapshot
from search.engines.base import (
    Engine,
    EngineUnavailable,
    RequestRefused,
    SearchResponse,
    on_page,
    paging,
    ranked,
    room_on,
)
from search.engines.candidates import Reader
from search.engines.closeness import Near
from search.engines.deadline import within
from search.engines.elasticsearch.body import ANY, BEST, FILTERED, HITS, WORDS, searches
from search.engines.elasticsearch.client import ERRORS, get_client
from search.engines.elasticsearch.mapping import Part, alias, facet_value
from search.engines.snapshot import Bits, Snapshot, pack, unpack
from search.request import DEEPEST, PER_PAGE, SearchRequest

# What a search may take beyond the client's own time-out: a second node is asked after one that refused.
GRACE = 0.2
# The answer to one search, from the server's JSON: `_whole` sees that its parts are there.
Answer = Mapping[str, Any]


class IndexReplaced(EngineUnavailable):
    """Another index than expected has answered, so what is known of the expected one does not apply."""


class ElasticsearchEngine(Engine):
    name = "elasticsearch"

    def search(
        self,
        request: SearchRequest,
        *,
        explain: bool = False,
        without: Collection[int] = (),
        among: Collection[str] = (),
    ) -> SearchResponse:
        """Answer a request, or raise EngineUnavailable, RequestRefused, IndexReplaced. `without` names deleted entries
        that the index still holds, `among` the indices of which that is known (empty: whichever answers)."""
        held = snapshot.current()
        asked = request.change(page=min(request.page, DEEPEST // PER_PAGE))
        answers = ask(searches(asked, without=without))
        _of(answers, among)
        reader = Reader(request, held)
        beside = Beside.of(request, answers, held, reader)
        total = _total(answers[HITS]) + beside.number()
        page, pages, reachable = paging(request, total)
        why: Mapping[int, ranking.Explanation] = {}
        rest: list[int] = []
        if request.order == "relevance":
            ids, why, rest = _best_matches(request, answers, beside, reader, page, pages, explain=explain)
        else:
            # A page number beyond the last one gets the last page, which has to be requested by its number.
            if page != asked.page:
                answers |= ask({HITS: searches(request.change(page=page), without=without)[HITS]})
            ids = beside.following(_ids(answers[HITS]), page=page, first=_total(answers[HITS]))
        return SearchResponse(
            ids=tuple(ids),
            total=total,
            total_all=answers[HITS]["aggregations"]["all"]["doc_count"],
            total_any=_total(_anything(answers)),
            counts=_counts(answers, held, beside),
            page=page,
            pages=pages,
            reachable=reachable,
            without={key: _total(answers[key]) + beside.number(but=key) for key, _ in request.selected},
            rest=tuple(rest),
            explanations=why,
        )


def _best_matches(
    request: SearchRequest,
    answers: Mapping[str, Answer],
    beside: "Beside",
    reader: Reader,
    page: int,
    pages: int,
    *,
    explain: bool,
) -> tuple[list[int], Mapping[int, ranking.Explanation], list[int]]:
    """Return a page's ids in order, their explanations, and what follows them if it is the last and has room."""
    corpus = _corpus(request, answers, beside.held)
    found = [*dict.fromkeys([*_ids(answers[HITS]), *beside.ids])]
    order = ranked(request, found, corpus, reader, first=page * PER_PAGE, explain=explain)
    ids, explanations = on_page(order, page)
    others = [pk for pk in _ids(_anything(answers)) if pk not in set(found)]
    room = room_on(page, pages, len(ids))
    rest = ranked(request, others, corpus, reader, first=room) if room else []
    return ids, explanations, [one.pk for one in rest]


@dataclasses.dataclass(frozen=True)
class Beside:
    """The entries that are close to a request without fitting all of its clauses, which the server was not asked for:
    judged here, filtered and counted by the bits of the snapshot. `base`: before any filter; `ids`: after all."""

    request: SearchRequest
    held: Snapshot
    near: Near
    base: Bits
    chosen: Mapping[str, Bits]

    @classmethod
    def of(cls, request: SearchRequest, answers: Mapping[str, Answer], held: Snapshot, reader: Reader) -> "Beside":
        near = Near()
        if BEST in answers:
            words = {WORDS: answers[WORDS]}
            corpus = _corpus(request.change(selected=()), words, held)
            near = closeness.near(request, _ids(answers[BEST]), corpus, reader)
        scope = held.scope(request.locale, request.school)
        return cls(request, held, near, pack(near.flags(held) & scope), bits.chosen(request, held))

    @functools.cached_property
    def ids(self) -> list[int]:
        left = unpack(bits.every(self.base, self.chosen), len(self.held.ids))
        return self.held.ids[np.flatnonzero(left)].tolist()

    def number(self, *, but: str = "") -> int:
        return bits.number(bits.every(self.base, self.chosen, but=but))

    def following(self, ids: list[int], *, page: int, first: int) -> list[int]:
        """Return a page by date or length. What fits most clauses comes first in any order, so all of these follow the
        `first` entries, of which `ids` are on this page."""
        at = self.held.columns_of(np.array(self.ids, dtype=np.int64))
        fitted = dict(zip(self.near.ids, self.near.fitted, strict=True))
        main = self.held.minutes[at] if self.request.order == "shortest" else -self.held.days[at]
        number = np.array([-fitted[pk] for pk in self.ids], dtype=np.int64)
        order = self.held.ids[at][np.lexsort((self.held.ids[at], main, number))].tolist()
        start = (page - 1) * PER_PAGE - first
        return [*ids, *order[max(0, start) : max(0, start + PER_PAGE)]]


def ask(asked: Mapping[str, Part]) -> dict[str, Answer]:
    """Send searches (by name) to the live index in one call and return the answers by name, whole or not at all, in the
    time that the settings give.

    Raises EngineUnavailable, RequestRefused.
    """
    limit = settings.ELASTICSEARCH["TIMEOUT"]
    head = {"index": alias(), "allow_partial_search_results": False}

    def call() -> Answer:
        client = get_client().options(request_timeout=limit)
        return client.msearch(searches=[part for body in asked.values() for part in (head, body)]).body

    try:
        found = within(limit + GRACE, call)
    except BadRequestError as error:
        raise RequestRefused(str(error)) from error
    except (*ERRORS, TimeoutError, ValueError) as error:
        raise EngineUnavailable(f"Elasticsearch: {error}") from error
    answers = found.get("responses") if isinstance(found, Mapping) else None
    if not isinstance(answers, list) or len(answers) != len(asked):
        raise EngineUnavailable("Elasticsearch: half an answer.")
    return {name: _whole(body, answer) for (name, body), answer in zip(asked.items(), answers, strict=True)}


def _whole(body: Part, answer: object) -> Answer:
    """Return the answer to one search. Raises EngineUnavailable where it is none, RequestRefused."""
    told = answer if isinstance(answer, Mapping) else {}
    if told.get("status") == HTTPStatus.BAD_REQUEST:
        raise RequestRefused(str(told.get("error")))
    hits = told.get("hits")
    counted = isinstance(hits, Mapping) and "total" in hits and ("aggs" in body) == ("aggregations" in told)
    if told.get("timed_out", True) or not counted:
        raise EngineUnavailable(f"Elasticsearch: {told.get('error', 'half an answer.')}")
    return told


def _of(answers: Mapping[str, Answer], among: Collection[str]) -> None:
    """See that what was found is in one of some indices. Where nothing was, nobody found what is gone."""
    hits = (hit for name in (HITS, BEST, ANY) if name in answers for hit in answers[name]["hits"]["hits"])
    others = {hit["_index"] for hit in hits} - set(among)
    if among and others:
        raise IndexReplaced(f"Elasticsearch: {', '.join(sorted(others))} has taken over.")


def _anything(answers: Mapping[str, Answer]) -> Answer:
    """Return the answer about those that hold any word and fit the filters."""
    return next(answers[name] for name in (ANY, BEST, HITS) if name in answers)


def _total(found: Answer) -> int:
    return found["hits"]["total"]["value"]


def _ids(found: Answer) -> list[int]:
    return [hit["sort"][-1] for hit in found["hits"]["hits"]]


def _corpus(request: SearchRequest, answers: Mapping[str, Answer], held: Snapshot) -> ranking.Corpus:
    """Put together what the ranker needs: how common words are is the server's to say, how many entries there are is
    known here."""
    scope = held.scope(request.locale, request.school)
    filtered = unpack(bits.every(pack(scope), bits.chosen(request, held)), len(held.ids))
    return ranking.Corpus(
        size=int(np.count_nonzero(scope)),
        held=_by_word(request, answers[WORDS]),
        size_filtered=int(np.count_nonzero(filtered)),
        held_filtered=_by_word(request, answers.get(FILTERED, answers[WORDS])),
    )


def _by_word(request: SearchRequest, counted: Answer) -> dict[str, int]:
    buckets = counted["aggregations"]["words"]["buckets"]
    return {word: buckets[str(n)]["doc_count"] for n, word in enumerate(request.words)}


def _counts(answers: Mapping[str, Answer], held: Snapshot, beside: Beside) -> dict[str, dict[str, int]]:
    """Return facet -> value -> entries: of a facet in use from its own search, of the others from the hits'."""
    counted = {
        name: {bucket["key"]: bucket["doc_count"] for bucket in answer["aggregations"]["values"]["buckets"]}
        for name, answer in answers.items()
        if "values" in answer.get("aggregations", ())
    }
    more = bits.counts(held, beside.base, beside.chosen)
    return {
        key: {v: counted.get(key, counted[HITS]).get(facet_value(key, v), 0) + more[key][v] for v in values}
        for key, values in held.values.items()
    }
