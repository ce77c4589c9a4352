"""Writes that span a school's rows."""

import datetime

from django.db import transaction

from .models import Registration, School
from .school_types import by_code


@transaction.atomic
def reregister(*, school: School, urn: int, type_code: str, on: datetime.date) -> Registration:
    """Open a new registration of `school` from the date `on` (an academy order, a merger) and close the last before it.

    The ages carry over; the school keeps its name, pages and address, whose number stays the first URN.
    """
    last = school.latest_registration()
    if last and last.ends_on is None:
        last.ends_on = on - datetime.timedelta(days=1)
        last.save(update_fields=["ends_on"])
    known = by_code(type_code)
    # A prefetched list of registrations would not show the new one.
    getattr(school, "_prefetched_objects_cache", {}).pop("registrations", None)
    return Registration.objects.create(
        school=school,
        urn=urn,
        type_code=type_code,
        type_name=known.name if known else "",
        low_age=last.low_age if last else None,
        high_age=last.high_age if last else None,
        starts_on=on,
    )
