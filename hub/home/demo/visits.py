"""Eight requests of the sample school, and one visit that took place, with its story.

They go with their school.
"""

import datetime
from pathlib import Path
from typing import Any

from curriculum.models import Sector, YearGroup
from hub.core.school_days import school_days
from hub.home.demo.reading import read_json
from hub.home.demo.schools import GAPPY_URN
from hub.home.models import HomePage
from hub.opportunities.models import Feedback, Organisation, Visit, VisitMessage, VisitRequest
from hub.opportunities.visits.briefing import beginning
from hub.schools.models import School

DATA = Path(__file__).parent / "data" / "visits.json"
Row = dict[str, Any]
DAY = datetime.timedelta(days=1)


def load(home: HomePage, on: datetime.date) -> str | None:
    """Load the requests and the visit, unless they are there."""
    school = School.objects.filter(registrations__urn=GAPPY_URN).first()
    if school is None or VisitRequest.objects.filter(is_sample=True).exists():
        return None
    rows = read_json(DATA)
    for row in rows["requests"]:
        _request(row, school, on)
    _visit(rows["visit"], school, on)
    return f"{len(rows['requests'])} requests and a visit"


def _request(row: Row, school: School, on: datetime.date, **more: Any) -> VisitRequest:
    kept = {name: row[name] for name in ("title", "what", "kind", "place", "pupils", "minutes")}
    days = {"reply_by": on + 21 * DAY, "from_day": on + 28 * DAY, "to_day": on + 100 * DAY}
    asked = VisitRequest.objects.create(
        school=school,
        sector=Sector.objects.filter(slug=row["sector"]).first(),
        is_sample=True,
        **{**kept, **days, **more},
    )
    asked.year_groups.set(YearGroup.objects.filter(number__in=row["years"]))
    return asked


def _visit(row: Row, school: School, on: datetime.date) -> None:
    samples = Organisation.objects.filter(is_sample=True).order_by("pk")
    organisation = samples.filter(sectors__slug=row["sector"]).first() or samples.first()
    if organisation is None:
        return
    day = _school_day_before(on)
    closed = {"state": VisitRequest.State.CLOSED, "reason": VisitRequest.Reason.AGREED, "closed_on": day}
    asked = _request(row, school, on, reply_by=day, from_day=day, to_day=day, **closed)
    visit = Visit.objects.create(
        school=school,
        request=asked,
        organisation=organisation,
        organisation_name=organisation.name,
        representative=organisation.representatives.first(),
        state=Visit.State.DONE,
        agreed_on=day,
        starts=datetime.time(10),
        minutes=row["minutes"],
        briefing=beginning(years=row["years"], pupils=row["pupils"], needs=""),
        learned=row["learned"],
        story=row["story"],
        story_state=Visit.Story.PUBLIC,
        ended_on=day,
        is_sample=True,
    )
    for entry in row["thread"]:
        VisitMessage.objects.create(visit=visit, **entry)
    for said in row["feedback"]:
        Feedback.objects.create(visit=visit, **said)


def _school_day_before(on: datetime.date) -> datetime.date:
    days, day = school_days(), on - 7 * DAY
    while days.is_closed(day):
        day -= DAY
    return day
