"""What becomes of a provider's request: asked, confirmed, accepted, refused, erased."""

import datetime
from typing import Any

from django.core import signing
from django.db import transaction

from hub.accounts.models import User
from hub.core import client_address
from hub.opportunities.letters.sending import send
from hub.opportunities.provider_requests import letters
from hub.opportunities.provider_requests.models import KEPT_DAYS, UNCONFIRMED_DAYS, ProviderRequest
from hub.schools.models import ProviderAccessPage, School
from hub.schools.provider_access.services import AgreedMeeting, draft_meeting

State = ProviderRequest.State

WINDOW_SECONDS = 600
REQUESTS_ALLOWED = 5
# Unconfirmed ones to one mailbox in a day: what is mailed there was asked for by somebody who may not read it.
MAILS_ALLOWED = 3


class TooMany(Exception):
    """One network, or one mailbox, has sent or would get as many as it may for now."""


class NotWaiting(Exception):
    """The request has been answered already."""


def token_for(asked: ProviderRequest, purpose: str) -> str:
    """Return what a mailed link carries: which request, and what the link is for."""
    return signing.dumps(asked.pk, salt=f"{__name__}.{purpose}")


def named_by(token: str, purpose: str, *, seconds: int) -> ProviderRequest | None:
    """Return the request that a link is about; None where it is forged, too old or for something else."""
    try:
        key = signing.loads(token, salt=f"{__name__}.{purpose}", max_age=seconds)
    except signing.BadSignature:
        return None
    return ProviderRequest.objects.filter(pk=key, erased_at=None).select_related("school").first()


@transaction.atomic
def ask(
    school: School,
    values: dict[str, Any],
    *,
    earlier: ProviderRequest | None,
    language: str,
    address: str,
    at: datetime.datetime,
) -> ProviderRequest:
    """Keep a request that its sender has yet to confirm, and mail the link.

    Raises:
        TooMany: where this network has sent, or this mailbox got, as many as it may for now.
    """
    if client_address.count("provider-request", address, seconds=WINDOW_SECONDS).count > REQUESTS_ALLOWED:
        raise TooMany
    since = at - datetime.timedelta(days=1)
    mailed = ProviderRequest.objects.filter(email__iexact=values["email"], asked_at__gte=since)
    if mailed.filter(state=State.UNCONFIRMED).count() >= MAILS_ALLOWED:
        raise TooMany
    asked = ProviderRequest.objects.create(school=school, earlier=earlier, language=language, **values)
    send([letters.confirm(asked, token_for(asked, "confirm"))])
    return asked


@transaction.atomic
def confirm(asked: ProviderRequest, *, at: datetime.datetime) -> bool:
    """Lay a request before the school and tell its people; False where that was done before."""
    waiting = ProviderRequest.objects.filter(pk=asked.pk, state=State.UNCONFIRMED)
    if not waiting.update(state=State.WAITING, confirmed_at=at):
        return False
    asked.refresh_from_db()
    send(letters.to_the_school(asked))
    return True


@transaction.atomic
def accept(
    asked: ProviderRequest,
    *,
    page: ProviderAccessPage,
    meeting: AgreedMeeting,
    words: str,
    user: User,
    at: datetime.datetime,
) -> ProviderAccessPage:
    """Say yes: the meeting becomes part of a draft of `page`, and the provider is told.

    Raises:
        NotWaiting: where somebody has answered already.
    """
    days = {"date": meeting.date, "starts": meeting.starts, "ends": meeting.ends}
    _answer(asked, State.ACCEPTED, user=user, at=at, words=words, years=list(meeting.years), **days)
    draft = draft_meeting(page, meeting=meeting, user=user)
    send([letters.accepted(asked)])
    return draft


@transaction.atomic
def refuse(asked: ProviderRequest, *, ground: str, words: str, user: User, at: datetime.datetime) -> None:
    """Say no, with a published ground; the letter has the link by which the provider may ask again.

    Raises:
        NotWaiting: where somebody has answered already.
    """
    _answer(asked, State.REFUSED, user=user, at=at, words=words, ground=ground)
    send([letters.refused(asked, token_for(asked, "again"))])


def _answer(asked: ProviderRequest, state: str, *, user: User, at: datetime.datetime, **more: Any) -> None:
    waiting = ProviderRequest.objects.filter(pk=asked.pk, state=State.WAITING)
    if not waiting.update(state=state, answered_at=at, answered_by=user, **more):
        raise NotWaiting
    asked.refresh_from_db()


def erase_old(*, at: datetime.datetime) -> int:
    """Empty what ended a year ago, delete what nobody confirmed; return how many."""
    lost = ProviderRequest.objects.filter(
        state=State.UNCONFIRMED, asked_at__lt=at - datetime.timedelta(days=UNCONFIRMED_DAYS)
    )
    gone, _by_model = lost.delete()
    last_day = at.date() - datetime.timedelta(days=KEPT_DAYS)
    old = ProviderRequest.objects.filter(erased_at=None, asked_at__date__lte=last_day)
    ended = [each for each in old.exclude(state=State.UNCONFIRMED) if each.ends_on <= last_day]
    for each in ended:
        each.erase(at=at)
    return gone + len(ended)
