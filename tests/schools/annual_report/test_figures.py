"""What a yearly report takes from the records of a school year."""

import datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from hub.publication.dates import AcademicYear
from hub.publication.rules import Strength
from hub.schools.annual_report.figures import figures_of, figures_shown, years_on_record
from hub.schools.annual_report.record import record_of
from hub.schools.annual_report.shown import Labels, shown
from hub.schools.duties.recording import record_findings
from hub.schools.models import CareersPage, FindingPeriod, PastProgramme, ProgrammeActivity, School
from tests.factories.careers import COLLEGE, UTC, complete_access_page, complete_careers_page, meeting, school_days
from tests.schools.annual_report.conftest import AFTER, YEAR

DAY = datetime.timedelta(days=1)


def period(
    school: School, rule: str, status: str, since: datetime.date, until: datetime.date | None, **changes
) -> None:
    fields = {"strength": "must", **changes}
    FindingPeriod.objects.create(school=school, rule=rule, status=status, since=since, until=until, **fields)


def read(figures: object, labels: Labels | None = None) -> Any:
    """Return figures as they are shown; there are some."""
    found = shown(figures, labels) if labels else figures_shown(figures)
    assert found is not None
    return found


def rules_of(school: School, *, on: datetime.date = AFTER) -> dict[str, dict]:
    return {each["rule"]: each for each in figures_of(school, YEAR, on=on)["rules"]["found"]}


def test_the_programme_is_added_up_by_year_term_kind_and_gauge(terms, careers):
    row = careers.programme.get(year_group__number=9, kind__slug="workplace-visit")
    ProgrammeActivity.objects.filter(pk=row.pk).update(term="spring", criteria=["gb6-1", "gb4"])
    figures = figures_of(careers.school, YEAR, on=AFTER)
    found = figures["programme"]
    assert (figures["academic_year"], figures["taken_on"]) == ("2025/26", "2026-09-20")
    assert (found["activities"], found["minutes"]) == (11, 3 * 540 + 7 * 600 + 1500)
    ninth = next(each for each in found["years"] if each["year"] == 9)
    assert ninth["terms"] == {
        "spring": {"activities": 1, "minutes": 540},
        "year": {"activities": 1, "minutes": 600},
    }
    assert found["kinds"][0] == {"kind": "in-class", "activities": 7, "minutes": 4200}
    assert found["hundred"] == {"minutes": 3 * 540 + 5 * 600 + 1500, "target": 6000}
    assert found["activities"] == 11 and found["week_of_activities"] == {"minutes": 1620, "target": 1500}
    assert found["week_of_placement"] == {"minutes": 1500, "target": 1500}
    touched = {each["benchmark"]: each for each in found["benchmarks"] if each["years"]}
    assert touched == {
        "gb4": {"benchmark": "gb4", "years": [9], "criteria": [], "pathways": []},
        "gb6": {"benchmark": "gb6", "years": [9], "criteria": ["gb6-1"], "pathways": []},
    }
    assert len(found["benchmarks"]) == 8


def test_nobody_asked_for_two_weeks_before_the_guidance_did(terms, careers):
    CareersPage.objects.update(academic_year="2023/24")
    found = figures_of(careers.school, AcademicYear(2023), on=AFTER)["programme"]
    assert found["week_of_activities"] == {"minutes": 1620, "target": None}
    assert found["hundred"]["target"] == 6000


def test_meetings_are_counted_as_the_act_counts_them_and_each_phase_by_itself(microsite):
    monday = school_days(YEAR)[0]
    march = datetime.date(2026, 3, 9)
    rows = [
        meeting(monday, 8),
        meeting(monday + 7 * DAY, 8, 10, providers=(COLLEGE, UTC)),
        meeting(monday + 8 * DAY, 8, starts=datetime.time(18), ends=datetime.time(19)),
        meeting(march, 9, providers=(UTC,)),
        meeting(march, 10, attendance="part"),
        meeting(march, 12, attendance="part"),
        meeting(march, 7),
        meeting(school_days(AcademicYear(2026))[0], 8),
        meeting(school_days(YEAR.previous)[0], 8),
    ]
    complete_access_page(microsite, AFTER, encounters=rows)
    found = figures_of(microsite.school, YEAR, on=AFTER)["meetings"]
    assert found["phases"] == [
        {"phase": "first", "held": 4, "counted": 2, "providers": 2},
        {"phase": "second", "held": 2, "counted": 1, "providers": 2},
        {"phase": "third", "held": 1, "counted": 1, "providers": 1},
    ]
    assert found["providers"] == 2
    early = figures_of(microsite.school, YEAR, on=monday)["meetings"]
    assert [each["held"] for each in early["phases"]] == [1, 0, 0], "what is still to come is not held"


def test_a_draft_of_the_statement_gives_no_meetings(microsite):
    complete_access_page(microsite, AFTER, live=False)
    assert figures_of(microsite.school, YEAR, on=AFTER)["meetings"] is None


def test_met_and_due_soon_follow_one_another_as_met(microsite):
    school, first = microsite.school, YEAR.first_day
    period(school, "PUB-08", "met", first - 30 * DAY, first + 99 * DAY)
    period(school, "PUB-08", "expiring", first + 100 * DAY, first + 159 * DAY)
    period(school, "PUB-08", "overdue", first + 160 * DAY, first + 169 * DAY)
    period(school, "PUB-08", "met", first + 170 * DAY, YEAR.last_day)
    period(school, "PAL-05", "not-checkable", first, YEAR.last_day)
    period(school, "LA6-1", "missing", first, YEAR.last_day, strength="voluntary")
    period(school, "CAG-01", "not-checkable", first, YEAR.last_day, strength="")
    found = rules_of(school)
    ends = [first, first + 159 * DAY, first + 170 * DAY, YEAR.last_day]
    days = [each.isoformat() for each in ends]
    met = {"met": [days[:2], days[2:]], "under_way": []}
    assert found["PUB-08"] == {"rule": "PUB-08", "strength": "must", **met, "checkable": True}
    assert (found["PAL-05"]["met"], found["PAL-05"]["checkable"]) == ([], False)
    assert found["LA6-1"]["strength"] == "voluntary" and "CAG-01" not in found


def test_what_was_under_way_was_never_missed(microsite):
    school, first, last = microsite.school, YEAR.first_day, YEAR.last_day
    period(school, "PUB-01", "met", first, last)
    period(school, "PAL-07", "under-way", first, first + 89 * DAY)
    period(school, "PAL-07", "met", first + 90 * DAY, last)
    period(school, "PAL-08", "under-way", first, last)
    period(school, "PAL-09", "under-way", first, datetime.date(2026, 2, 28))
    period(school, "PAL-09", "missing", datetime.date(2026, 3, 1), last)
    period(school, "PAL-10", "under-way", first, first + 9 * DAY)
    period(school, "PAL-10", "missing", first + 10 * DAY, first + 19 * DAY)
    period(school, "PAL-10", "met", first + 20 * DAY, last)
    must = read(figures_of(school, YEAR, on=AFTER)).rules.strengths[0]
    states = [line.state for line in must.lines]
    assert states == ["way", "way", "never", "part", "all"], "in the order of the rules"
    assert (must.under_way, must.never, must.for_part) == (2, 1, 1)
    assert rules_of(school)["PAL-08"]["under_way"] == [[first.isoformat(), last.isoformat()]]


def test_a_rule_that_came_to_bind_otherwise_stands_under_both_strengths(microsite):
    school, change = microsite.school, datetime.date(2026, 2, 1)
    period(school, "PUB-01", "met", YEAR.first_day, change - DAY)
    period(school, "PUB-01", "met", change, YEAR.last_day, strength="should")
    record = read(figures_of(school, YEAR, on=AFTER)).rules
    assert [(each.strength, each.lines[0].state) for each in record.strengths] == [
        (Strength.MUST, "part"),
        (Strength.SHOULD, "part"),
    ]


def test_the_record_says_from_when_to_when_somebody_looked(microsite):
    page = complete_careers_page(microsite, AFTER)
    began = datetime.date(2026, 1, 12)
    record_findings(on=began)
    page.careers_leader_name = ""
    page.save()
    record_findings(on=began + 60 * DAY)
    rules = figures_of(page.school, YEAR, on=AFTER)["rules"]
    assert (rules["from"], rules["to"]) == ("2026-01-12", (began + 60 * DAY).isoformat())
    record = read(figures_of(page.school, YEAR, on=AFTER)).rules
    assert record.begins_late and record.ends_early
    must = record.strengths[0]
    line = next(each for each in must.lines if str(each.title).startswith("Careers leader's name"))
    assert (line.state, line.spans) == ("part", ((began, began + 59 * DAY),))
    assert must.all_year and all(each.spans == ((record.first, record.last),) for each in must.all_year)


def test_a_record_that_stopped_before_the_year_says_nothing_about_it(microsite):
    complete_careers_page(microsite, AFTER)
    record_findings(on=YEAR.first_day - 30 * DAY)
    assert figures_of(microsite.school, YEAR, on=AFTER)["rules"] is None


def test_the_years_on_record_have_begun_and_hold_something(microsite, careers):
    assert years_on_record(microsite.school, on=AFTER) == [YEAR]
    PastProgramme.objects.create(school=microsite.school, academic_year="2021/22", rows=[{}])
    complete_access_page(microsite, AFTER, encounters=[meeting(datetime.date(2024, 10, 8), 8)])
    period(microsite.school, "PUB-01", "met", datetime.date(2026, 9, 2), None)
    CareersPage.objects.update(academic_year="2027/28")
    assert [str(year) for year in years_on_record(microsite.school, on=AFTER)] == ["2026/27", "2024/25", "2021/22"]


@given(st.lists(st.tuples(st.dates(), st.dates()), max_size=4), st.dates(YEAR.first_day, YEAR.last_day))
def test_a_record_never_says_met_on_a_day_that_is_not_in_it(spans, last):
    met = [[first.isoformat(), end.isoformat()] for first, end in spans]
    saved = {"from": YEAR.first_day.isoformat(), "to": last.isoformat()}
    saved["found"] = [{"rule": "PUB-01", "strength": "must", "met": met}]
    record = record_of(saved, YEAR)
    assert record is not None
    for line in record.strengths[0].lines:
        assert all(record.first <= first <= end <= record.last for first, end in line.spans)
        assert all(x >= 0 and x + length <= 100.2 for x, length in line.strip)
