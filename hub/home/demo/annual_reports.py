"""Yearly reports of the invented schools: one drafted from its figures and an invented record, the others in words."""

import datetime

from hub.home.demo.reading import Data, in_order
from hub.home.tree import add_once
from hub.publication.dates import AcademicYear
from hub.publication.rules import Status
from hub.schools.annual_report.figures import figures_of
from hub.schools.duties.findings import findings_of_school
from hub.schools.models import AnnualReportPage, Destination, FindingPeriod, School, SchoolHomePage

ONE_DAY = datetime.timedelta(days=1)
WORDS = ("summary", "went_well", "changing")


def add(home: SchoolHomePage, data: Data, *, on: datetime.date) -> None:
    """Add a report. Its date counts from `on`, its year from the school year of that day."""
    year = AcademicYear(AcademicYear.containing(on).start + data["year"])
    dated = on + datetime.timedelta(days=data["days"])
    if "record" in data:
        _record(home.school, data["record"], year, on=on)
    add_once(
        home,
        AnnualReportPage,
        slug=f"careers-report-{year.start}",
        title=f"{data['title']} {year}",
        academic_year=str(year),
        dated=dated,
        body=[("paragraph", data["body"])],
        figures=figures_of(home.school, year, on=max(dated, year.last_day)) if "record" in data else {},
        destinations=in_order(_destination(*row) for row in data.get("destinations", ())),
        **{name: data[name] for name in WORDS if name in data},
    )


def _destination(leavers: str, kind: str, figure: int | None, measure: str) -> Destination:
    return Destination(leavers=leavers, kind=kind, figure=figure, measure=measure)


def _record(school: School, data: Data, year: AcademicYear, *, on: datetime.date) -> None:
    """Keep an invented record of `year`: every rule that binds is met from its first day on, but for `gaps`."""
    first = _day(year, *data["from"])
    for finding in findings_of_school(school, on).findings:
        if finding.strength is None:
            continue
        status, begins, ends = data["gaps"].get(finding.rule.id, (None, None, None))
        spans = [(Status.MET, first, year.last_day)]
        if status:
            gap = (Status(status), _day(year, *begins), _day(year, *ends))
            spans = [(Status.MET, first, gap[1] - ONE_DAY), gap, (Status.MET, gap[2] + ONE_DAY, year.last_day)]
        FindingPeriod.objects.bulk_create(
            FindingPeriod(
                school=school,
                rule=finding.rule.id,
                status=found.value,
                strength=finding.strength.value,
                since=since,
                until=until,
            )
            for found, since, until in spans
            if since <= until
        )


def _day(year: AcademicYear, month: int, day: int) -> datetime.date:
    return datetime.date(year.start if month >= year.first_day.month else year.start + 1, month, day)
