"""What an employer's own page shows of requests and visits, and what is given to a person or erased when they ask."""

import datetime

from django.db.models import Q
from django.utils import timezone

from hub.core.page_context import Context
from hub.opportunities.offers.parts import Part
from hub.opportunities.organisations.held import Held, Rows
from hub.opportunities.organisations.models import Organisation, Representative
from hub.opportunities.requests.models import RequestQuerySet, VisitRequest
from hub.opportunities.visits.models import Side, Visit, VisitMessage

SHOWN = 5


def fitting(organisation: Organisation, *, on: datetime.date) -> RequestQuerySet:
    """Return the public requests of its sectors and boroughs; one without a sector fits everybody."""
    rows = VisitRequest.objects.public(on=on).exclude(visits__organisation=organisation)
    sectors, boroughs = organisation.sectors.all(), organisation.boroughs.all()
    if sectors:
        rows = rows.filter(Q(sector__in=sectors) | Q(sector=None))
    if boroughs and not organisation.online:
        rows = rows.filter(Q(school__borough__in=boroughs) | Q(school__borough=None))
    return rows.with_terms().order_by("reply_by", "pk")


def context(person: Representative) -> Context:
    """Return the visits of a person's organisation, what it alone is asked, and open requests that fit it."""
    own, on = person.organisation, timezone.localdate()
    alone = VisitRequest.objects.open(on=on).filter(organisation=own).exclude(visits__organisation=own)
    return {
        "visits": Visit.objects.filter(organisation=own).select_related("school", "request")[: SHOWN * 4],
        "alone": alone.with_terms(),
        "fitting": fitting(own, on=on)[:SHOWN],
    }


PART = Part("pages/opportunities/_own_visits.html", context)


def export(person: Representative) -> Rows:
    """Return what a person wrote to schools, and when the visits were."""
    rows = VisitMessage.objects.filter(visit__representative=person, side=Side.EMPLOYER)
    return [
        {"visit": str(each.visit), "day": each.visit.agreed_on, "at": each.at, "words": each.words}
        for each in rows.select_related("visit__request")
    ]


def erase(person: Representative) -> None:
    """Erase what a person wrote to schools. That there was a visit stays with the school, without the person."""
    VisitMessage.objects.filter(visit__representative=person, side=Side.EMPLOYER).update(words="")
    Visit.objects.filter(representative=person).update(story="", story_state=Visit.Story.NONE)


HELD = Held("visits", export, erase)
