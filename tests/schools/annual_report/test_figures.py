"""What a yearly report takes from the records of a school year, and how saved figures are read back."""

import datetime
from typing import Any

import pytest
from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.publication.dates import AcademicYear
from hub.publication.rules import Strength
from hub.schools.annual_report.charts import bar, columns_of, stretch, top_of
from hub.schools.annual_report.figures import figures_of, figures_shown, years_on_record
from hub.schools.annual_report.record import record_of
from hub.schools.annual_report.shown import Labels, ReportFigures, shown
from hub.schools.duties.recording import record_findings
from hub.schools.models import CareersPage, FindingPeriod, PastProgramme, ProgrammeActivity, School
from tests.factories.careers import COLLEGE, UTC, complete_access_page, complete_careers_page, meeting, school_days
from tests.sizes import examples

YEAR = AcademicYear(2025)
AFTER = datetime.date(2026, 9, 20)
DAY = datetime.timedelta(days=1)
NO_LABELS = Labels({}, {})


@pytest.fixture
def terms(framework, db) -> None:
    """The vocabularies as the hub ships them."""


@pytest.fixture
def careers(microsite):
    return complete_careers_page(microsite, AFTER, academic_year=str(YEAR))


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


def test_what_was_saved_is_read_back_with_the_labels_of_today(terms, careers):
    complete_access_page(careers.get_parent().specific, AFTER, encounters=[meeting(school_days(YEAR)[0], 8)])
    period(careers.school, "PUB-01", "met", YEAR.first_day, YEAR.last_day)
    found = read(figures_of(careers.school, YEAR, on=AFTER))
    totals = found.programme.totals
    assert [year.number for year in totals.years] == [7, 8, 9, 10, 11, 12, 13]
    assert totals.hundred.hours == 102 and totals.activities.target_hours == 25
    assert found.programme.kinds[0].bar == 100
    assert found.programme.kinds[0].label != "in-class", "the label, not the slug"
    assert totals.benchmarks[0].label and not totals.touched
    assert (found.meetings.phases[0].title, found.meetings.phases[0].counted) == ("Years 8 and 9", 1)
    assert found.rules.strengths[0].all_year[0].spans == ((YEAR.first_day, YEAR.last_day),)
    assert not found.rules.begins_late and found.taken_on == AFTER


@pytest.mark.parametrize(
    "figures",
    [None, {}, [], "x", 5, {"programme": []}, {"programme": {"years": [{"year": 99}]}}, {"rules": {"from": 1}}],
)
def test_figures_that_hold_nothing_are_none(figures):
    assert shown(figures, NO_LABELS) is None


def test_older_figures_without_what_came_later_are_shown():
    saved = {"programme": {"years": [{"year": 7, "minutes": 90}], "kinds": [{"kind": "gone", "minutes": 90}]}}
    found = read(saved, NO_LABELS)
    assert found.programme.totals.years[0].total.hours == 1.5
    assert found.programme.kinds[0].label == "gone" and found.meetings is None and found.taken_on is None


WHOLE = {
    "academic_year": "2025/26",
    "taken_on": "2026-09-20",
    "programme": {
        "activities": 1,
        "minutes": 60,
        "years": [{"year": 7, "activities": 1, "minutes": 60, "terms": {"spring": {"activities": 1, "minutes": 60}}}],
        "kinds": [{"kind": "fair", "activities": 1, "minutes": 60}],
        "hundred": {"minutes": 60, "target": 6000},
        "week_of_activities": {"minutes": 0, "target": 1500},
        "week_of_placement": {"minutes": 0, "target": None},
        "benchmarks": [{"benchmark": "gb5", "years": [7], "criteria": ["gb5-1"]}],
        "is_secondary": True,
    },
    "meetings": {"providers": 1, "phases": [{"phase": "first", "held": 2, "counted": 1, "providers": 1}]},
    "rules": {
        "from": "2025-10-01",
        "to": "2026-08-31",
        "found": [{"rule": "PUB-01", "strength": "must", "met": [["2025-10-01", "2026-03-01"]], "checkable": True}],
    },
}
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9) | st.sampled_from(["gb4", 9])
ANYTHING = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=2) | st.just({}), max_leaves=4)
PARTS = ("programme", "meetings", "rules")


def spoilt(value: object, draw: st.DrawFn) -> Any:
    """Return `value` with keys left out, and values put in the place of others."""
    chance = draw(st.integers(0, 11))
    if chance == 0:
        return draw(ANYTHING)
    if isinstance(value, dict):
        return {key: spoilt(each, draw) for key, each in value.items() if draw(st.integers(0, 7))}
    return [spoilt(each, draw) for each in value] if isinstance(value, list) else value


def drawn(found: ReportFigures | None) -> str:
    """Return the parts of the public page that show these figures."""
    page = {
        "programme": found and found.programme,
        "meetings": found and found.meetings,
        "rules": found and found.rules,
    }
    return "".join(
        render_to_string(
            f"pages/schools/_report_{part}.html", {"figures": page[part], "record": page[part], "year": "x"}
        )
        for part in PARTS
        if page[part]
    )


def test_the_whole_of_it_is_drawn():
    html = drawn(shown(WHOLE, NO_LABELS))
    assert all(f'id="{part}"' in html for part in ("hours", "kinds", "benchmarks", "meetings", "record"))


@settings(max_examples=examples(300))
@given(st.data())
def test_whatever_was_saved_is_drawn_or_left_out(data):
    found = shown(spoilt(WHOLE, data.draw), NO_LABELS)
    html = drawn(found)
    assert bool(html) == (found is not None)
    render_to_string("schools/admin/annual_report/figures.html", {"figures": found})


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


def test_bars_and_columns_share_one_scale():
    assert [bar(value, 40) for value in (0, 10, 40, 50)] == [0, 25, 100, 100] and bar(3, 0) == 0
    assert stretch(0, 364, 365) == (0, 100)
    assert [top_of([each]) for each in (0, 10, 10.1, 61, 101, 420)] == [10, 10, 20, 100, 200, 500]
    chart = columns_of([("7", 20), ("8", 40)])
    assert chart.columns[1].height == 2 * chart.columns[0].height
    assert [value for _y, value in chart.lines] == [0, 20, 40]
    assert columns_of([]).columns == ()
