"""Which pages editors put first for a request. Read once a process and change, so a search asks no further question."""

import dataclasses
import datetime
from collections.abc import Iterable, Sequence

from search.engines.snapshot import Snapshot
from search.request import SearchRequest
from search.steering.models.promotions import Promotion, key_of

MOST = 3
_CACHE = "promotions"


@dataclasses.dataclass(frozen=True)
class Promoted:
    """A promotion as it is held: `stage` is a number or None, `expires` the last day or None."""

    key: str
    page_id: int
    stage: int | None
    expires: datetime.date | None


def held_by(held: Snapshot) -> Sequence[Promoted]:
    if _CACHE not in held.cache:
        rows = Promotion.objects.order_by("pk").values_list("key", "page_id", "stage__number", "expires")
        held.cache[_CACHE] = [Promoted(*row) for row in rows]
    return held.cache[_CACHE]


def chosen(asked: SearchRequest, held: Snapshot, *, typed: Iterable[str], on: datetime.date) -> list[int]:
    """Return the ids of the pages to put first, at most three: only on the first page of the hub's best matches.

    Args:
        typed: the wordings that count: as typed, and as understood.
        on: the day; what expired before it stays away.
    """
    if asked.page > 1 or asked.order != "relevance" or asked.school is not None:
        return []
    keys = {key_of(text, asked.locale) for text in typed if text}
    stages = stages_of(asked, held)
    found = [
        promoted.page_id
        for promoted in held_by(held)
        if promoted.key in keys
        and (promoted.stage is None or promoted.stage in stages)
        and (promoted.expires is None or promoted.expires >= on)
    ]
    return list(dict.fromkeys(found))[:MOST]


def stages_of(asked: SearchRequest, held: Snapshot) -> set[int]:
    """Return the numbers of the key stages asked for, by themselves or by a year of theirs."""
    years = held.vocabulary["year"]
    found = {years[value].group for value in asked.filters.get("year", ())}
    found |= {value.removeprefix("ks") for value in asked.filters.get("stage", ())}
    return {int(number) for number in found if number.isdigit()}
