"""What an employer asks of the list of requests: read once from the address, whatever stands there."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from curriculum.models import Borough, Sector, YearGroup
from hub.opportunities.offers.kinds import OfferKind
from hub.opportunities.requests.models import RequestQuerySet, VisitRequest

VOCABULARIES = {"sector": Sector, "borough": Borough, "year": YearGroup}


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter of the form: its choices as (value, label), and what is chosen."""

    key: str
    label: str
    choices: list[tuple[str, str]]
    chosen: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked; a value that nobody offers is left out."""

    filters: list[Filter] = field(default_factory=list)

    @property
    def values(self) -> dict[str, str]:
        return {each.key: each.chosen for each in self.filters if each.chosen}


def asked(query: Mapping[str, str]) -> Asked:
    """Return what an address asks for."""
    labels = {"sector": _("Sector"), "borough": _("Borough"), "year": _("Year")}
    rows = {"kind": [(kind.value, str(kind.label)) for kind in OfferKind]}
    rows |= {
        key: [(term.slug, str(term)) for term in model._default_manager.filter(retired=False)]
        for key, model in VOCABULARIES.items()
    }
    labels["kind"] = _("Kind")
    return Asked(
        [
            Filter(key, labels[key], choices, query[key] if query.get(key) in dict(choices) else "")
            for key, choices in rows.items()
        ]
    )


def found(wanted: Asked, *, on: datetime.date) -> RequestQuerySet:
    """Return the public requests that answer it; the first to be answered first."""
    rows = VisitRequest.objects.public(on=on)
    values = wanted.values
    if kind := values.get("kind"):
        rows = rows.filter(kind=kind)
    if sector := values.get("sector"):
        rows = rows.filter(sector__slug=sector)
    if borough := values.get("borough"):
        rows = rows.filter(school__borough__slug=borough)
    if year := values.get("year"):
        rows = rows.filter(year_groups__slug=year)
    return rows.with_terms().order_by("reply_by", "pk")
