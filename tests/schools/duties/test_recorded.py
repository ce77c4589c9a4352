"""Where there are many schools the report counts and lists what was recorded, and judges only the rows it shows."""

import datetime
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hub.accounts.models import User
from hub.core.kept import writes
from hub.schools.duties import report
from hub.schools.duties.recording import record_findings
from hub.schools.models import FindingPeriod, FindingRun, School
from hub.schools.tenancy.people import appoint_officer
from tests.factories.careers import complete_careers_page
from tests.factories.schools import SchoolFactory, SchoolHomePageFactory
from tests.schools.duties.test_rollup import FINDINGS, ROLL_UP, counts, names
from tests.schools.duties.test_rollup_exports import exported

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
SCHOOLS = "/admin/reports/publication/schools/"
DAY = datetime.timedelta(days=1)
FILTERS: list[dict[str, object]] = [
    {},
    {"rule": "PUB-01"},
    {"area": "Barnet"},
    {"kind": "academies"},
    {"pages": "here"},
    {"strength": "must", "status": "missing"},
    {"strength": "none"},
    {"status": ["met", "not-applicable"]},
    {"since": "2026-11-20"},
    {"since": "2026-11-01", "area": "Barnet"},
    {"area": "Barnet", "kind": "la-maintained", "strength": "voluntary"},
]


@pytest.fixture
def many(monkeypatch):
    """As if there were too many schools to judge while somebody waits; returns how to go back."""
    monkeypatch.setattr(report, "JUDGED_AT_ONCE", 0)
    return lambda: monkeypatch.setattr(report, "JUDGED_AT_ONCE", 100)


def numbers(response) -> list[tuple]:
    return [
        (group["value"], line["rule"].id, [cell["count"] for cell in line["cells"]])
        for group in response.context["groups"]
        for line in group["lines"]
    ]


def pages_of(client, address: str, filters) -> list:
    first = client.get(address, filters).context
    rest = [client.get(address, {**filters, "p": n}).context for n in range(2, first["paginator"].num_pages + 1)]
    return [row for context in (first, *rest) for row in context["object_list"]]


@pytest.mark.parametrize("filters", FILTERS, ids=str)
def test_it_says_what_judging_them_all_would_say(admin_client, page, on, many, filters):
    record_findings(on=on - 9 * DAY)
    page.careers_leader_name = ""
    page.save()
    record_findings(on=on)
    recorded = admin_client.get(ROLL_UP, filters)
    rows, schools = pages_of(admin_client, FINDINGS, filters), pages_of(admin_client, SCHOOLS, filters)
    assert recorded.context["as_of"] and rows
    many()
    judged = admin_client.get(ROLL_UP, filters)
    assert judged.context["as_of"] is None
    assert numbers(recorded) == numbers(judged)
    assert schools == pages_of(admin_client, SCHOOLS, filters)
    expected = pages_of(admin_client, FINDINGS, filters)
    assert sorted(rows, key=str) == sorted(expected, key=str)
    assert [(row.status, row.subject) for row in rows] == [(row.status, row.subject) for row in expected]


def test_a_page_that_changed_is_counted_with_the_next_tick_and_judged_at_once(admin_client, page, on, many):
    call_command("record_findings", "--changed", stdout=StringIO())
    assert counts(admin_client.get(ROLL_UP), "LA4-1")["voluntary"] == {"met": 1, "missing": 3}
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=4)):
        page.governor_name = ""
        page.save_revision().publish()
        before = admin_client.get(ROLL_UP)
        assert counts(before, "LA4-1")["voluntary"] == {"met": 1, "missing": 3}
        assert f"as recorded at {timezone.localtime(before.context['as_of']):%H:%M}" in before.content.decode()
        # Still among those that meet it, where its row says what is so by now: it is left out.
        assert names(admin_client, rule="LA4-1", status="met") == []
        call_command("record_findings", "--changed", stdout=StringIO())
        after = admin_client.get(ROLL_UP)
    assert counts(after, "LA4-1")["voluntary"] == {"missing": 4}
    assert after.context["as_of"] - before.context["as_of"] >= datetime.timedelta(minutes=4)


def test_only_schools_whose_pages_changed_are_judged_again(page, on, index):
    school = School.objects.get(name="Birch Row School")
    other = complete_careers_page(SchoolHomePageFactory(parent=index, school=school), on)

    def found() -> dict[str, str]:
        rows = FindingPeriod.objects.found_last().filter(rule="LA4-1", school__in=[page.school, school])
        return dict(rows.values_list("school__name", "status"))

    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=10)):
        record_findings(on=on)
        type(other).objects.filter(pk=other.pk).update(governor_name="")  # without a line in the log
        page.governor_name = ""
        page.save_revision().publish()
        call_command("record_findings", "--changed", stdout=StringIO())
        assert found() == {"Alder Row School": "missing", "Birch Row School": "met"}
        record_findings(on=on)
        assert found() == {"Alder Row School": "missing", "Birch Row School": "missing"}


def test_a_page_that_is_taken_down_has_changed(page, on, admin_user):
    record_findings(on=on)
    page.unpublish(user=admin_user)
    call_command("record_findings", "--changed", stdout=StringIO())
    assert FindingPeriod.objects.found_last().get(school=page.school, rule="PUB-01").status == "missing"


def written_by_tick() -> list[str]:
    with CaptureQueriesContext(connection) as asked:
        call_command("record_findings", "--changed", stdout=StringIO())
    return [each["sql"] for each in asked if writes.is_shown(each["sql"])]


def test_where_no_page_changed_nothing_is_written_and_a_draft_is_no_change(page, on, index):
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=10)):
        record_findings(on=on)
        page.governor_name = ""
        page.save_revision(log_action=True)
        assert not written_by_tick()
        page.get_latest_revision().publish()
        assert written_by_tick()


def test_a_file_is_judged(admin_client, page, on, many):
    record_findings(on=on)
    page.careers_leader_name = ""
    page.save()
    (row,) = exported(admin_client, FINDINGS, rule="PUB-01", area="Barnet", kind="la-maintained")
    assert row["Finding"] == "Not yet"


def test_a_record_of_an_earlier_day_stands_until_todays_is_made_and_without_any_they_are_judged(
    admin_client, page, on, many
):
    assert admin_client.get(ROLL_UP).context["as_of"] is None
    with time_machine.travel(timezone.now() - DAY):
        record_findings(on=on - DAY)
    response = admin_client.get(ROLL_UP)
    assert f"on {on - DAY:%-d %B %Y}" in response.content.decode()
    assert FindingRun.objects.count() == 1


def test_an_officer_counts_and_lists_the_schools_of_their_boroughs_alone(client, page, on, many):
    record_findings(on=on)
    officer = User.objects.create_user("officer@barnet.example", "secret")
    appoint_officer(officer, borough=page.school.borough)
    client.force_login(officer)
    assert counts(client.get(ROLL_UP), "PUB-01") == {"must": {"met": 1}, "should": {"missing": 1}}
    assert set(names(client)) == {"Alder Row School", "Cedar Academy"}
    assert {row.subject.name for row in client.get(SCHOOLS).context["object_list"]} == {
        "Alder Row School",
        "Cedar Academy",
    }


@pytest.mark.parametrize("address", [ROLL_UP, FINDINGS, SCHOOLS])
def test_it_asks_as_often_for_fifty_schools_as_for_five(admin_client, page, on, many, address):
    def queries() -> int:
        record_findings(on=on)
        with CaptureQueriesContext(connection) as found:
            admin_client.get(address)
        return len(found)

    queries()
    few = queries()
    for number in range(45):
        SchoolFactory(name=f"Row {number} School", urn=900500 + number)
    assert queries() <= few
