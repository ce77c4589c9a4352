"""Schools of a cluster that take part in one school's request: asking them, their answer, and the end of it."""

import datetime
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from hub.accounts.models import User
from hub.opportunities.letters.sending import send
from hub.opportunities.people.own import own_rows
from hub.opportunities.requests.letters import to_partner
from hub.opportunities.requests.models import RequestPartner, VisitRequest
from hub.schools.models import School
from hub.schools.tenancy.groups import fellows_of

State = RequestPartner.State


class Answered(Exception):
    """It has been answered or ended since the page was opened, or the request is closed."""


def may_take_part(asked: VisitRequest) -> QuerySet[School]:
    """Return the fellow members of the asking school that have not been asked yet; none once the request is closed."""
    if asked.state != VisitRequest.State.OPEN:
        return School.objects.none()
    fellows = fellows_of([asked.school_id])[asked.school_id]
    return School.objects.filter(pk__in=fellows).exclude(pk__in=asked.partners.values("school")).order_by("name", "pk")


@transaction.atomic
def ask(asked: VisitRequest, schools: Iterable[School], *, user: User, on: datetime.date) -> int:
    """Ask fellow members to take part, each of which is told once; return how many."""
    fellows, made = fellows_of([asked.school_id])[asked.school_id], 0
    for school in schools:
        values = {"asked_on": on, "asked_by": user, "group_id": fellows[school.pk].page}
        partner, is_new = RequestPartner.objects.get_or_create(request=asked, school=school, defaults=values)
        if is_new:
            send(to_partner(partner))
            made += 1
    return made


def answer(partner: RequestPartner, *, pupils: int | None, user: User, on: datetime.date) -> None:
    """Say yes with a number of pupils, or no without one.

    Raises:
        Answered: where that was done, or the request is closed.
    """
    state = State.DECLINED if pupils is None else State.ACCEPTED
    waiting = RequestPartner.objects.filter(pk=partner.pk, state=State.ASKED, request__state=VisitRequest.State.OPEN)
    if not waiting.update(state=state, pupils=pupils, answered_by=user, answered_on=on):
        raise Answered


def end(partner: RequestPartner) -> None:
    """Let a school take part no longer, whoever ends it; the request and its visits go on."""
    RequestPartner.objects.filter(pk=partner.pk).delete()


def end_parted(school: int | None = None) -> None:
    """End it between schools that are in no cluster together any more: of one school, or of all."""
    rows = RequestPartner.objects.all()
    if school is not None:
        rows = rows.filter(Q(school=school) | Q(request__school=school))
    pairs = list(rows.values_list("pk", "request__school", "school"))
    fellows = fellows_of({leads for _key, leads, _other in pairs})
    parted = [key for key, leads, other in pairs if other not in fellows[leads]]
    RequestPartner.objects.filter(pk__in=parted).delete()


def taken_part_in(user: User) -> Sequence[RequestPartner]:
    """Return the requests of others that the schools of `user` are asked to take part in, or do, in few queries."""
    rows = own_rows(RequestPartner.objects.exclude(state=State.DECLINED), user)
    rows = rows.select_related("school", "request__school").order_by("-state", "-asked_on", "pk")
    return _among_fellows(list(rows))


def partner_of(user: User, key: int) -> RequestPartner:
    """Return one of them.

    Raises:
        Http404: where it is another school's, has ended, or is between schools that are in no cluster together.
    """
    rows = own_rows(RequestPartner.objects.exclude(state=State.DECLINED), user)
    partner = get_object_or_404(rows.select_related("school", "request__school", "request__sector"), pk=key)
    if not _among_fellows([partner]):
        raise Http404("no such request here")
    return partner


def _among_fellows(rows: Sequence[RequestPartner]) -> Sequence[RequestPartner]:
    fellows = fellows_of({row.school_id for row in rows})
    return [row for row in rows if row.request.school_id in fellows[row.school_id]]


def waiting_for(user: User) -> int:
    """Return how many requests wait for the yes of the schools of `user`."""
    return sum(row.state == State.ASKED for row in taken_part_in(user))
