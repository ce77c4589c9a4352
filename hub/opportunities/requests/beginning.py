"""What a new request begins with, read once from the address that led to it: an offer, or a lesson's employer ask."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from curriculum import lessons
from curriculum.models import UnitPage
from hub.core.url_keys import key_in
from hub.opportunities.offers.kinds import OfferKind, kinds_for
from hub.opportunities.offers.models import Offer


@dataclass(frozen=True, slots=True)
class Beginning:
    """What the form is filled with, and what the request is tied to. Whatever could not be read is left out."""

    initial: Mapping[str, Any] = field(default_factory=dict)
    offer: Offer | None = None
    unit: UnitPage | None = None
    lesson: str = ""


def beginning(query: Mapping[str, str], *, on: datetime.date) -> Beginning:
    """Return what `?offer=` or `?unit=&lesson=` says; nothing for what is not public or not there."""
    if offer := _offer(query.get("offer", ""), on):
        return Beginning(_of_offer(offer), offer=offer)
    return _of_lesson(query.get("unit", ""), query.get("lesson", ""))


def _offer(text: str, on: datetime.date) -> Offer | None:
    key = key_in(text)
    return Offer.objects.public(on=on).filter(pk=key).select_related("organisation").first() if key else None


def _of_offer(offer: Offer) -> dict[str, Any]:
    return {
        "title": offer.title,
        "kind": offer.kind,
        "place": offer.place,
        "minutes": offer.minutes,
        "pupils": offer.group_to,
        "from_day": offer.from_day,
        "to_day": offer.to_day,
        "year_groups": list(offer.year_groups.values_list("pk", flat=True)),
        "sector": offer.sectors.values_list("pk", flat=True).first(),
    }


def _of_lesson(unit_key: str, lesson_key: str) -> Beginning:
    key = key_in(unit_key)
    unit = UnitPage.objects.live().public().filter(pk=key).first() if key else None
    at = lessons.find(unit.lessons.raw_data, lesson_key) if unit is not None else None
    if unit is None or at is None:
        return Beginning()
    stored = unit.lessons.raw_data[at]["value"]
    title = stored.get("title") or ""
    kind = next(iter(kinds_for(stored.get("activity_kind") or "")), OfferKind.TALK)
    initial = {
        "title": title[:120],
        "what": stored.get("employer_ask") or "",
        "kind": kind,
        "minutes": lessons.lesson_minutes(stored) or None,
        "year_groups": list(unit.year_groups.values_list("pk", flat=True)),
        "sector": unit.sectors.values_list("pk", flat=True).first(),
    }
    return Beginning(initial, unit=unit, lesson=title[:200])
