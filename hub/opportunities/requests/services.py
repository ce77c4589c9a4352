"""Writes that go with a request: telling whom it is addressed to, closing what nobody answered, erasing."""

import datetime

from django.db import transaction
from django.db.models import Q

from hub.opportunities.letters.sending import send
from hub.opportunities.requests.forms import RequestForm
from hub.opportunities.requests.letters import to_organisation
from hub.opportunities.requests.models import KEPT_DAYS, VisitRequest


@transaction.atomic
def publish(form: RequestForm) -> VisitRequest:
    """Keep a new request; an organisation that it is addressed to is told."""
    asked = form.save()
    if asked.organisation_id:
        send(to_organisation(asked))
    return asked


def close_unanswered(*, on: datetime.date) -> int:
    """Close what was to be answered before `on` and was not; return how many."""
    late = VisitRequest.objects.filter(state=VisitRequest.State.OPEN, reply_by__lt=on, visits=None)
    return late.update(state=VisitRequest.State.CLOSED, reason=VisitRequest.Reason.NOBODY, closed_on=on)


def erase_old(*, on: datetime.date) -> int:
    """Delete requests a year after they were closed, or after their last day; return how many.

    One that led to a visit stays as long as that does.
    """
    last = on - datetime.timedelta(days=KEPT_DAYS)
    own = VisitRequest.objects.filter(is_sample=False, visits=None)
    old = own.filter(Q(closed_on__lt=last) | Q(closed_on=None, to_day__lt=last))
    return old.delete()[1].get("opportunities.VisitRequest", 0)
