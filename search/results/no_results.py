"""What to offer when nothing was found: which filter emptied the list, and what dropping each would give.

What dropping one filter gives, the search that found nothing has counted already; so has one search for everything what
each filter gives alone. That leaves three searches at most, whatever stands in the address.
"""

import dataclasses
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from search.engines import Engine, SearchResponse
from search.facets import FacetValues
from search.request import SearchRequest

MOST_OFFERS = 8
MOST_ALONE = 3
MOST_SEARCHES = 3


@dataclasses.dataclass(frozen=True)
class Offer:
    """Another search, and how many it would find."""

    text: str
    url: str
    total: int


@dataclasses.dataclass(frozen=True)
class Alternatives:
    """`drops`: the search without one filter each, then without all of them. `emptied_by`: the filter to blame, if one
    alone is. `near`: searches that find something close by."""

    drops: Sequence[Offer]
    emptied_by: str
    near: Sequence[Offer]

    @property
    def drops_help(self) -> bool:
        return any(drop.total for drop in self.drops)


def alternatives(
    request: SearchRequest, found: SearchResponse, engine: Engine, vocabulary: FacetValues
) -> Alternatives:
    """Return what to offer instead of a search that found nothing. `found` is its answer."""
    filters = [(key, value) for key, values in request.selected for value in values]
    drops = [_drop(request, found, vocabulary, *one) for one in filters[:MOST_OFFERS]]
    best = max(drops, key=lambda drop: drop.total, default=None)
    emptied_by = best.text if best and best.total else ""
    if len(filters) > 1:
        drops.append(_asked(_("All of them"), request.change(selected=()), engine))
    near = {offer.url: offer for offer in _near(request, filters, engine, vocabulary) if offer.total}
    return Alternatives(drops, emptied_by, list(near.values()))


def _drop(request: SearchRequest, found: SearchResponse, vocabulary: FacetValues, key: str, value: str) -> Offer:
    """Offer the search without one filter. Where another value of its facet is asked for too, that finds no more."""
    alone = len(request.filters[key]) == 1
    url = request.without(key, value).query_string()
    return Offer(vocabulary[key][value].chip_text, url, found.without[key] if alone else 0)


def _near(
    request: SearchRequest, filters: Sequence[tuple[str, str]], engine: Engine, vocabulary: FacetValues
) -> Iterator[Offer]:
    everything = SearchRequest(locale=request.locale)
    answer = engine.search(everything)
    if request.words and filters:
        yield _asked(_("The same filters without the words"), request.without_words(), engine)
        for key, value in filters[:MOST_ALONE]:
            url = request.without_words().change(selected=((key, (value,)),)).query_string()
            yield Offer(vocabulary[key][value].chip_text, url, answer.counts[key].get(value, 0))
    yield Offer(_("All lessons and resources"), everything.query_string(), answer.total)


def _asked(text: str, other: SearchRequest, engine: Engine) -> Offer:
    return Offer(text, other.query_string(), engine.search(other).total)
