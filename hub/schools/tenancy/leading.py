"""Who may read and who may write what a school keeps for its careers work.

A school's careers leaders write. Its head, governors and clerk read, and so does the hub's own staff; for everybody
else the school's audits, surveys and careers days are not there (404), whatever key an address or a form carries.
"""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from wagtail.admin.menu import MenuItem

from hub.accounts.requests import RequestUser
from hub.publication.reports import VIEW_REPORT
from hub.schools.register.models import School
from hub.schools.tenancy.memberships import work_of
from hub.schools.tenancy.models import Role
from hub.schools.tenancy.scope import scope_of


def is_staff_of_the_hub(user: RequestUser) -> bool:
    """Tell whether `user` may read what every school keeps."""
    return scope_of(user) is None and user.has_perm(VIEW_REPORT)


def schools_of(user: RequestUser) -> frozenset[int]:
    """Return the keys of the schools that `user` works for; none for the hub's own staff."""
    scope = scope_of(user)
    return scope.schools if scope is not None else frozenset()


def schools_led_by(user: RequestUser) -> frozenset[int]:
    """Return the keys of the schools whose careers leader `user` is; none for the hub's own staff."""
    if scope_of(user) is None:
        return frozenset()
    return frozenset(school for school, roles in work_of(user).roles.items() if Role.CAREERS_LEADER in roles)


def may_read(user: RequestUser, school: int) -> bool:
    """Tell whether `user` may read what is kept of the school with this key."""
    return school in schools_of(user) or is_staff_of_the_hub(user)


def may_write(user: RequestUser, school: int) -> bool:
    """Tell whether `user` is a careers leader of the school with this key."""
    return school in schools_led_by(user)


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


class ReadersItem(MenuItem):
    """An item of the admin's menu, shown to those who may read what is behind it. The views check again."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(schools_of(request.user)) or is_staff_of_the_hub(request.user)
