"""Sends a letter once what it tells is committed. A letter that the mail server refuses is noted, never raised."""

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from email.utils import parseaddr
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from hub.core.public_forms import one_line

logger = logging.getLogger(__name__)
SUBJECT_LENGTH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter: the name of its template, to whom, in which language. `files` are (name, content, type).

    `key` is the same for the same thing told to the same person, so that a mailbox that gets it twice shows it once.
    """

    name: str
    to: str
    context: dict[str, Any]
    key: str
    language: str = ""
    files: tuple[tuple[str, str, str], ...] = ()
    headers: dict[str, str] = field(default_factory=dict)


def absolute(path: str) -> str:
    """Return an address of the hub as a letter gives it."""
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"


def address_in(language: str, name: str) -> str:
    """Return the address of a page of the hub, by its name, in the language of whoever reads the letter."""
    with translation.override(language or settings.LANGUAGE_CODE):
        return absolute(reverse(name))


def message(letter: Letter) -> EmailMultiAlternatives:
    """Return the letter as a mail: its text, the same as HTML, and its files."""
    with translation.override(letter.language or settings.LANGUAGE_CODE):
        context = {"hub": settings.WAGTAIL_SITE_NAME, "base": absolute(""), **letter.context}
        whole = render_to_string(f"opportunities/mail/{letter.name}.txt", context)
        subject, _line, text = whole.strip().partition("\n")
        # The template's tags leave blank lines.
        text = re.sub(r"\n\s*\n", "\n\n", text).strip() + "\n"
        subject = one_line(subject)[:SUBJECT_LENGTH]
        html = render_to_string("opportunities/mail/letter.html", {"subject": subject, "text": text})
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    headers = {"Auto-Submitted": "auto-generated", "Message-ID": f"<{letter.key}@{domain}>", **letter.headers}
    mail = EmailMultiAlternatives(subject, text, to=[one_line(letter.to)], headers=headers)
    mail.attach_alternative(html, "text/html")
    for name, content, kind in letter.files:
        mail.attach(name, content, kind)
    return mail


def send_now(letter: Letter) -> None:
    """Send a letter that whoever asked for it waits for.

    Raises:
        OSError: when the mail server did not take it.
    """
    message(letter).send()


def send(letters: Iterable[Letter]) -> None:
    """Send each letter after the transaction around this call."""
    for letter in letters:
        transaction.on_commit(partial(_deliver, letter))


def _deliver(letter: Letter) -> None:
    try:
        message(letter).send()
    except Exception:
        logger.exception("opportunities: the letter %s was not sent", letter.key)
