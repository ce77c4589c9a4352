"""A unit: its totals, its place, its page."""

import pytest

from tests.factories.curriculum import ActivityKindFactory, UnitPageFactory, lesson

pytestmark = pytest.mark.django_db


def test_a_units_totals_are_added_up_from_its_lessons(stage_page):
    ActivityKindFactory(slug="study-hall", counts=False)
    lessons = [
        lesson(minutes=(10, 30, 10)),
        lesson(minutes=(5, 10, 5), counts_minutes=15),
        lesson(minutes=(0, 60, 0), kind="study-hall"),
    ]
    unit = UnitPageFactory(parent=stage_page, lessons=lessons)
    unit.refresh_from_db()
    assert unit.minutes_total == 50 + 20 + 60
    assert unit.minutes_counted == 50 + 15


def test_an_empty_draft_has_totals_of_nothing(stage_page):
    unit = UnitPageFactory(parent=stage_page, years=[], live=False)
    assert (unit.minutes_total, unit.minutes_counted, unit.key_stage, unit.year_numbers) == (0, 0, None, [])


def test_a_unit_leads_to_the_public_units_that_build_on_it(stage_page, client):
    first = UnitPageFactory(parent=stage_page, title="First", years=[7])
    second = UnitPageFactory(parent=stage_page, title="Second", years=[9], builds_on=[first])
    UnitPageFactory(parent=stage_page, title="Draft", years=[9], builds_on=[first], live=False)
    assert [unit.title for unit in first.leads_to] == ["Second"]
    assert [unit.title for unit in second.public_builds_on] == ["First"]
    assert client.get(second.url).status_code == 200
