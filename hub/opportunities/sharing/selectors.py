"""What is shared with a person's schools, and with whom a contact may be shared. Judged by the members of today."""

import datetime
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404

from hub.accounts.models import User
from hub.opportunities.contacts.models import Contact
from hub.opportunities.people.own import own_schools
from hub.opportunities.sharing.models import SharedContact
from hub.schools.models import School
from hub.schools.tenancy.groups import SharingGroup, fellows_of

State = SharedContact.State


@dataclass(frozen=True, slots=True)
class Received:
    """A contact that is offered to, or shared with, a school, and the cluster that both schools are in.

    `others_asked`: when a third school that it is shared with asked them last; which one is not told.
    """

    share: SharedContact
    group: SharingGroup
    others_asked: datetime.date | None

    @property
    def last_asked(self) -> datetime.date | None:
        """When anybody asked them last."""
        days = (self.share.contact.last_asked, self.share.last_asked, self.others_asked)
        return max((day for day in days if day), default=None)


def received_by(user: User) -> list[Received]:
    """Return what is offered to the schools of `user`, then what is shared with them; the same few queries for all."""
    shares = SharedContact.objects.filter(
        school__in=own_schools(user), state__in=(State.OFFERED, State.ACCEPTED), contact__share_consent_on__isnull=False
    )
    shares = shares.select_related("school", "contact__school").prefetch_related("contact__shares")
    return _among_fellows(list(shares.order_by("-state", "contact__organisation", "contact__name", "pk")))


def _among_fellows(shares: list[SharedContact]) -> list[Received]:
    fellows = fellows_of({share.school_id for share in shares})
    return [
        Received(share, fellows[share.school_id][share.contact.school_id], _others_asked(share))
        for share in shares
        if share.contact.school_id in fellows[share.school_id]
    ]


def _others_asked(share: SharedContact) -> datetime.date | None:
    others = [each.last_asked for each in share.contact.shares.all() if each.pk != share.pk]
    return max((day for day in others if day), default=None)


def share_of(user: User, key: int) -> tuple[SharedContact, bool]:
    """Return a share of which `user` leads one side, and whether it is the side that receives.

    Raises:
        Http404: where it is of other schools, has ended, or is between schools that are in no cluster together.
    """
    own = own_schools(user)
    shares = SharedContact.objects.filter(Q(school__in=own) | Q(contact__school__in=own))
    share = shares.select_related("school", "contact__school").filter(pk=key).first()
    if share is None:
        raise Http404("no such contact here")
    receives = own.filter(pk=share.school_id).exists()
    if receives and not (share.contact.share_consent_on and _among_fellows([share])):
        raise Http404("no such contact here")
    return share, receives


def may_be_offered_to(contact: Contact) -> QuerySet[School]:
    """Return the fellow members that a contact is not shared with yet, nor was offered to; none without consent."""
    if contact.pk is None or contact.share_consent_on is None:
        return School.objects.none()
    fellows = fellows_of([contact.school_id])[contact.school_id]
    return School.objects.filter(pk__in=fellows).exclude(pk__in=contact.shares.values("school")).order_by("name", "pk")


def offers_waiting(user: User) -> int:
    """Return how many contacts wait for the yes of the schools of `user`."""
    return sum(each.share.state == State.OFFERED for each in received_by(user))
