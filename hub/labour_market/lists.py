"""What the lists show: every sector, every borough on a map of tiles, and where the figures come from."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Max, Prefetch
from django.utils.translation import gettext as _

from curriculum.models import Sector
from hub.labour_market.asked import Ask
from hub.labour_market.models import Area, Figure, Measure, Source
from hub.labour_market.profiles import Point, Shown
from hub.labour_market.words import numbers

# Where each borough's tile stands: columns from the west, rows from the north. Neighbours touch where they can.
TILES: Mapping[str, tuple[int, int]] = {
    "enfield": (5, 1),
    "harrow": (3, 2),
    "barnet": (4, 2),
    "haringey": (5, 2),
    "waltham-forest": (6, 2),
    "hillingdon": (1, 3),
    "ealing": (2, 3),
    "brent": (3, 3),
    "camden": (4, 3),
    "islington": (5, 3),
    "hackney": (6, 3),
    "redbridge": (7, 3),
    "havering": (8, 3),
    "hounslow": (1, 4),
    "hammersmith-and-fulham": (2, 4),
    "kensington-and-chelsea": (3, 4),
    "westminster": (4, 4),
    "city-of-london": (5, 4),
    "tower-hamlets": (6, 4),
    "newham": (7, 4),
    "barking-and-dagenham": (8, 4),
    "richmond-upon-thames": (2, 5),
    "wandsworth": (3, 5),
    "lambeth": (4, 5),
    "southwark": (5, 5),
    "lewisham": (6, 5),
    "greenwich": (7, 5),
    "bexley": (8, 5),
    "kingston-upon-thames": (3, 6),
    "merton": (4, 6),
    "croydon": (5, 6),
    "bromley": (6, 6),
    "sutton": (4, 7),
}


@dataclass(frozen=True)
class SectorRow:
    """A sector in the list, with its newest figure, if there is one."""

    sector: Sector
    figure: Shown | None


@dataclass(frozen=True)
class Tile:
    """A borough in the list and on the map; a borough without a place on the map stands in the list alone."""

    area: Area
    figure: Shown | None
    column: int
    row: int


@dataclass(frozen=True)
class SubRegion:
    """The boroughs of a sub-region, by name."""

    label: str
    tiles: list[Tile]


def sectors(ask: Ask, on: datetime.date) -> dict[str, object]:
    """Return every sector with London's newest figure of it."""
    newest = _newest("jobs-by-sector", on, area__level=Area.Level.LONDON, sector__isnull=False)
    figures = {row.sector_id: _shown(row, on) for row in newest}
    rows = [SectorRow(sector, figures.get(sector.pk)) for sector in ask.sectors]
    return {
        "heading": _("Sectors"),
        "said": _("A sector is a kind of work. See how many jobs there are and how people get in."),
        "rows": rows,
        "shown": [row.figure for row in rows if row.figure],
    }


def boroughs(ask: Ask, on: datetime.date) -> dict[str, object]:
    """Return every borough by its sub-region, with its newest number of jobs."""
    newest = _newest("jobs", on, area__level=Area.Level.BOROUGH, sector__isnull=True, occupation__isnull=True)
    figures = {row.area_id: _shown(row, on) for row in newest}
    tiles = [Tile(area, figures.get(area.pk), *TILES.get(area.slug, (0, 0))) for area in ask.boroughs]
    regions: dict[str, list[Tile]] = {}
    for tile in tiles:
        regions.setdefault(tile.area.borough.sub_region if tile.area.borough else "", []).append(tile)
    return {
        "heading": _("Boroughs"),
        "said": _("London has 32 boroughs and the City. Choose one to see the work that is there and where people go."),
        "regions": [SubRegion(label, found) for label, found in sorted(regions.items())],
        "shown": [tile.figure for tile in tiles if tile.figure],
    }


def sources(ask: Ask, on: datetime.date) -> dict[str, object]:
    """Return every source of the figures, what is measured by it, and whether newer figures are due."""
    measures = Prefetch("measures", queryset=Measure.objects.order_by("order", "slug"))
    found = Source.objects.filter(withdrawn_on__isnull=True).prefetch_related(measures)
    return {
        "heading": _("Where the figures come from"),
        "said": _(
            "Every figure has a source, a period and a licence. Here is each of them, and when newer figures are due."
        ),
        "sources": [(source, source.is_past_release(on)) for source in found],
    }


def _newest(slug: str, on: datetime.date, **wanted: object) -> Iterable[Figure]:
    """Return the figures of a measure in its newest period, so that all of them are of the same days."""
    rows = Figure.objects.filter(measure__slug=slug, value__isnull=False, end__lte=on, **wanted)
    rows = rows.filter(measure__source__withdrawn_on__isnull=True)
    newest = rows.aggregate(end=Max("end"))["end"]
    return rows.filter(end=newest).select_related("measure__source", "area__borough", "sector")


def _shown(row: Figure, on: datetime.date) -> Shown:
    point = Point(row.period, row.start, row.end, row.value)
    text = numbers.exact(point, row.measure.unit)
    due = row.measure.source.is_past_release(on)
    return Shown(text, row.measure, row.area, point, due=due, of=str(row.sector or ""))


SHOWN = {"sectors": sectors, "boroughs": boroughs, "sources": sources}
