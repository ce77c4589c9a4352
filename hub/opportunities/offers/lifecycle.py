"""What becomes of an offer over time: public, renewed, withdrawn, expired, and the letter before its last day."""

import datetime
from collections.abc import Iterable

from django.core import signing
from django.db.models import F, Q

from hub.opportunities.letters.sending import Letter, address_in, send_now
from hub.opportunities.offers.models import DAYS_PUBLIC, Offer

DAYS_BEFORE = 14
# A letter about an offer that has expired meanwhile still renews it.
DAYS_AFTER = 60
SALT = "hub.opportunities.renew"


def publish(offer: Offer, *, on: datetime.date) -> Offer:
    """Make an offer public for six months from a day, or have it wait until its organisation is checked.

    So is one renewed that runs out, has expired or was withdrawn.
    """
    if not offer.organisation.is_approved:
        offer.status = Offer.Status.WAITING
    elif offer.closing_on and offer.closing_on < on:
        offer.status = Offer.Status.EXPIRED  # nobody can apply any longer
    else:
        offer.status = Offer.Status.PUBLIC
        offer.published_on = offer.published_on or on
        offer.expires_on = on + datetime.timedelta(days=DAYS_PUBLIC)
    offer.save()
    return offer


def withdraw(offer: Offer) -> Offer:
    """Take an offer off the public pages. It stays with its organisation, and can be renewed."""
    offer.status = Offer.Status.WITHDRAWN
    offer.save()
    return offer


def expire(*, on: datetime.date) -> int:
    """Expire what has passed its last day, or the day until which one can apply; return how many."""
    over = Q(expires_on__lt=on) | Q(closing_on__lt=on)
    return Offer.objects.filter(over, status=Offer.Status.PUBLIC).update(status=Offer.Status.EXPIRED)


def renewal_token(offer: Offer) -> str:
    """Return what the link of a letter carries. It is spent once the offer has another last day."""
    return signing.dumps([offer.pk, str(offer.expires_on)], salt=SALT)


def renewal_of(token: str, *, on: datetime.date) -> Offer | None:
    """Return the offer that a letter's link renews; None for a link that is forged, spent or too old."""
    try:
        key, last_day = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    offer = Offer.objects.select_related("organisation").filter(pk=key).first()
    if offer is None or str(offer.expires_on) != last_day:
        return None
    return offer if offer.expires_on and (on - offer.expires_on).days <= DAYS_AFTER else None


def to_tell(*, on: datetime.date) -> Iterable[Offer]:
    """Return the public offers whose last day is near and whose contact has not been told of that day."""
    near = Offer.objects.public(on=on).filter(expires_on__lte=on + datetime.timedelta(days=DAYS_BEFORE))
    untold = near.filter(Q(told_of=None) | ~Q(told_of=F("expires_on"))).filter(contact__confirmed_at__isnull=False)
    return untold.select_related("contact", "organisation").order_by("pk")


def tell(offer: Offer) -> bool:
    """Write to the contact that an offer runs out; False where another process has done so, or nobody can be told.

    The day is claimed before the letter leaves, so that none is sent twice.

    Raises:
        OSError: when the mail server did not take it; the next run tries again.
    """
    unclaimed = Offer.objects.filter(Q(told_of=None) | ~Q(told_of=offer.expires_on), pk=offer.pk)
    if offer.contact is None or not unclaimed.update(told_of=offer.expires_on):
        return False
    link = f"{address_in(offer.contact.language, 'opportunities_renew')}?offer={renewal_token(offer)}"
    letter = Letter(
        name="offer_runs_out",
        to=offer.contact.email,
        context={"offer": offer, "person": offer.contact, "link": link},
        key=f"offer-{offer.pk}-runs-out-{offer.expires_on}",
        language=offer.contact.language,
    )
    try:
        send_now(letter)
    except OSError:
        Offer.objects.filter(pk=offer.pk).update(told_of=None)
        raise
    return True
