"""Careers pages, policies and yearly reports of a school."""

import datetime
from typing import Any

import factory
import wagtail_factories
from wagtail.models import Page

from hub.publication.dates import AcademicYear
from hub.schools.models import (
    AccessTime,
    AnnualReportPage,
    CareersPage,
    CareersPolicyPage,
    Encounter,
    ProgrammeActivity,
    ProviderAccessPage,
)
from tests.factories.curriculum import ActivityKindFactory, YearGroupFactory

# Values of a page's fields, by name.
Fields = dict[str, Any]
# (kind, years, minutes, in a workplace): 100 hours by Year 11, a week of workplaces and a week of placement.
PROGRAMME = (
    ("workplace-visit", (7, 8, 9), 540, True),
    ("in-class", (7, 8, 9, 10, 11, 12, 13), 600, False),
    ("work-experience", (10,), 1500, True),
)


def complete_fields(on: datetime.date) -> Fields:
    """Return the values with which a careers page meets every rule on `on`."""
    return {
        "careers_leader_name": "Ms R Adeyemi",
        "careers_leader_email": "careers@larkspur.example",
        "careers_leader_telephone": "020 7946 0142",
        "academic_year": str(AcademicYear.containing(on)),
        "programme_summary": "<p>What every year does.</p>",
        "last_reviewed": on - datetime.timedelta(days=80),
        "next_review": on + datetime.timedelta(days=285),
        "information_for_pupils": "<p>Ask your tutor.</p>",
        "information_for_parents": "<p>Two evenings a year.</p>",
        "information_for_teachers": "<p>Units on the shared drive.</p>",
        "information_for_employers": "<p>We look for visitors.</p>",
        "parents_engagement": "<p>Family evenings.</p>",
        "impact_measure": "Destinations",
        "impact": "<p>We change what does not work.</p>",
        "guidance_by": "An adviser from the borough's service",
        "guidance_is_independent": True,
        "guidance_booking": "<p>Ask at the careers office.</p>",
        "lmi_pupils_url": "https://jobs.example/pupils/",
        "lmi_parents_url": "https://jobs.example/parents/",
        "lmi_teachers_url": "https://jobs.example/teachers/",
        "lmi_checked_on": on - datetime.timedelta(days=30),
        "destinations": "<p>Most go on to study.</p>",
        "links_with_business": "<p>Twelve employers.</p>",
        "governor_name": "Chair of the standards committee",
        "governor_since": on - datetime.timedelta(days=400),
        "cluster_name": "Sample cluster",
    }


def programme_rows() -> list[ProgrammeActivity]:
    """Return unsaved rows for Years 7 to 13 that meet every rule on the programme."""
    rows: list[ProgrammeActivity] = []
    for kind, years, minutes, in_workplace in PROGRAMME:
        term: Any = ActivityKindFactory(slug=kind, in_workplace=in_workplace)
        groups: list[Any] = [YearGroupFactory(number=year) for year in years]
        rows += [
            ProgrammeActivity(
                year_group=group, kind=term, title=f"{kind} in Year {group.number}", minutes=minutes, sort_order=place
            )
            for place, group in enumerate(groups, start=len(rows))
        ]
    return rows


class CareersPageFactory(wagtail_factories.PageFactory):
    """Give it `parent=` a school's home page: the school is taken from there."""

    title = "Careers"
    slug = "careers"

    class Meta:
        model = CareersPage


def complete_careers_page(parent: Page, on: datetime.date, *, live: bool = True, **changes: Any) -> CareersPage:
    """Add a careers page that meets every rule on `on`, but for `changes`; as a draft if not `live`."""
    page = CareersPage(title="Careers", slug="careers", live=live, **{**complete_fields(on), **changes})
    page.programme = programme_rows()
    parent.add_child(instance=page)
    page.save_revision()
    return page


class CareersPolicyPageFactory(wagtail_factories.PageFactory):
    title = "Careers policy"
    slug = "careers-policy"
    sections = [(topic, "<p>What we do.</p>") for topic in ("experiences", "business", "provision", "destinations")]

    class Meta:
        model = CareersPolicyPage


class AnnualReportPageFactory(wagtail_factories.PageFactory):
    title = "Careers report"
    slug = factory.LazyAttribute(lambda page: f"report-{page.academic_year.replace('/', '-')}")
    academic_year = "2025/26"

    class Meta:
        model = AnnualReportPage


class ProviderAccessPageFactory(wagtail_factories.PageFactory):
    title = "Provider access"
    slug = "provider-access"

    class Meta:
        model = ProviderAccessPage


COLLEGE = {"name": "Elmfield College (sample)", "technical": True, "apprenticeships": False}
UTC = {"name": "Harbour UTC (sample)", "technical": True, "apprenticeships": True}
WHEN = (datetime.time(10), datetime.time(11))


def meeting(date: datetime.date, *years: int, providers: tuple[dict, ...] = (COLLEGE,), **changes: Any) -> Encounter:
    """Return an unsaved meeting that counts, but for `changes`."""
    covered = {f"covers_{thing}": True for thing in ("provider", "careers", "learning", "questions")}
    fields = {"starts": WHEN[0], "ends": WHEN[1], "title": "Assembly", **covered, **changes}
    return Encounter(date=date, years=list(years), providers=[("provider", each) for each in providers], **fields)


def school_days(year: AcademicYear) -> tuple[datetime.date, datetime.date]:
    """Return the first two Mondays of a school year: days on which no calendar casts a doubt."""
    monday = year.first_day + datetime.timedelta(days=-year.first_day.weekday() % 7)
    return monday, monday + datetime.timedelta(days=7)


def complete_access_page(parent: Page, on: datetime.date, *, live: bool = True, **changes: Any) -> ProviderAccessPage:
    """Add a statement that meets PAL-01 to 13 from mid September on, but for `changes`; as a draft if not `live`."""
    text = "<p>What we do.</p>"
    names = ("procedure", "grounds_for_granting", "grounds_for_refusing", "premises")
    fields: Fields = dict.fromkeys((*names, "meetings_first", "meetings_second", "meetings_third"), text)
    fields |= {"dated": on - datetime.timedelta(days=200), "contact_name": "Ms R Adeyemi"}
    fields |= {"contact_email": "careers@larkspur.example", "contact_telephone": "020 7946 0142"}
    fields |= {"day_starts": datetime.time(8, 40), "day_ends": datetime.time(15, 20)}
    rows = {name: changes.pop(name) for name in ("times", "encounters", "terms") if name in changes}
    page = ProviderAccessPage(title="Provider access", slug="provider-access", live=live, **{**fields, **changes})
    year = AcademicYear.containing(on)
    page.times = rows.get("times", [AccessTime(years=[8, 9, 10, 11, 12, 13], what="Assembly, Tuesdays at 8.45")])
    page.encounters = rows.get("encounters", [*_two_meetings(year.previous), *_two_meetings(year)])
    page.terms = rows.get("terms", [])
    parent.add_child(instance=page)
    page.save_revision()
    return page


def _two_meetings(year: AcademicYear) -> list[Encounter]:
    first, second = school_days(year)
    years = (8, 9, 10, 11, 12, 13)
    return [meeting(first, *years), meeting(second, *years, providers=(COLLEGE, UTC))]
