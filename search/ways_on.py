"""What to offer when nothing was found: which filter emptied the list, and what dropping each would give."""

import dataclasses
from collections.abc import Sequence

from django.utils.translation import gettext as _

from search.engines import Engine
from search.facets import Vocabulary
from search.request import SearchRequest

# Each offer costs a search; only an address written by hand has more filters than this and finds nothing.
MOST_OFFERS = 8


@dataclasses.dataclass(frozen=True)
class Offer:
    """Another search, and how many it would find."""

    text: str
    url: str
    total: int


@dataclasses.dataclass(frozen=True)
class WaysOn:
    """`drops`: the search without one filter each, then without all of them. `emptied_by`: the filter to blame, if one
    alone is. `near`: searches that find something close by."""

    drops: Sequence[Offer]
    emptied_by: str
    near: Sequence[Offer]

    @property
    def drops_help(self) -> bool:
        return any(drop.total for drop in self.drops)


def ways_on(request: SearchRequest, engine: Engine, vocabulary: Vocabulary) -> WaysOn:
    """Return what to offer instead of a search that found nothing."""
    filters = [(key, value) for key, values in request.selected for value in values][:MOST_OFFERS]

    def offer(text: str, other: SearchRequest) -> Offer:
        return Offer(text, other.query_string(), engine.search(other).total)

    drops = [offer(vocabulary[key][value].chip_text, request.without(key, value)) for key, value in filters]
    best = max(drops, key=lambda drop: drop.total, default=None)
    emptied_by = best.text if best and best.total else ""
    if len(filters) > 1:
        drops.append(offer(_("All of them"), request.change(selected=())))
    near = []
    if request.words and filters:
        near.append(offer(_("The same filters without the words"), request.without_words()))
        for key, value in filters[:3]:
            alone = request.without_words().change(selected=((key, (value,)),))
            near.append(offer(vocabulary[key][value].chip_text, alone))
    near.append(offer(_("All lessons and resources"), SearchRequest(locale=request.locale)))
    distinct = {found.url: found for found in near if found.total}
    return WaysOn(drops, emptied_by, list(distinct.values()))
