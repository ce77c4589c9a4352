"""What a collection has from the resources in it: their facet values, read from their entries.

From the entries and not from the pages: while a resource is saved, the database does not have its years yet, and only
what anybody may open has an entry.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from resources.models import CollectionPage
from search.facets import BY_KEY
from search.index.models.entries import EntryFacet

# What a collection is, and the language it is written in, are its own.
OWN = frozenset({"kind", "language"})


def values_of(resources: Collection[int]) -> Mapping[str, Iterable[str]]:
    """Return facet -> values of some resources (ids of pages): one query."""
    found: dict[str, set[str]] = defaultdict(set)
    rows = EntryFacet.objects.filter(entry__page_id__in=resources, entry__part="", entry__gone=False)
    for key, value in rows.values_list("facet", "value"):
        if key in BY_KEY and key not in OWN:
            found[key].add(value)
    return {key: found.get(key, ()) for key in BY_KEY if key not in OWN}


def holding(resources: Collection[int]) -> set[int]:
    """Return the collections (ids of pages) that have any of some resources in them."""
    if not resources:
        return set()
    return set(CollectionPage.objects.filter(items__resource__in=resources).values_list("pk", flat=True))
