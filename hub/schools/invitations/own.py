"""The way from the admin's menu to the people of one's own school."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render

from hub.accounts.requests import AdminRequest
from hub.schools.register.models import School
from hub.schools.tenancy.leading import schools_of


def own_people(request: AdminRequest) -> HttpResponse:
    """Lead to the people of the user's school; who works for several chooses one."""
    schools = list(School.objects.filter(pk__in=schools_of(request.user)).order_by("name", "pk"))
    if not schools:
        raise PermissionDenied
    if len(schools) == 1:
        return redirect("schools_people", schools[0].pk)
    return render(request, "schools/admin/invitations/own.html", {"schools": schools})
