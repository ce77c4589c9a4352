"""The roll-up over all schools: counted rule by rule within one strength, and listed one by one."""

import datetime
import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hub.accounts.models import User
from hub.publication.rules import Status, Strength, evaluate
from hub.schools.duties.published import subject_of
from hub.schools.duties.recording import record_findings
from hub.schools.duties.rules import RULES
from hub.schools.models import School
from tests.factories.careers import complete_access_page, complete_careers_page
from tests.factories.schools import BoroughFactory, SchoolFactory, SchoolHomePageFactory
from tests.html import flat

pytestmark = pytest.mark.django_db
ROLL_UP, FINDINGS = "/admin/reports/publication/", "/admin/reports/publication/findings/"
DAY = datetime.timedelta(days=1)


def counts(response, rule: str) -> dict[str, dict[str, int]]:
    """Return what the roll-up says of a rule, by group and status, without what is nought."""
    return {
        group["value"]: {cell["status"].value: cell["count"] for cell in line["cells"] if cell["count"]}
        for group in response.context["groups"]
        for line in group["lines"]
        if line["rule"].id == rule
    }


def listed(client, **filters) -> list[tuple[str, str]]:
    return [(row.subject, row.rule) for row in client.get(FINDINGS, filters).context["object_list"]]


def names(client, **filters) -> list[str]:
    return [subject for subject, _rule in listed(client, **filters)]


def test_a_rule_is_counted_within_each_strength_by_which_it_binds(admin_client, page):
    response = admin_client.get(ROLL_UP)
    assert counts(response, "PUB-01") == {
        "must": {"met": 1, "missing": 1},
        "should": {"missing": 1},
        "none": {"not-checkable": 1, "not-applicable": 1},
    }
    assert counts(response, "LA4-1") == {"voluntary": {"met": 1, "missing": 3}, "none": {"not-checkable": 1}}
    assert [group["value"] for group in response.context["groups"]] == ["must", "should", "voluntary", "none"]


def test_strengths_are_never_added_up(admin_client, page):
    body = admin_client.get(ROLL_UP).content.decode()
    table = body[body.index('class="nice-padding hub-report"') :]
    assert "%" not in table and "otal" not in re.sub("<[^>]*>", "", table)
    for group in ("must", "should", "voluntary"):
        assert table.count(f'aria-labelledby="group-{group}"') == 1


def test_every_number_leads_to_exactly_its_rows(admin_client, page):
    checked = 0
    for group in admin_client.get(ROLL_UP, {"area": "Barnet"}).context["groups"]:
        strength = {"none": ""}.get(group["value"]) if group["value"] == "none" else Strength(group["value"]).label
        for line in group["lines"]:
            for cell in line["cells"]:
                if not cell["count"]:
                    continue
                found = admin_client.get(cell["url"]).context
                assert found["paginator"].count == cell["count"], cell["url"]
                assert {(row.rule, row.strength, row.status, row.area) for row in found["object_list"]} == {
                    (line["rule"].id, str(strength), str(cell["status"].label), "Barnet")
                }
                checked += 1
    assert checked > 43


def test_schools_are_narrowed_by_borough_and_by_group_of_types(admin_client, page):
    assert names(admin_client, rule="PUB-01", area="Brent") == ["Birch Row School"]
    assert names(admin_client, rule="PUB-01", kind="academies") == ["Cedar Academy"]
    assert counts(admin_client.get(ROLL_UP, {"kind": "academies"}), "PUB-01") == {"should": {"missing": 1}}
    assert set(names(admin_client, rule="PUB-01", kind="la-maintained")) == {
        "Alder Row School",
        "Birch Row School",
        "Damson Primary",
    }


def test_a_school_is_of_the_group_it_is_registered_in_today(admin_client, page, on):
    school = School.objects.get(name="Cedar Academy")
    school.registrations.update(ends_on=on - DAY)
    school.registrations.create(urn=900399, type_code="01", low_age=11, high_age=16, starts_on=on)
    assert names(admin_client, rule="PUB-01", kind="academies") == []
    assert "Cedar Academy" in names(admin_client, rule="PUB-01", kind="la-maintained")


def test_several_statuses_may_be_chosen_and_what_has_to_be_done_stands_first(admin_client, page):
    both = admin_client.get(FINDINGS, {"rule": "PUB-01", "status": ["met", "missing"]}).context["object_list"]
    assert [(row.subject, row.status) for row in both] == [
        ("Birch Row School", "Not yet"),
        ("Cedar Academy", "Not yet"),
        ("Alder Row School", "Met"),
    ]
    assert names(admin_client, rule="PUB-01", strength="must", status="missing") == ["Birch Row School"]
    assert set(names(admin_client, rule="PUB-01", strength="none")) == {"Damson Primary", "Elder Place"}


def test_what_has_changed_since_a_day(admin_client, page, on):
    record_findings(on=on - 9 * DAY)
    page.careers_leader_name = ""
    page.save()
    record_findings(on=on - 4 * DAY)
    assert listed(admin_client, since=f"{on - 5 * DAY}") == [("Alder Row School", "PUB-01")]
    assert names(admin_client, since=f"{on - 3 * DAY}") == []
    (row,) = admin_client.get(FINDINGS, {"since": f"{on - 4 * DAY}"}).context["object_list"]
    assert row.since == on - 4 * DAY
    assert counts(admin_client.get(ROLL_UP, {"since": f"{on - 4 * DAY}"}), "PUB-01") == {"must": {"missing": 1}}
    # What has changed since the last record is found today for the first time.
    page.careers_leader_telephone = ""
    page.save()
    assert listed(admin_client, since=f"{on}") == [("Alder Row School", "PUB-03")]


def test_rows_say_since_when_and_where_the_rule_does_not_apply_they_do_not(admin_client, page, on):
    record_findings(on=on - DAY)
    rows = {row.subject: row.since for row in admin_client.get(FINDINGS, {"rule": "PUB-01"}).context["object_list"]}
    assert rows["Alder Row School"] == on - DAY and rows["Damson Primary"] is None
    assert f"since {on - DAY:%-d %b %Y}" in admin_client.get(FINDINGS, {"rule": "PUB-01"}).content.decode()


def test_while_nothing_is_recorded_the_page_says_so(admin_client, page, on):
    for address in (ROLL_UP, FINDINGS):
        assert "nothing is recorded yet" in admin_client.get(address).content.decode()
    assert names(admin_client, since=f"{on - 400 * DAY}") == []
    record_findings(on=on)
    assert "nothing is recorded yet" not in admin_client.get(FINDINGS).content.decode()


@pytest.mark.parametrize("filters", [{"rule": "no such rule"}, {"since": "soon"}, {"status": "x"}, {"kind": "x"}])
@pytest.mark.parametrize("address", [ROLL_UP, FINDINGS])
def test_a_filter_that_means_nothing_is_named_and_left_out(admin_client, page, address, filters):
    response = admin_client.get(address, {"area": "Barnet", **filters})
    assert response.status_code == 200
    assert "This filter is left out." in response.content.decode()
    assert len(response.context["object_list"]) > 39


def test_a_row_leads_to_the_public_page_and_to_where_it_is_fixed(admin_client, page):
    rows = {row.subject: row for row in admin_client.get(FINDINGS, {"rule": "PUB-01"}).context["object_list"]}
    ours, empty = rows["Alder Row School"], rows["Birch Row School"]
    assert ours.fix_url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert ours.page.endswith("/schools/alder-row-school-900301/")
    assert empty.page.endswith("/schools/birch-row-school-900302/")
    for row in (ours, empty):
        assert admin_client.get(row.page).status_code == 200
        assert admin_client.get(row.fix_url, follow=True).status_code == 200
    assert rows["Damson Primary"].fix_url == ""
    body = admin_client.get(FINDINGS, {"rule": "PUB-01"}).content.decode()
    assert ours.page in body and ours.fix_url in body
    assert '<th scope="row">' in body and "<caption" in body


def test_the_list_is_paged(admin_client, page):
    response = admin_client.get(FINDINGS)
    assert response.context["paginator"].count == 5 * 43 and len(response.context["object_list"]) == 50
    assert "215 findings" in flat(response.content.decode()).lower()
    second = admin_client.get(FINDINGS, {"p": 2, "area": "Barnet"}).context["object_list"]
    assert len(second) == 36 and {row.area for row in second} == {"Barnet"}


def test_the_report_agrees_with_the_page(admin_client, page, on):
    rows = admin_client.get(FINDINGS, {"area": "Barnet", "kind": "la-maintained"}).context["object_list"]
    shown = {row.rule: (row.status, row.due, row.message) for row in rows}
    subject = subject_of(page, on=on)
    assert subject and shown == {
        finding.rule.id: (str(finding.status.label), finding.due, finding.message)
        for finding in evaluate(subject, RULES, on)
    }


LEVELS: tuple[tuple[str, dict[str, str]], ...] = (
    (ROLL_UP, {}),
    (FINDINGS, {}),
    (FINDINGS, {"export": "csv"}),
    (FINDINGS, {"export": "xlsx", "rule": "PUB-01"}),
    (FINDINGS, {"area": "Barnet", "kind": "la-maintained", "since": "2020-01-01"}),
)


def test_the_number_of_queries_does_not_grow_with_the_schools(admin_client, index, on):
    barnet = BoroughFactory(label="Barnet")

    def add(number: int) -> None:
        school = SchoolFactory(name=f"Row {number} School", urn=900500 + number, borough=barnet)
        home = SchoolHomePageFactory(parent=index, school=school)
        complete_careers_page(home, on, careers_leader_name=f"Leader {number}")
        complete_access_page(home, on)

    def queries() -> list[int]:
        record_findings(on=on)
        asked = []
        for address, filters in LEVELS:
            with CaptureQueriesContext(connection) as found:
                response = admin_client.get(address, filters)
                assert response.status_code == 200 and b"".join(response)
            asked.append(len(found))
        return asked

    for number in range(3):
        add(number)
    queries()
    small = queries()
    for number in range(3, 30):
        add(number)
    assert queries() == small
    assert max(small) < 40


def test_only_those_with_the_permission_read_it(client, page):
    user = User.objects.create_user("somebody@hub.example", "x")
    group = Group.objects.create(name="Somebodies")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    client.force_login(user)
    assert {client.get(address).status_code for address in (ROLL_UP, FINDINGS)} <= {302, 403}
    group.permissions.add(Permission.objects.get(codename="view_report"))
    assert {client.get(address).status_code for address in (ROLL_UP, FINDINGS)} == {200}


def test_a_school_that_is_overdue_stands_at_the_top(admin_client, page, on):
    page.next_review = on - DAY
    page.save()
    first = admin_client.get(FINDINGS).context["object_list"][0]
    assert (first.subject, first.rule, first.status) == ("Alder Row School", "PUB-08", str(Status.OVERDUE.label))
