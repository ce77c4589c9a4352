"""Writes of sharing: offer a contact, answer, note that they were asked, end it."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from hub.accounts.models import User
from hub.opportunities.contacts.models import Contact
from hub.opportunities.letters.sending import send
from hub.opportunities.sharing.letters import offered
from hub.opportunities.sharing.models import SharedContact
from hub.schools.models import School
from hub.schools.tenancy.groups import fellows_of

State = SharedContact.State


class NotNow(Exception):
    """What was to be done no longer fits: it has been answered or ended, or the contact has taken back its consent."""


@transaction.atomic
def offer(contact: Contact, schools: Iterable[School], *, user: User, on: datetime.date) -> int:
    """Offer a contact to fellow members, each of which is told once; return how many.

    Raises:
        NotNow: where the contact has not agreed to be shared.
    """
    # Locked: while it is offered nobody takes the consent away without ending this.
    held = Contact.objects.select_for_update().filter(pk=contact.pk, share_consent_on__isnull=False)
    if not held.exists():
        raise NotNow
    made = 0
    for school in schools:
        values = {"offered_on": on, "offered_by": user}
        share, is_new = SharedContact.objects.get_or_create(contact=contact, school=school, defaults=values)
        if is_new:
            send(offered(share))
            made += 1
    return made


def answer(share: SharedContact, *, says_yes: bool, user: User, on: datetime.date) -> None:
    """Say yes or no for the school that a contact is offered to.

    Raises:
        NotNow: where it has been answered or ended.
    """
    state = State.ACCEPTED if says_yes else State.DECLINED
    waiting = SharedContact.objects.filter(pk=share.pk, state=State.OFFERED)
    if not waiting.update(state=state, answered_by=user, answered_on=on):
        raise NotNow


def note_asked(share: SharedContact, *, on: datetime.date) -> None:
    """Note that the school which a contact is shared with asked them, so that no other asks them too soon.

    Raises:
        NotNow: where it is not shared any more.
    """
    if not SharedContact.objects.filter(pk=share.pk, state=State.ACCEPTED).update(last_asked=on):
        raise NotNow


def end(share: SharedContact) -> None:
    """End it, whichever of the two schools does."""
    SharedContact.objects.filter(pk=share.pk).delete()


def end_parted(school: int | None = None) -> None:
    """End what is shared between schools that are in no cluster together any more: of one school, or of all."""
    rows = SharedContact.objects.all()
    if school is not None:
        rows = rows.filter(Q(school=school) | Q(contact__school=school))
    pairs = list(rows.values_list("pk", "contact__school", "school"))
    fellows = fellows_of({holder for _key, holder, _other in pairs})
    parted = [key for key, holder, other in pairs if other not in fellows[holder]]
    SharedContact.objects.filter(pk__in=parted).delete()
