"""The filters of the directory as its page shows them: each choice with the number of offers that it would give."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from hub.core.options import Row, options
from hub.opportunities.offers import selectors
from hub.opportunities.offers.asked import Asked


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter with a row for each choice. A choice that would give nothing is shown, and cannot be ticked."""

    key: str
    label: str
    rows: Sequence[Row]

    @property
    def filled(self) -> int:
        return sum(bool(row.found) for row in self.rows)

    @property
    def in_use(self) -> bool:
        return any(row.checked for row in self.rows)

    @property
    def options(self) -> SafeString:
        return options(self.rows)


def facets(asked: Asked, *, on: datetime.date) -> list[Facet]:
    """Return every filter in order, counted."""
    counted = selectors.counts(asked, on=on)
    return [
        Facet(
            each.key,
            each.label,
            [
                Row(each.key, choice.value, choice.label, counted[each.key][choice.value], choice in each.chosen)
                for choice in each.choices
            ],
        )
        for each in asked.filters
    ]
