"""Evidence for every rule: as facts, and as pages. What each rule needs is listed once, in EVIDENCE."""

import datetime
from dataclasses import replace

from hub.publication.dates import AcademicYear
from hub.schools.duties.subject import (
    FOUR_THINGS,
    ApprovalFact,
    CareersFacts,
    EncounterFact,
    PlannedActivity,
    PolicyFacts,
    ProviderAccessFacts,
    ProviderFact,
    ReportFact,
    SchoolSubject,
)

YEARS = frozenset(range(7, 14))
PROGRAMME = (
    *(PlannedActivity(year=year, kind="workplace-visit", minutes=540, in_workplace=True) for year in (7, 8, 9)),
    *(PlannedActivity(year=year, kind="in-class", minutes=600) for year in range(7, 14)),
    PlannedActivity(year=10, kind="work-experience", minutes=1500, in_workplace=True),
)


def complete_facts(on: datetime.date) -> CareersFacts:
    return CareersFacts(
        leader_name="Ms R Adeyemi",
        leader_email="careers@larkspur.example",
        leader_telephone="020 7946 0142",
        academic_year=AcademicYear.containing(on),
        summary="What every year does.",
        programme=PROGRAMME,
        for_pupils="Ask your tutor.",
        for_parents="Two evenings a year.",
        for_teachers="Units on the shared drive.",
        for_employers="We look for visitors.",
        impact_measure="Destinations",
        impact="We change what does not work.",
        next_review=on + datetime.timedelta(days=200),
        updated_on=on - datetime.timedelta(days=30),
        governor="Chair of the standards committee",
        governor_since=on - datetime.timedelta(days=400),
        guidance_by="A qualified adviser from the borough's service",
        guidance_is_independent=True,
        guidance_booking="Ask at the careers office.",
        parents_engagement="Family evenings.",
        lmi_pupils_url="https://jobs.example/pupils/",
        lmi_parents_url="https://jobs.example/parents/",
        lmi_teachers_url="https://jobs.example/teachers/",
        lmi_checked_on=on - datetime.timedelta(days=30),
        destinations="Most go on to study.",
        links_with_business="Twelve employers.",
        cluster="Sample cluster",
    )


COLLEGE = ProviderFact(name="Elmfield College", approved=True)
UTC = ProviderFact(name="Harbour UTC", approved=True)
UNIVERSITY = ProviderFact(name="Old Hall University", approved=False)


def meeting(date: datetime.date, *years: int, providers: tuple[ProviderFact, ...] = (COLLEGE,), **changes):
    """Return a meeting of whole year groups that counts, but for `changes`."""
    counts = EncounterFact(
        date=date,
        years=frozenset(years),
        providers=providers,
        starts=datetime.time(10),
        ends=datetime.time(11),
        whole_cohort=True,
        covers=frozenset(FOUR_THINGS),
    )
    return replace(counts, **changes)


def two_meetings(year: AcademicYear) -> tuple[EncounterFact, ...]:
    """Return two meetings of every year group on the first school day of `year`."""
    first = year.first_day
    day = first + datetime.timedelta(days=max(0, 7 - first.weekday()) if first.weekday() > 4 else 0)
    later = {"starts": datetime.time(13), "ends": datetime.time(14)}
    return meeting(day, *range(8, 14)), meeting(day, *range(8, 14), providers=(UTC,), **later)


def complete_access(on: datetime.date) -> ProviderAccessFacts:
    year = AcademicYear.containing(on)
    return ProviderAccessFacts(
        dated=on - datetime.timedelta(days=100),
        procedure="Write to us a term before.",
        contact_name="Ms R Adeyemi",
        contact_email="careers@larkspur.example",
        grounds_for_granting="Every provider of technical education.",
        grounds_for_refusing="Clashes with examinations.",
        premises="The hall, with a projector.",
        times=frozenset(range(8, 14)),
        explained=frozenset({"first", "second", "third"}),
        day_starts=datetime.time(8, 40),
        day_ends=datetime.time(15, 20),
        encounters=(*two_meetings(year.previous), *two_meetings(year)),
    )


def complete_subject(on: datetime.date, *, type_code: str = "01", years: frozenset[int] = YEARS) -> SchoolSubject:
    return SchoolSubject(
        name="Larkspur (sample)",
        type_code=type_code,
        years=years,
        careers=complete_facts(on),
        policy=PolicyFacts(topics=frozenset({"experiences", "business", "provision", "destinations"}), has_text=True),
        provider_access=complete_access(on),
        approvals=(ApprovalFact(meeting_date=on - datetime.timedelta(days=300), by_governors=True, body_name="Board"),),
        reports=(ReportFact(dated=on - datetime.timedelta(days=60), year=AcademicYear.containing(on).previous),),
    )


def without(subject: SchoolSubject, **changes) -> SchoolSubject:
    """Return `subject` with those facts of its careers page changed."""
    assert subject.careers
    return replace(subject, careers=replace(subject.careers, **changes))


def with_access(subject: SchoolSubject, **changes) -> SchoolSubject:
    """Return `subject` with those facts of its provider access statement changed."""
    assert subject.provider_access
    return replace(subject, provider_access=replace(subject.provider_access, **changes))
