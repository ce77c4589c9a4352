"""What the rules found over time: one period for each finding, recorded once a day."""

import datetime
from io import StringIO

import pytest
from django.core.management import call_command

from hub.schools.duties.history import periods_between, since_when
from hub.schools.duties.recording import HistoryGoesForward, record_findings
from hub.schools.models import FindingPeriod, FindingRun, School
from tests.factories.careers import complete_careers_page
from tests.factories.schools import SchoolFactory

MONDAY = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)
pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def periods(school: School, rule: str) -> list[tuple[str, datetime.date, datetime.date | None]]:
    rows = FindingPeriod.objects.filter(school=school, rule=rule).order_by("since")
    return list(rows.values_list("status", "since", "until"))


def name_leader(page, name: str) -> None:
    page.careers_leader_name = name
    page.save()


def test_a_change_ends_one_period_and_begins_another(microsite):
    page = complete_careers_page(microsite, MONDAY)
    record_findings(on=MONDAY)
    name_leader(page, "")
    record_findings(on=MONDAY + 7 * DAY)
    assert periods(page.school, "PUB-01") == [
        ("met", MONDAY, MONDAY + 6 * DAY),
        ("missing", MONDAY + 7 * DAY, None),
    ]
    assert periods(page.school, "PUB-02") == [("met", MONDAY, None)]


def test_what_is_recorded_twice_on_a_day_is_recorded_once(microsite):
    page = complete_careers_page(microsite, MONDAY)
    record_findings(on=MONDAY)
    before = list(FindingPeriod.objects.values())
    assert record_findings(on=MONDAY).begun == 0
    assert list(FindingPeriod.objects.values()) == before
    name_leader(page, "")
    record_findings(on=MONDAY)
    assert periods(page.school, "PUB-01") == [("missing", MONDAY, None)]


def test_what_changed_and_changed_back_within_a_day_leaves_no_trace(microsite):
    page = complete_careers_page(microsite, MONDAY)
    record_findings(on=MONDAY)
    name_leader(page, "")
    record_findings(on=MONDAY + DAY)
    name_leader(page, "Ms R Adeyemi")
    record_findings(on=MONDAY + DAY)
    assert periods(page.school, "PUB-01") == [("met", MONDAY, None)]


def test_where_a_rule_does_not_apply_nobody_is_told_since_when_and_a_closed_school_has_no_open_period(microsite):
    SchoolFactory(name="Elder Lane Primary", urn=900355, low_age=3, high_age=11)
    primary = School.objects.get(name="Elder Lane Primary")
    record_findings(on=MONDAY)
    assert periods(primary, "PUB-01") == [("not-applicable", MONDAY, None)]
    assert (primary.pk, "PUB-01") not in since_when()
    assert "PUB-01" not in {each.rule for each in periods_between(primary, MONDAY, MONDAY)}
    assert periods(primary, "LA3-6") == [("missing", MONDAY, None)]
    School.objects.filter(pk=primary.pk).update(status=School.Status.CLOSED)
    record_findings(on=MONDAY + DAY)
    assert periods(primary, "LA3-6") == [("missing", MONDAY, MONDAY)]


def test_history_goes_forward(microsite):
    record_findings(on=MONDAY)
    with pytest.raises(HistoryGoesForward):
        record_findings(on=MONDAY - DAY)


def test_what_was_found_between_two_days_and_since_when(microsite):
    page = complete_careers_page(microsite, MONDAY)
    record_findings(on=MONDAY)
    name_leader(page, "")
    record_findings(on=MONDAY + 10 * DAY)
    found = {each.status for each in periods_between(page.school, MONDAY, MONDAY + 9 * DAY) if each.rule == "PUB-01"}
    assert found == {"met"}
    later = periods_between(page.school, MONDAY + 9 * DAY, MONDAY + 10 * DAY)
    assert [each.status for each in later if each.rule == "PUB-01"] == ["met", "missing"]
    assert since_when()[page.school_id, "PUB-01"] == ("missing", MONDAY + 10 * DAY)


def test_a_few_queries_however_many_schools(microsite, django_assert_max_num_queries):
    for urn in range(900400, 900420):
        SchoolFactory(name=f"School {urn}", urn=urn)
    with django_assert_max_num_queries(40):
        record_findings(on=MONDAY)


def test_tick_records_a_day_once(microsite):
    out = StringIO()
    call_command("record_findings", "--changed", stdout=out)
    call_command("record_findings", "--changed", stdout=out)
    assert FindingRun.objects.count() == 1
    assert out.getvalue().count("began") == 1
