"""Evidence for every rule: as facts, and as pages. What each rule needs is listed once, in EVIDENCE."""

import datetime
from dataclasses import replace

from hub.publication.dates import AcademicYear
from hub.schools.subject import ApprovalFact, CareersFacts, PlannedActivity, PolicyFacts, ReportFact, SchoolSubject

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
        governor="Chair of the standards committee",
        governor_since=on - datetime.timedelta(days=400),
        guidance_by="A qualified adviser from the borough's service",
        guidance_is_independent=True,
        guidance_booking="Ask at the careers office.",
        parents_engagement="Family evenings.",
        lmi_pupils_url="https://jobs.example/pupils/",
        lmi_parents_url="https://jobs.example/parents/",
        lmi_checked_on=on - datetime.timedelta(days=30),
        destinations="Most go on to study.",
        links_with_business="Twelve employers.",
        cluster="Sample cluster",
    )


def complete_subject(on: datetime.date, *, type_code: str = "01", years: frozenset[int] = YEARS) -> SchoolSubject:
    return SchoolSubject(
        name="Larkspur (sample)",
        type_code=type_code,
        years=years,
        careers=complete_facts(on),
        policy=PolicyFacts(topics=frozenset({"experiences", "business", "provision", "destinations"}), has_text=True),
        approvals=(ApprovalFact(meeting_date=on - datetime.timedelta(days=300), by_governors=True, body_name="Board"),),
        reports=(ReportFact(dated=on - datetime.timedelta(days=60), year=AcademicYear.containing(on).previous),),
    )


def without(subject: SchoolSubject, **changes) -> SchoolSubject:
    """Return `subject` with those facts of its careers page changed."""
    assert subject.careers
    return replace(subject, careers=replace(subject.careers, **changes))
