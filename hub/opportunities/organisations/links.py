"""Links that are mailed: signed, good once, for half an hour. Nothing is done by following one, only by its button.

Programs that look into mail follow links; so a GET shows a page with a button, and its POST uses the link up.
"""

import datetime
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.core import signing
from django.utils.crypto import constant_time_compare

from hub.opportunities.organisations.models import MailedLink

LINK_MINUTES = 30
# So long an old link can still be told from one that was never ours.
KEPT_DAYS = 7
SALT = "hub.opportunities.links"


class State(Enum):
    """What became of a link."""

    GOOD = "good"
    USED = "used"
    OLD = "old"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Followed:
    """A link that somebody followed; `link` is there only while it is good."""

    state: State
    link: MailedLink | None = None


def make(*, email: str, purpose: str, language: str, posted: dict[str, Any] | None = None) -> MailedLink:
    """Store a link for an address; what is `posted` waits with it."""
    return MailedLink.objects.create(email=email, purpose=purpose, language=language, posted=posted or {})


def token_of(link: MailedLink) -> str:
    """Return what the address of a link carries."""
    return signing.dumps([link.pk, link.secret], salt=SALT)


def followed(token: str, *, purpose: str, at: datetime.datetime) -> Followed:
    """Return what a token leads to: a good link of this purpose, or why there is none."""
    try:
        key, secret = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return Followed(State.UNKNOWN)
    link = MailedLink.objects.filter(pk=key, purpose=purpose).first()
    if link is None:  # deleted some days after it was sent
        return Followed(State.OLD)
    if not constant_time_compare(link.secret, secret):
        return Followed(State.UNKNOWN)
    if link.used_at is not None:
        return Followed(State.USED)
    if at - link.created_at > datetime.timedelta(minutes=LINK_MINUTES):
        return Followed(State.OLD)
    return Followed(State.GOOD, link)


def forget_old(*, at: datetime.datetime) -> int:
    """Delete links some days after they were sent, used or not, and what waited with them; return how many."""
    old = MailedLink.objects.filter(created_at__lt=at - datetime.timedelta(days=KEPT_DAYS))
    return old.delete()[0]
