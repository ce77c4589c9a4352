"""Reminders: who is told of what, when, and that nobody is told twice."""

import datetime
from collections import Counter

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub.core.jobs import JOBS
from hub.schools.models import Reminder, ReminderLetter, ReminderRun, Role, School
from hub.schools.reminders.plan import addressees, plan
from tests.factories.people import staff
from tests.schools.staffed import Staffed, person, staffed
from tests.sizes import examples

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
TODAY = datetime.date(2026, 11, 23)
REVIEW = datetime.date(2027, 1, 22)  # 60 days on
LEADER, HEAD, GOVERNOR, CLERK = Role.CAREERS_LEADER, Role.HEAD, Role.GOVERNOR, Role.CLERK


def days(count: int) -> datetime.timedelta:
    return datetime.timedelta(days=count)


@pytest.fixture
def ours(index) -> Staffed:
    return staffed(index, TODAY, next_review=REVIEW)


def send(on: datetime.date, *options: str) -> list[str]:
    """Run the command as of `on`; return who got a mail."""
    before = len(mail.outbox)
    call_command("send_reminders", *options, "--on", str(on))
    return sorted(each.to[0] for each in mail.outbox[before:])


def text_of(message) -> str:
    return str(message.body)


def test_sixty_days_before_the_careers_leader_is_told_once(ours):
    assert send(REVIEW - days(61)) == []
    assert send(REVIEW - days(60)) == [ours.email(LEADER)]
    assert send(REVIEW - days(60)) == []
    assert send(REVIEW - days(59)) == []
    reminder = Reminder.objects.get()
    assert (reminder.school, reminder.rule, reminder.due, reminder.stage) == (ours.school, "PUB-08", REVIEW, -60)


def test_each_stage_once_when_it_runs_every_day(ours):
    for count in range(-62, 16):
        send(REVIEW + days(count))
    stages = Reminder.objects.filter(rule="PUB-08", addressee=ours.people[LEADER]).values_list("stage", flat=True)
    assert sorted(stages) == [-60, -30, 0, 7, 14]
    for role in (HEAD, GOVERNOR):
        stages = Reminder.objects.filter(rule="PUB-08", addressee=ours.people[role]).values_list("stage", flat=True)
        assert sorted(stages) == [7, 14]
    assert not Reminder.objects.filter(addressee=ours.people[CLERK]).exists()


def test_head_and_governor_hear_of_it_once_it_is_overdue(ours):
    assert send(REVIEW) == [ours.email(LEADER)]
    assert send(REVIEW + days(6)) == []
    assert send(REVIEW + days(7)) == sorted(ours.email(role) for role in (LEADER, HEAD, GOVERNOR))


def test_after_a_standstill_the_current_reminder_comes_once_and_those_before_it_never(ours):
    assert send(REVIEW - days(12)) == [ours.email(LEADER)]
    assert list(Reminder.objects.values_list("stage", flat=True)) == [-30]
    assert send(REVIEW - days(40)) == [], "the clock was set back"
    assert send(REVIEW - days(11)) == []


def test_several_dates_are_one_mail_with_law_and_standard_apart(ours):
    ours.careers.lmi_checked_on = REVIEW - days(720)
    ours.careers.next_review = REVIEW
    ours.careers.save()
    assert send(REVIEW - days(5)) == [ours.email(LEADER)]
    text = text_of(mail.outbox[-1])
    must, should = text.index("MUST: the law"), text.index("SHOULD: guidance")
    assert must < text.index("Date of the next review") < should < text.index("Labour market information for pupils")
    assert "2 dates at Quince Hill School" in mail.outbox[-1].subject
    assert "LONDON AMBITIONS" not in text


def test_the_letter_says_what_when_where_to_fix_it_and_how_to_stop(ours):
    send(REVIEW - days(30))
    (message,) = mail.outbox
    text = text_of(message)
    assert message.subject == "Due 22 January 2027: Date of the next review, Quince Hill School"
    assert "Due by 22 January 2027, in 30 days." in text
    assert f"http://testserver/admin/pages/{ours.careers.pk}/edit/" in text
    assert "Careers leader" in text and "To get none" in text and "stay as they are" in text
    assert "/schools/quince-hill-school-900801/dates.ics" in text
    assert "&#" not in text and "\n\n\n" not in text


def test_one_day_and_none_read_as_such(ours):
    send(REVIEW - days(1))
    assert "in 1 day." in text_of(mail.outbox[-1])
    send(REVIEW)
    assert "Due today, 22 January 2027." in text_of(mail.outbox[-1])
    send(REVIEW + days(9))
    assert "it was due by 22 January 2027, 9 days ago" in text_of(mail.outbox[-1])


def test_what_comes_up_later_on_a_day_waits_for_the_next(ours):
    send(REVIEW - days(30))
    ours.careers.lmi_checked_on = REVIEW - days(720)
    ours.careers.save()
    assert send(REVIEW - days(30)) == [], "one mail a day"
    assert send(REVIEW - days(29)) == [ours.email(LEADER)]
    assert "Labour market information" in text_of(mail.outbox[-1]) and "next review" not in text_of(mail.outbox[-1])


def test_a_dry_run_sends_and_writes_nothing(ours, capsys):
    assert send(REVIEW - days(60), "--dry-run") == []
    assert ours.email(LEADER) in capsys.readouterr().out
    assert not Reminder.objects.exists() and not ReminderLetter.objects.exists() and not ReminderRun.objects.exists()
    assert send(REVIEW - days(60)) == [ours.email(LEADER)]


def test_what_is_fixed_is_not_reminded_of_again_until_its_next_date(ours):
    send(REVIEW)
    ours.careers.next_review = REVIEW + days(300)
    ours.careers.save()
    assert "PUB-08" not in set(
        Reminder.objects.filter(letter__in=_letters_on(REVIEW + days(7))).values_list("rule", flat=True)
    )
    send(REVIEW + days(245))
    assert Reminder.objects.filter(rule="PUB-08", due=REVIEW + days(300), stage=-60).count() == 1


def _letters_on(on: datetime.date):
    send(on)
    return ReminderLetter.objects.filter(on=on)


def test_the_people_of_one_school_never_hear_of_another(index, ours):
    theirs = staffed(index, TODAY, urn=900802, name="Bramble Lane School", next_review=REVIEW)
    for count in (-60, -30, 0, 7):
        send(REVIEW + days(count))
    for place, other in ((ours, theirs), (theirs, ours)):
        for user in place.people.values():
            texts = [m.subject + text_of(m) for m in mail.outbox if m.to == [user.email]]
            assert all(other.school.name not in text for text in texts)
            assert set(Reminder.objects.filter(addressee=user).values_list("school", flat=True)) <= {place.school.pk}
    assert len(mail.outbox) == 2 * (3 + 3)


def test_somebody_of_two_schools_gets_one_mail_with_both(index, ours):
    theirs = staffed(index, TODAY, urn=900802, name="Bramble Lane School", next_review=REVIEW)
    staff(ours.people[LEADER], theirs.made, LEADER)
    send(REVIEW)
    (message,) = [each for each in mail.outbox if each.to == [ours.email(LEADER)]]
    assert "2 dates at 2 schools" in message.subject
    assert "Bramble Lane School" in text_of(message) and "Quince Hill School" in text_of(message)


def test_somebody_with_two_roles_is_told_once(ours):
    staff(ours.people[LEADER], ours.made, HEAD)
    assert send(REVIEW + days(7)).count(ours.email(LEADER)) == 1
    assert "Careers leader, Head" in "".join(map(text_of, mail.outbox))


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_demo": True}], ids=["left", "demo account"])
def test_nobody_is_written_to_who_cannot_sign_in_and_the_head_takes_over(ours, settings, change):
    settings.DEMO_LOGINS_ALLOWED = False
    get_user_model().objects.filter(pk=ours.people[LEADER].pk).update(**change)
    assert send(REVIEW) == [ours.email(HEAD)]


def test_a_new_careers_leader_hears_of_it_late_and_once(ours):
    send(REVIEW - days(60))
    new = person(ours.made, LEADER, email="new.leader@school.example")
    assert send(REVIEW - days(50)) == [new.email]
    assert send(REVIEW - days(49)) == []


def test_a_school_with_nobody_is_reported(ours, capsys):
    get_user_model().objects.update(is_active=False)
    assert send(REVIEW) == []
    assert "nobody is there to be told: Quince Hill School" in capsys.readouterr().err


def test_a_closed_school_and_one_that_is_still_moving_in_are_left_alone(ours):
    School.objects.filter(pk=ours.school.pk).update(status=School.Status.CLOSED)
    assert send(REVIEW) == []
    School.objects.filter(pk=ours.school.pk).update(status=School.Status.CLOSING)
    ours.made.home.unpublish()
    assert send(REVIEW) == []
    ours.made.home.save_revision().publish()
    assert send(REVIEW) == [ours.email(LEADER)]


def test_a_page_taken_down_has_no_dates_and_those_of_the_law_stay(ours):
    ours.careers.unpublish()
    ours.made.home.get_children().get(slug="provider-access").unpublish()
    assert send(REVIEW) == [ours.email(LEADER)]
    assert "PUB-08" not in set(Reminder.objects.values_list("rule", flat=True))
    assert "28 February 2027" in text_of(mail.outbox[-1])
    access = ours.made.home.get_children().get(slug="provider-access")
    assert f"/admin/pages/{access.pk}/edit/" in text_of(mail.outbox[-1]), "a draft is where it is fixed"


def test_no_more_queries_for_more_schools_or_people(index, ours, django_assert_num_queries):
    plan(REVIEW)
    with CaptureQueriesContext(connection) as one:
        plan(REVIEW)
    for urn in (900810, 900811, 900812):
        staffed(index, TODAY, urn=urn, name=f"Hazel {urn} School", next_review=REVIEW)
    with django_assert_num_queries(len(one)):
        assert len(plan(REVIEW).drafts) == 4


def test_the_chain_goes_up_when_a_step_is_missing():
    leader, head, governor, clerk = (get_user_model()(pk=pk, email=f"{pk}@school.example") for pk in range(1, 5))
    assert addressees({HEAD: [head], GOVERNOR: [governor]}, -30) == [head]
    assert addressees({GOVERNOR: [governor], CLERK: [clerk]}, 0) == [governor]
    everybody = {LEADER: [leader], HEAD: [head, leader], GOVERNOR: [governor]}
    assert addressees(everybody, 7) == [leader, head, governor]
    assert addressees({CLERK: [clerk]}, 7) == []


def test_a_day_that_is_none_is_refused(db):
    with pytest.raises(CommandError, match="next Tuesday is not a date such as 2026-09-01"):
        call_command("send_reminders", "--on", "next Tuesday")


def test_tick_writes_once_a_day_and_from_seven(ours, time_machine):
    assert ("send_reminders", {"daily": True}) in JOBS
    for hour, letters in ((0, 0), (7, 1), (8, 1)):
        time_machine.move_to(datetime.datetime(2027, 1, 22, hour, 5, tzinfo=datetime.UTC))
        call_command("send_reminders", daily=True)
        assert len(mail.outbox) == letters, hour
    assert ReminderRun.objects.count() == 1


@settings(max_examples=examples(12), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(offsets=st.lists(st.integers(-70, 45), min_size=1, max_size=8))
def test_nothing_twice_whatever_the_days_it_is_run_on(ours, offsets):
    Reminder.objects.all().delete()
    ReminderLetter.objects.all().delete()
    mail.outbox.clear()
    for offset in offsets:
        send(REVIEW + days(offset))
    # The records, and what truly left: as many mentions in the mails as there are records, each of its own.
    kept = Counter(Reminder.objects.values_list("school", "rule", "due", "stage", "addressee"))
    assert all(count == 1 for count in kept.values())
    assert len(mail.outbox) == ReminderLetter.objects.count()
    said = sum(text_of(message).count("Fix it here:") for message in mail.outbox)
    assert said == len(kept)
    for message_on, message_to in Counter((m.subject, m.to[0], text_of(m)) for m in mail.outbox).items():
        assert message_to == 1, message_on


def test_a_window_that_has_closed_is_reminded_of_once_and_never_again(index):
    ours = staffed(index, TODAY, next_review=datetime.date(2027, 10, 1))
    access = ours.made.home.get_children().get(slug="provider-access").specific
    access.encounters.all().delete()
    closes = datetime.date(2027, 2, 28)
    for count in (0, 1, 2, 7, 8, 30, 100, 184):
        send(closes + days(count))
    reminders = Reminder.objects.filter(rule="PAL-07", due=closes)
    assert list(reminders.filter(addressee=ours.people[LEADER]).values_list("stage", flat=True)) == [0, 1]
    assert list(reminders.filter(addressee=ours.people[HEAD]).values_list("stage", "letter__on")) == [
        (1, closes + days(1))
    ]
    said = text_of(next(each for each in mail.outbox if each.to == [ours.email(HEAD)]))
    assert "The time for this ended on 28 February 2027." in said and "Overdue: it was due by 28 February" not in said
