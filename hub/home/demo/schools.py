"""Five invented schools: one complete, one with gaps, one overdue, a primary and a college. Dates count from `on`."""

import datetime
import json
from pathlib import Path

from wagtail.models import Page

from curriculum.models import ActivityKind, Borough, UnitPage, YearGroup
from hub.home.demo import annual_reports, provider_access
from hub.home.demo.programmes import record_last_year
from hub.home.demo.reading import Data, Row, in_order
from hub.home.models import HomePage
from hub.home.tree import add_once, ensure_schools
from hub.publication.dates import AcademicYear
from hub.schools.models import (
    Approval,
    CareersPage,
    CareersPolicyPage,
    ProgrammeActivity,
    SchoolHomePage,
)
from hub.schools.policy.approvals.recording import Decided, record_approval
from hub.schools.tenancy.provisioning import create_school

DATA = Path(__file__).parent / "data" / "schools.json"
COMPLETE_URN, OVERDUE_URN, GAPPY_URN, COLLEGE_URN = 990001, 990002, 990003, 990005
CAREERS_DATES = ("last_reviewed", "next_review", "lmi_checked_on", "governor_since")


def load(*, home: HomePage, on: datetime.date) -> None:
    """Add the five schools with their pages. What is there already is left as it is."""
    ensure_schools(home)
    for school in json.loads(DATA.read_text()):
        _load_school(school, on=on)


def _load_school(data: Data, *, on: datetime.date) -> None:
    place = create_school(
        **{key: data[key] for key in ("urn", "name", "type_code", "low_age", "high_age")},
        borough=Borough.objects.filter(slug=data["borough"]).first(),
        is_sample=True,
        register_date=on,
        **data["facts"],
    )
    if place.home.get_children().exists():
        return
    _dress(place.home, data["home"])
    _careers_page(place.home, data, on=on)
    if "policy" in data:
        _policy(place.home, data["policy"], on=on)
    provider_access.add(place.home, data["urn"], on=on)
    for report in data["reports"]:
        annual_reports.add(place.home, report, on=on)


def _dress(home: SchoolHomePage, fields: Data) -> None:
    for name, value in fields.items():
        setattr(home, name, value)
    home.save_revision(clean=False).publish()


def _day(on: datetime.date, days: int) -> datetime.date:
    return on + datetime.timedelta(days=days)


def _year(on: datetime.date, years: int) -> AcademicYear:
    return AcademicYear(AcademicYear.containing(on).start + years)


def _careers_page(home: SchoolHomePage, data: Data, *, on: datetime.date) -> None:
    fields = dict(data["careers"])
    fields["academic_year"] = str(_year(on, fields["academic_year"]))
    fields |= {name: _day(on, fields[name]) for name in CAREERS_DATES if name in fields}
    draft = data.get("draft", False)
    page = CareersPage(slug="careers", live=not draft, **fields)
    page.programme = in_order(_activity(row) for row in data["programme"])
    home.add_child(instance=page)
    revision = page.save_revision(clean=False)
    if not draft:
        revision.publish()
    if "last_year" in data:
        record_last_year(page, data["last_year"], on=on)


def _activity(row: Row) -> ProgrammeActivity:
    year_or_pathway, term, kind, title, minutes, employer, criteria, unit = row
    in_year = isinstance(year_or_pathway, int)
    return ProgrammeActivity(
        year_group=YearGroup.objects.get(slug=str(year_or_pathway)) if in_year else None,
        pathway="" if in_year else year_or_pathway,
        term=term,
        kind=ActivityKind.objects.get(slug=kind),
        title=title,
        minutes=minutes,
        employer_or_provider=employer,
        criteria=criteria,
        unit=_unit(unit),
    )


def _unit(slug: str) -> Page | None:
    unit = UnitPage.objects.live().filter(slug=slug).order_by("path").first() if slug else None
    return unit.page_ptr if unit else None


def _policy(home: SchoolHomePage, data: Data, *, on: datetime.date) -> None:
    page = add_once(
        home,
        CareersPolicyPage,
        slug="careers-policy",
        title=data["title"],
        summary=data["summary"],
        effective_from=_day(on, data["effective_from"]),
        sections=list(data["sections"].items()),
    )
    for approval in data["approvals"]:
        decided = Decided(
            body_kind=Approval.Body(approval["body_kind"]),
            body_name=approval["body_name"],
            meeting_date=_day(on, approval["days"]),
            minute=approval["minute"],
        )
        record_approval(page, decided=decided, on=on, change_note=approval.get("change_note", ""))
