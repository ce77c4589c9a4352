"""Folds twins on a page of results: what says the same twice, such as a copied page, stands once and names the rest."""

from collections.abc import Sequence

from search.index.analysis import fold
from search.results.hits import Hit


def folded(hits: Sequence[Hit]) -> list[tuple[Hit, list[Hit]]]:
    """Return hits in order, each with those after it that are of the same kind and have the same title and summary.

    One without a summary has no twin: a title alone may be used twice.
    """
    found: dict[tuple[str, ...], tuple[Hit, list[Hit]]] = {}
    for hit in hits:
        said = fold(" ".join(hit.entry.title.split())), fold(" ".join(hit.entry.summary.split()))
        key = (hit.entry.kind, *said) if all(said) else (str(hit.entry.pk),)
        if key in found:
            found[key][1].append(hit)
        else:
            found[key] = (hit, [])
    return list(found.values())
