"""Sentences on what is projected: always with the day of the projection, and never as a promise."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from hub.labour_market.models import Source
from hub.labour_market.profiles import Point
from hub.labour_market.words.numbers import count, is_same


def jobs(before: Point, after: Point) -> str:
    """Say how many jobs were projected for London."""
    told = _told(before, after)
    return _("London was projected to have about %(after)s jobs in %(later)s. It had %(before)s in %(earlier)s.") % told


def already_more(point: Point) -> str:
    """Say that the count of jobs has passed what was projected."""
    told = {"number": count(point.number), "year": point.start.year}
    return _("The official count was already higher in %(year)s: about %(number)s.") % told


def group(name: str, before: Point, after: Point) -> str:
    """Say whether a kind of work was projected to have more jobs in London."""
    told = _told(before, after) | {"group": name}
    if is_same(before.number, after.number):
        return (
            _(
                "Jobs in the group “%(group)s” in London were projected to stay about the same"
                " from %(earlier)s to %(later)s."
            )
            % told
        )
    if after.number > before.number:
        return (
            _(
                "Jobs in the group “%(group)s” in London were projected to grow from %(before)s in %(earlier)s"
                " to %(after)s in %(later)s."
            )
            % told
        )
    return (
        _(
            "Jobs in the group “%(group)s” in London were projected to fall from %(before)s in %(earlier)s"
            " to %(after)s in %(later)s."
        )
        % told
    )


def most_growth(names: Sequence[str], before: Point, after: Point) -> str:
    """Name the kinds of work that were projected to grow the most."""
    told = _told(before, after) | {"first": names[0], "second": names[1], "third": names[2]}
    return (
        _(
            "The most new jobs from %(earlier)s to %(later)s were projected for these:"
            " %(first)s; %(second)s; and %(third)s."
        )
        % told
    )


def openings(point: Point) -> str:
    """Say how many jobs were projected to be new or come free."""
    told = {"number": count(point.number), "earlier": point.start.year, "later": point.end.year}
    return _("About %(number)s jobs were projected to be new or come free from %(earlier)s to %(later)s.") % told


def easy(ends: Sequence[tuple[Point, Point]]) -> str:
    """Say in one short line what is projected for some kinds of work together."""
    told = {"year": ends[0][1].start.year}
    ways = {
        0 if is_same(before.number, after.number) else 1 if after.number > before.number else -1
        for before, after in ends
    }
    if ways == {0}:
        return _("There may be about as many of these jobs in %(year)s.") % told
    if -1 not in ways:
        return _("There may be more of these jobs in %(year)s.") % told
    if 1 not in ways:
        return _("There may be fewer of these jobs in %(year)s.") % told
    return _("There may be more of some of these jobs in %(year)s.") % told


def not_a_promise(source: Source, before: Point) -> str:
    """Say what a projection is, of which year, and from which year on."""
    if source.released is None:
        return _("This is a projection that starts from %(start)s. It is not a promise.") % {"start": before.start.year}
    told = {"made": source.released.year, "start": before.start.year}
    return _("This was projected in %(made)s, starting from %(start)s. It is not a promise.") % told


def _told(before: Point, after: Point) -> dict[str, str]:
    return {
        "before": count(before.number),
        "after": count(after.number),
        "earlier": str(before.start.year),
        "later": str(after.start.year),
    }
