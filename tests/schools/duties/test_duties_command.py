"""`manage.py duties`: every finding for every school on a day."""

import datetime
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from hub.schools.microsites.reregistering import reregister
from hub.schools.models import Registration, School
from tests.factories.careers import complete_access_page, complete_careers_page
from tests.factories.schools import SchoolFactory, SchoolHomePageFactory

pytestmark = pytest.mark.django_db
FIELDS = {"school", "urn", "rule", "status", "strength", "message", "evidence"}


def duties(*arguments: str) -> tuple[str, str]:
    out, error = StringIO(), StringIO()
    call_command("duties", *arguments, stdout=out, stderr=error)
    return out.getvalue(), error.getvalue()


def found_on(day: str, *arguments: str) -> dict[tuple[int, str], str]:
    """Return the status of each rule of each school, by URN and rule."""
    rows = json.loads(duties("--on", day, "--json", *arguments)[0])
    assert all(set(row) == FIELDS for row in rows)
    return {(row["urn"], row["rule"]): row["status"] for row in rows}


def test_a_school_that_has_closed_since_is_judged_on_a_day_on_which_it_was_registered():
    days = {"starts_on": datetime.date(2010, 9, 1), "ends_on": datetime.date(2026, 8, 31)}
    SchoolFactory(name="Vanished School", urn=900410, status="closed", **days)
    SchoolFactory(name="Lost School", urn=900411, status="closed")
    SchoolFactory(name="Quill Row School", urn=900412)

    def urns(day: str) -> set[int]:
        return {urn for urn, _rule in found_on(day)}

    assert urns("2026-08-31") == {900410, 900412}
    assert urns("2026-09-01") == urns("2010-08-31") == {900412}, "nobody knows until when the other was open"


def test_a_school_that_becomes_an_academy_is_judged_by_its_registration_of_the_day():
    SchoolFactory(name="Quill Row School", urn=900400, starts_on=datetime.date(2010, 9, 1))
    reregister(school=School.objects.get(), urn=900401, type_code="34", on=datetime.date(2026, 4, 1))
    for urn in ("900400", "900401"):
        before = json.loads(duties("--on", "2026-03-31", "--school", urn, "--json")[0])
        after = json.loads(duties("--on", "2026-04-01", "--school", urn, "--json")[0])
        strengths = [{row["rule"]: row["strength"] for row in rows} for rows in (before, after)]
        assert [each["PUB-01"] for each in strengths] == ["must", "should"]
        assert [each["PAL-07"] for each in strengths] == ["must", "must"]
        assert ({row["urn"] for row in before}, {row["urn"] for row in after}) == ({900400}, {900401})


def test_before_a_school_was_registered_nothing_can_be_checked():
    SchoolFactory(urn=900400, starts_on=datetime.date(2026, 9, 1))
    rows = json.loads(duties("--on", "2026-08-31", "--school", "900400", "--json")[0])
    assert {(row["status"], row["strength"]) for row in rows} == {("not-checkable", None)}


def test_the_text_is_grouped_by_school_and_keeps_the_strengths_apart():
    SchoolFactory(name="Quill Row School", urn=900400)
    out, error = duties("--on", "2026-11-23")
    assert out.startswith("Quill Row School, URN 900400, on 23 November 2026\n  Must: 0 met, ")
    assert out.index("Must: ") < out.index("Should: ") < out.index("London Ambitions (voluntary): ")
    assert "PAL-07  under-way" in out and "under way until 28 February 2027" in out and "%" not in out
    assert error.startswith("1 schools, 43 findings in ") and " ms a school." in error


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--on", "2026-13-01"), "2026-13-01 is not a date such as 2026-09-01"),
        (("--on", "tomorrow"), "tomorrow is not a date"),
        (("--school", "12a"), "12a is not a URN"),
        (("--school", "123456"), "no school here has or had the URN 123456"),
        (("--school", "9" * 30), "no school here has or had the URN 9999"),
    ],
)
def test_bad_input_gets_a_message(arguments, words):
    with pytest.raises(CommandError, match=words):
        duties(*arguments)


def test_no_schools_give_an_empty_list():
    assert json.loads(duties("--json")[0]) == []
    assert not Registration.objects.exists()


def test_the_number_of_queries_does_not_grow_with_the_schools(index, on, django_assert_num_queries):
    def add(number: int) -> None:
        school = SchoolFactory(name=f"Row {number} School", urn=900500 + number)
        home = SchoolHomePageFactory(parent=index, school=school)
        complete_careers_page(home, on)
        complete_access_page(home, on)

    add(1)
    arguments = ("--on", on.isoformat(), "--json")
    duties(*arguments)
    with django_assert_num_queries(18):
        assert len(json.loads(duties(*arguments)[0])) == 43
    for number in (2, 3):
        add(number)
    with django_assert_num_queries(18):
        assert len(json.loads(duties(*arguments)[0])) == 3 * 43
