"""Queries for a careers day: its parts as values, its wishes, and its rota."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from hub.core.school_days import school_days
from hub.events.planner.choosing import choose, pairs_that_fit
from hub.events.planner.models import CareersDay, DayClass, Room, Session, Wish, Workshop
from hub.events.planner.rota import Clashes, Group, Line, Parts, Place, Talk, clashes_of
from hub.events.planner.shortfalls import reasons_for
from hub.events.planner.times import Slot, read_pairs, slots_between, within


def slots_of(day: CareersDay) -> list[Slot]:
    """Return the times of a day."""
    breaks = read_pairs(day.breaks)
    return slots_between(day.starts, day.ends, minutes=day.minutes, gap=day.between, breaks=breaks)


@dataclass
class Whole:
    """A day with all of its rows, each kind read once."""

    day: CareersDay

    @cached_property
    def slots(self) -> list[Slot]:
        return slots_of(self.day)

    @cached_property
    def classes(self) -> list[DayClass]:
        return list(DayClass.objects.filter(day=self.day))

    @cached_property
    def rooms(self) -> list[Room]:
        return list(Room.objects.filter(day=self.day))

    @cached_property
    def workshops(self) -> list[Workshop]:
        return list(Workshop.objects.filter(day=self.day))

    @cached_property
    def wishes(self) -> list[Wish]:
        return list(Wish.objects.filter(day=self.day))

    @cached_property
    def lines(self) -> list[Line]:
        rows = Session.objects.filter(day=self.day).values_list("slot", "group_id", "workshop_id", "room_id")
        return [Line(*row) for row in rows]

    @cached_property
    def parts(self) -> Parts:
        """The day as the planner reads it."""
        groups = [Group(each.pk, each.name, each.year, each.pupils + self.day.guests) for each in self.classes]
        places = [Place(each.pk, each.name, each.capacity) for each in self.rooms]
        talks = [
            Talk(
                each.pk,
                each.title,
                within(self.slots, first=each.there_from, last=each.there_until),
                frozenset(each.years),
                each.runs,
            )
            for each in self.workshops
        ]
        return Parts(groups, self.slots, places, talks, self.day.each)

    @cached_property
    def clashes(self) -> Clashes:
        return clashes_of(self.parts, self.lines)

    @cached_property
    def wish_counts(self) -> dict[tuple[int, int], int]:
        """How many children of a year group (first) asked for what a workshop (second) is about."""
        asked: defaultdict[tuple[int, int], int] = defaultdict(int)
        years = {each.year for each in self.classes}
        for workshop in self.workshops:
            for wish in self.wishes:
                if workshop.topic and wish.topic.casefold() == workshop.topic.casefold():
                    for year in years if wish.year is None else {wish.year}:
                        asked[year, workshop.pk] += wish.n
        return dict(asked)

    @cached_property
    def lacking(self) -> dict[int, int]:
        """How many workshops each class lacks, those that lack none left out."""
        heard: defaultdict[int, int] = defaultdict(int)
        for line in self.lines:
            heard[line.group] += 1
        found = {each.pk: self.day.each - heard[each.pk] for each in self.classes}
        return {key: n for key, n in found.items() if n > 0}

    def reasons(self) -> list[str]:
        """Return why classes lack workshops; nothing before anything is planned."""
        if not self.lines or not self.lacking:
            return []
        most = len(choose(self.parts, liked=dict.fromkeys(pairs_that_fit(self.parts), 0)))
        return list(reasons_for(self.parts, self.lacking, proven=len(self.lines) >= most))

    @property
    def topics(self) -> list[str]:
        """The topics that children ask about, each once, those of most children first."""
        counts: defaultdict[str, int] = defaultdict(int)
        for wish in self.wishes:
            counts[wish.topic] += wish.n
        return sorted(counts, key=lambda topic: (-counts[topic], topic))

    @property
    def unanswered(self) -> list[str]:
        """The topics for which there is no workshop yet."""
        answered = {each.topic.casefold() for each in self.workshops}
        return [topic for topic in self.topics if topic.casefold() not in answered]


def warnings_for(date: datetime.date, *, on: datetime.date) -> list[str]:
    """Return what should be looked at about the date of a day, asked on `on`; it may be meant."""
    found = []
    if date < on:
        found.append(_("This day has passed."))
    if school_days().is_closed(date):
        found.append(_("By the usual dates schools are closed on this day: a weekend, a bank holiday or the holidays."))
    return found
