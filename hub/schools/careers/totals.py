"""The totals of a careers programme, for the public page and the edit view."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from curriculum.choices import point_number
from curriculum.hours import HUNDRED_HOURS_BY_YEAR, WORKPLACE_ACTIVITY_YEARS, WORKPLACE_PLACEMENT_YEARS
from hub.core.page_context import Context
from hub.publication.rules import Strength
from hub.schools.careers.models.next_programme import waiting_beside
from hub.schools.careers.models.page import CareersPage
from hub.schools.careers.models.programme import Term
from hub.schools.careers.programme import Gauge, Sum, by_kind, by_year_and_term, coverage, hundred_gauge, week_gauges
from hub.schools.duties.parts import Terms
from hub.schools.duties.published import Published, is_judged, published_by, subject_from
from hub.schools.duties.rules import RULES_BY_ID
from hub.schools.duties.subject import SECONDARY_YEARS, WITHOUT_YEAR, PlannedActivity, SchoolSubject

NOTHING = Sum()


@dataclass(frozen=True, slots=True)
class YearRow:
    """One year group's line: its sum in each term (in the order of `Term`), and in all."""

    number: int
    terms: tuple[tuple[str, Sum], ...]
    total: Sum


@dataclass(frozen=True, slots=True)
class BenchmarkRow:
    """A Gatsby benchmark, and where the programme touches it: years or pathways, and numbers of criteria ("4.1").

    `elsewhere`: something else that is published meets what a rule asks of this benchmark, so no activity is no gap.
    """

    number: str
    label: str
    years: tuple[int, ...]
    criteria: tuple[str, ...]
    elsewhere: bool = False
    pathways: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """The years and pathways in which it is touched; empty for none."""
        return ", ".join([*map(str, self.years), *self.pathways])

    @property
    def squares(self) -> list[tuple[float, bool]]:
        """A square for each of Years 7 to 13: its place in a picture 100 wide, and whether the year is touched."""
        return [(1 + 14.5 * place, year in self.years) for place, year in enumerate(sorted(SECONDARY_YEARS))]


@dataclass(frozen=True, slots=True)
class ProgrammeTotals:
    """The totals of a programme. Every figure is computed from its rows.

    `activities`, `placements`: the two weeks in workplaces, each None where the school teaches none of its years.
    `hundred`: None where all its years come after Year 11, by whose end the hundred hours are counted.
    `in_workplaces` is what both weeks give together, a part of `hundred`.
    """

    total: Sum
    first_year: int | None
    last_year: int | None
    years: tuple[YearRow, ...]
    terms: tuple[str, ...]
    kinds: tuple[tuple[str, Sum], ...]
    benchmarks: tuple[BenchmarkRow, ...]
    hundred: Gauge | None
    activities: Gauge | None
    placements: Gauge | None
    is_secondary: bool
    is_college: bool = False

    @property
    def in_workplaces(self) -> Gauge:
        """The weeks' minutes, against the hundred hours that they lie in."""
        minutes = sum(gauge.minutes for gauge in (self.activities, self.placements) if gauge)
        return Gauge(min(minutes, self.hundred.minutes), self.hundred.target) if self.hundred else Gauge(minutes, None)

    @property
    def touched(self) -> list[BenchmarkRow]:
        return [each for each in self.benchmarks if each.where]

    @property
    def gap_shape(self) -> str:
        """The mark of a benchmark without activities: no gap for primary schools, to which benchmarks do not apply.

        Nor for colleges, whose benchmarks speak of the whole programme of study.
        """
        return "miss" if self.is_secondary and not self.is_college else "na"


def totals_of(found: Published, subject: SchoolSubject, *, on: datetime.date) -> ProgrammeTotals:
    """Return what the programme in `found` adds up to, held against what is asked of `subject`'s school."""
    rows = subject.careers.programme if subject.careers else ()
    taught = years_of(subject, rows)
    hundred, activities, placements = gauges_of(rows, taught, weeks=(_asks("WEX-1", subject), _asks("WEX-2", subject)))
    total, years = Sum.of(rows), sorted({row.year for row in rows} - {WITHOUT_YEAR})
    return ProgrammeTotals(
        total=total,
        first_year=years[0] if years else None,
        last_year=years[-1] if years else None,
        years=tuple(_year_rows(rows)),
        terms=tuple(str(term.label) for term in Term),
        kinds=_kinds(rows, found.terms),
        benchmarks=_benchmarks(rows, _met_elsewhere(subject, on), found.terms),
        hundred=hundred,
        activities=activities,
        placements=placements,
        is_secondary=bool(taught & SECONDARY_YEARS),
        is_college=subject.is_college,
    )


def years_of(subject: SchoolSubject, rows: Iterable[PlannedActivity]) -> frozenset[int]:
    """Return the years that the school teaches; where the register does not say, those of its programme."""
    return subject.years if subject.years is not None else frozenset(row.year for row in rows) - {WITHOUT_YEAR}


def gauges_of(
    rows: Sequence[PlannedActivity], taught: frozenset[int], *, weeks: tuple[bool, bool]
) -> tuple[Gauge | None, Gauge | None, Gauge | None]:
    """Return the gauges of the 100 hours, of activities and of placements; `weeks`: whether either week is asked for.

    A week's gauge is None where the school teaches none of its years, the hundred's where it teaches none up to
    Year 11.
    """
    counted = not taught or min(taught) <= HUNDRED_HOURS_BY_YEAR
    activities, placements = week_gauges(rows, asked=weeks)
    return (
        hundred_gauge(rows, asked=HUNDRED_HOURS_BY_YEAR in taught) if counted else None,
        activities if taught & WORKPLACE_ACTIVITY_YEARS else None,
        placements if taught & WORKPLACE_PLACEMENT_YEARS else None,
    )


def draft_totals(page: CareersPage, *, on: datetime.date, unchanged: bool = False) -> ProgrammeTotals | None:
    """Return what the programme of `page` as it stands in memory adds up to; None before it has a school.

    `unchanged`: nothing has changed since the page was judged, if it was, so what was read for that is not read again.
    """
    if page.school_id is None:
        return None
    judged_on, found = page.judged_with if unchanged and page.judged_with else (None, None)
    if found is None or judged_on != on:
        found = published_by(page.school, on=on, draft=page)
    return totals_of(found, subject_from(page.school, found), on=on)


def panel_context(page: CareersPage, request: HttpRequest) -> Context:
    """Return what the editor's panel shows for `page`, or for a page not saved yet."""
    waiting = waiting_beside(page)
    return {
        "totals": draft_totals(page, on=timezone.localdate(), unchanged=request.method == "GET") if page.pk else None,
        "admin": True,
        "waiting": waiting,
        "may_change": waiting is not None and page.permissions_for_user(request.user).can_publish(),
        "page": page,
    }


def programme_panel(page: CareersPage, request: HttpRequest) -> Context:
    """Return what the panel shows, the address that reloads it, and that of the table of the programme."""
    names = {"refresh_url": "schools_programme_totals"} if page.pk else {}
    if page.pk and is_judged(page) and not page.alias_of_id:
        names["table_url"] = "schools_programme_grid"
    return {**panel_context(page, request), **{key: reverse(name, args=[page.pk]) for key, name in names.items()}}


def _asks(rule: str, subject: SchoolSubject) -> bool:
    return isinstance(RULES_BY_ID[rule].applies(subject), Strength)


def _year_rows(rows: Iterable[PlannedActivity]) -> Iterable[YearRow]:
    rows = list(rows)
    for number, terms in by_year_and_term(rows).items():
        total = Sum.of(row for row in rows if row.year == number)
        yield YearRow(number, tuple((str(term.label), terms.get(term.value, NOTHING)) for term in Term), total)


def _kinds(rows: Iterable[PlannedActivity], terms: Terms) -> tuple[tuple[str, Sum], ...]:
    labels = {kind.slug: str(kind) for kind in terms.kinds.values()}
    return tuple((labels.get(slug, slug), found) for slug, found in by_kind(rows).items())


def _met_elsewhere(subject: SchoolSubject, on: datetime.date) -> frozenset[str]:
    """Return the benchmarks (slugs such as "gb8") of which something else that is published meets a rule (GB8-W)."""
    rules = (rule for rule in RULES_BY_ID.values() if rule.id.startswith("GB"))
    return frozenset(rule.id[:3].lower() for rule in rules if rule.check(subject, on).status.satisfied)


def _benchmarks(rows: Iterable[PlannedActivity], elsewhere: frozenset[str], terms: Terms) -> tuple[BenchmarkRow, ...]:
    points = [point for point in terms.criteria if point.framework.slug == "gatsby"]
    labels = {point.slug: str(point) for point in points if point.parent_id is None and not point.retired}
    return tuple(
        BenchmarkRow(
            point_number(line.benchmark),
            labels[line.benchmark],
            line.years,
            tuple(point_number(slug) for slug in line.criteria),
            elsewhere=line.benchmark in elsewhere,
            pathways=line.pathways,
        )
        for line in coverage(rows, labels)
    )
