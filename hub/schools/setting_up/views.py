"""The admin's pages that set up a school: find it in the register, invite its people, and one that it does not hold."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hub.accounts.requests import AdminRequest, RequestUser
from hub.core.url_keys import key_in
from hub.schools.directory import table, words
from hub.schools.directory.listing import DirectoryRequest, boroughs, find
from hub.schools.invitations.forms import InviteeFormSet
from hub.schools.invitations.views import invite_all
from hub.schools.microsites.models import SchoolHomePage
from hub.schools.register.groups import groups
from hub.schools.register.models import School
from hub.schools.register.school_types import school_types
from hub.schools.tenancy.provisioning import ProvisioningError, create_school, give_pages


class NewSchoolForm(forms.Form):
    """A school that the register does not hold."""

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


def check_may_create(request: HttpRequest) -> None:
    """Refuse who may set up no school."""
    if not may_create_schools(request.user):
        raise PermissionDenied


def find_school(request: HttpRequest) -> HttpResponse:
    """Find schools of the register by name, postcode, URN, borough or type, and set up those that are chosen."""
    check_may_create(request)
    if request.method == "POST":
        return _set_up_chosen(request)
    asked, held = DirectoryRequest.from_query(request.GET), table.current()
    reading = words.read(asked.words, held)
    found = None
    if asked.words or asked.borough or asked.group:
        found = find(asked, on=timezone.localdate(), reading=reading, table=held)
    context = {"asked": asked, "boroughs": boroughs(), "types": groups(), "found": found}
    if found:
        homes = SchoolHomePage.objects.filter(school__in=[school.pk for school in found.page])
        pages = dict(homes.values_list("school", "pk"))
        context["rows"] = [(school, pages.get(school.pk)) for school in found.page]
        context["notice"] = reading.notice if asked.words else ""
        context["free"] = sum(school.pk not in pages for school in found.page)
    return render(request, "schools/admin/setting_up/find.html", context)


def _set_up_chosen(request: HttpRequest) -> HttpResponse:
    chosen = [key for text in request.POST.getlist("school") if (key := key_in(text))]
    schools = School.objects.filter(pk__in=chosen, home_pages=None).order_by("name")
    made = [school for school in schools if _has_been_set_up(request, school)]
    if made:
        said = ngettext(
            "%(names)s has its pages now, as drafts. Invite its people from its home page.",
            "%(names)s have their pages now, as drafts. Invite their people from their home pages.",
            len(made),
        )
        messages.success(request, said % {"names": ", ".join(school.name for school in made)})
    else:
        messages.warning(request, _("No school was set up: choose one that has no pages yet."))
    return redirect(request.get_full_path())


def _has_been_set_up(request: HttpRequest, school: School) -> bool:
    """Give a school its pages, as drafts; False where that cannot be, which is told."""
    try:
        give_pages(school, live=False)
    except ProvisioningError as error:
        messages.error(request, str(error))
        return False
    return True


def set_up_school(request: AdminRequest, school_id: int) -> HttpResponse:
    """Give one school of the register its pages, as drafts, and invite its people: one screen."""
    check_may_create(request)
    school = get_object_or_404(School, pk=school_id)
    if SchoolHomePage.objects.filter(school=school).exists():
        return redirect("schools_people", school_id)
    forms = InviteeFormSet(request.POST or None, prefix="people")
    if request.method == "POST" and forms.is_valid() and _has_been_set_up(request, school):
        messages.success(request, _("%s has its pages now, as drafts.") % school)
        if asked := [form.invitee for form in forms if form.invitee]:
            invite_all(request, school, asked)
        return redirect("schools_people", school_id)
    context = {"school": school, "registration": school.registration_for(timezone.localdate()), "forms": forms}
    return render(request, "schools/admin/setting_up/set_up.html", context)


def unknown_school(request: HttpRequest) -> HttpResponse:
    """Set up a school that the register does not hold."""
    check_may_create(request)
    form = NewSchoolForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = create_school(**form.cleaned_data, live=False)
        except ProvisioningError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("%s has its pages now, as drafts.") % made.school)
            return redirect("schools_people", made.school.pk)
    return render(request, "schools/admin/setting_up/unknown.html", {"form": form})
