"""Queries for the yearly report: the figures of a school year as plain values, and what its page shows."""

import datetime
from collections import defaultdict
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from curriculum.choices import gatsby_points
from curriculum.models import ActivityKind
from hub.core.page_context import Context
from hub.labour_market.near import leavers
from hub.publication.dates import AcademicYear
from hub.publication.rules import Status, Strength, evaluate
from hub.schools.annual_report.destinations import groups_of
from hub.schools.annual_report.models import AnnualReportPage
from hub.schools.annual_report.shown import Labels, ReportFigures, shown
from hub.schools.careers.context import english_of
from hub.schools.careers.models.page import CareersPage
from hub.schools.careers.models.programme import PastProgramme
from hub.schools.careers.past_programmes import programme_of
from hub.schools.careers.programme import Gauge, Sum, by_kind, by_year_and_term, coverage
from hub.schools.careers.totals import gauges_of, years_of
from hub.schools.duties.closed_days import calendar
from hub.schools.duties.history import periods_between
from hub.schools.duties.models import FindingPeriod, FindingRun
from hub.schools.duties.published import in_english, is_judged, public, registered
from hub.schools.duties.rules import RULES_BY_ID
from hub.schools.duties.subject import SECONDARY_YEARS, EncounterFact, ProviderAccessFacts, SchoolSubject
from hub.schools.provider_access.facts import provider_access_facts
from hub.schools.provider_access.key_phases import KEY_PHASES, KeyPhase
from hub.schools.provider_access.models import ProviderAccessPage
from hub.schools.provider_access.rules.meetings import occasions, why_not
from hub.schools.register.models import School

Values = dict[str, Any]
Span = tuple[datetime.date, datetime.date]
SATISFIED = frozenset(status.value for status in Status if status.satisfied)
NO_MEETINGS = ProviderAccessFacts()
ONE_DAY = datetime.timedelta(days=1)


def years_on_record(school: School, *, on: datetime.date) -> list[AcademicYear]:
    """Return the school years up to `on` of which there is a programme, a meeting or a finding; the latest first."""
    years = {AcademicYear.parse_or_none(text) for text in _programme_years(school)}
    years |= {AcademicYear.containing(each.date) for each in _meetings(school).encounters if each.date <= on}
    looked = _last_look(on)
    periods = FindingPeriod.objects.of_rules_that_apply().filter(school=school)
    for first, last in periods.values_list("since", "until"):
        begun, ended = (AcademicYear.containing(day).start for day in (first, last or max(looked or first, first)))
        years |= {AcademicYear(start) for start in range(begun, ended + 1)}
    return sorted((year for year in years if year is not None and year.first_day <= on), reverse=True)


def figures_of(school: School, year: AcademicYear, *, on: datetime.date) -> Values:
    """Return what is recorded of `school` in `year` up to `on`, in slugs and plain values that JSON can hold.

    A part of which nothing is recorded is None. Law, guidance and the voluntary standard stay apart.
    """
    last = min(year.last_day, on)
    subject = registered(school, school.registration_on(last))
    return {
        "academic_year": str(year),
        "taken_on": on.isoformat(),
        "programme": _programme(school, year, subject, last),
        "meetings": _meetings_of(school, year, subject, last),
        "rules": _rules(school, year, last),
    }


def _programme_years(school: School) -> list[str]:
    pages = public(in_english(CareersPage).filter(school=school))
    current = [page.academic_year for page in pages[:1] if page.programme.exists()]
    return [*PastProgramme.objects.filter(school=school).values_list("academic_year", flat=True), *current]


def _programme(school: School, year: AcademicYear, subject: SchoolSubject, last: datetime.date) -> Values | None:
    rows = programme_of(school, year)
    if not rows:
        return None
    taught = years_of(subject, rows)
    asked = evaluate(subject, (RULES_BY_ID["WEX-1"], RULES_BY_ID["WEX-2"]), last)
    weeks = (isinstance(asked[0].strength, Strength), isinstance(asked[1].strength, Strength))
    hundred, activities, placements = gauges_of(rows, taught, weeks=weeks)
    benchmarks = [each.slug for each in gatsby_points() if each.parent is None and not each.retired]
    return {
        **_sum(Sum.of(rows)),
        "years": [
            {
                "year": number,
                **_sum(Sum.of(row for row in rows if row.year == number)),
                "terms": {term: _sum(each) for term, each in terms.items()},
            }
            for number, terms in by_year_and_term(rows).items()
        ],
        "kinds": [{"kind": kind, **_sum(each)} for kind, each in by_kind(rows).items()],
        "hundred": _gauge(hundred),
        "week_of_activities": _gauge(activities),
        "week_of_placement": _gauge(placements),
        "benchmarks": [
            {
                "benchmark": each.benchmark,
                "years": list(each.years),
                "criteria": list(each.criteria),
                "pathways": list(each.pathways),
            }
            for each in coverage(rows, benchmarks)
        ],
        "is_secondary": bool(taught & SECONDARY_YEARS),
        "is_college": subject.is_college,
    }


def _sum(found: Sum) -> Values:
    return {"activities": found.activities, "minutes": found.minutes}


def _gauge(gauge: Gauge | None) -> Values | None:
    return {"minutes": gauge.minutes, "target": gauge.target} if gauge else None


def _meetings(school: School) -> ProviderAccessFacts:
    """Return the meetings on the public provider access page; none without one."""
    page = next(iter(public(in_english(ProviderAccessPage).filter(school=school))), None)
    if page is None:
        return NO_MEETINGS
    return provider_access_facts(page, (), page.encounters.all(), terms=page.terms.all(), calendar=calendar())


def _meetings_of(school: School, year: AcademicYear, subject: SchoolSubject, last: datetime.date) -> Values | None:
    statement = _meetings(school)
    in_year = [each for each in statement.encounters if year.first_day <= each.date <= last]
    held = [each for each in in_year if any(phase.years & each.years for phase in KEY_PHASES)]
    years = subject.secondary_years.union(*(each.years for each in held))
    phases = [phase for phase in KEY_PHASES if phase.years & years]
    if not held:
        return None
    return {
        "providers": _providers(held),
        "phases": [_phase(phase, year, statement, [m for m in held if m.years & phase.years]) for phase in phases],
    }


def _phase(phase: KeyPhase, year: AcademicYear, statement: ProviderAccessFacts, held: list[EncounterFact]) -> Values:
    good = [each for each in held if why_not(each, phase, statement) is None]
    # Meetings of one cohort that overlap are one occasion; a meeting of both cohorts is one as well.
    counted = {
        (each.date, each.starts, each.years)
        for cohort in phase.cohorts_on(year.last_day)
        for each in occasions(meeting for meeting in good if cohort.counts(meeting.years, meeting.date))
    }
    return {"phase": phase.key, "held": len(held), "counted": len(counted), "providers": _providers(held)}


def _providers(meetings: list[EncounterFact]) -> int:
    """Return how many different providers with an approved offer came."""
    return len(frozenset().union(*(each.provider_set for each in meetings)))


def _rules(school: School, year: AcademicYear, last: datetime.date) -> Values | None:
    """Return, for each rule as it bound, the days on which it was met or under way, and between which days it is known.

    An open period reaches to the last day on which findings were recorded: nobody looked after it.
    """
    looked = _last_look(last)
    found: defaultdict[tuple[str, str], list[tuple[str, Span]]] = defaultdict(list)
    for period in periods_between(school, year.first_day, last):
        end = period.until or max(looked or period.since, period.since)
        span = (max(period.since, year.first_day), min(end, last))
        if period.strength and span[0] <= span[1]:
            found[period.strength, period.rule].append((period.status, span))
    if not found:
        return None
    spans = [span for own in found.values() for _status, span in own]
    return {
        "from": min(first for first, _end in spans).isoformat(),
        "to": max(end for _first, end in spans).isoformat(),
        "found": [
            {
                "rule": rule,
                "strength": strength,
                "met": _joined([span for status, span in own if status in SATISFIED]),
                "under_way": _joined([span for status, span in own if status == Status.UNDER_WAY.value]),
                "checkable": any(status != Status.NOT_CHECKABLE.value for status, _span in own),
            }
            for (strength, rule), own in found.items()
        ],
    }


def _last_look(on: datetime.date) -> datetime.date | None:
    return FindingRun.objects.filter(on__lte=on).order_by("-on").values_list("on", flat=True).first()


def _joined(spans: list[Span]) -> list[list[str]]:
    """Return spans, given by their first day, with those that follow one another made one: met, then due soon."""
    joined: list[Span] = []
    for first, last in spans:
        if joined and first <= joined[-1][1] + ONE_DAY:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return [[first.isoformat(), last.isoformat()] for first, last in joined]


def figures_shown(figures: object) -> ReportFigures | None:
    """Return saved figures with the labels of today, or None if there are none."""
    if not figures:
        return None
    kinds = {kind.slug: str(kind) for kind in ActivityKind.objects.all()}
    benchmarks = {each.slug: str(each) for each in gatsby_points() if each.parent is None}
    return shown(figures, Labels(kinds, benchmarks))


def annual_report_context(page: AnnualReportPage, *, on: datetime.date) -> Context:
    """Return what the page's template shows besides the page's own fields."""
    registration, borough = page.school.registration_for(on), page.school.borough
    return {
        "registration": registration,
        "english": None if is_judged(page) or not page.pk else english_of(page),
        "figures": figures_shown(page.figures),
        "leavers": groups_of(page.destinations.all()),
        "published": leavers(registration.urn if registration else None, borough.slug if borough else ""),
    }


def page_context(page: AnnualReportPage, request: HttpRequest, **kwargs: object) -> Context:
    return annual_report_context(page, on=timezone.localdate())


def figures_panel(page: AnnualReportPage, request: HttpRequest) -> Context:
    """Return the figures that `page` was drafted with, and where to update them."""
    draft_url = reverse("schools_report_draft", args=[page.pk]) if page.pk else ""
    return {"figures": figures_shown(page.figures), "draft_url": draft_url}
