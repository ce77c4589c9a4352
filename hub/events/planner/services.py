"""Saves the parts of a careers day, plans its rota, changes it by hand, and takes the last change back.

Each saving is of the version that the person has seen: nobody writes over what another has saved meanwhile. What is
saved makes a ready day a draft again, since nobody has looked at it as it is now.
"""

from collections.abc import Iterable, Sequence

from django.db import models, transaction
from django.db.models import F

from hub.events.planner.lines import ClassLine, RoomLine, WishLine
from hub.events.planner.models import CareersDay, DayClass, Room, Session, Wish, Workshop
from hub.events.planner.planning import Plan, plan_rota
from hub.events.planner.rota import Line
from hub.events.planner.selectors import Whole


class SavedMeanwhile(Exception):
    """Somebody has saved the day since it was opened."""


class NotReady(Exception):
    """A day with a clash, or without a rota, is not ready."""


def begin_saving(day: CareersDay, *, seen: int | None) -> None:
    """Count one more saving of the version `seen` (None: of any, where nothing of another's can be lost).

    Raises:
        SavedMeanwhile: if it is at another version by now.
    """
    rows = CareersDay.objects.filter(pk=day.pk)
    if seen is not None:
        rows = rows.filter(saves=seen)
    if not rows.update(saves=F("saves") + 1, state=CareersDay.State.DRAFT):
        raise SavedMeanwhile
    day.refresh_from_db(fields=["saves", "state", "before"])


@transaction.atomic
def save_times(day: CareersDay, *, seen: int, fields: Sequence[str]) -> None:
    """Save what a form has written on a day."""
    written = {name: getattr(day, name) for name in fields}
    begin_saving(day, seen=seen)
    CareersDay.objects.filter(pk=day.pk).update(**written)


@transaction.atomic
def save_wishes(day: CareersDay, lines: Iterable[WishLine], *, seen: int) -> None:
    """Have these wishes in place of those before."""
    begin_saving(day, seen=seen)
    Wish.objects.filter(day=day).delete()
    Wish.objects.bulk_create(
        Wish(day=day, school_id=day.school_id, topic=each.topic, n=each.n, year=each.year) for each in lines
    )


@transaction.atomic
def save_classes_and_rooms(
    day: CareersDay, classes: Iterable[ClassLine], rooms: Iterable[RoomLine], *, seen: int
) -> None:
    """Have these classes and rooms; one whose name stays keeps its place in the rota."""
    begin_saving(day, seen=seen)
    _by_name(DayClass, day, {each.name: {"year": each.year, "pupils": each.pupils} for each in classes})
    _by_name(Room, day, {each.name: {"capacity": each.capacity} for each in rooms})


def _by_name(model: type[DayClass] | type[Room], day: CareersDay, wanted: dict[str, dict[str, int | None]]) -> None:
    rows: models.QuerySet = model._default_manager.filter(day=day)
    rows.exclude(name__in=wanted).delete()
    kept = {row.name: row for row in rows}
    for name, values in wanted.items():
        row = kept.get(name) or model(day=day, school_id=day.school_id, name=name)
        for field, value in values.items():
            setattr(row, field, value)
        row.save()


@transaction.atomic
def save_workshop(workshop: Workshop, *, seen: int | None) -> None:
    """Save a workshop: a new one beside whatever others add, one that is changed in the version that was seen."""
    begin_saving(workshop.day, seen=seen)
    workshop.school_id = workshop.day.school_id
    workshop.save()


@transaction.atomic
def remove_workshop(workshop: Workshop, *, seen: int) -> None:
    """Take a workshop away, with its lines of the rota."""
    begin_saving(workshop.day, seen=seen)
    workshop.delete()


@transaction.atomic
def plan(day: CareersDay, *, seen: int) -> Plan:
    """Plan the rota anew."""
    whole = Whole(day)
    made = plan_rota(whole.parts, wishes=whole.wish_counts)
    _write(day, made.lines, seen=seen)
    return made


@transaction.atomic
def save_rota(day: CareersDay, lines: Iterable[Line], *, seen: int) -> None:
    """Have these lines as the rota: with clashes too, a draft may have them."""
    _write(day, lines, seen=seen)


@transaction.atomic
def swap(day: CareersDay, one: int, other: int, slot: int, *, seen: int) -> None:
    """Exchange what two classes do at a time, workshop and room."""
    swapped = {one: other, other: one}
    lines = [
        Line(line.slot, swapped.get(line.group, line.group), line.talk, line.room) if line.slot == slot else line
        for line in Whole(day).lines
    ]
    _write(day, lines, seen=seen)


@transaction.atomic
def undo(day: CareersDay, *, seen: int) -> None:
    """Put back the rota before the last planning or change. Done twice it is as it was."""
    whole = Whole(day)
    groups, talks, rooms = whole.parts.group_by_key, whole.parts.talk_by_key, whole.parts.place_by_key
    lines = [Line(*row) for row in day.before or []]
    there = [
        Line(line.slot, line.group, line.talk, line.room if line.room in rooms else None)
        for line in lines
        if line.group in groups and line.talk in talks
    ]
    _write(day, there, seen=seen)


def _write(day: CareersDay, lines: Iterable[Line], *, seen: int) -> None:
    now = [[line.slot, line.group, line.talk, line.room] for line in Whole(day).lines]
    begin_saving(day, seen=seen)
    CareersDay.objects.filter(pk=day.pk).update(before=now)
    Session.objects.filter(day=day).delete()
    Session.objects.bulk_create(
        Session(
            day=day,
            school_id=day.school_id,
            group_id=line.group,
            slot=line.slot,
            workshop_id=line.talk,
            room_id=line.room,
        )
        for line in sorted(lines)
    )


@transaction.atomic
def make_ready(day: CareersDay, *, seen: int) -> None:
    """Say that a day is ready.

    Raises:
        NotReady: if its rota is empty or has a clash.
        SavedMeanwhile: if another has saved it since.
    """
    begin_saving(day, seen=seen)
    whole = Whole(day)
    if not whole.lines or whole.clashes:
        raise NotReady
    CareersDay.objects.filter(pk=day.pk).update(state=CareersDay.State.READY)
