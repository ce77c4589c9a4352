"""A request as the one body that Elasticsearch is asked: hits, total, every facet's counts, how common each word is.

The query lets in every entry of the language that holds any word, so that words are counted among all of them; what
narrows it (required and excluded words, filters) stands in `post_filter` and inside the aggregations. Pure.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from search.engines.elasticsearch.documents import school
from search.engines.elasticsearch.mapping import term
from search.facets import FACETS
from search.query import Alternative, Clause, Query
from search.ranking import CANDIDATES
from search.request import PER_PAGE, SearchRequest
from search.zones import ZONES

Part = dict[str, Any]
# More values than any facet has: an aggregation that says no size stops at ten.
SIZE = 2000
EVERYTHING: Part = {"match_all": {}}


def body(request: SearchRequest, *, without: Iterable[int] = ()) -> Part:
    """Return the body for one request. `without` names entries that are gone though the index has not heard of it."""
    chosen = {key: {"terms": {f"facets.{key}": list(values)}} for key, values in request.selected}
    narrowed = _narrowed(request.query)
    aggregations: Part = {
        "all": _filter([_every(request.query), *chosen.values()]),
        **_facet_counts(narrowed, chosen),
    }
    if words := request.query.words:
        counts = {"words": {"filters": {"filters": {str(n): _holds(word) for n, word in enumerate(words)}}}}
        aggregations |= counts
        aggregations["filtered"] = _filter(chosen.values()) | {"aggs": counts}
    return {
        "query": _query(request, list(without)),
        "post_filter": _all_of([*narrowed, *chosen.values()]),
        "aggs": aggregations,
        "track_total_hits": True,
        "_source": False,
        **_order(request),
    }


def _query(request: SearchRequest, without: list[int]) -> Part:
    """Return what lets entries in and scores them: by the strength of words, or by how many clauses they fit."""
    here: list[Part] = [{"term": {"locale": request.locale}}, {"term": {"school": school(request.school)}}]
    found: Part = {"filter": here}
    if without:
        found["must_not"] = {"ids": {"values": [str(pk) for pk in without]}}
    if words := request.query.words:
        here.append({"terms": {"strengths": [term(word) for word in words]}})
        found["should"] = [
            _weighed(clause) if request.order == "relevance" else {"constant_score": {"filter": _fits(clause)}}
            for clause in request.query.clauses
        ]
    return {"bool": found}


def _order(request: SearchRequest) -> Part:
    if request.order == "relevance":
        return {"size": CANDIDATES, "sort": [{"_score": "desc"}, {"title_length": "asc"}, {"pk": "asc"}]}
    by: Part = {"first_published": "desc"} if request.order == "newest" else {"minutes": {"order": "asc"}}
    sort = [*([{"_score": "desc"}] if request.query else []), by, {"pk": "asc"}]
    return {"size": PER_PAGE, "from": (request.page - 1) * PER_PAGE, "sort": sort}


def _facet_counts(narrowed: list[Part], chosen: Mapping[str, Part]) -> Part:
    """Count each facet among what the other facets leave; those without a choice of their own share one filter."""
    free = {facet.key: _values(facet.key) for facet in FACETS if facet.key not in chosen}
    counts = {"free": _filter([*narrowed, *chosen.values()]) | {"aggs": free}}
    for key in chosen:
        others = [part for other, part in chosen.items() if other != key]
        counts[f"facet-{key}"] = _filter([*narrowed, *others]) | {"aggs": {key: _values(key)}}
    return counts


def _values(key: str) -> Part:
    return {"terms": {"field": f"facets.{key}", "size": SIZE}}


def _narrowed(query: Query) -> list[Part]:
    """Return what an entry must fit beyond holding any of the words; nothing for a query of plain words."""
    parts = [_fits(clause) for clause in query.clauses if clause.required]
    plain = all(len(option.words) == 1 for clause in query.clauses for option in clause.alternatives)
    if query.clauses and not plain:
        parts.append(_any_of([_fits(clause) for clause in query.clauses]))
    if query.excluded:
        parts.append({"bool": {"must_not": [_meets(option) for option in query.excluded]}})
    return parts


def _every(query: Query) -> Part:
    """Return the condition of fitting every clause and nothing excluded."""
    parts: Part = {"filter": [_fits(clause) for clause in query.clauses]}
    if query.excluded:
        parts["must_not"] = [_meets(option) for option in query.excluded]
    return {"bool": parts}


def _fits(clause: Clause) -> Part:
    return _any_of([_meets(option) for option in clause.alternatives])


def _meets(option: Alternative) -> Part:
    """Return the condition of holding all words anywhere or, for a phrase, side by side in one zone."""
    if option.phrase and len(option.words) > 1:
        text = " ".join(map(term, option.words))
        return _any_of([{"match_phrase": {f"words.{zone}": text}} for zone in ZONES])
    return _all_of([_holds(word) for word in option.words])


def _holds(word: str, *, boost: float = 1.0) -> Part:
    return {"term": {"strengths": {"value": term(word), "boost": boost}}}


def _weighed(clause: Clause) -> Part:
    """Score a clause as the ranker does, but by the server's idea of how rare a word is: by its best alternative."""
    scores = [_score(option) for option in clause.alternatives]
    return scores[0] if len(scores) == 1 else {"dis_max": {"queries": scores}}


def _score(option: Alternative) -> Part:
    scores = [_holds(word, boost=option.weight / len(option.words)) for word in option.words]
    if len(scores) == 1:
        return scores[0]
    return {"bool": {"must": scores, "filter": [_meets(option)] if option.phrase else []}}


def _filter(parts: Iterable[Part]) -> Part:
    return {"filter": _all_of(list(parts))}


def _all_of(parts: list[Part]) -> Part:
    if len(parts) == 1:
        return parts[0]
    return {"bool": {"filter": parts}} if parts else EVERYTHING


def _any_of(parts: list[Part]) -> Part:
    return parts[0] if len(parts) == 1 else {"bool": {"should": parts, "minimum_should_match": 1}}
