"""What is asked of the directory of offers: read once from the address, whatever stands there."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

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
# The filters that stand open; the others are folded.
FIRST = ("kind", "borough", "year")
VOCABULARIES: Mapping[str, type[Term]] = {
    "sector": Sector,
    "borough": Borough,
    "year": YearGroup,
    "subject": Subject,
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter, as the form offers it."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter of the form with its choices."""

    key: str
    label: str
    choices: Sequence[Choice]

    @property
    def chosen(self) -> Choice | None:
        return next((choice for choice in self.choices if choice.chosen), None)


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter that is chosen, and the address without it."""

    label: str
    without: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked: words, a value for each filter, days, and what of it could not be read."""

    words: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    from_day: datetime.date | None = None
    to_day: datetime.date | None = None
    filters: Sequence[Filter] = ()
    problems: Sequence[str] = ()

    @property
    def first_filters(self) -> list[Filter]:
        """The filters that stand open."""
        return [each for each in self.filters if each.key in FIRST]

    @property
    def more_filters(self) -> list[Filter]:
        """The filters that are folded."""
        return [each for each in self.filters if each.key not in FIRST]

    @property
    def narrowed_further(self) -> bool:
        """Tell whether one of the folded filters is used."""
        return bool(self.from_day or self.to_day or any(each.chosen for each in self.more_filters))

    @property
    def chips(self) -> list[Chip]:
        """What the filters narrow the list to, each with the rest of the address."""
        return [Chip(each.chosen.label, self._without(each.key)) for each in self.filters if each.chosen]

    def _without(self, key: str) -> str:
        kept = {"q": self.words, **self.values, "from": self.from_day or "", "to": self.to_day or ""}
        return "?" + urlencode({name: value for name, value in kept.items() if value and name != key})

    @property
    def narrowed(self) -> bool:
        return bool(self.words or self.values or self.from_day or self.to_day)


def asked(query: Mapping[str, str]) -> Asked:
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
        values={each.key: each.chosen.value for each in filters if each.chosen},
        from_day=first,
        to_day=last,
        filters=filters,
        problems=problems,
    )


def _filters(query: Mapping[str, str]) -> list[Filter]:
    labels = {"sector": _("Sector"), "borough": _("Borough"), "year": _("Year"), "subject": _("Subject")}
    found = [_filter("kind", _("Kind"), [(kind.value, str(kind.label)) for kind in OfferKind], query)]
    for key, model in VOCABULARIES.items():
        rows = [(term.slug, str(term)) for term in model._default_manager.current()]
        found.append(_filter(key, labels[key], rows, query))
    return [*found, _filter("format", _("Where"), [(key, str(label)) for key, label in FORMATS.items()], query)]


def _filter(key: str, label: str, rows: Sequence[tuple[str, str]], query: Mapping[str, str]) -> Filter:
    typed = query.get(key, "")
    return Filter(key, label, [Choice(value, text, value == typed) for value, text in rows])
