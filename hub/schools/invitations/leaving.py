"""The admin's page on which somebody leaves a school: what happens is said first, then it is one button."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.accounts.models import User
from hub.accounts.requests import AdminRequest
from hub.schools.invitations.inviting import may_invite
from hub.schools.register.models import School
from hub.schools.tenancy.leading import school_read_by
from hub.schools.tenancy.models import Role, SchoolMembership
from hub.schools.tenancy.people import Left, leave, warnings_before

ALL = "all"


class LeavingForm(forms.Form):
    """Which role is taken: by itself one of them, or all at this school."""

    role = forms.ChoiceField(label=gettext_lazy("What ends"), widget=forms.RadioSelect)

    def __init__(self, data: QueryDict | None, *, held: list[Role]) -> None:
        super().__init__(data, initial={"role": ALL})
        every = (ALL, _("Everything: leaves the school"))
        one_by_one = [(role.value, _("Only as %s") % role.label.lower()) for role in held]
        self.fields["role"].choices = [every, *one_by_one]  # type: ignore[attr-defined]


def leaving(request: AdminRequest, school_id: int, user_id: int) -> HttpResponse:
    """Say what becomes of somebody's work, and take their roles: for who may invite, and for everybody's own."""
    school = school_read_by(request.user, school_id)
    if request.user.pk != user_id and not may_invite(request.user, school_id):
        raise PermissionDenied
    members = SchoolMembership.objects.filter(school=school, user=user_id).order_by("role")
    held = [Role(role) for role in members.values_list("role", flat=True)]
    person = get_object_or_404(User, pk=user_id, pk__in=members.values("user"))
    form = LeavingForm(request.POST or None, held=held)
    if request.method == "POST" and form.is_valid():
        every = form.cleaned_data["role"] == ALL
        role = None if every else form.cleaned_data["role"]
        _tell(request, person, school, leave(person, school=school, role=role, by=request.user))
        if request.user.pk == user_id and every:
            return redirect("wagtailadmin_home")
        return redirect("schools_people", school_id)
    context = {"person": person, "school": school, "form": form, "several": len(held) > 1}
    context["warnings"] = warnings_before(person, school=school)
    return render(request, "schools/admin/invitations/leaving.html", context)


def _tell(request: AdminRequest, person: User, school: School, left: Left) -> None:
    roles = ", ".join(str(Role(role).label).lower() for role in left.roles)
    said = _("%(who)s is no longer %(role)s at %(school)s. What they wrote stays.")
    messages.success(request, said % {"who": person, "role": roles, "school": school})
    if left.successor and left.open_tasks:
        handed = _("%(who)s now has: %(what)s.")
        messages.info(request, handed % {"who": left.successor, "what": "; ".join(left.open_tasks)})
    for warning in left.warnings:
        messages.warning(request, warning)
