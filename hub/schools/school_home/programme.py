"""What a school's programme holds for the term, and the lessons that it teaches from."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.models import Page

from hub.publication.dates import AcademicYear
from hub.schools.careers.drafting import term_of
from hub.schools.careers.models.programme import ProgrammeActivity, Term
from hub.schools.careers.units import Units, lesson_path, public_units

MOST_LESSONS = 4


@dataclass(frozen=True, slots=True)
class TermLine:
    """What a year group, or those on a pathway, do in one term."""

    who: str
    rows: tuple[ProgrammeActivity, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A unit of lessons that the programme names, and who is taught from it."""

    page: Page
    whom: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Programme:
    """The term that a day lies in, what is done in it, and the units chosen: `more` tells of more than are shown."""

    term: str
    lines: tuple[TermLine, ...]
    chosen: tuple[Chosen, ...]
    more: bool


def programme(rows: Sequence[ProgrammeActivity], *, year: AcademicYear | None, on: datetime.date) -> Programme:
    """Return what is shown of a programme for a school year; nothing of a term where that year is another."""
    units, term = public_units(rows), term_of(on)
    in_term = [row for row in rows if row.term == term] if year and on in year else []
    for row in in_term:
        row.unit_page, row.lesson_path = units.get(row.unit_id or 0), lesson_path(row, units)
    chosen = _chosen(rows, units)
    shown, more = tuple(chosen[:MOST_LESSONS]), len(chosen) > MOST_LESSONS
    return Programme(str(Term(term).label), tuple(_lines(in_term)), shown, more)


def _who(row: ProgrammeActivity) -> str:
    if row.year_group is None:
        return row.pathway
    return _("Year %(number)s") % {"number": row.year_group.number}


def _lines(rows: Iterable[ProgrammeActivity]) -> Iterable[TermLine]:
    ordered = sorted(rows, key=lambda row: row.year_group.number if row.year_group else 99)
    whom = dict.fromkeys(_who(row) for row in ordered)
    return (TermLine(who, tuple(row for row in ordered if _who(row) == who)) for who in whom if who)


def _chosen(rows: Iterable[ProgrammeActivity], units: Units) -> list[Chosen]:
    whom: dict[int, dict[str, None]] = {}
    for row in rows:
        if row.unit_id and row.unit_id in units:
            whom.setdefault(row.unit_id, {})[_who(row)] = None
    return [Chosen(units[key], tuple(each for each in people if each)) for key, people in whom.items()]
