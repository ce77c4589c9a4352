"""What the map reads of a programme: its activities, saved or not, each once however many years do it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from curriculum.models import UnitPage
from hub.schools.careers.grid.rows import RowInput
from hub.schools.careers.models.programme import ActivityRow


@dataclass(frozen=True)
class Activity:
    """One activity. `years` are numbers of year groups; `pathways` stand in place of them. `lesson`: a key or ""."""

    title: str
    kind_id: int
    minutes: int
    criteria: tuple[str, ...]
    unit_id: int | None = None
    lesson: str = ""
    years: tuple[int, ...] = ()
    pathways: tuple[str, ...] = ()


def of_rows(rows: Iterable[ActivityRow], *, years: Mapping[int, int]) -> list[Activity]:
    """Return the activities of saved rows, in order; rows that differ in year, term or company are one activity.

    `years`: numbers of year groups by their keys. A row without year group and pathway is none.
    """
    groups: dict[tuple[Any, ...], list[ActivityRow]] = {}
    for row in rows:
        if row.year_group_id in years or row.pathway:
            said = (row.title, row.kind_id, row.minutes or 0, tuple(row.criteria or ()), row.unit_id, row.lesson)
            groups.setdefault(said, []).append(row)
    return [_activity(own, years) for own in groups.values()]


def _activity(rows: Sequence[ActivityRow], years: Mapping[int, int]) -> Activity:
    row = rows[0]
    numbers = {years.get(each.year_group_id or 0) for each in rows}
    return Activity(
        title=row.title,
        kind_id=row.kind_id,
        minutes=row.minutes or 0,
        criteria=tuple(row.criteria or ()),
        unit_id=row.unit_id,
        lesson=row.lesson,
        years=tuple(sorted(number for number in numbers if number is not None)),
        pathways=tuple(dict.fromkeys(each.pathway for each in rows if each.year_group_id not in years)),
    )


def of_table(rows: Iterable[RowInput]) -> tuple[list[Activity], int]:
    """Return the activities of a table that is not saved yet, and how many of its rows cannot be read."""
    rows = list(rows)
    found = [
        Activity(
            title=said.title,
            kind_id=said.kind_id,
            minutes=said.minutes,
            criteria=tuple(said.criteria),
            unit_id=said.unit_id,
            lesson=said.lesson,
            years=tuple(said.years),
            pathways=() if said.years else (said.pathway,),
        )
        for said in (row.meaning for row in rows)
        if said is not None
    ]
    return found, sum(bool(row.errors) for row in rows)


def units_of(activities: Iterable[Activity]) -> dict[int, UnitPage]:
    """Return the units of lessons that activities lead to and everybody may read, by their keys."""
    wanted = {each.unit_id for each in activities if each.unit_id}
    return {page.pk: page for page in UnitPage.objects.live().public().filter(pk__in=wanted)} if wanted else {}


def years_and_pathways(activities: Iterable[Activity]) -> tuple[set[int], list[str]]:
    """Return the years that have activities, and the pathways in the order of the programme."""
    activities = list(activities)
    years = {year for each in activities for year in each.years}
    return years, list(dict.fromkeys(chain.from_iterable(each.pathways for each in activities)))
