"""What the cards of a page say of their standing: whether a link answers, and until when a text holds."""

import dataclasses
import datetime
from collections.abc import Mapping, Sequence

from resources.link_checks.selectors import LinkState, link_states
from search.results.hits import Hit


@dataclasses.dataclass(frozen=True, slots=True)
class Standing:
    """`link`: of the page's own link, where it was checked. `review_on`: while that day is still to come."""

    link: LinkState | None = None
    review_on: datetime.date | None = None


def standings(found: Sequence[Hit], *, on: datetime.date) -> Mapping[int, Standing]:
    """Return page key -> standing (one query at most). A review that is overdue promises nothing, so it is left out."""
    links = {hit.page.pk: hit.link for hit in found if hit.link}
    states = link_states(links.values())
    days = {hit.page.pk: hit.review_on for hit in found if hit.review_on and hit.review_on >= on}
    return {pk: Standing(states.get(links.get(pk, "")), days.get(pk)) for pk in (hit.page.pk for hit in found)}
