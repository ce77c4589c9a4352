"""Sends the letters that are written, each once. One that fails is tried again later, without holding up others."""

import datetime
import logging
from dataclasses import dataclass, field
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q
from django.utils import timezone

from hub.accounts.models import User
from hub.schools.reminders.models import ReminderLetter
from hub.schools.tenancy.models import SchoolMembership

from .letters import one_line

logger = logging.getLogger(__name__)

FIRST_WAIT = datetime.timedelta(minutes=10)
# 10 minutes, 40, then 2 h 40, 10 h 40: after the fifth failure it is given up, and the next stage says it again.
MOST_ATTEMPTS = 5
INTERRUPTED_AFTER = datetime.timedelta(hours=1)
NOT_THERE = "no longer works for the school, or cannot sign in"


@dataclass(slots=True)
class Posted:
    """What became of the letters: how many were sent, and what failed, in words."""

    sent: int = 0
    failed: list[str] = field(default_factory=list)


def post(now: datetime.datetime) -> Posted:
    """Send every letter whose time has come. Never raises for a letter: what failed is in the answer."""
    posted = Posted()
    ready = ReminderLetter.objects.filter(state=ReminderLetter.State.WAITING)
    ready = ready.filter(Q(try_after=None) | Q(try_after__lte=now)).select_related("addressee").order_by("pk")
    for letter in list(ready):
        if _take(letter):
            _send(letter, now, posted)
    return posted


def interrupted(now: datetime.datetime) -> int:
    """Return how many letters were being sent when their process ended; they are not sent again."""
    sending = ReminderLetter.objects.filter(state=ReminderLetter.State.SENDING)
    return sending.filter(changed_at__lt=now - INTERRUPTED_AFTER).count()


def _take(letter: ReminderLetter) -> bool:
    """Claim a letter, so that of two processes one sends it. The claim is committed before anything leaves."""
    waiting = ReminderLetter.objects.filter(pk=letter.pk, state=ReminderLetter.State.WAITING)
    return bool(waiting.update(state=ReminderLetter.State.SENDING, changed_at=timezone.now()))


def _send(letter: ReminderLetter, now: datetime.datetime, posted: Posted) -> None:
    if not _still_belongs(letter):
        _settle(letter, ReminderLetter.State.DROPPED, problem=NOT_THERE)
        return
    try:
        _message(letter).send()
    except Exception as error:
        logger.exception("reminders: letter %s was not sent", letter.pk)
        letter.attempts += 1
        given_up = letter.attempts >= MOST_ATTEMPTS
        state = ReminderLetter.State.DROPPED if given_up else ReminderLetter.State.WAITING
        letter.try_after = None if given_up else now + FIRST_WAIT * 4 ** (letter.attempts - 1)
        _settle(letter, state, problem=one_line(f"{type(error).__name__}: {error}"))
        said = "given up" if given_up else f"tried again after {timezone.localtime(letter.try_after):%d.%m. %H:%M}"
        posted.failed.append(f"{letter.addressee.email}: {letter.problem} ({said})")
    else:
        _settle(letter, ReminderLetter.State.SENT)
        posted.sent += 1


def _settle(letter: ReminderLetter, state: ReminderLetter.State, *, problem: str = "") -> None:
    letter.state, letter.problem = state, problem[:200]
    letter.save(update_fields=["state", "problem", "attempts", "try_after", "changed_at"])


def _still_belongs(letter: ReminderLetter) -> bool:
    """Tell whether the addressee may still read it: a letter can have waited while somebody left the school."""
    if not User.objects.able_to_sign_in().filter(pk=letter.addressee_id).exists():
        return False
    spoken_of = set(letter.reminders.values_list("school_id", flat=True))
    own = SchoolMembership.objects.filter(user=letter.addressee_id).values_list("school_id", flat=True)
    return spoken_of <= set(own)


def _message(letter: ReminderLetter) -> EmailMessage:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    headers = {"Auto-Submitted": "auto-generated", "Message-ID": f"<reminder-{letter.pk}@{domain}>"}
    return EmailMessage(letter.subject, letter.body, to=[letter.addressee.email], headers=headers)
