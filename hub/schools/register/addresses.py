"""Which school an address under `/schools/` means."""

import re
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Prefetch

if TYPE_CHECKING:
    from hub.schools.register.models import School

_URN_AT_THE_END = re.compile(r"(?:^|-)([0-9]{5,7})$")


def school_called(part: str) -> "School | None":
    """Return the school whose slug is `part`, or one of whose URNs `part` is or ends in; None for no school."""
    School = apps.get_model("schools", "School")
    registrations = Prefetch("registrations", apps.get_model("schools", "Registration").objects.order_by("pk"))
    schools = School.objects.select_related("borough").prefetch_related(registrations)
    found = schools.filter(slug=part).first()
    number = _URN_AT_THE_END.search(part)
    if found is None and number:
        found = schools.filter(registrations__urn=int(number[1])).first()
    return found
