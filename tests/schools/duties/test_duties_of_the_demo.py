"""`manage.py duties` on the demo's schools: what a day changes."""

import datetime

import pytest

from hub.home import tree
from hub.home.demo import schools
from hub.schools.duties.rules import RULES_BY_ID
from hub.schools.models import ProviderAccessPage, School
from tests.schools.duties.test_duties_command import found_on

pytestmark = pytest.mark.django_db
LOADED = datetime.date(2026, 11, 23)
MARIGOLD, LARKSPUR, ROWAN, JUNIPER, LANTERN = range(990001, 990006)


def changes(before: dict, after: dict) -> dict[int, dict[str, tuple[str, str]]]:
    found: dict[int, dict[str, tuple[str, str]]] = {}
    for (urn, rule), status in before.items():
        if after[urn, rule] != status:
            found.setdefault(urn, {})[rule] = (status, after[urn, rule])
    return found


@pytest.fixture(scope="module")
def loaded(framework, once) -> None:
    once(lambda: schools.load(home=tree.front_page(), on=LOADED))


@pytest.fixture
def demo(loaded, db) -> None:
    """The demo's schools, loaded once for this file."""


def test_the_demo_on_the_days_of_the_boundary_cases_is_as_the_law_says(demo):
    days = ("2026-09-02", "2027-02-28", "2027-03-01", "2027-08-20")
    september, last_day, day_after, august = (found_on(day) for day in days)
    assert {rule for _urn, rule in september} == set(RULES_BY_ID) and len(september) == 5 * 43
    # Marigold Park met Years 8, 10 and 12 in the autumn: in September that lay ahead, and its older cohorts were done.
    how_many, how = ("PAL-07", "PAL-08", "PAL-09"), ("PAL-10", "PAL-11", "PAL-12")
    meetings = how_many + how
    assert {september[MARIGOLD, rule] for rule in meetings} == {"under-way"}
    assert {last_day[MARIGOLD, rule] for rule in meetings} == {"met"}
    access = {rule: pair for rule, pair in changes(september, last_day)[MARIGOLD].items() if rule[:3] == "PAL"}
    assert access == dict.fromkeys(meetings, ("under-way", "met"))
    # No count calls a school unmet in September for what its new cohorts have before them.
    for urn in (MARIGOLD, LARKSPUR, ROWAN):
        assert {september[urn, rule] for rule in how_many} == {"under-way"}
    # On 28 February there is still a day left; on 1 March the window of Years 9, 11 and 13 has closed.
    assert {last_day[LARKSPUR, rule] for rule in ("PAL-07",)} == {"under-way"}
    assert changes(last_day, day_after) == {
        LARKSPUR: {"PAL-07": ("under-way", "missing")},
        ROWAN: dict.fromkeys(how_many, ("under-way", "missing")),
    }
    # A missed window still shows in August.
    assert {august[ROWAN, rule] for rule in how_many} == {"missing"} and august[LARKSPUR, "PAL-07"] == "missing"
    assert {august[ROWAN, rule] for rule in how} == {"under-way"}
    # A primary school and a college owe no access, on any day.
    for day in (september, last_day, day_after, august):
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


def test_a_statement_is_published_whatever_its_date_which_the_law_does_not_ask_for(demo):
    dated = ProviderAccessPage.objects.get(school__registrations__urn=MARIGOLD).dated
    for days in (0, 1):
        on = (dated - datetime.timedelta(days=days)).isoformat()
        assert found_on(on, "--school", str(MARIGOLD))[MARIGOLD, "PAL-01"] == "met"
