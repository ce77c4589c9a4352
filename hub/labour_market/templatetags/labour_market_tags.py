"""Template tags of the labour market's pages."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import template
from django.utils.translation import gettext as _

from hub.labour_market.drawing import Drawing, drawn
from hub.labour_market.models import Source
from hub.labour_market.models.pages import KINDS
from hub.labour_market.profiles import Chart, Point, Profile, Shown
from hub.labour_market.words.names import job

register = template.Library()
register.filter(job)

# The drawing that stands beside an answer in the easy-read view (hub.core.symbols), by the answer's key.
SYMBOLS = {
    "how-many": "people",
    "change": "chart",
    "pay": "pound",
    "ways-in": "school",
    "where": "place",
    "who": "person",
    "next": "star",
}


# As many periods of a source as are named one by one.
NAMED = 2


@dataclass(frozen=True)
class Origin:
    """A source of some figures, the periods that they are of, and whether newer ones were due."""

    source: Source
    points: list[Point]
    due: bool

    @property
    def periods(self) -> str:
        """Return the periods as they are said: each of a few, the first and the last of many."""
        ordered = sorted(self.points, key=lambda point: (point.start, point.end))
        said = list(dict.fromkeys(point.period for point in ordered))
        if len(said) <= NAMED:
            return "; ".join(said)
        return _("from %(first)s to %(last)s") % {"first": said[0], "last": said[-1]}


@register.filter
def origins(figures: Iterable[Shown]) -> list[Origin]:
    """Return the sources of some figures, once each in the order of their first figure, with the periods."""
    found: dict[int, Origin] = {}
    for figure in figures:
        source = figure.measure.source
        found.setdefault(source.pk, Origin(source, [], due=figure.due)).points.append(figure.point)
    return list(found.values())


@register.filter("drawn")
def as_drawn(chart: Chart) -> Drawing:
    """Return a chart with the geometry that its template draws."""
    return drawn(chart)


@register.filter
def symbol_of(key: str) -> str:
    """Return the name of the drawing that stands beside an answer."""
    return SYMBOLS.get(key, "question")


@register.filter
def path_of(profile: Profile) -> str:
    """Return the address of a profile's page, below that of the labour market."""
    return f"{KINDS[profile.kind]}/{profile.key}/" if profile.kind in KINDS else ""


@register.simple_tag(takes_context=True)
def to(context: template.Context, address: str) -> str:
    """Return an address for a link: one without a slash before it lies below the labour market's page.

    A link to the labour market keeps what its reader has chosen.
    """
    base, reader = context["base"], context["reader"]
    whole = address if address.startswith(("/", "https://", "http://")) else base + address
    path, mark, part = whole.partition("#")
    return path + (reader.query if path.startswith(base) and "?" not in path else "") + mark + part
