"""Elasticsearch finds and counts, in one request; ordering its candidates is not its business."""

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
from django.conf import settings
from elasticsearch import BadRequestError

from search import ranking, snapshot
from search.engines.base import Engine, EngineUnavailable, RequestRefused, SearchResponse, paging, ranked
from search.engines.deadline import within
from search.engines.elasticsearch.body import body
from search.engines.elasticsearch.client import ERRORS, get_client
from search.engines.elasticsearch.mapping import alias
from search.request import DEEPEST, PER_PAGE, SearchRequest
from search.snapshot import Snapshot, unpack

# What a search may take beyond the client's own time-out: a second node is asked after one that refused.
GRACE = 0.2


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
        found = ask(body(asked, without=without))
        _of(found, among)
        total = found["hits"]["total"]["value"]
        page, pages, reachable = paging(request, total)
        explanations = {}
        if request.order == "relevance":
            order = ranked(request, _ids(found), _corpus(request, found, held), explain=explain)
            on_page = order[(page - 1) * PER_PAGE : page * PER_PAGE]
            ids = [one.pk for one in on_page]
            explanations = {one.pk: one.explanation for one in on_page if one.explanation}
        else:
            # Whoever asks for a page beyond the last one gets the last, which has to be asked for by its number.
            ids = _ids(found if page == asked.page else ask(body(request.change(page=page), without=without)))
        return SearchResponse(
            ids=tuple(ids),
            total=total,
            total_all=found["aggregations"]["all"]["doc_count"],
            counts=_counts(request, found["aggregations"], held),
            page=page,
            pages=pages,
            reachable=reachable,
            without={key: found["aggregations"][f"facet-{key}"]["doc_count"] for key, _ in request.selected},
            explanations=explanations,
        )


def ask(asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """Send a search to the live index and return the answer, whole or not at all, in the time that the settings give.

    Raises EngineUnavailable, RequestRefused.
    """
    limit = settings.ELASTICSEARCH["TIMEOUT"]

    def call() -> Mapping[str, Any]:
        client = get_client().options(request_timeout=limit)
        return client.search(index=alias(), body=dict(asked), allow_partial_search_results=False).body

    try:
        found = within(limit + GRACE, call)
    except BadRequestError as error:
        raise RequestRefused(str(error)) from error
    except (*ERRORS, TimeoutError, ValueError) as error:
        raise EngineUnavailable(f"Elasticsearch: {error}") from error
    if not isinstance(found, Mapping) or found.get("timed_out", True) or ("aggs" in asked) != ("aggregations" in found):
        raise EngineUnavailable("Elasticsearch: half an answer.")
    return found


def _of(found: Mapping[str, Any], among: Collection[str]) -> None:
    """See that what was found is in one of some indices. Where nothing was, nobody found what is gone."""
    others = {hit["_index"] for hit in found["hits"]["hits"]} - set(among)
    if among and others:
        raise IndexReplaced(f"Elasticsearch: {', '.join(sorted(others))} has taken over.")


def _ids(found: Mapping[str, Any]) -> list[int]:
    return [int(hit["_id"]) for hit in found["hits"]["hits"]]


def _corpus(request: SearchRequest, found: Mapping[str, Any], held: Snapshot) -> ranking.Corpus:
    """Put together what the ranker needs: how common words are is the server's to say, how many entries there are is
    known here."""
    scope = held.scope(request.locale, request.school)
    filtered = scope.copy()
    for key, values in request.selected:
        rows = held.rows[key][[held.values[key].index(value) for value in values if value in held.values[key]]]
        filtered &= unpack(np.bitwise_or.reduce(rows, axis=0), len(held.ids))
    return ranking.Corpus(
        size=int(np.count_nonzero(scope)),
        held=_by_word(request, found["aggregations"]),
        size_filtered=int(np.count_nonzero(filtered)),
        held_filtered=_by_word(request, found["aggregations"]["filtered"]),
        mean_lengths=held.mean_lengths.get(request.locale, {}),
    )


def _by_word(request: SearchRequest, aggregation: Mapping[str, Any]) -> dict[str, int]:
    buckets = aggregation["words"]["buckets"]
    return {word: buckets[str(n)]["doc_count"] for n, word in enumerate(request.words)}


def _counts(request: SearchRequest, found: Mapping[str, Any], held: Snapshot) -> dict[str, dict[str, int]]:
    counts = {}
    for key, values in held.values.items():
        aggregation = found["free"] if key in found["free"] else found[f"facet-{key}"]
        by_value = {bucket["key"]: bucket["doc_count"] for bucket in aggregation[key]["buckets"]}
        counts[key] = {value: by_value.get(value, 0) for value in values}
    return counts
