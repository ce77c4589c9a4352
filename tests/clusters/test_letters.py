"""Whom a cluster writes to, and of what: each letter once, to those whom it concerns and to nobody else."""

import datetime
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse

from hub.clusters import memberships
from hub.clusters.access import standing_of
from hub.clusters.items import STEPS_BY_KEY, take
from hub.clusters.models import Meeting
from hub.opportunities.letters import stopping
from tests.clusters.test_meetings import MEETING
from tests.factories.clusters import ItemFactory, MeetingFactory

pytestmark = pytest.mark.django_db
ON = datetime.date(2026, 11, 30)


@pytest.fixture
def told(around, django_capture_on_commit_callbacks):
    """`told(act)`: what is sent by `act()`, as (who, subject); who is the key of a person of `around`."""
    names = {user.email: who for who, user in around.people.items()}

    def run(act) -> list[tuple[str, str]]:
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            act()
        return sorted((names[each.to[0]], str(each.subject)) for each in mail.outbox)

    return run


def test_joining_is_told_to_the_side_that_answers_and_then_to_the_one_that_waited(around, told):
    people, made = around.people, around.outside.school
    rows = []
    asked = told(lambda: rows.append(memberships.ask(around.cluster, made, user=people["outside"])))
    assert asked == [("first", "Cedar Mill School asks to join Lea Valley cluster")]
    taken = told(lambda: memberships.accept(rows[0], user=people["first"], on=ON))
    assert taken == [("outside", "Cedar Mill School is a member of Lea Valley cluster")]


def test_an_invitation_is_told_to_the_school_and_its_yes_to_the_one_that_leads(around, told):
    people, made = around.people, around.outside.school
    rows = []
    asked = told(lambda: rows.append(memberships.invite(around.cluster, made, user=people["first"])))
    assert asked == [("outside", "Lea Valley cluster invites your school")]
    taken = told(lambda: memberships.accept(rows[0], user=people["outside"], on=ON))
    assert taken == [("first", "Cedar Mill School has joined Lea Valley cluster")]


def test_who_wants_no_letters_gets_news_no_more(around, told):
    stopping.stop(around.people["outside"].email)
    people, made = around.people, around.outside.school
    assert told(lambda: memberships.invite(around.cluster, made, user=people["first"])) == []


def test_an_item_is_told_to_who_reviews_it_and_to_the_school_that_made_it(around, told):
    item: Any = ItemFactory(cluster=around.cluster, school=around.second.school, title="Boatyard")

    def step(key: str, who: str, note: str = "") -> list[tuple[str, str]]:
        standing = standing_of(around.people[who], around.cluster)
        return told(lambda: take(STEPS_BY_KEY[key], item, standing, on=ON, note=note))

    assert step("offer", "second") == [("first", "Waits for a review: Boatyard")]
    assert step("return", "first", "Which year?") == [("second", "Given back with a note: Boatyard")]
    assert "Which year?" in mail.outbox[0].body and "Alder Wharf School" in mail.outbox[0].body
    step("offer", "second")
    assert step("review", "first") == [("second", "Reviewed: Boatyard")]
    assert step("forward", "second") == []
    assert step("accept", "staff") == [("second", "Public on the hub: Boatyard")]
    assert step("decline", "staff", "Too long.") == [("second", "Stays in the cluster: Boatyard")]


def test_a_meeting_is_told_with_a_calendar_file_when_it_is_called_and_when_it_moves(around, browser, told):
    client, address = browser("second"), reverse("clusters_meeting_add", args=[around.cluster.pk])
    called = told(lambda: client.post(address, MEETING))
    assert called == [("first", "Lea Valley cluster meets: Spring meeting")]
    (letter,) = mail.outbox
    (file,) = letter.attachments
    assert file[0] == "meeting.ics" and "DTSTART" in str(file[1])
    assert "Wednesday 10 March 2027" in letter.body and "List-Unsubscribe" in letter.extra_headers
    edit = reverse("clusters_meeting_edit", args=[Meeting.objects.get().pk])
    assert told(lambda: client.post(edit, MEETING | {"notes": "We agreed."})) == []
    moved = told(lambda: client.post(edit, MEETING | {"place": "Alder Wharf School"}))
    assert moved == [("first", "Changed: Spring meeting of Lea Valley cluster")]


def test_of_a_meeting_that_is_over_nobody_is_told(around, browser, told):
    meeting: Any = MeetingFactory(cluster=around.cluster, school=around.second.school)
    edit = reverse("clusters_meeting_edit", args=[meeting.pk])
    past = {"starts": "10 March 2026 at 4pm", "ends": "10 March 2026 at 5pm"}
    assert told(lambda: browser("second").post(edit, MEETING | past)) == []
