"""Sentences on how many jobs there are, and whether they became more."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from hub.labour_market.models import Area
from hub.labour_market.profiles import Point
from hub.labour_market.words.names import begun, place
from hub.labour_market.words.numbers import count, is_same
from hub.labour_market.words.periods import when


def how_many(area: Area, point: Point) -> str:
    """Say how many jobs an area had."""
    return _("There were about %(number)s jobs in %(place)s %(when)s.") % _told(area, point)


def change(area: Area, before: Point, after: Point) -> str:
    """Say whether an area's jobs became more."""
    told = _changed(before, after) | {"place": begun(place(area))}
    if is_same(before.number, after.number):
        return _("%(place)s had about as many jobs %(later)s as %(earlier)s: about %(after)s.") % told
    if after.number > before.number:
        return _("%(place)s had more jobs %(later)s than %(earlier)s: about %(after)s, up from %(before)s.") % told
    return _("%(place)s had fewer jobs %(later)s than %(earlier)s: about %(after)s, down from %(before)s.") % told


def easy_change(before: Point, after: Point) -> str:
    """Say the same in one short line."""
    told = {"when": when(before)}
    if is_same(before.number, after.number):
        return _("That is about the same as %(when)s.") % told
    return (
        _("That is more than %(when)s.") if after.number > before.number else _("That is fewer than %(when)s.")
    ) % told


def these_changed(area: Area, before: Point, after: Point) -> str:
    """Say whether the jobs that were spoken of became more."""
    told = _changed(before, after) | {"place": place(area)}
    if is_same(before.number, after.number):
        return (
            _("There were about as many of these jobs in %(place)s %(later)s as %(earlier)s: about %(after)s.") % told
        )
    if after.number > before.number:
        return (
            _(
                "There were more of these jobs in %(place)s %(later)s than %(earlier)s:"
                " about %(after)s, up from %(before)s."
            )
            % told
        )
    return (
        _(
            "There were fewer of these jobs in %(place)s %(later)s than %(earlier)s:"
            " about %(after)s, down from %(before)s."
        )
        % told
    )


def biggest(names: Sequence[str], point: Point) -> str:
    """Name the three industries with the most jobs of those spoken of."""
    told = {"first": names[0], "second": names[1], "third": names[2], "when": when(point)}
    return _("The most jobs %(when)s were in these industries: %(first)s; %(second)s; and %(third)s.") % told


def gained(name: str, before: Point, after: Point) -> str:
    """Name the industry that gained the most jobs."""
    told = _changed(before, after) | {"industry": name, "number": count(after.number - before.number)}
    return (
        _("The industry that gained the most was %(industry)s: about %(number)s jobs more %(later)s than %(earlier)s.")
        % told
    )


def lost(name: str, before: Point, after: Point) -> str:
    """Name the industry that lost the most jobs."""
    told = _changed(before, after) | {"industry": name, "number": count(before.number - after.number)}
    return (
        _("The industry that lost the most was %(industry)s: about %(number)s jobs fewer %(later)s than %(earlier)s.")
        % told
    )


def advertised(area: Area, before: Point | None, after: Point) -> str:
    """Say how many job adverts there were, and whether that is more than a year before."""
    told = _told(area, after)
    if before is None:
        return _("There were about %(number)s job adverts for %(place)s on the internet %(when)s.") % told
    told |= _changed(before, after)
    if is_same(before.number, after.number):
        return _("There were about %(number)s job adverts for %(place)s %(when)s, much the same as %(earlier)s.") % told
    if after.number > before.number:
        return (
            _("There were about %(number)s job adverts for %(place)s %(when)s, up from %(before)s %(earlier)s.") % told
        )
    return _("There were about %(number)s job adverts for %(place)s %(when)s, down from %(before)s %(earlier)s.") % told


def in_half(places: Sequence[str], point: Point) -> str:
    """Name the places that held half of the jobs, in alphabetical order."""
    told = {"places": "; ".join(places), "when": when(point)}
    if len(places) == 1:
        return _("Half of these jobs or more were in %(places)s %(when)s.") % told
    return _("Half of these jobs were in these places %(when)s: %(places)s.") % told


def _told(area: Area, point: Point) -> dict[str, str]:
    return {"number": count(point.number), "place": place(area), "when": when(point)}


def _changed(before: Point, after: Point) -> dict[str, str]:
    return {
        "before": count(before.number),
        "after": count(after.number),
        "earlier": when(before),
        "later": when(after),
    }
