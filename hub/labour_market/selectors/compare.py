"""Two boroughs or two sectors side by side: the same figure of both, in the same period."""

import datetime

from django.utils.translation import gettext as _

from hub.labour_market.profiles import Bar, Chart, ComparedRow, Comparison, Profile, Shown
from hub.labour_market.selectors.profiles import borough_profile, sector_profile
from hub.labour_market.words import numbers, periods

KINDS = {"borough": borough_profile, "sector": sector_profile}


def compare(kind: str, a: str, b: str, *, on: datetime.date) -> Comparison | None:
    """Return both profiles and what they have figures of in common, None where one of them is not there."""
    first, second = (KINDS[kind](slug, on=on) for slug in (a, b))
    if first is None or second is None:
        return None
    rows = tuple(row for label, one, other in _pairs(first, second) if (row := _row(label, one, other, first, second)))
    return Comparison(kind, first, second, rows)


def _pairs(first: Profile, second: Profile) -> list[tuple[str, Shown, Shown]]:
    """Return the newest figures of the same measure, thing and period that are of the two themselves."""
    others = {_what(figure): figure for figure in reversed(_own(second))}
    seen: set[tuple] = set()
    pairs = []
    for figure in _own(first):
        what = _what(figure)
        if what in others and what[:2] not in seen:
            seen.add(what[:2])
            pairs.append((_label(figure), figure, others[what]))
    return pairs


def _own(profile: Profile) -> list[Shown]:
    """Leave out what London says in a borough's place, and what a sector's page says of each borough."""
    return [figure for figure in profile.figures if figure.area == profile.area]


def _what(figure: Shown) -> tuple:
    return figure.measure.slug, figure.of, figure.point.start, figure.point.end


def _label(figure: Shown) -> str:
    label = str(figure.measure)
    return _("%(measure)s: %(of)s") % {"measure": label, "of": figure.of} if figure.of else label


def _row(label: str, one: Shown, other: Shown, first: Profile, second: Profile) -> ComparedRow:
    told = {"a": first.title, "b": second.title, "of_a": one.text, "of_b": other.text}
    told |= {"measure": label, "when": periods.when(one.point)}
    bars = (Bar(first.title, one.point.value, one.text), Bar(second.title, other.point.value, other.text))
    title = _("%(measure)s, %(period)s") % {"measure": label, "period": periods.short(one.point)}
    chart = Chart("bars", title, str(one.measure.get_unit_display()), bars)
    return ComparedRow(label, one, other, _sentence(one, other, told), chart)


def _sentence(one: Shown, other: Shown, told: dict[str, str]) -> str:
    if one.point.value is None or other.point.value is None:
        return _("%(measure)s %(when)s cannot be compared: not published for both.") % told
    if numbers.is_same(one.point.number, other.point.number):
        return _("%(measure)s %(when)s: about the same in both, %(of_a)s and %(of_b)s.") % told
    return _("%(measure)s %(when)s: %(of_a)s in the first, %(of_b)s in the second.") % told
