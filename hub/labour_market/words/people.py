"""Sentences on people: what they earn, how they got in, what they do."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from hub.labour_market.models import Area
from hub.labour_market.profiles import Point
from hub.labour_market.words.names import place
from hub.labour_market.words.numbers import count, in_hundred, is_same, pounds, share
from hub.labour_market.words.periods import when


def pay_week(area: Area, point: Point) -> str:
    """Say what half of an area's full-time workers earned."""
    told = {"place": place(area), "pay": pounds(point.number), "when": when(point)}
    return (
        _(
            "Half of the people who live in %(place)s and work full time earned %(pay)s a week or more %(when)s,"
            " before tax."
        )
        % told
    )


def pay_hour(point: Point) -> str:
    """Say the same by the hour."""
    return _("By the hour, half of them earned %(pay)s or more %(when)s.") % {
        "pay": pounds(point.number),
        "when": when(point),
    }


def pay_in_london(point: Point) -> str:
    """Say it of London, beside a borough's."""
    return _("For all of London it was %(pay)s a week %(when)s.") % {"pay": pounds(point.number), "when": when(point)}


def pay_withheld(area: Area, point: Point) -> str:
    """Say that an area's pay was not published, and that London's stands in its place."""
    told = {"place": place(area), "when": when(point)}
    return _("What people who live in %(place)s earned %(when)s was not published: too few were asked.") % told


def started(area: Area, point: Point) -> str:
    """Say how many apprenticeships people who live in an area started."""
    told = {"place": place(area), "number": count(point.number), "when": when(point)}
    return _("People who live in %(place)s started about %(number)s apprenticeships %(when)s.") % told


def started_young(area: Area, point: Point) -> str:
    """Say how many of them were started by people under 19."""
    told = {"place": place(area), "number": count(point.number), "when": when(point)}
    return _("In %(place)s people under 19 started about %(number)s apprenticeships %(when)s.") % told


def after_16(area: Area, point: Point) -> str:
    """Say how many pupils stayed in education after Year 11."""
    told = {"place": place(area), "share": in_hundred(point.number), "when": when(point)}
    return _("Of pupils from state schools in %(place)s, %(share)s stayed in education after Year 11 %(when)s.") % told


def after_16_withheld(area: Area) -> str:
    """Say that it is not published of an area, and that London's stands in its place."""
    return _("Where pupils from %(place)s went after Year 11 is not published, so this is London's.") % {
        "place": place(area)
    }


def into_apprenticeship(point: Point) -> str:
    """Say how many of them were in an apprenticeship."""
    told = {"share": in_hundred(point.number), "when": when(point)}
    return _("Of the same pupils, %(share)s began an apprenticeship %(when)s.") % told


def after_18(area: Area, education: Point, work: Point) -> str:
    """Say how many students were in education and in work after 18."""
    told = {"place": place(area), "share": in_hundred(education.number), "work": in_hundred(work.number)}
    told["when"] = when(education)
    return (
        _("After sixth form or college in %(place)s, %(share)s went on in education and %(work)s into work %(when)s.")
        % told
    )


def in_work(area: Area, point: Point) -> str:
    """Say how many people who live in an area work."""
    told = {"place": place(area), "number": count(point.number), "when": when(point)}
    return _("About %(number)s people who live in %(place)s were in work %(when)s, there or elsewhere.") % told


def self_employed(part: Point, whole: Point) -> str:
    """Say how many of them work for themselves."""
    told = {"share": share(part.number, whole.number), "when": when(part)}
    return _("Of these, %(share)s worked for themselves %(when)s.") % told


def kinds_of_work(area: Area, names: Sequence[str], point: Point) -> str:
    """Name the three most common kinds of work."""
    told = {"place": place(area), "first": names[0], "second": names[1], "third": names[2], "when": when(point)}
    return (
        _(
            "The most common kinds of work of people who live in %(place)s were these %(when)s:"
            " %(first)s; %(second)s; and %(third)s."
        )
        % told
    )


def kinds_withheld(area: Area, point: Point) -> str:
    """Say that an area's kinds of work were not published, and that London's stand in their place."""
    told = {"place": place(area), "when": when(point)}
    return _("For %(place)s too few kinds of work were published %(when)s, so this is London's.") % told


def doing(group: str, area: Area, point: Point) -> str:
    """Say how many people who live in an area work in a group of occupations."""
    told = {"group": group, "place": place(area), "number": count(point.number), "when": when(point)}
    return _("About %(number)s people who live in %(place)s worked in the group “%(group)s” %(when)s.") % told


def with_jobs(titles: Sequence[str]) -> str:
    """Name some jobs that the group that was spoken of holds."""
    return _("That group counts jobs such as these: %(jobs)s.") % {"jobs": "; ".join(titles)}


def doing_changed(area: Area, before: Point, after: Point) -> str:
    """Say whether more people who live in an area do the kind of work that was spoken of."""
    told = {"place": place(area), "earlier": when(before), "later": when(after)}
    told |= {"before": count(before.number), "after": count(after.number)}
    if is_same(before.number, after.number):
        return _("About as many people who live in %(place)s did this work %(later)s as %(earlier)s.") % told
    if after.number > before.number:
        return (
            _(
                "More people who live in %(place)s did this work %(later)s than %(earlier)s:"
                " about %(after)s, up from %(before)s."
            )
            % told
        )
    return (
        _(
            "Fewer people who live in %(place)s did this work %(later)s than %(earlier)s:"
            " about %(after)s, down from %(before)s."
        )
        % told
    )


def businesses(area: Area, point: Point) -> str:
    """Say how many businesses an area has."""
    told = {"place": place(area), "number": count(point.number), "when": when(point)}
    return _("About %(number)s registered businesses were based in %(place)s %(when)s.") % told


def small_businesses(part: Point, whole: Point) -> str:
    """Say how many of them are small."""
    told = {"share": in_hundred(part.number * 100 / whole.number), "when": when(part)}
    return _("Most are small: %(share)s had fewer than ten workers %(when)s.") % told
