"""`manage.py duties`: every finding for every school on a day."""

import datetime
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from hub.home.demo import schools, site
from hub.schools.duties.rules import RULES_BY_ID
from hub.schools.microsites.reregistering import reregister
from hub.schools.models import ProviderAccessPage, Registration, School
from tests.factories.careers import complete_access_page, complete_careers_page
from tests.factories.schools import SchoolFactory, SchoolHomePageFactory

pytestmark = pytest.mark.django_db
FIELDS = {"school", "urn", "rule", "status", "strength", "message", "evidence"}
LOADED = datetime.date(2026, 11, 23)
MARIGOLD, LARKSPUR, ROWAN, JUNIPER, LANTERN = range(990001, 990006)


def duties(*arguments: str) -> tuple[str, str]:
    out, error = StringIO(), StringIO()
    call_command("duties", *arguments, stdout=out, stderr=error)
    return out.getvalue(), error.getvalue()


def found_on(day: str, *arguments: str) -> dict[tuple[int, str], str]:
    """Return the status of each rule of each school, by URN and rule."""
    rows = json.loads(duties("--on", day, "--json", *arguments)[0])
    assert all(set(row) == FIELDS for row in rows)
    return {(row["urn"], row["rule"]): row["status"] for row in rows}


def changes(before: dict, after: dict) -> dict[int, dict[str, tuple[str, str]]]:
    found: dict[int, dict[str, tuple[str, str]]] = {}
    for (urn, rule), status in before.items():
        if after[urn, rule] != status:
            found.setdefault(urn, {})[rule] = (status, after[urn, rule])
    return found


@pytest.fixture(scope="module")
def loaded(framework, once) -> None:
    once(lambda: schools.load(home=site.front_page(), on=LOADED))


@pytest.fixture
def demo(loaded, db) -> None:
    """The demo's schools, loaded once for this file."""


def test_the_demo_on_three_days_changes_as_the_law_says(demo):
    september, last_day, day_after = (found_on(day) for day in ("2026-09-01", "2027-02-28", "2027-03-01"))
    assert {rule for _urn, rule in september} == set(RULES_BY_ID) and len(september) == 5 * 39
    # Marigold Park met Years 8, 10 and 12 in the autumn: in September that lay ahead, and its older cohorts were done.
    meetings = ("PAL-07", "PAL-08", "PAL-09", "PAL-10", "PAL-11", "PAL-12")
    assert {september[MARIGOLD, rule] for rule in meetings} == {"missing"}
    assert {last_day[MARIGOLD, rule] for rule in meetings} == {"met"}
    access = {rule: pair for rule, pair in changes(september, last_day)[MARIGOLD].items() if rule[:3] == "PAL"}
    assert access == dict.fromkeys(meetings, ("missing", "met"))
    # On 28 February there is still a day left; on 1 March the window of Years 9, 11 and 13 has closed.
    assert {last_day[LARKSPUR, rule] for rule in ("PAL-07", "PAL-10", "PAL-11", "PAL-12")} == {"missing"}
    overdue = dict.fromkeys(meetings, ("missing", "overdue"))
    assert changes(last_day, day_after) == {
        LARKSPUR: {rule: overdue[rule] for rule in ("PAL-07", "PAL-10", "PAL-11", "PAL-12")},
        ROWAN: overdue,
    }
    # A primary school and a college owe no access, on any day.
    for day in (september, last_day, day_after):
        assert {day[urn, rule] for urn in (JUNIPER, LANTERN) for rule in RULES_BY_ID if rule[:3] == "PAL"} == {
            "not-applicable"
        }


def test_the_demo_in_september_is_judged_by_the_dates_of_that_day(demo):
    september, later = found_on("2026-09-01"), found_on("2027-03-01")
    # Larkspur's review was due three weeks before the demo was loaded: in September that was still to come.
    assert (september[LARKSPUR, "PUB-08"], later[LARKSPUR, "PUB-08"]) == ("met", "overdue")
    assert september[MARIGOLD, "PUB-04"] == later[MARIGOLD, "PUB-04"] == "met"
    assert found_on("2027-09-01")[MARIGOLD, "PUB-04"] == "overdue"


def test_what_was_approved_or_dated_later_does_not_count_yet(demo):
    school = School.objects.get(registrations__urn=MARIGOLD)
    held = min(approval.meeting_date for approval in school.approvals.all())
    assert found_on(held.isoformat(), "--school", str(MARIGOLD))[MARIGOLD, "LA3-4"] == "met"
    eve = found_on((held - datetime.timedelta(days=1)).isoformat(), "--school", str(MARIGOLD))
    assert eve[MARIGOLD, "LA3-4"] == eve[MARIGOLD, "LA3-5"] == "missing"
    dated = ProviderAccessPage.objects.get(school=school).dated
    assert found_on(dated.isoformat(), "--school", str(MARIGOLD))[MARIGOLD, "PAL-01"] == "met"
    eve = found_on((dated - datetime.timedelta(days=1)).isoformat(), "--school", str(MARIGOLD))
    assert eve[MARIGOLD, "PAL-01"] == "missing"


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
    assert out.startswith("Quill Row School, URN 900400, on 23 November 2026\n  Must: 0 of ")
    assert out.index("Must: ") < out.index("Should: ") < out.index("London Ambitions (voluntary): ")
    assert "PAL-07  missing" in out and "%" not in out
    assert error.startswith("1 schools, 39 findings in ") and " ms a school." in error


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
    with django_assert_num_queries(14):
        assert len(json.loads(duties(*arguments)[0])) == 39
    for number in (2, 3):
        add(number)
    with django_assert_num_queries(14):
        assert len(json.loads(duties(*arguments)[0])) == 3 * 39
