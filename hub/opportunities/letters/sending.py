"""Sends letters: each is kept with what it tells, leaves once that is committed, and is tried again until it has left.

An attempt is claimed before it is made, so that two processes at once send a letter once.
"""

import datetime
import logging
from collections.abc import Iterable
from functools import partial
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Any

from django.db import transaction
from django.utils import timezone

from hub.accounts.fields import normalised
from hub.opportunities.letters.models import UnsentLetter
from hub.opportunities.letters.stopping import has_stopped, stopped
from hub.opportunities.letters.writing import Letter, Why, Written, absolute, address_in, written

__all__ = ["Letter", "Why", "absolute", "address_in", "send", "send_due", "send_now", "try_again"]

logger = logging.getLogger(__name__)
MINUTE, HOUR = datetime.timedelta(minutes=1), datetime.timedelta(hours=1)
# How long to wait after each attempt; after the last one nobody tries again. In all, two days.
WAITS = (5 * MINUTE, 15 * MINUTE, HOUR, 5 * HOUR, 12 * HOUR, 30 * HOUR)
KEPT_DAYS = 30
PROBLEM_LENGTH = 300
# An address that the mail server refuses for good.
PERMANENT = 500


def send_now(letter: Letter) -> None:
    """Send a letter at once: whoever asked for it waits, or its sender tries again by itself.

    Raises:
        OSError: when the mail server did not take it.
    """
    if letter.why is not Why.NEWS or not has_stopped(letter.to):
        written(letter).mail.send()


def send(letters: Iterable[Letter]) -> None:
    """Send each letter after the transaction around this call, but none to an address that wants none."""
    wanted = list(letters)
    without = stopped({letter.to for letter in wanted if letter.why is Why.NEWS})
    now = timezone.now()
    for letter in wanted:
        if letter.why is not Why.NEWS or normalised(letter.to) not in without:
            kept = _keep(letter.key, written(letter), at=now)
            transaction.on_commit(partial(_deliver, kept.pk, at=now))


def _keep(key: str, said: Written, *, at: datetime.datetime) -> UnsentLetter:
    values: dict[str, Any] = {"to": said.to, "subject": said.subject, "text": said.text, "html": said.html}
    values |= {"headers": said.headers, "files": [list(file) for file in said.files], "next_at": at + WAITS[0]}
    return UnsentLetter.objects.get_or_create(key=key, defaults=values)[0]


def send_due(*, at: datetime.datetime) -> tuple[int, int]:
    """Try the letters whose time has come, delete those given up weeks ago; return how many left and how many not."""
    over = at - datetime.timedelta(days=KEPT_DAYS)
    UnsentLetter.objects.filter(given_up_at__lt=over).delete()
    left = failed = 0
    for key in list(UnsentLetter.objects.filter(given_up_at=None, next_at__lte=at).values_list("pk", flat=True)):
        try:
            left += _attempt(key, at=at)
        except OSError as error:
            failed += 1
            if not isinstance(error, SMTPException):
                break  # the server is away: the others wait as they did
    return left, failed


def try_again(letter: UnsentLetter, *, at: datetime.datetime) -> None:
    """Have a letter tried again by the next `tick`, as often as a new one."""
    UnsentLetter.objects.filter(pk=letter.pk).update(attempts=0, next_at=at, given_up_at=None)


def _deliver(key: int, *, at: datetime.datetime) -> None:
    try:
        _attempt(key, at=at)
    except Exception:
        logger.exception("opportunities: a letter was not sent, and is tried again: %s", key)


def _attempt(key: int, *, at: datetime.datetime) -> bool:
    """Claim an attempt and make it; False where another process has claimed it.

    Raises:
        OSError: when the mail server did not take the letter; what it said is noted.
    """
    letter = UnsentLetter.objects.filter(pk=key, given_up_at=None).first()
    if letter is None:
        return False
    made = letter.attempts + 1
    own = UnsentLetter.objects.filter(pk=key, attempts=letter.attempts, next_at=letter.next_at)
    if not own.update(attempts=made, next_at=at + WAITS[min(made, len(WAITS)) - 1]):
        return False
    try:
        _written(letter).mail.send()
    except OSError as error:
        problem = " ".join(str(error).split())[:PROBLEM_LENGTH]
        over = at if made >= len(WAITS) or _is_permanent(error) else None
        UnsentLetter.objects.filter(pk=key).update(problem=problem, given_up_at=over)
        raise
    UnsentLetter.objects.filter(pk=key).delete()
    return True


def _is_permanent(error: OSError) -> bool:
    if not isinstance(error, SMTPRecipientsRefused):
        return False
    return all(code >= PERMANENT for code, _said in error.recipients.values())


def _written(letter: UnsentLetter) -> Written:
    return Written(
        to=letter.to,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        headers=letter.headers,
        files=tuple((name, content, kind) for name, content, kind in letter.files),
    )
