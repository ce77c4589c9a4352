"""Saved figures of a yearly report: read back with the labels of today, and drawn or left out."""

from typing import Any

import pytest
from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.schools.annual_report.charts import bar, columns_of, stretch, top_of
from hub.schools.annual_report.figures import figures_of
from hub.schools.annual_report.shown import Labels, ReportFigures, shown
from tests.factories.careers import complete_access_page, meeting, school_days
from tests.schools.annual_report.conftest import AFTER, YEAR
from tests.schools.annual_report.test_figures import period, read
from tests.sizes import examples

NO_LABELS = Labels({}, {})


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
            f"pages/schools/_report_{part}.html",
            {"figures": page[part], "record": page[part], "year": "x", "registration": None},
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


def test_bars_and_columns_share_one_scale():
    assert [bar(value, 40) for value in (0, 10, 40, 50)] == [0, 25, 100, 100] and bar(3, 0) == 0
    assert stretch(0, 364, 365) == (0, 100)
    assert [top_of([each]) for each in (0, 10, 10.1, 61, 101, 420)] == [10, 10, 20, 100, 200, 500]
    chart = columns_of([("7", 20), ("8", 40)])
    assert chart.columns[1].height == 2 * chart.columns[0].height
    assert [value for _y, value in chart.lines] == [0, 20, 40]
    assert columns_of([]).columns == ()
