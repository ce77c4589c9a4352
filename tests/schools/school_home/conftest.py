"""A school on Monday 30 November 2026, with what it has published for everybody to read."""

import datetime
from typing import Any

import pytest
import time_machine

from hub.schools.models import Approval, CareersPage, ProgrammeActivity
from tests.factories.careers import (
    COLLEGE,
    AnnualReportPageFactory,
    CareersPolicyPageFactory,
    complete_access_page,
    meeting,
)
from tests.factories.curriculum import (
    ActivityKindFactory,
    CurriculumIndexPageFactory,
    KeyStagePageFactory,
    UnitPageFactory,
    YearGroupFactory,
)
from tests.factories.events import EventCalendarPageFactory
from tests.factories.pages import EventPageFactory

TODAY = datetime.date(2026, 11, 30)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(datetime.datetime(2026, 11, 30, 10, tzinfo=datetime.UTC), tick=False):
        yield TODAY


@pytest.fixture
def stage(home):
    return KeyStagePageFactory(parent=CurriculumIndexPageFactory(parent=home))


def row(title: str, year: int, term: str, **fields) -> ProgrammeActivity:
    """Return an unsaved row of a programme."""
    kind: Any = ActivityKindFactory(slug="in-class")
    group: Any = YearGroupFactory(number=year)
    return ProgrammeActivity(year_group=group, term=term, title=title, minutes=60, kind=kind, **fields)


@pytest.fixture
def published(microsite, stage):
    """Return the home page of a school with a page of each kind, an event, a meeting and a unit of lessons."""
    unit = UnitPageFactory(parent=stage, title="Keeping doors open")
    careers = CareersPage(
        title="Careers at Alder Row",
        slug="careers",
        careers_leader_name="Ms R Adeyemi",
        careers_leader_telephone="020 7946 0199",
        governor_name="Chair of the standards committee",
        academic_year="2026/27",
        last_reviewed=datetime.date(2026, 9, 10),
        next_review=datetime.date(2026, 12, 20),
    )
    careers.programme = [
        row("A visit to a workplace", 8, "spring"),
        row("Doors and options", 9, "autumn", unit=unit),
        row("A fair with employers", 10, "autumn"),
    ]
    microsite.add_child(instance=careers)
    policy = CareersPolicyPageFactory(parent=microsite, summary="What we promise.")
    Approval.objects.create(
        school=microsite.school,
        title=policy.title,
        body_kind=Approval.Body.GOVERNING_BODY,
        body_name="Governing body",
        meeting_date=datetime.date(2025, 5, 22),
    )
    complete_access_page(
        microsite,
        TODAY,
        contact_name="Careers office",
        dated=datetime.date(2026, 8, 2),
        encounters=[meeting(datetime.date(2027, 1, 19), 9, title="Technical courses", providers=(COLLEGE,))],
    )
    AnnualReportPageFactory(parent=microsite, academic_year="2025/26", summary="What became of it.")
    calendar = EventCalendarPageFactory(parent=microsite)
    EventPageFactory(
        parent=calendar,
        title="Options evening",
        place="Main hall",
        starts=datetime.datetime(2027, 1, 6, 18, tzinfo=datetime.UTC),
    )
    return microsite
