"""Own schools: contacts, requests and visits are for the careers leaders of a school, and nobody else's."""

from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from wagtail.admin.menu import MenuItem

from hub.accounts.requests import RequestUser
from hub.schools.models import School
from hub.schools.tenancy.leading import schools_led_by

# What is named here reads and writes rows of the user's own schools only.
ADDRESSES = (
    "opportunities_provider_requests",
    "opportunities_provider_request",
    "opportunities_contacts",
    "opportunities_contact",
    "opportunities_contact_add",
    "opportunities_contact_delete",
    "opportunities_contact_thanked",
    "opportunities_contact_share",
    "opportunities_shared_contacts",
    "opportunities_shared_contact_step",
    "opportunities_contacts_export",
    "opportunities_contacts_import",
    "opportunities_requests",
    "opportunities_request",
    "opportunities_request_add",
    "opportunities_request_together",
    "opportunities_joint_requests",
    "opportunities_joint_request",
    "opportunities_visits",
    "opportunities_visit",
    "opportunities_briefing",
    "opportunities_sheet",
    "opportunities_calendar",
)

Row = TypeVar("Row", bound=Model)


def own_schools(user: RequestUser) -> QuerySet[School]:
    """Return the schools whose careers leader `user` is. The hub's own staff have none: what is here is not theirs."""
    return School.objects.filter(pk__in=schools_led_by(user))


def leads_a_school(user: RequestUser) -> bool:
    """Tell whether there are any."""
    return bool(schools_led_by(user))


def need_own_schools(user: RequestUser) -> QuerySet[School]:
    """Return them.

    Raises:
        PermissionDenied: where there are none.
    """
    if not leads_a_school(user):
        raise PermissionDenied
    return own_schools(user)


def own_rows(rows: QuerySet[Row], user: RequestUser) -> QuerySet[Row]:
    """Return those of `rows`, which have a key to a school, that are of the user's own schools."""
    return rows.filter(school__in=own_schools(user))


def own_row(rows: QuerySet[Row], user: RequestUser, key: int) -> Row:
    """Return one of them.

    Raises:
        Http404: where it is another school's, or there is none: nobody can tell which.
    """
    return get_object_or_404(own_rows(rows, user), pk=key)


class OwnSchoolItem(MenuItem):
    """An item of the admin's menu for a school's careers leaders; the view behind it checks again."""

    def is_shown(self, request: HttpRequest) -> bool:
        return leads_a_school(request.user)
