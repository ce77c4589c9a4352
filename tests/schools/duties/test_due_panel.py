"""The dashboard of each role opens on what is due."""

import datetime
import re
from collections.abc import Sequence

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hub.home.due import DuePanel
from hub.schools.duties.due import Addresses
from hub.schools.duties.places import CAREERS
from hub.schools.microsites.closing import close_school
from hub.schools.models import AnnualReportPage, CareersPage, ProviderAccessPage, ReminderRun, Role, School
from hub.schools.registrations import fix_links
from hub.schools.reminders import overview as overviews
from hub.schools.reminders.agenda import agenda
from hub.schools.reminders.overview import SchoolLine, overview
from hub.schools.tenancy.provisioning import create_school, ensure_central_groups
from tests.factories.careers import CareersPageFactory
from tests.factories.people import staff
from tests.schools.staffed import Staffed, person, staffed

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours(index, on) -> Staffed:
    return staffed(index, on, next_review=on + datetime.timedelta(days=12))


@pytest.fixture
def editor(db):
    user = get_user_model().objects.create_user("editor@hub.example", "secret")
    user.groups.add(ensure_central_groups())
    return user


def screen(user) -> str:
    client = Client()
    client.force_login(user)
    html = client.get("/admin/").content.decode()
    found = re.search(r'<section class="hub-due".*?</section>', html, re.S)
    return re.sub(r"\s+", " ", found[0]) if found else ""


def asked(user, on) -> dict[str, str]:
    """Return what of the law a governor is shown, by its rule."""
    found = agenda(user, on=on)
    return {each.finding.rule.id: each.finding.status.value for each in found.law} if found else {}


def rules(user, on) -> list[str]:
    found = agenda(user, on=on)
    return [line.due.rule for line in found.lines] if found else []


@pytest.mark.parametrize("role", [Role.CAREERS_LEADER, Role.HEAD])
def test_leader_and_head_see_the_next_date_first_with_days_and_a_way_to_fix_it(ours, role):
    html = screen(ours.people[role])
    first = html[html.index("<ol>") : html.index("</li>")]
    assert "in 12 days" in first and "Date of the next review" in first and "Must" in first
    assert f'href="/admin/pages/{ours.careers.pk}/edit/"' in first
    assert "/schools/quince-hill-school-900801/dates.ics" in html


@pytest.mark.parametrize("role", [Role.GOVERNOR, Role.CLERK])
def test_governor_and_clerk_see_what_governors_do_and_the_rest_once_it_is_overdue(ours, role, on):
    assert set(rules(ours.people[role], on)) == {"LA3-5", "LA3-6"}
    late = on + datetime.timedelta(days=13)
    assert asked(ours.people[role], late) == {"PUB-08": "overdue"}
    assert f"/admin/schools/approval/{ours.policy.pk}/" in screen(ours.people[role])


@pytest.mark.parametrize("role", [Role.GOVERNOR, Role.CLERK])
def test_governors_see_every_duty_in_law_that_is_open_or_under_way_before_what_is_voluntary(ours, role, on):
    access = ProviderAccessPage.objects.get(school=ours.made.school)
    access.premises = ""
    access.encounters = []
    access.save()
    AnnualReportPage.objects.all().delete()
    meetings = dict.fromkeys([f"PAL-{number:02d}" for number in range(7, 14)], "under-way")
    assert asked(ours.people[role], on) == {"PAL-04": "missing", **meetings}
    html = screen(ours.people[role])
    first = "When will the school describe in the statement the premises or facilities it offers, and who sees to it?"
    way = "What is still to come by 28 February 2027, so that the school can give each pupil two meetings"
    assert html.index(first) < html.index(way) < html.index("London Ambitions (voluntary): 2 met, 1 not met")
    assert html.count("premises or facilities it offers") == 1
    missed = screen_on(ours.people[role], datetime.date(2027, 3, 1))
    assert missed["PAL-07"].startswith("The school had until 28 February 2027 to give each pupil two meetings")


@pytest.mark.parametrize("role", [Role.CAREERS_LEADER, Role.HEAD])
def test_those_who_do_the_work_are_shown_it_by_its_dates_as_before(ours, role, on):
    assert asked(ours.people[role], on) == {}


def test_what_is_overdue_comes_first_and_says_so(ours, on):
    ours.careers.next_review = on - datetime.timedelta(days=1)
    ours.careers.save()
    html = screen(ours.people[Role.CAREERS_LEADER])
    assert "1 day overdue" in html[: html.index("</li>")]


def test_a_school_that_moves_in_is_told_what_is_missing_with_the_three_kept_apart(index):
    made = create_school(urn=900810, name="Elm Yard School", type_code="01", low_age=11, high_age=16, live=False)
    html = screen(person(made, Role.CAREERS_LEADER))
    assert re.search(r"Must: 0 met, \d+ not met, \d+ under way", html)
    assert re.search(r"London Ambitions \(voluntary\): 0 met, \d+ not met", html)
    for role in (Role.GOVERNOR, Role.CLERK):
        governor = screen(person(made, role))
        assert "London Ambitions (voluntary): 0 met, 3 not met" in governor
        assert "Must: " not in governor and "Nothing is due" not in governor


def test_each_way_to_what_a_new_school_lacks_leads_to_where_that_is_added(index):
    made = create_school(urn=900811, name="Elm Row School", type_code="01", low_age=11, high_age=16, live=False)
    client = Client()
    leader = person(made, Role.CAREERS_LEADER)
    client.force_login(leader)
    found = agenda(leader, on=datetime.date(2026, 11, 23))
    assert found
    ways = {each.address for each in found.standings} | {line.address for line in found.lines}
    explorer = reverse("wagtailadmin_explore", args=[made.home.pk])
    assert explorer not in ways and reverse("wagtailadmin_explore_root") not in ways
    assert {client.get(way).status_code for way in ways} == {200}
    links = fix_links(CareersPage(school=made.school))
    assert len({link.url for link in links.values()}) == 4 and explorer not in {link.url for link in links.values()}


def test_the_dashboard_the_checklist_and_the_report_count_the_same_in_the_same_words(index, ours, editor, on):
    ours.careers.careers_leader_name, ours.careers.next_review = "", on - datetime.timedelta(days=1)
    ours.careers.save()
    ours.careers.save_revision()
    AnnualReportPage.objects.all().delete()
    leader = Client()
    leader.force_login(ours.people[Role.CAREERS_LEADER])
    checklist = leader.get(reverse("publication_checklist", args=[ours.careers.pk])).context
    counted = {str(tally.strength.label): tally.words for tally in checklist["tallies"]}
    assert "2 not met" in counted["Must"] and "1 not met" in counted["London Ambitions (voluntary)"]
    dashboard = screen(ours.people[Role.CAREERS_LEADER])
    assert all(f"{label}: {words}" in dashboard for label, words in counted.items() if "not met" in words)
    central = Client()
    central.force_login(editor)
    (row,) = central.get(reverse("publication_schools")).context["object_list"]
    assert row.in_words == list(counted.values())
    (line,) = lines(on)
    assert {str(label): count for label, count in line.counts} == {"Must": 2, "London Ambitions (voluntary)": 1}


def screen_on(user, on) -> dict[str, str]:
    """Return what a governor is shown to ask on a day, by its rule."""
    found = agenda(user, on=on)
    return {each.finding.rule.id: each.question for each in found.law} if found else {}


def lines(on) -> Sequence[SchoolLine]:
    """Return the schools that central staff are shown."""
    found = overview(on=on)
    return found.lines if found else []


def missing(user, on) -> dict[str, tuple[int, str]]:
    found = agenda(user, on=on)
    return (
        {each.tally.strength.value: (len(each.tally.unmet), each.address) for each in found.standings} if found else {}
    )


def test_what_is_missing_is_counted_for_those_who_see_to_it_and_leads_to_where_the_first_is_fixed(ours, on):
    ours.made.school.approvals.all()._raw_delete("default")
    AnnualReportPage.objects.all().delete()
    approval = reverse("schools_record_approval", args=[ours.policy.pk])
    assert missing(ours.people[Role.GOVERNOR], on) == {"voluntary": (3, approval)}
    seen = missing(ours.people[Role.HEAD], on)
    access = ProviderAccessPage.objects.get(school=ours.made.school)
    assert seen["voluntary"] == (3, approval)
    assert seen.get("must", (0, ""))[1] in ("", reverse("wagtailadmin_pages:edit", args=[access.pk]))


def test_a_gap_of_the_access_statement_leads_to_it_and_not_to_the_careers_page(ours, on):
    access = ProviderAccessPage.objects.get(school=ours.made.school)
    access.premises = ""
    access.save()
    count, address = missing(ours.people[Role.CAREERS_LEADER], on)["must"]
    assert count == 1 and address == reverse("wagtailadmin_pages:edit", args=[access.pk])
    assert "must" not in missing(ours.people[Role.CLERK], on)


def test_when_nothing_is_missing_nor_due_governors_are_told_so(ours, on):
    ours.made.school.registrations.update(type_code="15", low_age=2, high_age=4)
    assert "Nothing is due that you are responsible for" in screen(ours.people[Role.GOVERNOR])


def test_nobody_sees_the_dates_of_another_school(index, ours, on):
    theirs = staffed(index, on, urn=900802, name="Bramble Lane School", next_review=on)
    for role in Role:
        assert "ramble" not in screen(ours.people[role]) and "uince" not in screen(theirs.people[role])
    assert "Every school, the one with most to do first" not in screen(ours.people[Role.HEAD])


def test_somebody_of_two_schools_is_told_which_is_which(index, ours, on):
    theirs = staffed(index, on, urn=900802, name="Bramble Lane School", next_review=on)
    staff(ours.people[Role.HEAD], theirs.made, Role.HEAD)
    html = screen(ours.people[Role.HEAD])
    assert html.index("Bramble Lane School") < html.index("Quince Hill School")


def test_central_staff_see_the_schools_where_something_is_due_first(index, ours, editor, on):
    staffed(index, on, urn=900802, name="Bramble Lane School", next_review=on - datetime.timedelta(days=3))
    html = screen(editor)
    assert html.index("Bramble Lane School") < html.index("Quince Hill School")
    assert "3 days overdue" in html and "in 12 days" in html
    assert re.search(r'Must: <a href="[^"]*strength=must&amp;[^"]*">something is not met at 1 school ?</a>', html)
    assert "/admin/reports/publication/schools/" in html and "Should: <a" not in html


def test_the_school_where_the_law_is_least_met_comes_first_whatever_has_a_date(index, ours, editor, on):
    made = create_school(urn=900803, name="Zeal School", type_code="01", low_age=11, high_age=16)
    CareersPageFactory(parent=made.home, live=True)
    first, second = lines(on)
    assert (first.school, second.school) == ("Zeal School", "Quince Hill School") and first.unmet["must"] > 10
    html = screen(editor)
    assert html.index("Zeal School") < html.index("Quince Hill School")
    report = Client()
    report.force_login(editor)
    rows = report.get(reverse("publication_schools") + "?pages=here").context["object_list"]
    assert [row.subject.name for row in rows] == ["Zeal School", "Quince Hill School"]


def test_central_staff_are_told_when_nothing_is_due(editor, index):
    assert "Everything is met at every school" in screen(editor)


def test_of_many_schools_central_staff_see_what_the_last_run_found(index, ours, editor, on, monkeypatch):
    live = overview(on=on)
    monkeypatch.setattr(overviews, "LIVE_MOST", 0)
    assert screen(editor) == ""
    call_command("send_reminders", "--on", str(on))
    stored = overview(on=on + datetime.timedelta(days=1))
    assert stored and live and stored.lines == live.lines and stored.unmet == live.unmet
    assert stored.on == on and ReminderRun.objects.count() == 1
    assert "Quince Hill School" in screen(editor) and "As of" in screen(editor)


def test_central_staff_are_told_which_closed_schools_are_still_public(index, ours, editor, on):
    heading = "Closed in the register, still public here"
    assert heading not in screen(editor)
    School.objects.filter(pk=ours.school.pk).update(status=School.Status.CLOSED)
    html = screen(editor)
    assert heading in html and "Close Quince Hill School" in html
    assert f'href="{reverse("schools_closing", args=[ours.made.home.pk])}"' in html
    assert heading not in screen(ours.people[Role.HEAD])
    close_school(school=ours.made.school, on=on, today=on)
    assert heading not in screen(editor)


def test_an_editor_of_neither_sees_nothing_of_it(home, django_user_model, on):
    user = django_user_model.objects.create_user("news@hub.example", "secret")
    assert DuePanel(user, on=on).get_context_data({}) == {"agenda": None, "to_decide": []}


def test_the_queries_do_not_grow_with_what_is_due_nor_with_other_schools(index, ours, editor, on):
    leader = ours.people[Role.CAREERS_LEADER]

    def queries(question, *args) -> int:
        question(*args, on=on)
        with CaptureQueriesContext(connection) as run:
            question(*args, on=on)
        return len(run)

    before = queries(agenda, leader), queries(overview)
    for urn in (900820, 900821):
        staffed(index, on, urn=urn, name=f"Hazel {urn} School", next_review=on)
    ours.careers.lmi_checked_on = on - datetime.timedelta(days=700)
    ours.careers.save()
    assert (queries(agenda, leader), queries(overview)) == before
    assert before[0] <= 26 and before[1] <= 24


def test_where_gaps_are_fixed_is_the_same_for_few_schools_and_for_many(ours, on, monkeypatch):
    """Few are asked for in one query, many in one for each kind of page."""
    CareersPageFactory(parent=ours.made.home, slug="second")
    keys = [ours.school.pk]
    few = Addresses(keys)
    monkeypatch.setattr("hub.schools.duties.due.AT_ONCE", 0)
    many = Addresses(keys)
    assert few._of == many._of and few._homes == many._homes
    assert few.of(keys[0], CAREERS).startswith(f"/admin/pages/{ours.careers.pk}/edit/")
    assert not Addresses([])._of
