"""Gives a school a new registration: an academy order, a merger, another URN of the register."""

import datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hub.schools.microsites.closing import is_closed
from hub.schools.register.models import Registration, School
from hub.schools.register.school_types import by_code

# What the register says of a school. Its slug and what the hub keeps of it are its own.
FACTS = (
    *("name", "borough", "status", "phase", "gender", "address", "town", "postcode", "telephone", "website"),
    *("easting", "northing"),
    *("in_hospital", "register_date"),
)


class RegistrationError(ValueError):
    """A school cannot take that number; the message is for the person who asked."""


@transaction.atomic
def reregister(*, school: School, urn: int, type_code: str, on: datetime.date) -> Registration:
    """Open a new registration of `school` from the date `on` (an academy order, a merger) and close the last before it.

    The ages carry over; the school keeps its name, pages and address, whose number stays the first URN.

    Raises:
        RegistrationError: when `on` is not after the last one began.
    """
    last = _end_before(school, on)
    known = by_code(type_code)
    return Registration.objects.create(
        school=school,
        urn=urn,
        type_code=type_code,
        type_name=known.name if known else "",
        low_age=last.low_age if last else None,
        high_age=last.high_age if last else None,
        starts_on=on,
    )


@transaction.atomic
def take_over(*, school: School, urn: int, on: datetime.date | None = None) -> Registration:
    """Give `school` a number that the register lists as a separate school, as the import has to.

    The registration and the register's facts become the school's; the other row, which nobody has used, goes, and its
    address leads to the school's. `on` is its first day where the register does not say.

    Raises:
        RegistrationError: when there is no such number, it is the school's, that school has pages or people here, the
            first day is unknown or not after the last registration began, or the school was closed here.
    """
    new = Registration.objects.select_related("school").filter(urn=urn).first()
    if new is None:
        raise RegistrationError(_("The register holds no school with URN %s.") % urn)
    other = new.school
    if other == school:
        raise RegistrationError(_("%(school)s has the URN %(urn)s already.") % {"school": school, "urn": urn})
    if other.home_pages.exists() or other.memberships.exists():
        raise RegistrationError(_("%s has pages or people of its own on the hub.") % other)
    if is_closed(school) and school.home_pages.exists():
        raise RegistrationError(_("%s was closed here: open it again first, so that its pages come back.") % school)
    first = new.starts_on or on
    if first is None:
        raise RegistrationError(_("The register does not say since when there is %s: give the day.") % urn)
    _end_before(school, first)
    Registration.objects.filter(pk=new.pk).update(starts_on=first)
    other.registrations.update(school=school)
    for fact in FACTS:
        setattr(school, fact, getattr(other, fact))
    school.save()
    other.delete()
    return Registration.objects.get(pk=new.pk)


def _end_before(school: School, on: datetime.date) -> Registration | None:
    """End the last registration on the day before `on` if it has no end; return it."""
    last = school.latest_registration()
    if last and last.starts_on and on <= last.starts_on:
        began = date_format(last.starts_on, "j F Y")
        raise RegistrationError(_("%(last)s began only on %(day)s.") % {"last": last, "day": began})
    if last and last.ends_on is None:
        last.ends_on = on - datetime.timedelta(days=1)
        last.save(update_fields=["ends_on"])
    # A prefetched list of registrations would not show the new one.
    getattr(school, "_prefetched_objects_cache", {}).pop("registrations", None)
    return last
