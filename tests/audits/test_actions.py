"""Actions: from a gap, in the agenda, closed with what was done, and in the draft of the yearly report."""

import datetime
from html import unescape

import pytest
from django.urls import reverse

from hub.audits.actions import selectors
from hub.audits.models import Action, Audit
from hub.schools.models import AnnualReportPage, Role
from hub.schools.reminders.agenda import SHOWN, agenda
from tests.audits.conftest import TODAY, YEAR, signed_in

pytestmark = pytest.mark.django_db
SOON = TODAY + datetime.timedelta(days=10)


@pytest.fixture
def gap(audit):
    audit.answers.filter(key="alumni").update(state="not-yet")
    return audit.answers.get(key="alumni")


def action(audit: Audit, **changes) -> Action:
    values = {"what": "Ask former pupils.", "owner_words": "Head of sixth form", "due": SOON, "begun_on": TODAY}
    return Action.objects.create(school=audit.school, answer=audit.answers.get(key="alumni"), **{**values, **changes})


def at(found: Action) -> str:
    return reverse("audits_action", args=[found.pk])


def test_a_gap_becomes_an_action_in_one_click_and_one_save(leader, audit, gap, staffed):
    page = unescape(leader.get(reverse("audits_audit", args=[audit.pk])).content.decode())
    address = reverse("audits_add_action", args=[gap.pk])
    assert address in page and page.count("Make an action of this gap") == 1
    form = leader.get(address).context["form"]
    data = {"what": form["what"].value(), "owner": form["owner"].value(), "due": "23 February 2027"}
    response = leader.post(address, data)
    assert response.url == f"{reverse('audits_audit', args=[audit.pk])}#answer-{gap.pk}"
    (made,) = Action.objects.all()
    assert (made.what, made.owner, made.due) == (
        gap.text,
        staffed.people[Role.CAREERS_LEADER],
        datetime.date(2027, 2, 23),
    )
    assert made.school == staffed.school and made.begun_on == TODAY


def test_what_is_no_gap_becomes_no_action(leader, audit, gap):
    audit.answers.update(state="in-place")
    assert leader.get(reverse("audits_add_action", args=[gap.pk])).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"owner": ""},
        {"due": "1 January 2020"},
        {"due": "1 January 2099"},
        {"due": "soon"},
        {"owner": "999999"},
        {"what": "x" * 301},
        {"what": ""},
    ],
)
def test_what_is_wrong_with_an_action_is_said(leader, audit, gap, staffed, wrong):
    data = {"what": "Ask", "owner": staffed.people[Role.HEAD].pk, "due": "1 March 2027", **wrong}
    page = leader.post(reverse("audits_add_action", args=[gap.pk]), data)
    assert page.status_code == 200 and "error" in page.content.decode()
    assert not Action.objects.exists()


def test_an_action_that_is_late_may_be_changed_without_a_new_day(leader, audit):
    found = action(audit, due=TODAY - datetime.timedelta(days=3))
    leader.post(at(found), {"what": "Ask anew", "owner_words": "Head", "due": str(found.due), "save": "1"})
    found.refresh_from_db()
    assert found.what == "Ask anew"


def test_an_action_is_closed_with_what_was_done_and_opened_again(leader, audit):
    found = action(audit)
    assert "Say what was done" in leader.post(at(found), {"close": "1", "done": " "}).content.decode()
    leader.post(at(found), {"close": "1", "done": "<b>Forty</b> were asked."})
    found.refresh_from_db()
    assert (found.done_on, found.done) == (TODAY, "<b>Forty</b> were asked.")
    assert "&lt;b&gt;Forty" in leader.get(at(found)).content.decode()
    leader.post(at(found), {"reopen": "1"})
    found.refresh_from_db()
    assert found.done_on is None
    leader.post(at(found), {"delete": "1"})
    assert not Action.objects.exists()


def test_governors_read_an_action_and_do_not_write_it(governor, audit):
    found = action(audit)
    page = governor.get(at(found)).content.decode()
    assert "Ask former pupils." in page and "Close it" not in page
    assert governor.post(at(found), {"delete": "1"}).url == "/admin/"
    assert Action.objects.exists()


def test_open_actions_stand_in_the_agenda_and_on_the_dashboard(leader, audit, staffed):
    action(audit)
    action(audit, what="Done already", done_on=TODAY, done="It is.")
    own = agenda(staffed.people[Role.CAREERS_LEADER], on=TODAY)
    assert own is not None
    assert [(line.task.title, line.left, line.task.who) for line in own.tasks] == [
        ("Ask former pupils.", 10, "Head of sixth form")
    ]
    page = leader.get(reverse("wagtailadmin_home")).content.decode()
    assert "What the school has set itself to do" in page and "Ask former pupils." in page
    assert "Done already" not in page


def test_governors_are_shown_actions_that_are_late(audit, staffed):
    found = action(audit)
    user = staffed.people[Role.GOVERNOR]

    def shown(on):
        lines = agenda(user, on=on)
        return lines and [(line.task.title, line.late) for line in lines.tasks]

    assert shown(found.due) == []
    assert shown(found.due + datetime.timedelta(days=1)) == [("Ask former pupils.", 1)]


def test_the_agenda_says_how_many_actions_come_after_those_it_lists(audit, staffed, django_assert_num_queries):
    for _each in range(SHOWN + 2):
        action(audit, owner=staffed.people[Role.HEAD])
    found = agenda(staffed.people[Role.CAREERS_LEADER], on=TODAY)
    assert found is not None and (len(found.tasks), found.tasks_later) == (SHOWN, 2)
    with django_assert_num_queries(1):
        assert len(list(selectors.tasks([staffed.school.pk]))) == SHOWN + 2


def draft(client, staffed, **ticked) -> AnnualReportPage:
    AnnualReportPage.objects.all().delete()
    address = reverse("schools_report_draft", args=[staffed.made.home.pk])
    page = client.get(address, {"year": str(YEAR)}).content.decode()
    assert "What we set out to do and what was done" in page
    client.post(address, {"year": str(YEAR), "seen": "", **ticked})
    return AnnualReportPage.objects.get().get_latest_revision_as_object()


def test_a_drafted_report_says_what_was_set_out_and_done(leader, audit, staffed):
    action(audit, done_on=TODAY, done="Forty <b>were</b> asked.")
    action(audit, what="Visit a college", owner=staffed.people[Role.HEAD])
    body = str(draft(leader, staffed, **{"passage-0": "on"}).body)
    assert "What we set out to do and what was done" in body
    assert "Ask former pupils. Done by 23 November 2026: Forty &lt;b&gt;were&lt;/b&gt; asked." in body
    assert "Visit a college. To be done by 3 December 2026." in body
    assert "Head of sixth form" not in body and staffed.people[Role.HEAD].first_name not in body.split()


def test_a_report_is_drafted_without_what_is_not_ticked(leader, audit, staffed):
    action(audit)
    assert "set out to do" not in str(draft(leader, staffed).body)


def test_drafting_again_does_not_tick_what_the_report_may_hold(leader, audit, staffed):
    action(audit)
    report = draft(leader, staffed, **{"passage-0": "on"})
    address = reverse("schools_report_draft", args=[report.pk])
    assert leader.get(address).context["words"]["passage-0"].value() is False


def test_of_a_year_without_actions_nothing_is_said(audit, staffed):
    action(audit)
    assert selectors.passage(staffed.school, YEAR.previous, on=TODAY) is None


def test_the_head_reads_a_schools_actions(staffed, audit):
    action(audit)
    head = signed_in(staffed.people[Role.HEAD])
    assert "Ask former pupils." in head.get(reverse("audits_school", args=[staffed.school.pk])).content.decode()
