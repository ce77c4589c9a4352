"""Elasticsearch finds and counts, in one request; ordering its candidates is not its business."""

from collections.abc import Collection, Mapping
from http import HTTPStatus
from typing import Any

import numpy as np
from django.conf import settings
from elasticsearch import BadRequestError

from search.engines import ranking, snapshot
from search.engines.base import Engine, EngineUnavailable, RequestRefused, SearchResponse, on_page, paging, ranked
from search.engines.deadline import within
from search.engines.elasticsearch.body import FILTERED, HITS, WORDS, searches
from search.engines.elasticsearch.client import ERRORS, get_client
from search.engines.elasticsearch.mapping import Part, alias, facet_value
from search.engines.snapshot import Snapshot, unpack
from search.request import DEEPEST, PER_PAGE, SearchRequest

# What a search may take beyond the client's own time-out: a second node is asked after one that refused.
GRACE = 0.2
# The answer to one search, from the server's JSON: `_whole` sees that its parts are there.
Answer = Mapping[str, Any]


class IndexReplaced(EngineUnavailable):
    """Another index than the one that was meant has answered: what is known of that one says nothing of it."""


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
        """Answer a request. `without` names entries that are gone although the index has not heard of it yet, `among`
        the indices of which that is known (empty: whichever answers).

        Raises EngineUnavailable when the server does not answer in time, RequestRefused when it will not have this
        one, IndexReplaced when the answer comes from another index.
        """
        held = snapshot.current()
        asked = request.change(page=min(request.page, DEEPEST // PER_PAGE))
        answers = ask(searches(asked, without=without))
        _of(answers[HITS], among)
        total = _total(answers[HITS])
        page, pages, reachable = paging(request, total)
        explanations: Mapping[int, ranking.Explanation] = {}
        if request.order == "relevance":
            order = ranked(request, _ids(answers[HITS]), _corpus(request, answers, held), held, explain=explain)
            ids, explanations = on_page(order, page)
        else:
            # Whoever asks for a page beyond the last one gets the last, which has to be asked for by its number.
            if page != asked.page:
                answers |= ask({HITS: searches(request.change(page=page), without=without)[HITS]})
            ids = _ids(answers[HITS])
        return SearchResponse(
            ids=tuple(ids),
            total=total,
            total_all=answers[HITS]["aggregations"]["all"]["doc_count"],
            counts=_counts(answers, held),
            page=page,
            pages=pages,
            reachable=reachable,
            without={key: _total(answers[key]) for key, _ in request.selected},
            explanations=explanations,
        )


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


def _of(found: Answer, among: Collection[str]) -> None:
    """See that what was found is in one of some indices. Where nothing was, nobody found what is gone."""
    others = {hit["_index"] for hit in found["hits"]["hits"]} - set(among)
    if among and others:
        raise IndexReplaced(f"Elasticsearch: {', '.join(sorted(others))} has taken over.")


def _total(found: Answer) -> int:
    return found["hits"]["total"]["value"]


def _ids(found: Answer) -> list[int]:
    return [hit["sort"][-1] for hit in found["hits"]["hits"]]


def _corpus(request: SearchRequest, answers: Mapping[str, Answer], held: Snapshot) -> ranking.Corpus:
    """Put together what the ranker needs: how common words are is the server's to say, how many entries there are is
    known here."""
    scope = held.scope(request.locale, request.school)
    filtered = scope.copy()
    for key, values in request.selected:
        rows = held.rows[key][[held.values[key].index(value) for value in values if value in held.values[key]]]
        filtered &= unpack(np.bitwise_or.reduce(rows, axis=0), len(held.ids))
    return ranking.Corpus(
        size=int(np.count_nonzero(scope)),
        held=_by_word(request, answers[WORDS]),
        size_filtered=int(np.count_nonzero(filtered)),
        held_filtered=_by_word(request, answers.get(FILTERED, answers[WORDS])),
        mean_lengths=held.mean_lengths.get(request.locale, {}),
    )


def _by_word(request: SearchRequest, counted: Answer) -> dict[str, int]:
    buckets = counted["aggregations"]["words"]["buckets"]
    return {word: buckets[str(n)]["doc_count"] for n, word in enumerate(request.words)}


def _counts(answers: Mapping[str, Answer], held: Snapshot) -> dict[str, dict[str, int]]:
    """Return facet -> value -> entries: of a facet in use from its own search, of the others from the hits'."""
    counted = {
        name: {bucket["key"]: bucket["doc_count"] for bucket in answer["aggregations"]["values"]["buckets"]}
        for name, answer in answers.items()
        if "values" in answer["aggregations"]
    }
    return {
        key: {value: counted.get(key, counted[HITS]).get(facet_value(key, value), 0) for value in values}
        for key, values in held.values.items()
    }
