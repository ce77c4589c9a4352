"""The addresses of the planner that a school's people may open.

Each asks hub.schools.tenancy.leading for the school of what it shows or writes.
"""

from django.shortcuts import get_object_or_404

from hub.accounts.requests import RequestUser
from hub.events.planner.models import CareersDay, Workshop
from hub.schools.tenancy.leading import check_reader, check_writer

ADDRESSES = (
    "planner_index",
    "planner_school",
    "planner_add",
    "planner_day",
    "planner_times",
    "planner_wishes",
    "planner_classes",
    "planner_workshops",
    "planner_add_workshop",
    "planner_workshop",
    "planner_rota",
    "planner_hall",
    "planner_sheets",
    "planner_cards",
)


def day_read_by(user: RequestUser, pk: int) -> CareersDay:
    """Return the day with this key, if `user` may read what its school keeps; else raise Http404."""
    day = get_object_or_404(CareersDay.objects.select_related("school"), pk=pk)
    check_reader(user, day.school_id)
    return day


def day_written_by(user: RequestUser, pk: int) -> CareersDay:
    """Return the day with this key; raise Http404 for who may not read it, PermissionDenied for who only reads."""
    day = get_object_or_404(CareersDay.objects.select_related("school"), pk=pk)
    check_writer(user, day.school_id)
    return day


def workshop_written_by(user: RequestUser, pk: int) -> Workshop:
    """Return the workshop with this key, as `day_written_by` does its day."""
    workshop = get_object_or_404(Workshop.objects.select_related("day__school"), pk=pk)
    check_writer(user, workshop.school_id)
    return workshop
