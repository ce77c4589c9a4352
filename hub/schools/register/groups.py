"""Groups of school types, as the directory and the report narrow by them."""

import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils.text import slugify

from hub.schools.register.models import Registration
from hub.schools.register.school_types import school_types


def groups() -> dict[str, str]:
    """Return the groups of types by slug, in the order of the register."""
    return {slugify(each.group): each.group for each in school_types().values()}


def of_group(schools: QuerySet, group: str, *, on: datetime.date) -> QuerySet:
    """Narrow `schools` to those that are registered on `on` with a type of `group` (a slug)."""
    return schools.filter(Exists(in_group(in_force(on), group)))


def in_force(on: datetime.date) -> QuerySet:
    """Return the registration of the outer query's school that holds on `on`: the one of `School.registration_on`."""
    begun, not_over = Q(starts_on=None) | Q(starts_on__lte=on), Q(ends_on=None) | Q(ends_on__gte=on)
    rows = Registration.objects.filter(begun, not_over)
    latest = rows.filter(school=OuterRef("school")).order_by(F("starts_on").desc(nulls_last=True), "-pk")
    return rows.filter(pk=Subquery(latest.values("pk")[:1]), school=OuterRef("pk"))


def in_group(registrations: QuerySet, group: str) -> QuerySet:
    codes = [each.code for each in school_types().values() if slugify(each.group) == group]
    return registrations.filter(type_code__in=codes)
