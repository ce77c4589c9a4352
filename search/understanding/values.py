"""What understanding says of a query: values only."""

import dataclasses

from search.understanding.query import Query


@dataclasses.dataclass(frozen=True)
class Reading:
    """Words that name a facet's value: as a filter, or, where they may mean something else too, as an offer of one.

    `key` and `value` are the facet's; `typed` is the span as it was typed ("yr10").
    """

    key: str
    value: str
    typed: str


@dataclasses.dataclass(frozen=True)
class Correction:
    """A word that nothing knows, and what was looked for beside it ("intervew", "interview")."""

    typed: str
    meant: str


@dataclasses.dataclass(frozen=True)
class Understanding:
    """What a query means.

    `text` is what is left for the box and the address once the readings are filters: understood again with the same
    facets taken, it gives the same query. `near_minutes` is a length that was named exactly, for ranking.
    """

    text: str = ""
    query: Query = dataclasses.field(default_factory=Query)
    readings: tuple[Reading, ...] = ()
    offers: tuple[Reading, ...] = ()
    corrections: tuple[Correction, ...] = ()
    near_minutes: int | None = None
    notices: tuple[str, ...] = ()
