"""Sending the letters: failures are told and tried again, nobody waits for anybody else, nothing leaves twice."""

import copy
import datetime

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from hub.schools.models import Reminder, ReminderLetter, Role
from hub.schools.reminders.letters import write
from hub.schools.reminders.plan import plan
from hub.schools.reminders.post import MOST_ATTEMPTS, interrupted, post
from tests.schools.reminders import post_office
from tests.schools.staffed import Staffed, staffed_alone

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 23)
REVIEW = datetime.date(2027, 1, 22)
LATE = REVIEW + datetime.timedelta(days=7)
State = ReminderLetter.State


@pytest.fixture(scope="module")
def made(once) -> Staffed:
    return once(staffed_alone, TODAY, next_review=REVIEW)


@pytest.fixture
def ours(made, db) -> Staffed:
    return copy.deepcopy(made)


@pytest.fixture(autouse=True)
def fussy_server(settings):
    settings.EMAIL_BACKEND = "tests.schools.reminders.post_office.FussyBackend"
    yield post_office
    post_office.REFUSED.clear()
    post_office.STATE["down"] = False


def recipients() -> list[str]:
    return sorted(each.to[0] for each in mail.outbox)


def send(on: datetime.date) -> None:
    call_command("send_reminders", "--on", str(on))


def after(minutes: int) -> datetime.datetime:
    return timezone.now() + datetime.timedelta(minutes=minutes)


def test_one_bad_address_stops_nobody_and_is_reported(ours):
    bad = ours.email(Role.HEAD)
    post_office.REFUSED.add(bad)
    with pytest.raises(CommandError, match=f"{bad}: SMTPRecipientsRefused"):
        send(LATE)
    assert recipients() == sorted([ours.email(Role.CAREERS_LEADER), ours.email(Role.GOVERNOR)])
    letter = ReminderLetter.objects.get(addressee=ours.people[Role.HEAD])
    assert letter.state == State.WAITING and letter.attempts == 1 and "no such mailbox" in letter.problem


def test_what_failed_goes_out_later_and_once(ours):
    post_office.STATE["down"] = True
    with pytest.raises(CommandError, match="ConnectionRefusedError"):
        send(REVIEW)
    post_office.STATE["down"] = False
    assert post(after(5)).sent == 0, "not before its time"
    assert post(after(11)).sent == 1
    assert post(after(9999)).sent == 0
    assert recipients() == [ours.email(Role.CAREERS_LEADER)]
    assert Reminder.objects.count() == 1


def test_tick_tries_again_what_failed_though_the_day_is_done(ours, settings):
    post_office.STATE["down"] = True
    with pytest.raises(CommandError):
        send(REVIEW)
    post_office.STATE["down"] = False
    ReminderLetter.objects.update(try_after=timezone.now())
    call_command("send_reminders", daily=True)
    assert recipients() == [ours.email(Role.CAREERS_LEADER)]


def test_it_is_given_up_in_the_end(ours):
    post_office.STATE["down"] = True
    write(plan(REVIEW).drafts, REVIEW)
    failed = [post(after(60 * 24 * attempt)).failed for attempt in range(MOST_ATTEMPTS + 2)]
    assert [len(each) for each in failed] == [1] * MOST_ATTEMPTS + [0, 0]
    assert "given up" in failed[MOST_ATTEMPTS - 1][0]
    assert ReminderLetter.objects.get().state == State.DROPPED


def test_a_letter_in_another_process_s_hands_is_left_to_it(ours):
    write(plan(REVIEW).drafts, REVIEW)
    ReminderLetter.objects.update(state=State.SENDING)
    assert post(after(1)).sent == 0 and not mail.outbox
    assert interrupted(after(5)) == 0 and interrupted(after(61)) == 1


def test_somebody_who_left_while_the_letter_waited_does_not_get_it(ours):
    write(plan(LATE).drafts, LATE)
    ours.people[Role.HEAD].memberships.all().delete()
    governor = ours.people[Role.GOVERNOR]
    governor.is_active = False
    governor.save()
    assert post(after(1)).sent == 1
    assert recipients() == [ours.email(Role.CAREERS_LEADER)]
    assert ReminderLetter.objects.filter(state=State.DROPPED).count() == 2


def test_a_run_beside_this_one_writes_nothing_twice(ours):
    drafts = plan(REVIEW).drafts
    assert len(write(drafts, REVIEW)) == 1
    assert write(drafts, REVIEW) == []
    assert write(drafts, LATE) == [], "the same stage on another day"
    assert ReminderLetter.objects.count() == Reminder.objects.count() == 1


def test_the_database_refuses_the_same_reminder_twice(ours):
    send(REVIEW)
    reminder = Reminder.objects.get()
    reminder.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        reminder.save()


def test_a_school_s_name_cannot_write_headers(ours):
    ours.school.name = "Quince\nBcc: everybody@example.org"
    ours.school.save()
    send(REVIEW)
    (message,) = mail.outbox
    assert "\n" not in message.subject and message.bcc == []
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
