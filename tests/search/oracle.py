"""What any engine must answer, in plain Python: no index, no bits, no ranking."""

from search.adapters import Document
from search.facets import FACETS
from search.request import SearchRequest


def words_of(document: Document) -> set[str]:
    return {word for words in document.words().values() for word in words.split()}


def fits(document: Document, request: SearchRequest, *, but: str = "") -> bool:
    return all(
        any((key, value) in document.facets for value in values) for key, values in request.selected if key != but
    )


def answer(documents: list[Document], request: SearchRequest, vocabulary) -> dict:
    """Return the positions found, how many hold all words, and every count."""
    here = [document.locale == request.locale for document in documents]
    matched = [
        ok and (not request.words or bool(words_of(d) & set(request.words)))
        for ok, d in zip(here, documents, strict=True)
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
    return {
        "found": found,
        "all": sum(set(request.words) <= words_of(documents[n]) for n in found),
        "counts": counts,
    }
