"""Admin views of the hub's own staff."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.accounts.requests import RequestUser
from hub.schools.register.school_types import school_types
from hub.schools.tenancy.provisioning import ProvisioningError, create_school


class NewSchoolForm(forms.Form):
    """A URN is enough for a school of the register; the rest is for one it does not hold."""

    urn = forms.IntegerField(label=gettext_lazy("URN"), min_value=10000, max_value=9999999)
    name = forms.CharField(label=gettext_lazy("Name"), required=False, max_length=200)
    type_code = forms.ChoiceField(label=gettext_lazy("Type"), required=False)
    low_age = forms.IntegerField(label=gettext_lazy("Lowest age"), required=False, min_value=0, max_value=99)
    high_age = forms.IntegerField(label=gettext_lazy("Highest age"), required=False, min_value=0, max_value=99)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        types = sorted(school_types().values(), key=lambda each: each.name)
        choices = [("", _("Not known")), *((each.code, each.name) for each in types)]
        self.fields["type_code"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        low, high = data.get("low_age"), data.get("high_age")
        if low is not None and high is not None and low > high:
            self.add_error("high_age", _("The highest age is below the lowest."))
        return data


def may_create_schools(user: RequestUser) -> bool:
    return user.is_superuser or user.has_perm("schools.add_school")


def create_school_view(request: HttpRequest) -> HttpResponse:
    """Make a school's place on the hub from a form."""
    if not may_create_schools(request.user):
        raise PermissionDenied
    form = NewSchoolForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = create_school(**form.cleaned_data)
        except ProvisioningError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("%s has its pages, its collection and its groups.") % made.school)
            return redirect("wagtailadmin_explore", made.home.pk)
    return render(request, "schools/admin/microsites/create_school.html", {"form": form})
