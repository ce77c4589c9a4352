"""The agreed visits of a school on a day, for whoever plans that day (hub.core.visitors)."""

import datetime
from collections.abc import Iterable

from django.urls import reverse

from hub.core.visitors import Visitor
from hub.opportunities.visits.models import Visit


def visitors_of(school: int, day: datetime.date) -> Iterable[Visitor]:
    """Yield the visits agreed for a day at the school with this key."""
    agreed = Visit.objects.filter(school=school, agreed_on=day, state=Visit.State.AGREED).select_related("request")
    for visit in agreed.order_by("starts", "pk"):
        address = reverse("opportunities_visit", args=[visit.pk])
        yield Visitor(visit.request.title, visit.organisation_name, address, visit.starts, visit.minutes)
