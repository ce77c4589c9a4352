"""Periods as people say them, read from their days: "in 2022", "in the year to March 2025"."""

import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hub.labour_market.profiles import Point

LONGEST_MONTH, LONGEST_YEAR = 31, 366
SHORTEST_YEAR = 360


def when(point: Point) -> str:
    """Return the period for the middle or the end of a sentence."""
    start, end = point.start, point.end
    days = (end - start).days + 1
    if days <= LONGEST_MONTH:
        return _("in %(period)s") % {"period": month(end)}
    if days > LONGEST_YEAR or not is_year(point):
        return _("from %(first)s to %(last)s") % _ends(start, end)
    if start.month == 1:
        return _("in %(period)s") % {"period": str(start.year)}
    # School years, and the funding years of apprenticeships, begin in August.
    if start.month == 8:
        return _("in the school year %(period)s") % {"period": short(point)}
    return _("in the year to %(period)s") % {"period": month(end)}


def short(point: Point) -> str:
    """Return the period for the end of a line or a bar: "2022", "2022/23", "March 2025"."""
    start, end = point.start, point.end
    if not is_year(point) and (end - start).days > LONGEST_YEAR:
        return _("%(first)s to %(last)s") % _ends(start, end)
    if start.month == 8 and is_year(point):
        return f"{start.year}/{end.year % 100:02}"
    return str(start.year) if start.month == 1 and is_year(point) else month(end)


def is_year(point: Point) -> bool:
    """Whether the period is a whole year, so that it may be compared with others."""
    return SHORTEST_YEAR <= (point.end - point.start).days + 1 <= LONGEST_YEAR


def month(day: datetime.date) -> str:
    """Return "March 2025"."""
    return date_format(day, "F Y")


def _ends(start: datetime.date, end: datetime.date) -> dict[str, str]:
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return {"first": str(start.year), "last": str(end.year)}
    return {"first": month(start), "last": month(end)}
