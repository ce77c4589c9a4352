"""The hub's check of an organisation: approved, refused with a reason, and sent again once."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.accounts.models import User
from hub.opportunities.letters.sending import Letter, address_in, send
from hub.opportunities.offers.lifecycle import publish
from hub.opportunities.offers.models import Offer
from hub.opportunities.organisations.models import Organisation, Representative

Status = Organisation.Status


class DecisionError(ValueError):
    """A decision cannot be made as asked; the message is for the person who asked."""


def decide(
    organisation: Organisation, *, approved: bool, reason: str, user: User, at: datetime.datetime
) -> Organisation:
    """Approve or refuse an organisation that waits, publish what waits with it, and write to its people.

    Raises:
        DecisionError: when it no longer waits, or is refused without a reason.
    """
    if not approved and not reason.strip():
        raise DecisionError(str(_("Give a reason: it is mailed to the people who offered, so that they can mend it.")))
    with transaction.atomic():
        held = Organisation.objects.select_for_update().waiting().filter(pk=organisation.pk).first()
        if held is None:
            raise DecisionError(str(_("That was decided already.")))
        held.status = Status.APPROVED if approved else Status.REFUSED
        held.reason = "" if approved else reason.strip()
        held.refusals += 0 if approved else 1
        held.decided_by, held.decided_at, held.waiting_since = user, at, None
        held.save()
        if approved:
            for offer in held.offers.filter(status=Offer.Status.WAITING):
                offer.organisation = held
                publish(offer, on=timezone.localdate(at))
    _tell(held)
    return held


def send_again(organisation: Organisation, *, at: datetime.datetime) -> bool:
    """Have a refused organisation checked once more; False if it has had its second chance, or is not refused."""
    chance = Organisation.objects.filter(pk=organisation.pk, status=Status.REFUSED)
    if not organisation.may_send_again:
        return False
    return bool(chance.update(status=Status.WAITING, waiting_since=at))


def _tell(organisation: Organisation) -> None:
    name = "organisation_approved" if organisation.is_approved else "organisation_refused"
    people: Iterable[Representative] = organisation.representatives.filter(confirmed_at__isnull=False)
    send(
        Letter(
            name=name,
            to=person.email,
            context={
                "person": person,
                "organisation": organisation,
                "link": address_in(person.language, "opportunities_come_in"),
            },
            key=f"{name}-{organisation.pk}-{person.pk}-{organisation.refusals}",
            language=person.language,
        )
        for person in people
    )
