"""Who may read and who may write what is kept here of a school.

A school's careers leaders write. Its head, governors and clerk read, and so does the hub's own staff; for everybody
else the school's audits and surveys are not there (404), whatever key an address or a form carries.
"""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from hub.accounts.requests import RequestUser
from hub.publication.reports import VIEW_REPORT
from hub.schools.models import Role, School, SchoolGroup
from hub.schools.tenancy.scope import scope_of

# Each asks the functions below for the school of what it shows or writes.
ADDRESSES = (
    "audits_index",
    "audits_school",
    "audits_audit",
    "audits_paper",
    "audits_add_action",
    "audits_action",
    "audits_add_survey",
    "audits_survey",
    "audits_survey_paper",
    "audits_survey_tally",
    "audits_survey_results",
    "audits_survey_csv",
)


def is_staff_of_the_hub(user: RequestUser) -> bool:
    """Tell whether `user` may read the audits of every school."""
    return scope_of(user) is None and user.has_perm(VIEW_REPORT)


def schools_of(user: RequestUser) -> frozenset[int]:
    """Return the keys of the schools that `user` works for; none for the hub's own staff."""
    scope = scope_of(user)
    return scope.schools if scope is not None else frozenset()


def may_read(user: RequestUser, school: int) -> bool:
    """Tell whether `user` may read what is kept of the school with this key."""
    return school in schools_of(user) or is_staff_of_the_hub(user)


def may_write(user: RequestUser, school: int) -> bool:
    """Tell whether `user` is a careers leader of the school with this key."""
    if school not in schools_of(user):
        return False
    leading = SchoolGroup.objects.filter(group__user=user.pk, school=school, role=Role.CAREERS_LEADER)
    return leading.exists()


def check_reader(user: RequestUser, school: int) -> None:
    """Raise Http404 unless `user` may read what is kept of the school."""
    if not may_read(user, school):
        raise Http404("no such school here")


def check_writer(user: RequestUser, school: int) -> None:
    """Raise Http404 for who may not read it, PermissionDenied for who may only read it."""
    check_reader(user, school)
    if not may_write(user, school):
        raise PermissionDenied


def school_read_by(user: RequestUser, pk: int) -> School:
    """Return the school with this key, if `user` may read what is kept of it; else raise Http404."""
    check_reader(user, pk)
    return get_object_or_404(School, pk=pk)
