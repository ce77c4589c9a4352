"""Turns saved figures into what the template shows: pure, and tolerant of whatever was saved.

A report keeps its figures for years, longer than the hub keeps their form: what cannot be read is left out.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from curriculum.choices import point_number
from hub.publication.dates import AcademicYear
from hub.schools.annual_report.stored_values import Table, day, items, number, rows_in, table, words
from hub.schools.careers.models.programme import Term
from hub.schools.careers.programme import Gauge, Sum
from hub.schools.careers.totals import NOTHING, BenchmarkRow, ProgrammeTotals, YearRow
from hub.schools.provider_access.key_phases import KEY_PHASES
from hub.schools.provider_access.rules.statement import phase_years

from .charts import Columns, bar, columns_of
from .record import RuleRecord, record_of

# Reception to Year 13.
YEARS = range(14)


@dataclass(frozen=True, slots=True)
class Labels:
    """What vocabulary terms are called today, by slug."""

    kinds: Mapping[str, str]
    benchmarks: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class KindLine:
    """One kind of activity, and how long its bar is."""

    label: str
    total: Sum
    bar: float


@dataclass(frozen=True, slots=True)
class ProgrammeFigures:
    """What the programme added up to, with the bars that are drawn of it."""

    totals: ProgrammeTotals
    kinds: tuple[KindLine, ...]
    by_year: Columns


@dataclass(frozen=True, slots=True)
class PhaseLine:
    """The meetings of one key phase: held, those of them that count, with how many providers; and two bars."""

    title: str
    held: int
    counted: int
    providers: int
    bar: float
    counted_bar: float


@dataclass(frozen=True, slots=True)
class MeetingFigures:
    """Meetings with providers. A meeting of two phases stands in both, so phases are not added up."""

    phases: tuple[PhaseLine, ...]
    providers: int


@dataclass(frozen=True, slots=True)
class ReportFigures:
    """The figures of a report; a part that was not recorded, or cannot be read, is None."""

    academic_year: str
    taken_on: datetime.date | None
    programme: ProgrammeFigures | None
    meetings: MeetingFigures | None
    rules: RuleRecord | None


def shown(figures: object, labels: Labels) -> ReportFigures | None:
    """Return what is shown of saved figures, or None where nothing of them can be."""
    saved = table(figures)
    year = AcademicYear.parse_or_none(words(saved.get("academic_year")))
    programme = table(saved.get("programme"))
    found = ReportFigures(
        academic_year=str(year or ""),
        taken_on=day(saved.get("taken_on")),
        programme=_programme(programme, labels),
        meetings=_meetings(table(saved.get("meetings"))),
        rules=record_of(table(saved.get("rules")), year, of_college=programme.get("is_college") is True),
    )
    return found if found.programme or found.meetings or found.rules else None


def _programme(saved: Table, labels: Labels) -> ProgrammeFigures | None:
    years = [_year(row) for row in rows_in(saved.get("years")) if number(row.get("year"), -1) in YEARS]
    if not years and not _sum(saved).activities:
        return None
    kinds = [(_kind(row, labels), _sum(row)) for row in rows_in(saved.get("kinds"))]
    benchmarks = [_benchmark(row, labels) for row in rows_in(saved.get("benchmarks"))]
    most = max((total.minutes for _label, total in kinds), default=0)
    totals = ProgrammeTotals(
        total=_sum(saved),
        first_year=min((row.number for row in years), default=None),
        last_year=max((row.number for row in years), default=None),
        years=tuple(years),
        terms=tuple(str(term.label) for term in Term),
        kinds=tuple(kinds),
        benchmarks=tuple(each for each in benchmarks if each.number),
        hundred=_gauge(saved.get("hundred")),
        activities=_gauge(saved.get("week_of_activities")),
        placements=_gauge(saved.get("week_of_placement")),
        is_secondary=saved.get("is_secondary") is True,
        is_college=saved.get("is_college") is True,
    )
    return ProgrammeFigures(
        totals=totals,
        kinds=tuple(KindLine(label, total, bar(total.minutes, most)) for label, total in kinds),
        by_year=columns_of([(str(row.number), row.total.hours) for row in years]),
    )


def _kind(saved: Table, labels: Labels) -> str:
    slug = words(saved.get("kind"))
    return labels.kinds.get(slug, slug)


def _year(saved: Table) -> YearRow:
    terms = table(saved.get("terms"))
    sums = tuple((str(term.label), _sum(table(terms[term])) if term in terms else NOTHING) for term in Term)
    return YearRow(number(saved.get("year")), sums, _sum(saved))


def _sum(saved: Table) -> Sum:
    return Sum(number(saved.get("activities")), number(saved.get("minutes")))


def _gauge(saved: object) -> Gauge | None:
    if not isinstance(saved, dict):
        return None
    return Gauge(number(saved.get("minutes")), number(saved.get("target")) or None)


def _benchmark(saved: Table, labels: Labels) -> BenchmarkRow:
    slug = words(saved.get("benchmark"))
    criteria = tuple(point_number(each) for each in map(words, items(saved.get("criteria"))) if each)
    years = tuple(each for each in (number(year, -1) for year in items(saved.get("years"))) if each in YEARS)
    pathways = tuple(each for each in map(words, items(saved.get("pathways"))) if each)
    return BenchmarkRow(point_number(slug), labels.benchmarks.get(slug, ""), years, criteria, pathways=pathways)


def _meetings(saved: Table) -> MeetingFigures | None:
    rows = {words(row.get("phase")): row for row in rows_in(saved.get("phases"))}
    most = max((number(row.get("held")) for row in rows.values()), default=0)
    phases = tuple(_phase(phase_years(phase), rows[phase.key], most) for phase in KEY_PHASES if phase.key in rows)
    return MeetingFigures(phases, number(saved.get("providers"))) if phases else None


def _phase(title: str, saved: Table, most: int) -> PhaseLine:
    held = number(saved.get("held"))
    counted = min(number(saved.get("counted")), held)
    return PhaseLine(title, held, counted, number(saved.get("providers")), bar(held, most), bar(counted, most))
