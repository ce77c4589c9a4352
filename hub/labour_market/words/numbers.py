"""Numbers as people say them. A figure is rounded for a sentence; its table keeps what was published."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from hub.labour_market.models import Measure, Withheld
from hub.labour_market.profiles import Point

# A difference below this share of what was there is too small to call a change: samples and rounding make as much.
SAME = Decimal("0.05")
MILLION = 1_000_000
# From where on a number is said to the nearest 1,000, 100 and 10; below the last it is said as it is.
ROUNDED_TO = ((20_000, 1000), (1000, 100), (50, 10))
# Shares that have a name, as parts of a hundred.
NAMED = (50, 33, 25, 20, 10)
POUNDS = (Measure.Unit.POUNDS_HOUR, Measure.Unit.POUNDS_WEEK)


def rounded(value: Decimal) -> Decimal:
    """Return a count as precise as it is said."""
    if value >= MILLION:
        return _to_nearest(value, 100_000)
    nearest = next((nearest for least, nearest in ROUNDED_TO if value >= least), 1)
    return _to_nearest(value, nearest)


def count(value: Decimal) -> str:
    """Return "6.2 million", "147,000", "3,100" or "350"."""
    near = rounded(value)
    if near >= MILLION:
        return _("%(number)s million") % {"number": _number(near / MILLION, places=1).removesuffix(".0")}
    return _number(near)


def pounds(value: Decimal) -> str:
    """Return "£750", and with pence below £100."""
    return "£" + _number(value, places=2 if value < 100 else 0).removesuffix(".00")


def in_hundred(share: Decimal) -> str:
    """Return a percentage as "92 in 100", and the ends as "none" and "nearly all"."""
    near = _to_nearest(share, 1)
    if not share:
        return _("none")
    if near == 100:
        return _("nearly all")
    if near < 1:
        return _("fewer than 1 in 100")
    return _("%(number)s in 100") % {"number": _number(near)}


def share(part: Decimal, whole: Decimal) -> str:
    """Return a share in the words that are nearest: "half", "one in eight", "about 12 in 100"."""
    percent = part * 100 / whole
    names = (_("half"), _("a third"), _("a quarter"), _("one in five"), _("one in ten"))
    for named, name in zip(NAMED, names, strict=True):
        if abs(percent - named) <= Decimal(named) / 20:
            return _("about %(share)s") % {"share": name}
    return _("about %(share)s") % {"share": in_hundred(percent)} if percent >= 1 else in_hundred(percent)


def is_same(before: Decimal, after: Decimal) -> bool:
    """Whether a change is too small to call one."""
    return rounded(before) == rounded(after) or abs(after - before) < before * SAME


def exact(point: Point, unit: str) -> str:
    """Return what a table shows: the whole number as published, pounds with pence by the hour, or why there is none."""
    if point.value is None:
        return withheld(point)
    if unit in POUNDS:
        return pounds(point.value)
    if unit == Measure.Unit.PERCENT:
        return _("%(number)s%%") % {"number": _number(point.value, places=1).removesuffix(".0")}
    return _number(point.value)


def withheld(point: Point) -> str:
    """Return why a period has no value, in a few words."""
    return str(Withheld.LOW.label) if point.withheld == Withheld.LOW else str(Withheld.NOT_PUBLISHED.label)


def _to_nearest(value: Decimal, nearest: int) -> Decimal:
    return (value / nearest).quantize(Decimal(1), rounding=ROUND_HALF_UP) * nearest


def _number(value: Decimal, places: int = 0) -> str:
    # number_format cuts off what it does not show.
    near = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return number_format(near, decimal_pos=places, use_l10n=True, force_grouping=True)
