"""The geometry of a chart: how long its bars are, where its line runs. Pure arithmetic; the template draws it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from hub.labour_market.profiles import Bar, Chart

# The box that a line is drawn in; a bar is drawn in a hundred parts.
WIDTH, HEIGHT, LONGEST = 320, 96, 100
# Air above the highest point, so that a thick line is not cut.
AIR = 4
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class Row:
    """A row of a chart's table, and how long its bar is drawn: 0 to LONGEST, None where there is no value."""

    bar: Bar
    length: float | None


@dataclass(frozen=True)
class Drawing:
    """A chart with what it takes to draw it. `line` holds the points of an SVG line, "" for bars.

    `first` and `last` are the ends of the line, said beside it.
    """

    chart: Chart
    rows: list[Row]
    line: str = ""
    area: str = ""
    first: Bar | None = None
    last: Bar | None = None


def drawn(chart: Chart) -> Drawing:
    """Return a chart with its geometry. Every length is measured from nothing, so that none looks longer than it is."""
    values = [bar.value for bar in chart.bars if bar.value is not None]
    most = max([value for value in values if value > 0], default=Decimal(0))
    rows = [Row(bar, _share(bar.value, most, LONGEST)) for bar in chart.bars]
    known = [bar for bar in chart.bars if bar.value is not None]
    if chart.kind != "line" or len(known) < 2 or not most:
        return Drawing(chart, rows)
    points = [
        (across, HEIGHT - (_share(bar.value, most, HEIGHT - AIR) or 0))
        for bar, across in zip(known, _across(known), strict=True)
    ]
    line = " ".join(f"{across:.1f},{down:.1f}" for across, down in points)
    return Drawing(chart, rows, line, f"0,{HEIGHT} {line} {WIDTH},{HEIGHT}", known[0], known[-1])


def _share(value: Decimal | None, most: Decimal, whole: int) -> float | None:
    if value is None:
        return None
    return round(float(max(value, Decimal(0)) / most) * whole, 1) if most else 0.0


def _across(bars: Sequence[Bar]) -> list[float]:
    """Return how far along each period stands: to scale where each names another year, else evenly."""
    years = [int(found[0]) if (found := _YEAR.search(bar.label)) else None for bar in bars]
    known = [year for year in years if year is not None]
    if len(known) == len(bars) and known == sorted(set(known)):
        first, last = known[0], known[-1]
        return [(year - first) / (last - first) * WIDTH for year in known]
    return [place / (len(bars) - 1) * WIDTH for place in range(len(bars))]
