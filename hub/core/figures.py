"""Figures of the labour market that a page of any kind may show. The core knows none: a room above registers them.

A block stores what it asks for (`Asked`); what is said (`Figure`) is made when the page is shown, and never without its
period and its source.
"""

import datetime
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Page

# As a select draws them: (value, label), or (label of a group, its pairs).
Choices = Sequence[tuple[str, Any]]
LONDON = "london"
# The area of a figure that is of the borough in the reader's address, and of London without one.
READER = "reader"
# The name of the reader's borough in an address.
BOROUGH = "borough"
_SLUG = re.compile(r"[a-z0-9-]{1,64}")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a block asks for, by public keys: a measure, of one sector or of all work (""), in an area."""

    measure: str
    sector: str = ""
    area: str = LONDON

    @classmethod
    def stored(cls, value: Mapping[str, Any]) -> "Asked":
        """Return what a stored block asks for; an unfinished draft may lack anything."""
        return cls(value.get("measure") or "", value.get("sector") or "", value.get("area") or LONDON)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in a sentence.

    `due` says that newer ones were due, `instead` for which area it stands in, `url` leads to its page ("": none).
    `of_reader`: a block asked for the reader's borough, so the form that asks for it stands with this figure.
    """

    sentence: str
    period: str
    source: str
    source_url: str = ""
    due: str = ""
    instead: str = ""
    url: str = ""
    more: str = ""
    area: str = ""
    checked_on: datetime.date | None = None
    of_reader: bool = False

    @property
    def cited(self) -> str:
        """Period, source, whether it stands for another area and whether newer ones were due, as one line."""
        named = _("%(period)s. Source: %(source)s.") % {"period": self.period, "source": self.source}
        return " ".join(filter(None, [self.instead, named, self.due]))


@dataclass(frozen=True)
class Offer:
    """What a room offers: what a block may ask for, and what is said to it. All are called when they are needed."""

    measures: Callable[[], Choices]
    sectors: Callable[[], Choices]
    boroughs: Callable[[], Choices]
    say: Callable[[Collection[Asked], datetime.date], Mapping[Asked, Figure]]


_offers: list[Offer] = []


def register_figures(offer: Offer) -> None:
    """Register the one offer of figures. Called from AppConfig.ready()."""
    _offers[:] = [offer]


def measure_choices() -> Choices:
    """Return the measures that a block may ask for."""
    return _offers[0].measures() if _offers else []


def sector_choices() -> Choices:
    """Return the sectors that a block may ask for."""
    return _offers[0].sectors() if _offers else []


def borough_choices() -> Choices:
    """Return the boroughs, by slug."""
    return _offers[0].boroughs() if _offers else []


def area_choices() -> Choices:
    """Return the areas that a block may ask for."""
    return [(LONDON, _("London")), (READER, _("The reader’s borough")), *borough_choices()]


def name_of(asked: Asked) -> str:
    """Return what a figure is of, in words without numbers: they hold until the block is edited."""
    parts = [(measure_choices, asked.measure), (sector_choices, asked.sector)]
    parts += [(area_choices, asked.area)] if asked.area != READER else []
    return ", ".join(str(label) for choices, key in parts for value, label in _pairs(choices()) if value == key)


def _pairs(choices: Choices) -> Iterator[tuple[str, Any]]:
    """Yield values and labels, those of groups as well."""
    for value, label in choices:
        yield from label if isinstance(label, list | tuple) else [(value, label)]


class Reading:
    """The figures that one reader sees. Each is read once, those of a page in a constant number of queries."""

    def __init__(self, *, on: datetime.date, asked_borough: str = ""):
        self.on = on
        self._asked_borough = asked_borough if _SLUG.fullmatch(asked_borough) else ""
        self._found: dict[Asked, Figure | None] = {}
        self._pages: set[int] = set()
        self._form_given = False

    @cached_property
    def boroughs(self) -> dict[str, str]:
        return dict(borough_choices())

    @cached_property
    def borough(self) -> str:
        """The reader's borough, "" where the address names none that there is."""
        return self._asked_borough if self._asked_borough and self._asked_borough in self.boroughs else ""

    def read_page(self, page: Page) -> None:
        """Read what all blocks of a page ask for, once."""
        if id(page) not in self._pages:
            self._pages.add(id(page))
            self.read(asked_on(page))

    def read(self, asks: Collection[Asked]) -> None:
        """Read what is asked for and not read yet."""
        wanted = {self._resolved(asked) for asked in asks} - self._found.keys()
        if wanted and _offers:
            self._found |= dict.fromkeys(wanted) | dict(_offers[0].say(wanted, self.on))

    def get(self, asked: Asked) -> Figure | None:
        """Return a figure, or None where there is none to show."""
        self.read([asked])
        found = self._found.get(self._resolved(asked))
        return replace(found, of_reader=asked.area == READER) if found else None

    def takes_form(self) -> bool:
        """Tell whether the form that asks for a borough stands here: true once, where a template first asks."""
        given, self._form_given = self._form_given, True
        return not given

    def _resolved(self, asked: Asked) -> Asked:
        return replace(asked, area=self.borough or LONDON) if asked.area == READER else asked


def reading_of(request: HttpRequest | None) -> Reading:
    """Return the figures as the reader of this request sees them; without a request, as anybody does."""
    if request is None:
        return Reading(on=timezone.localdate())
    if not hasattr(request, "_figures"):
        asked = request.GET.get(BOROUGH, "")
        request._figures = Reading(on=timezone.localdate(), asked_borough=asked)  # type: ignore[attr-defined]
    return request._figures  # type: ignore[attr-defined,no-any-return]


def asked_on(page: Page) -> list[Asked]:
    """Return what the blocks of a page ask for, in its order."""
    fields = (field for field in page._meta.get_fields() if isinstance(field, StreamField))
    return [asked for field in fields for asked in asked_in(getattr(page, field.name).raw_data)]


def asked_in(stored: object) -> Iterator[Asked]:
    """Yield what the figures ask for that lie anywhere in stored blocks: mappings with a measure and an area."""
    if isinstance(stored, Mapping):
        if "measure" in stored and "area" in stored:
            yield Asked.stored(stored)
        else:
            for value in stored.values():
                yield from asked_in(value)
    elif isinstance(stored, list | tuple | StreamValue.RawDataView):
        for item in stored:
            yield from asked_in(item)
