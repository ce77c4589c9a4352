"""A letter that the mail server has not taken is tried again, with an end, once, and the hub's staff see it."""

import datetime
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hub.accounts.models import User
from hub.core.jobs import JOBS
from hub.opportunities.letters.sending import WAITS, Letter, send, send_due
from hub.opportunities.models import UnsentLetter
from hub.opportunities.organisations import held
from hub.schools.tenancy.provisioning import ensure_central_groups
from tests.opportunities.sink import listening
from tests.opportunities.visiting import employer

pytestmark = pytest.mark.django_db
NEXT = datetime.timedelta(minutes=5)


@pytest.fixture
def at() -> datetime.datetime:
    return timezone.now()


@pytest.fixture
def sink(settings):
    with listening() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address[:2]
        yield server


@pytest.fixture
def post(django_capture_on_commit_callbacks):
    """Return a function that sends a letter with a key."""

    def do(key: str = "one", **more: Any) -> None:
        context = {"title": "Ask a baker", "link": "http://testserver/x", "minutes": 30}
        with django_capture_on_commit_callbacks(execute=True):
            send([Letter(name="offer_confirm", to="ada@rye.example", context=context, key=key, **more)])

    return do


def test_a_letter_that_was_refused_leaves_at_the_next_attempt_once(sink, post, at):
    sink.refusals = 1
    post(files=(("visit.ics", "BEGIN:VCALENDAR", "text/calendar"),))
    assert sink.taken == []
    waiting = UnsentLetter.objects.get()
    assert waiting.attempts == 1 and "try later" in waiting.problem
    assert send_due(at=at) == (0, 0), "not before its time"
    assert send_due(at=at + 2 * NEXT) == (1, 0)
    assert send_due(at=at + 40 * NEXT) == (0, 0)
    (letter,) = sink.taken
    assert letter["message-id"] == "<one@example.org>" and "Ask a baker" in letter.get_body(("plain",)).get_content()
    assert letter.get_body(("html",)) and [each.get_filename() for each in letter.iter_attachments()] == ["visit.ics"]
    assert not UnsentLetter.objects.exists()


def test_what_left_at_once_is_not_kept_and_the_same_thing_is_told_once(sink, post):
    sink.refusals = 1
    post()
    assert UnsentLetter.objects.count() == 1 and not sink.taken
    post()
    assert not UnsentLetter.objects.exists() and len(sink.taken) == 1
    post("two")
    assert not UnsentLetter.objects.exists() and len(sink.taken) == 2


def test_after_six_attempts_over_two_days_it_is_given_up_and_goes_a_month_later(sink, post, at):
    sink.refusals = 99
    post()
    for _attempt in range(10):
        at += datetime.timedelta(hours=31)
        send_due(at=at)
    letter = UnsentLetter.objects.get()
    assert letter.attempts == len(WAITS) and letter.given_up_at and sink.refusals == 99 - len(WAITS)
    send_due(at=letter.given_up_at + datetime.timedelta(days=31))
    assert not UnsentLetter.objects.exists()


def test_an_address_that_does_not_exist_is_given_up_at_once(sink, post, at):
    sink.refused_addresses = {"ada@rye.example"}
    post()
    assert UnsentLetter.objects.get().given_up_at and send_due(at=at + 2 * NEXT) == (0, 0)


def test_a_server_that_is_away_is_asked_once_and_the_others_wait(settings, post, at):
    settings.EMAIL_BACKEND = "tests.opportunities.away.Backend"
    post()
    post("two")
    assert send_due(at=at + 2 * NEXT) == (0, 1)
    assert sorted(UnsentLetter.objects.values_list("attempts", flat=True)) == [1, 2]


class OtherTick(EmailBackend):
    """While one process hands a letter over, another comes to it."""

    def send_messages(self, messages):
        assert send_due(at=timezone.now() + 3 * NEXT) == (0, 0)
        return super().send_messages(messages)


def test_two_ticks_at_once_send_it_once(settings, post, at):
    settings.EMAIL_BACKEND = "tests.opportunities.away.Backend"
    post()
    settings.EMAIL_BACKEND = f"{__name__}.OtherTick"
    assert send_due(at=at + 3 * NEXT) == (1, 0)
    assert len(mail.outbox) == 1


def test_what_is_rolled_back_is_not_told(post):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        send([Letter(name="offer_confirm", to="a@b.example", context={"minutes": 3}, key="x")])
        _ = 1 / 0
    assert not UnsentLetter.objects.exists() and not mail.outbox


def test_the_hubs_staff_see_it_try_it_again_and_delete_it(settings, post):
    settings.EMAIL_BACKEND = "tests.opportunities.away.Backend"
    post()
    editor = User.objects.create_user("editor@hub.example", "x")
    editor.groups.add(ensure_central_groups())
    client, address = Client(), reverse("opportunities_unsent")
    client.force_login(editor)
    assert "the mail server is away" in client.get(address).content.decode()
    key = str(UnsentLetter.objects.get().pk)
    client.post(address, {"letter": key, "again": "1"})
    assert UnsentLetter.objects.get().attempts == 0
    for wrong in ("", "x", "9" * 30):
        assert client.post(address, {"letter": wrong, "delete": "1"}).status_code == 302
    UnsentLetter.objects.update(attempts=1)
    client.post(address, {"letter": key, "delete": "1"})
    assert not UnsentLetter.objects.exists()


def test_tick_tries_letters(settings, post):
    assert ("send_letters", {}) in JOBS
    settings.EMAIL_BACKEND = "tests.opportunities.away.Backend"
    post()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    UnsentLetter.objects.update(next_at=timezone.now())
    call_command("send_letters")
    assert len(mail.outbox) == 1


def test_a_person_reads_and_erases_what_waits_for_them(settings, post):
    person = employer(email="ada@rye.example")
    settings.EMAIL_BACKEND = "tests.opportunities.away.Backend"
    post()
    told = held.export(person)["person"]
    assert isinstance(told, dict) and told["letters_not_sent"] and told["wants_letters"]
    held.erase(person)
    assert not UnsentLetter.objects.exists()
