"""What the editor saves by itself of a unit while something in it is wrong (decision 0035)."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import streamfield

from curriculum.models import UnitPage
from tests.autosave import Tab
from tests.curriculum.test_editor import lesson_data, unit_data
from tests.factories.curriculum import UnitPageFactory, lesson

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(stage_page):
    unit = UnitPageFactory(parent=stage_page, live=False, lessons=[lesson("One"), lesson("Two")])
    unit.save_revision()
    return unit


def sent(unit, *lessons: tuple[str | None, dict], **changes) -> dict:
    """Return the form of `unit` with these lessons, each with its key."""
    stream = streamfield([("lesson", data) for _key, data in lessons])
    for number, (key, _data) in enumerate(lessons):
        stream[str(number)]["id"] = key or ""
    data = unit_data(slug=unit.slug, lessons=stream, **changes)
    del data["action-publish"]
    return data


def titles(tab: Tab) -> list[str]:
    return [each.value["title"] for each in tab.draft().lessons]


def test_a_wrong_number_in_a_lesson_keeps_the_rest_of_the_lesson_and_of_the_unit(admin_client, unit):
    tab, (first, second) = Tab(admin_client, unit), [each.id for each in unit.lessons]
    part = lesson_data()["before"] | {"minutes": "soon"}
    answer = tab.save(
        sent(unit, (first, lesson_data(title="Renamed", before=part)), (second, lesson_data(title="Two")), title="New")
    )
    assert "Lessons, Lesson 1" in answer["error_message"] and "Enter a whole number." in answer["error_message"]
    assert titles(tab) == ["Renamed", "Two"] and tab.draft().title == "New"
    held = unit.lessons[0].value["before"]["minutes"]
    assert tab.draft().lessons[0].value["before"]["minutes"] == held


def test_a_new_lesson_with_a_wrong_number_is_kept_without_it(admin_client, unit):
    tab, (first, second) = Tab(admin_client, unit), [each.id for each in unit.lessons]
    part = lesson_data()["before"] | {"minutes": "soon"}
    lessons = [(first, lesson_data()), (second, lesson_data(title="Two")), (None, lesson_data(title="3", before=part))]
    tab.save(sent(unit, *lessons))
    assert titles(tab) == ["One", "Two", "3"]
    lessons[2] = (tab.draft().lessons[2].id, lesson_data(title="3"))
    assert tab.save(sent(unit, *lessons))["success"]
    assert tab.draft().lessons[2].value["before"]["minutes"] == 10


def test_a_wrong_title_keeps_the_last_one(admin_client, unit):
    tab = Tab(admin_client, unit)
    answer = tab.save(sent(unit, (None, lesson_data(title="Only")), title=""))
    assert "Title: This field is required." in answer["error_message"]
    assert tab.draft().title == unit.title and titles(tab) == ["Only"]


def test_a_new_version_in_another_tab_is_not_written_over(admin_client, unit):
    one, other = Tab(admin_client, unit), Tab(admin_client, unit)
    one.save(sent(unit, (None, lesson_data(title="Mine"))))
    answer = other.save(sent(unit, (None, lesson_data(title="Yours")), title=""))
    assert answer["error_code"] == "invalid_revision" and titles(one) == ["Mine"]


def test_a_new_unit_with_a_wrong_day_is_made_without_it(admin_client, stage_page):
    data = unit_data(title="Copper wires", slug="copper-wires", last_checked="some day", lessons=streamfield([]))
    del data["action-publish"]
    data |= {"outcomes-count": "0"}
    del data["year_groups"]
    address = reverse("wagtailadmin_pages:add", args=["curriculum", "unitpage", stage_page.pk])
    answer = admin_client.post(address, data, headers={"accept": "application/json"}).json()
    assert "url" in answer, answer
    assert UnitPage.objects.get(pk=answer["pk"]).last_checked is None
