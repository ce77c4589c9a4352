"""Requests that several schools ask, for the tests of them."""

import datetime

from django.urls import reverse
from django.utils import timezone

from hub.opportunities.models import ProposedDay, RequestPartner, Visit, VisitRequest
from hub.opportunities.requests import partners
from hub.opportunities.visits import services
from tests.opportunities.clustered import Clustered
from tests.opportunities.visiting import DAY, employer

ON = datetime.date(2026, 11, 30)
# What the employer writes in the thread.
MARK = "Which door should I take?"


def partner_in(at: Clustered, asked: VisitRequest, who: str = "fellow", pupils: int | None = 40) -> RequestPartner:
    """Ask a school to take part; with `pupils` it says yes."""
    partners.ask(asked, [at.school(who)], user=at.people["holder"], on=timezone.localdate())
    partner = RequestPartner.objects.get(request=asked, school=at.school(who))
    if pupils:
        partners.answer(partner, pupils=pupils, user=at.people[who], on=timezone.localdate())
    return partner


def agreed(asked: VisitRequest) -> Visit:
    """An employer has answered, and the school has agreed the day."""
    visit = services.answer(asked, employer(), words=MARK, wishes=[(DAY, None)], on=ON)
    services.agree(visit, ProposedDay.objects.get(visit=visit), "school", on=ON)
    return Visit.objects.get(pk=visit.pk)


def page_of(partner: RequestPartner) -> str:
    return reverse("opportunities_joint_request", args=[partner.pk])
