"""The figures of a page, read at once: three queries, however many there are."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable
from decimal import Decimal

from django.db.models import Q

from hub.labour_market.models import Area, Figure, Measure
from hub.labour_market.profiles import Bar, Chart, Point, Series, Shown
from hub.labour_market.words import numbers, periods

COLUMNS = ("measure_id", "area_id", "sector__slug", "occupation__code", "period", "start", "end", "value", "withheld")


class Book:
    """Series by the slug of the measure, that of the area, and what it is of: a sector's slug or an occupation's code.

    Figures of a withdrawn source are left out, and those of a period that is not over, unless they are projections.
    """

    def __init__(self, measures: Iterable[Measure], areas: Iterable[Area], *, on: datetime.date) -> None:
        self.on = on
        self.measures = {measure.slug: measure for measure in measures}
        self.areas = {area.slug: area for area in areas}
        self._series: dict[tuple[str, str], dict[str, Series]] = {}

    def series(self, slug: str, area: str, of: str = "") -> Series | None:
        """Return a series that has at least one value or reason, None where there is none."""
        return self._series.get((slug, area), {}).get(of)

    def of_each(self, slug: str, area: str) -> dict[str, Series]:
        """Return a measure's series of each sector or occupation that it has."""
        return {of: series for of, series in self._series.get((slug, area), {}).items() if of}

    def beginning(self, prefix: str, area: str) -> dict[str, Series]:
        """Return the series of all work whose measure's slug begins so, by the rest of that slug."""
        return {
            slug.removeprefix(prefix): found[""]
            for (slug, of_area), found in self._series.items()
            if of_area == area and slug.startswith(prefix) and "" in found
        }

    def shown(self, series: Series, point: Point | None = None, of: str = "") -> Shown:
        """Return a figure of a series as it stands on a page: the newest unless another is named."""
        point = point or series.latest or series.points[-1]
        text = numbers.exact(point, series.measure.unit)
        due = series.measure.source.is_past_release(self.on)
        return Shown(text, series.measure, series.area, point, due=due, of=of)

    def fill(self, sectors: bool, occupations: Collection[str] | None) -> None:
        """Read the figures of the measures and areas. `occupations` None reads those of every occupation."""
        rows = Figure.objects.filter(measure__in=self.measures.values(), area__in=self.areas.values())
        rows = rows.filter(Q(end__lte=self.on) | Q(measure__is_projection=True))
        if not sectors:
            rows = rows.filter(sector=None)
        if occupations is not None:
            rows = rows.filter(Q(occupation=None) | Q(occupation__code__in=occupations))
        self._keep(rows.order_by("end", "start").values_list(*COLUMNS))

    def _keep(self, rows: Iterable[tuple]) -> None:
        measures = {measure.pk: measure for measure in self.measures.values()}
        areas = {area.pk: area for area in self.areas.values()}
        points: dict[tuple[int, int, str], list[Point]] = defaultdict(list)
        for measure, area, sector, occupation, *point in rows:
            points[measure, area, sector or occupation or ""].append(Point(*_in_order(*point)))
        for (measure, area, of), found in points.items():
            series = Series(measures[measure], areas[area], tuple(found), of)
            self._series.setdefault((series.measure.slug, series.area.slug), {})[of] = series


def _in_order(
    period: str, start: datetime.date, end: datetime.date, value: Decimal | None, withheld: str
) -> tuple[str, datetime.date, datetime.date, Decimal | None, str]:
    return period, start, end, value, withheld


def open_book(
    areas: Iterable[Area],
    slugs: Iterable[str],
    *,
    on: datetime.date,
    sectors: bool = False,
    occupations: Collection[str] | None = (),
) -> Book:
    """Read what some measures say of some areas; a slug that ends in "-" stands for all that begin so. Two queries."""
    wanted = Q(pk=None)
    for slug in slugs:
        wanted |= Q(slug__startswith=slug) if slug.endswith("-") else Q(slug=slug)
    withdrawn = Q(source__withdrawn_on__isnull=False) & Q(source__withdrawn_on__lte=on)
    book = Book(Measure.objects.filter(wanted).exclude(withdrawn).select_related("source"), areas, on=on)
    book.fill(sectors, occupations)
    return book


def line(series: Series, title: str, said: str = "") -> Chart:
    """Return a series as a line over time, every period of it."""
    unit = series.measure.unit
    bars = [Bar(periods.short(point), point.value, numbers.exact(point, unit)) for point in series.points]
    return Chart("line", title, str(series.measure.get_unit_display()), tuple(bars), said)
