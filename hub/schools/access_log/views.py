"""The admin's page of who used a school's admin: for its head, and for the hub's staff."""

import datetime

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from hub.accounts.requests import AdminRequest, RequestUser
from hub.schools.access_log.models import KEPT_FOR
from hub.schools.access_log.months import Month, month_of, months
from hub.schools.access_log.reading import as_csv, entries
from hub.schools.register.models import School
from hub.schools.tenancy.leading import is_staff_of_the_hub, school_read_by, schools_of
from hub.schools.tenancy.models import Role, SchoolMembership

# A month of a large school's; the file has all.
SHOWN_MOST = 500


def may_read_access(user: RequestUser, school: int) -> bool:
    """Tell whether `user` may see who used the admin of the school with this key."""
    if school not in schools_of(user):
        return is_staff_of_the_hub(user)
    return SchoolMembership.objects.filter(user=user.pk, school=school, role=Role.HEAD).exists()


def _school(request: AdminRequest, school_id: int) -> School:
    school = school_read_by(request.user, school_id)
    if not may_read_access(request.user, school_id):
        raise PermissionDenied
    return school


def _asked(request: AdminRequest, *, on: datetime.date) -> tuple[Month, str]:
    """Return the month that is asked for, and what to say where the address names none."""
    latest, key = months(on=on)[0], request.GET.get("month", "")
    month = month_of(key, on=on)
    if month is None and key:
        return latest, _("There is no such month in the log: it reaches twelve months back.")
    return month or latest, ""


@never_cache
def access_log(request: AdminRequest, school_id: int) -> HttpResponse:
    """Show a month of it."""
    school, today = _school(request, school_id), timezone.localdate()
    month, problem = _asked(request, on=today)
    found = entries(school, first=month.first, last=month.last)
    context = {
        "school": school,
        "month": month,
        "months": months(on=today),
        "entries": found[:SHOWN_MOST],
        "more": max(len(found) - SHOWN_MOST, 0),
        "problem": problem,
    }
    return render(request, "schools/admin/access_log/access_log.html", context)


@never_cache
def access_log_csv(request: AdminRequest, school_id: int) -> HttpResponse:
    """Answer with all twelve months as a CSV file."""
    school, today = _school(request, school_id), timezone.localdate()
    text = as_csv(entries(school, first=today - KEPT_FOR, last=today))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="access-log.csv"'
    return response
