"""Two boroughs or two sectors side by side: the same figure of both, in the same period."""

import datetime

from django.utils.translation import gettext as _

from hub.labour_market.profiles import Bar, Chart, ComparedRow, Comparison, Profile, Shown
from hub.labour_market.selectors.profiles import borough_profile, sector_profile
from hub.labour_market.words import numbers, periods
from hub.labour_market.words.names import begun, inside, place

KINDS = {"borough": borough_profile, "sector": sector_profile}


# A sector's jobs are its own or those of its nearest industry: the same count, under two measures.
OF_SECTORS = ("jobs-by-sector", "jobs-in-")


def compare(kind: str, a: str, b: str, *, on: datetime.date) -> Comparison | None:
    """Return both profiles and what they have figures of in common, None where one of them is not there."""
    first, second = (KINDS[kind](slug, on=on) for slug in (a, b))
    if first is None or second is None:
        return None
    rows = (_row(one, other, _name(first), _name(second)) for one, other in _pairs(first, second))
    return Comparison(kind, first, second, tuple(rows))


def _pairs(first: Profile, second: Profile) -> list[tuple[Shown, Shown]]:
    """Return the figures of the same measure, thing and period, once each: the newest that both have."""
    others = {_what(second, figure): figure for figure in reversed(_own(second))}
    pairs: dict[tuple[str, str], tuple[Shown, Shown]] = {}
    for figure in _own(first):
        what = _what(first, figure)
        if what in others:
            pairs.setdefault(what[:2], (figure, others[what]))
    return list(pairs.values())


def _own(profile: Profile) -> list[Shown]:
    """Leave out what London says in a borough's place, and what a sector's page says of each borough or of all work."""
    own = [figure for figure in profile.figures if figure.area == profile.area]
    if profile.kind == "sector":
        return [figure for figure in own if figure.of or figure.measure.slug.startswith(OF_SECTORS)]
    return own


def _what(profile: Profile, figure: Shown) -> tuple[str, str, datetime.date, datetime.date]:
    slug = figure.measure.slug
    if profile.kind == "sector" and slug.startswith(OF_SECTORS):
        slug = OF_SECTORS[0]
    return slug, figure.of, figure.point.start, figure.point.end


def _name(profile: Profile) -> str:
    return place(profile.area) if profile.kind == "borough" else inside(profile.title)


def _row(one: Shown, other: Shown, first: str, second: str) -> ComparedRow:
    label = (
        str(one.measure)
        if one.measure == other.measure
        else _("Jobs of employees in the sector or its nearest industry")
    )
    if one.of:
        label = _("%(measure)s: %(of)s") % {"measure": label, "of": one.of}
    told = {"a": first, "b": second, "of_a": one.text, "of_b": other.text}
    told |= {"measure": label, "when": periods.when(one.point)}
    bars = (Bar(begun(first), one.point.value, one.text), Bar(begun(second), other.point.value, other.text))
    title = _("%(measure)s, %(period)s") % {"measure": label, "period": periods.short(one.point)}
    chart = Chart("bars", title, str(one.measure.get_unit_display()), bars)
    return ComparedRow(label, one, other, _sentence(one, other, told), chart)


def _sentence(one: Shown, other: Shown, told: dict[str, str]) -> str:
    if one.point.value is None or other.point.value is None:
        return _("%(measure)s %(when)s: not published for both, so they cannot be compared.") % told
    if numbers.is_same(one.point.number, other.point.number):
        return _("%(measure)s %(when)s: about the same, %(of_a)s in %(a)s and %(of_b)s in %(b)s.") % told
    return _("%(measure)s %(when)s: %(of_a)s in %(a)s and %(of_b)s in %(b)s.") % told
