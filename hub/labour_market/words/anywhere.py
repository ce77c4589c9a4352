"""One sentence for a figure of any measure, where it stands alone on a page of another room."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from hub.labour_market.models import Area, Figure, Measure
from hub.labour_market.profiles import Point
from hub.labour_market.words import jobs, people
from hub.labour_market.words.names import industry, inside, place
from hub.labour_market.words.numbers import POUNDS, count, in_hundred, pounds
from hub.labour_market.words.periods import short, when

# Measures that have a sentence of their own.
SAID: dict[str, Callable[[Area, Point], str]] = {
    "jobs": jobs.how_many,
    "pay-week-full-time": people.pay_week,
    "residents-in-work": people.in_work,
    "apprenticeship-starts-residents": people.started,
    "destination-16-education": people.after_16,
}
# Jobs of one industry of the statistics: the rest of the slug names it.
OF_INDUSTRY = "jobs-in-"


def sentence_of(figure: Figure) -> str:
    """Say a figure that has a value: its number, what it is of, where and when."""
    measure, area = figure.measure, figure.area
    point = Point(figure.period, figure.start, figure.end, figure.value, figure.withheld)
    if figure.sector is None and measure.slug in SAID:
        return SAID[measure.slug](area, point)
    work = inside(str(figure.sector)) if figure.sector is not None else _industry(measure)
    told = {
        "number": _number(measure, figure),
        "place": place(area),
        "when": when(point),
        "period": short(point),
        "measure": measure.label,
        "sector": work,
    }
    if work and measure.unit == Measure.Unit.JOBS and not measure.is_projection:
        return _("There were about %(number)s jobs in %(sector)s in %(place)s %(when)s.") % told
    if figure.sector is not None:
        return _("%(measure)s, %(sector)s, %(place)s, %(period)s: %(number)s.") % told
    return _("%(measure)s, %(place)s, %(period)s: %(number)s.") % told


def _industry(measure: Measure) -> str:
    """Return the industry whose jobs a measure counts, "" where it counts something else."""
    slug = measure.slug.removeprefix(OF_INDUSTRY)
    return "" if slug == measure.slug else industry(slug, measure.label)


def _number(measure: Measure, figure: Figure) -> str:
    if figure.value is None:
        return str(figure.get_withheld_display())
    if measure.unit in POUNDS:
        return pounds(figure.value)
    return in_hundred(figure.value) if measure.unit == Measure.Unit.PERCENT else count(figure.value)
