"""A letter as a mail: its text, the same as HTML, its files, and the way to get no more of them."""

import re
from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from hub.core.letters import File, Letter, Why, absolute
from hub.core.public_forms import one_line
from hub.opportunities.letters.stopping import token_of

__all__ = ["Letter", "Why", "Written", "absolute", "address_in", "written"]

SUBJECT_LENGTH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A letter in words, ready to leave now or later."""

    to: str
    subject: str
    text: str
    html: str
    headers: dict[str, str]
    files: tuple[File, ...] = ()

    @property
    def mail(self) -> EmailMultiAlternatives:
        """The mail."""
        mail = EmailMultiAlternatives(self.subject, self.text, to=[self.to], headers=self.headers)
        mail.attach_alternative(self.html, "text/html")
        for name, content, kind in self.files:
            mail.attach(name, content, kind)
        return mail


def address_in(language: str, name: str) -> str:
    """Return the address of a page of the hub, by its name, in the language of whoever reads the letter."""
    with translation.override(language or settings.LANGUAGE_CODE):
        return absolute(reverse(name))


def written(letter: Letter) -> Written:
    """Return a letter in the words of its reader's language."""
    to = one_line(letter.to)
    page = address_in(letter.language, "opportunities_letters")
    stop = "" if letter.why is Why.AGREED else f"{page}?to={token_of(to)}"
    with translation.override(letter.language or settings.LANGUAGE_CODE):
        context = {"hub": settings.WAGTAIL_SITE_NAME, "base": absolute(""), **letter.context}
        whole = render_to_string(letter.template, context)
        subject, _line, text = whole.strip().partition("\n")
        # The template's tags leave blank lines.
        text = re.sub(r"\n\s*\n", "\n\n", text).strip() + "\n"
        subject = one_line(subject)[:SUBJECT_LENGTH]
        html = render_to_string("opportunities/mail/letter.html", {"subject": subject, "text": text, "stop": stop})
        if stop:
            text += f"\n--\n{_('No more letters like this')}:\n{stop}\n"
    return Written(to=to, subject=subject, text=text, html=html, headers=_headers(letter, stop), files=letter.files)


def _headers(letter: Letter, stop: str) -> dict[str, str]:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    headers = {"Auto-Submitted": "auto-generated", "Message-ID": f"<{letter.key}@{domain}>"}
    if stop:
        # RFC 8058: a mail program's own button posts to the address.
        headers |= {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return {**headers, **letter.headers}
