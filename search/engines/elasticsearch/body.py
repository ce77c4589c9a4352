"""A request as the searches that Elasticsearch is asked together, in one call: the hits with their total and the counts
of facets, the counts of each facet in use without its own choice, how common each word is.

Each search reads only what it counts. In one search with aggregations, everything that holds any of the words would be
looked at for each of them: that took three times as long with 100,000 entries. Pure.
"""

import dataclasses
from collections.abc import Iterable, Mapping

from search.engines.closeness import is_judged
from search.engines.elasticsearch.mapping import Part, facet_value, held_in, scope, term
from search.engines.ranking import CANDIDATES
from search.index.zones import ZONES
from search.request import PER_PAGE, SearchRequest
from search.understanding.query import Alternative, Clause, Query

# More values than there are: an aggregation that says no size stops at ten.
SIZE = 5000
EVERYTHING: Part = {"match_all": {}}
BY_SCORE: Part = {"size": CANDIDATES, "sort": [{"_score": "desc"}, {"title_length": "asc"}, {"pk": "asc"}]}
HITS, WORDS, FILTERED, BEST, ANY = "hits", "words", "filtered", "best", "any"


def searches(request: SearchRequest, *, without: Iterable[int] = ()) -> dict[str, Part]:
    """Return the searches for one request, by name: HITS; the key of each facet in use; WORDS and FILTERED, which count
    each word's entries among all and among what the filters left (where nothing is chosen, WORDS says both).

    Where entries are judged (`search.engines.closeness`), HITS and facets are of those that fit all clauses; BEST are
    the best that hold any word, ANY those that the filters left of them (where nothing is chosen, BEST says both).

    `without` names deleted entries that the index still holds.
    """
    parts = _Parts(scope(request.locale, request.school))
    chosen = {key: _any_value(key, values) for key, values in request.selected}
    late = [{"bool": {"must_not": {"ids": {"values": [str(pk) for pk in without]}}}}] if without else []
    anything = [*parts.found(request.query), *late]
    judged = is_judged(request)
    found = [*anything, *(parts.fits(clause) for clause in request.query.clauses if judged)]
    asked = {HITS: _hits(request, parts, [*found, *chosen.values()])}
    if judged:
        asked[BEST] = _best(request, parts, anything)
        if chosen:
            asked[ANY] = _best(request, parts, [*anything, *chosen.values()])
    for key in chosen:
        others = [part for other, part in chosen.items() if other != key]
        asked[key] = _count([*found, *others], {"values": _values(include=f"{facet_value(key, '')}.*")})
    if words := request.query.words:
        by_word = {"words": {"filters": {"filters": {str(n): parts.holds(word) for n, word in enumerate(words)}}}}
        asked[WORDS] = _count(late, by_word)
        if chosen:
            asked[FILTERED] = _count([*chosen.values(), *late], by_word)
    return asked


def _hits(request: SearchRequest, parts: "_Parts", found: list[Part]) -> Part:
    """Return the search for the entries themselves, scored by the strength of words or by how many clauses they fit."""
    clauses = request.query.clauses
    fits = [parts.fits(clause) for clause in clauses]
    by_number: list[Part] = [{"constant_score": {"filter": part}} for part in fits]
    scored = [parts.weighed(clause) for clause in clauses] if request.order == "relevance" else by_number
    return {
        "query": {"bool": {"filter": found, "should": scored}},
        "aggs": {"all": {"filter": _all_of(fits)}, "values": _values()},
        "track_total_hits": True,
        # An entry's id is the last of what it is sorted by, and reading it from where it is stored is much slower.
        "stored_fields": "_none_",
        **_order(request),
    }


def _best(request: SearchRequest, parts: "_Parts", found: list[Part]) -> Part:
    scored = [parts.weighed(clause) for clause in request.query.clauses]
    query = {"bool": {"filter": found, "should": scored}}
    return {"query": query, "track_total_hits": True, "stored_fields": "_none_", **BY_SCORE}


def _order(request: SearchRequest) -> Part:
    if request.order == "relevance":
        return BY_SCORE
    by: Part = {"first_published": "desc"} if request.order == "newest" else {"minutes": {"order": "asc"}}
    sort = [*([{"_score": "desc"}] if request.query else []), by, {"pk": "asc"}]
    return {"size": PER_PAGE, "from": (request.page - 1) * PER_PAGE, "sort": sort}


def _count(among: list[Part], aggregations: Mapping[str, Part]) -> Part:
    return {"query": _all_of(among), "aggs": aggregations, "size": 0, "track_total_hits": True}


def _any_value(key: str, values: Iterable[str]) -> Part:
    return {"terms": {"facets": [facet_value(key, value) for value in values]}}


def _values(**options: str) -> Part:
    return {"terms": {"field": "facets", "size": SIZE, **options}}


def _all_of(parts: list[Part]) -> Part:
    if len(parts) == 1:
        return parts[0]
    return {"bool": {"filter": parts}} if parts else EVERYTHING


def _any_of(parts: list[Part]) -> Part:
    return parts[0] if len(parts) == 1 else {"bool": {"should": parts, "minimum_should_match": 1}}


@dataclasses.dataclass(frozen=True)
class _Parts:
    """Conditions and scores of a query's clauses, in one scope."""

    scope: str

    def found(self, query: Query) -> list[Part]:
        """Return what an entry must fit to be found: any of the words and whatever is required, nothing excluded."""
        if not (words := query.words):
            parts: list[Part] = [{"term": {"scope": self.scope}}]
        else:
            parts = [_any_of([self.holds(word) for word in words])]
        parts += [self.fits(clause) for clause in query.clauses if clause.required]
        plain = all(len(option.words) == 1 for clause in query.clauses for option in clause.alternatives)
        if query.clauses and not plain:
            parts.append(_any_of([self.fits(clause) for clause in query.clauses]))
        if query.excluded:
            parts.append({"bool": {"must_not": [self.meets(option) for option in query.excluded]}})
        return parts

    def fits(self, clause: Clause) -> Part:
        return _any_of([self.meets(option) for option in clause.alternatives])

    def meets(self, option: Alternative) -> Part:
        """Return the condition of holding all words anywhere or, for a phrase, side by side in one zone."""
        if option.phrase and len(option.words) > 1:
            text = " ".join(map(term, option.words))
            return _any_of([{"match_phrase": {f"words.{zone}": text}} for zone in ZONES])
        return _all_of([self.holds(word) for word in option.words])

    def holds(self, word: str, *, boost: float = 1.0) -> Part:
        return {"term": {"strengths": {"value": held_in(self.scope, word), "boost": boost}}}

    def weighed(self, clause: Clause) -> Part:
        """Score a clause as the ranker does, by its best alternative, but with the server's idea of rarity."""
        scores = [self._score(option) for option in clause.alternatives]
        return scores[0] if len(scores) == 1 else {"dis_max": {"queries": scores}}

    def _score(self, option: Alternative) -> Part:
        scores = [self.holds(word, boost=option.weight / len(option.words)) for word in option.words]
        if len(scores) == 1:
            return scores[0]
        return {"bool": {"must": scores, "filter": [self.meets(option)] if option.phrase else []}}
