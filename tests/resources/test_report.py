"""A reader reports a problem, and an editor deals with it."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from hub.accounts.models import User
from hub.core.client_address import network_of
from hub.schools.tenancy.provisioning import ensure_central_groups
from resources.models import ProblemReport
from resources.services import REPORTS_ALLOWED
from tests.factories.resources import LessonResourcePageFactory, ProblemReportFactory

HERE = {"Origin": "http://testserver"}


@pytest.fixture
def page(library):
    return LessonResourcePageFactory(parent=library, title="Jobs on our street")


@pytest.fixture
def send(client, page):
    """Post a report from the page; keywords change the form."""

    def post(*, headers=HERE, to=None, **fields):
        address = reverse("report_problem", args=[(to or page).pk])
        return client.post(address, {"kind": "link", "message": "", "website": "", **fields}, headers=headers)

    return post


def test_a_report_reaches_the_editors_list(send, client, page):
    response = send(message="  Page not found.  ")
    assert response.status_code == 302
    assert response.url == f"{page.url}?reported=1#report"
    assert "Thank you. The report is with the editors." in client.get(response.url).content.decode()
    report = ProblemReport.objects.get()
    assert (report.page, report.kind, report.message) == (page, "link", "Page not found.")
    assert report.resolved_at is None


def test_a_visitor_gets_no_cookie(send, client, page):
    shown = client.get(page.url)
    sent = send()
    refused = send(kind="")
    assert not shown.cookies
    assert not sent.cookies
    assert not refused.cookies
    assert not client.cookies


def test_the_form_needs_no_token(page):
    strict = Client(enforce_csrf_checks=True)
    strict.post(reverse("report_problem", args=[page.pk]), {"kind": "link"}, headers=HERE)
    assert ProblemReport.objects.count() == 1


def test_a_report_without_a_kind_comes_back_with_what_was_written(send):
    response = send(kind="", message="Slide 3 is blank.")
    assert response.status_code == 400
    body = response.content.decode()
    assert "Say what is wrong: choose one." in body
    assert "Slide 3 is blank." in body
    assert not ProblemReport.objects.exists()


@pytest.mark.parametrize("fields", [{"kind": "nonsense"}, {"message": "x" * 1001}])
def test_a_malformed_report_is_refused(send, fields):
    assert send(**fields).status_code == 400
    assert not ProblemReport.objects.exists()


def test_markup_in_a_refused_message_stays_text(send):
    assert "<script>alert" not in send(kind="", message="</textarea><script>alert(1)</script>").content.decode()


def test_a_program_that_fills_every_field_is_thanked_and_ignored(send):
    assert send(website="https://spam.example").status_code == 302
    assert not ProblemReport.objects.exists()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://testserver"}, 302),
        ({"Referer": "http://testserver/resources/"}, 302),
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Origin": "null", "Referer": "http://testserver/"}, 403),
        ({"Origin": "http://[::1"}, 403),
        ({}, 403),
    ],
)
def test_only_a_form_on_this_site_is_taken(send, headers, status):
    assert send(headers=headers).status_code == status
    assert ProblemReport.objects.exists() == (status == 302)


def test_one_address_may_not_flood_the_list(send, client, page, one_minute):
    for _report in range(REPORTS_ALLOWED):
        assert send().status_code == 302
    response = send(message="Once more.")
    assert response.status_code == 429
    assert "Once more." in response.content.decode()
    assert ProblemReport.objects.count() == REPORTS_ALLOWED
    client.defaults["REMOTE_ADDR"] = "203.0.113.9"
    assert send().status_code == 302


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8::1", "2001:db8::/64"),
        ("2001:db8::2", "2001:db8::/64"),
        ("", "unknown"),
    ],
)
def test_a_household_counts_once(address, network):
    assert network_of(address) == network


def test_a_report_on_what_is_not_public_is_not_found(send, library):
    draft = LessonResourcePageFactory(parent=library, live=False)
    private = LessonResourcePageFactory(parent=library)
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    assert send(to=draft).status_code == 404
    assert send(to=private).status_code == 404


def test_following_the_address_of_the_form_leads_back_to_the_page(client, page):
    assert client.get(reverse("report_problem", args=[page.pk])).url == f"{page.url}#report"


@pytest.fixture
def editor(db):
    """Central staff with the permission; school roles hold admin access without it."""

    def make(*codenames):
        user = User.objects.create_user(f"{len(codenames)}@hub.example", "pw", first_name="Ed", last_name="Itor")
        group = Group.objects.create(name=f"group {len(codenames)}")
        group.permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
        user.groups.add(group)
        return user

    return make


def test_an_editor_lists_filters_and_resolves_reports(client, page, editor):
    user = editor("view_problemreport", "change_problemreport")
    report: ProblemReport = ProblemReportFactory.create(page=page, message="Page not found.")
    client.force_login(user)
    index = reverse("problem_reports:index")
    assert "Page not found." in client.get(index, {"state": "open"}).content.decode()
    assert "Page not found." not in client.get(index, {"state": "resolved"}).content.decode()
    edit = reverse("problem_reports:edit", args=[report.pk])
    shown = client.get(edit)
    assert shown.status_code == 200
    assert "Page not found." in shown.content.decode()
    client.post(edit, {"resolved": "on"})
    report.refresh_from_db()
    assert report.resolved_by == user
    assert "Page not found." in client.get(index, {"state": "resolved"}).content.decode()
    client.post(edit, {})
    report.refresh_from_db()
    assert (report.resolved_at, report.resolved_by) == (None, None)


def test_nobody_adds_a_report_in_the_admin(admin_client, client, editor, page):
    assert admin_client.get(reverse("problem_reports:add")).status_code == 302
    assert admin_client.get(reverse("problem_reports:index")).status_code == 200


def test_the_list_is_closed_to_users_without_the_permission(client, page, editor):
    report: ProblemReport = ProblemReportFactory.create(page=page)
    client.force_login(editor())
    assert client.get(reverse("problem_reports:index")).status_code == 302
    assert client.get(reverse("problem_reports:edit", args=[report.pk])).status_code == 302
    assert "problem-reports" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_hubs_own_staff_hold_the_permission(home):
    held = ensure_central_groups().permissions.values_list("codename", flat=True)
    assert {"view_problemreport", "change_problemreport"} <= set(held)
