"""What is asked of the directory of offers: read once from the address, whatever stands there."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.models import Borough, Sector, Subject, Term, YearGroup
from hub.core.dates.reading import Unreadable, read_day
from hub.opportunities.offers.kinds import OfferKind

LONGEST = 100
ONLINE = "online"
FORMATS = {
    "school": gettext_lazy("At the school"),
    "workplace": gettext_lazy("At the workplace"),
    ONLINE: gettext_lazy("Online"),
}
VOCABULARIES: Mapping[str, type[Term]] = {
    "sector": Sector,
    "borough": Borough,
    "year": YearGroup,
    "subject": Subject,
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter with its choices, and those of them that were chosen: any of these will do."""

    key: str
    label: str
    choices: Sequence[Choice]
    chosen: Sequence[Choice] = ()


@dataclass(frozen=True, slots=True)
class Chip:
    """One choice that narrows the list, and the address without it."""

    label: str
    without: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked: words, the values of each filter that is used, days, and what of it could not be read."""

    words: str = ""
    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    from_day: datetime.date | None = None
    to_day: datetime.date | None = None
    filters: Sequence[Filter] = ()
    problems: Sequence[str] = ()

    @property
    def chips(self) -> list[Chip]:
        """What the filters narrow the list to, each with the rest of the address."""
        return [
            Chip(choice.label, self._without(each.key, choice.value)) for each in self.filters for choice in each.chosen
        ]

    def _without(self, key: str, value: str) -> str:
        chosen = [(name, each) for name, values in self.values.items() for each in values]
        kept = [("q", self.words), *chosen, ("from", self.from_day or ""), ("to", self.to_day or "")]
        return "?" + urlencode([(name, each) for name, each in kept if each and (name, each) != (key, value)])

    @property
    def narrowed(self) -> bool:
        return bool(self.words or self.values or self.from_day or self.to_day)

    def but(self, key: str) -> "Asked":
        """Return the same without one of the filters."""
        return replace(self, values={name: values for name, values in self.values.items() if name != key})


def asked(query: QueryDict) -> Asked:
    """Return what an address asks for. A value that nobody offers is left out; a day that cannot be read is named."""
    filters = _filters(query)
    days: dict[str, datetime.date | None] = {}
    problems = []
    for key in ("from", "to"):
        try:
            typed = query.get(key, "").strip()[:LONGEST]
            days[key] = read_day(typed) if typed else None
        except Unreadable as error:
            days[key] = None
            problems.append(str(error.problem))
    first, last = days["from"], days["to"]
    if first and last and first > last:
        problems.append(_("The last day is before the first."))
        last = None
    return Asked(
        words=" ".join(query.get("q", "").replace("\x00", "").split())[:LONGEST],
        values={each.key: [choice.value for choice in each.chosen] for each in filters if each.chosen},
        from_day=first,
        to_day=last,
        filters=filters,
        problems=problems,
    )


def _filters(query: QueryDict) -> list[Filter]:
    labels = {"sector": _("Sector"), "borough": _("Borough"), "year": _("Year"), "subject": _("Subject")}
    found = [_filter("kind", _("Kind"), [(kind.value, str(kind.label)) for kind in OfferKind], query)]
    for key, model in VOCABULARIES.items():
        rows = [(term.slug, str(term)) for term in model._default_manager.current()]
        found.append(_filter(key, labels[key], rows, query))
    return [*found, _filter("format", _("Where"), [(key, str(label)) for key, label in FORMATS.items()], query)]


def _filter(key: str, label: str, rows: Sequence[tuple[str, str]], query: QueryDict) -> Filter:
    typed = set(query.getlist(key))
    choices = [Choice(value, text) for value, text in rows]
    return Filter(key, label, choices, [choice for choice in choices if choice.value in typed])
