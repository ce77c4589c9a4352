"""Writes that go with a request: telling whom it is addressed to, closing what nobody answered, erasing."""

import datetime

from django.db import transaction

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
    late = VisitRequest.objects.filter(state=VisitRequest.State.OPEN, reply_by__lt=on)
    return late.update(state=VisitRequest.State.CLOSED, reason=VisitRequest.Reason.NOBODY, closed_on=on)


def erase_old(*, on: datetime.date) -> int:
    """Delete requests a year after they were closed, with what was written about them; return how many."""
    old = VisitRequest.objects.filter(closed_on__lt=on - datetime.timedelta(days=KEPT_DAYS), is_sample=False)
    return old.delete()[1].get("opportunities.VisitRequest", 0)
