"""What any engine must answer, in plain Python: no index, no bits, no ranking."""

from search.adapters import Document
from search.facets import FACETS
from search.query import Alternative, Query
from search.request import SearchRequest


def holds(zones: list[list[str]], option: Alternative) -> bool:
    if option.phrase:
        size, wanted = len(option.words), list(option.words)
        return any(zone[n : n + size] == wanted for zone in zones for n in range(len(zone)))
    return all(any(word in zone for zone in zones) for word in option.words)


def clauses_held(zones: list[list[str]], query: Query) -> list[bool]:
    return [any(holds(zones, option) for option in clause.alternatives) for clause in query.clauses]


def matches(zones: list[list[str]], query: Query) -> bool:
    held = clauses_held(zones, query)
    required = all(ok for ok, clause in zip(held, query.clauses, strict=True) if clause.required)
    return required and (any(held) or not held) and not any(holds(zones, option) for option in query.excluded)


def fits(document: Document, request: SearchRequest, *, but: str = "") -> bool:
    return all(
        any((key, value) in document.facets for value in values) for key, values in request.selected if key != but
    )


def answer(documents: list[Document], request: SearchRequest, vocabulary) -> dict:
    """Return the positions found, how many hold all words, and every count."""
    zones = [[words.split() for words in document.words().values()] for document in documents]
    matched = [
        d.locale == request.locale and d.school_id == request.school and matches(z, request.query)
        for d, z in zip(documents, zones, strict=True)
    ]
    found = [n for n, d in enumerate(documents) if matched[n] and fits(d, request)]
    counts = {
        facet.key: {
            value: sum(
                matched[n] and fits(d, request, but=facet.key) and (facet.key, value) in d.facets
                for n, d in enumerate(documents)
            )
            for value in vocabulary[facet.key]
        }
        for facet in FACETS
    }
    return {"found": found, "all": sum(all(clauses_held(zones[n], request.query)) for n in found), "counts": counts}
