"""The admin's page of somebody's roles at schools, for boroughs and for the hub; reached from the account."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Locale

from curriculum.models import Borough
from hub.accounts.models import User
from hub.accounts.requests import AdminRequest, RequestUser
from hub.schools.tenancy.hub_roles import NotForTheHub, appoint, dismiss
from hub.schools.tenancy.models import HubKind
from hub.schools.tenancy.people import appoint_officer, dismiss_officer
from hub.schools.tenancy.scope import scope_of


class BoroughForm(forms.Form):
    """The borough that somebody is to read of, or is to read of no more."""

    borough = forms.ModelChoiceField(
        queryset=Borough.objects.order_by("label"),
        label=gettext_lazy("Borough"),
        help_text=gettext_lazy("They read the report on every school of the borough, and change nothing."),
    )


class HubRoleForm(forms.Form):
    """What somebody is to do for the hub, short of editing it."""

    kind = forms.ChoiceField(
        choices=HubKind.choices,
        label=gettext_lazy("Role"),
        help_text=gettext_lazy(
            "A translator writes the hub’s pages in a language and publishes none; a moderator decides on units and "
            "resources that were submitted. Neither opens a page of a school."
        ),
    )
    locale = forms.ModelChoiceField(
        queryset=Locale.objects.none(), required=False, label=gettext_lazy("Language, for a translator")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Who writes English edits the hub.
        self.fields["locale"].queryset = Locale.objects.exclude(pk=Locale.get_default().pk)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        translates = data.get("kind") == HubKind.TRANSLATOR
        if translates and not data.get("locale") and "locale" not in self.errors:
            self.add_error("locale", _("Choose the language."))
        return data if translates else data | {"locale": None}


def _may_read(user: RequestUser) -> bool:
    return scope_of(user) is None and user.has_perm("accounts.change_user")


def roles_of(request: AdminRequest, user_id: int) -> HttpResponse:
    """Show what somebody is at which schools, which each school's page of people changes; change the rest."""
    if not _may_read(request.user):
        raise PermissionDenied
    person = get_object_or_404(User, pk=user_id)
    of_the_hub = "kind" in request.POST or "take" in request.POST
    form = BoroughForm(request.POST if request.method == "POST" and not of_the_hub else None)
    hub_form = HubRoleForm(request.POST if "kind" in request.POST else None)
    if "take" in request.POST:
        _take(request, person, request.POST["take"])
    elif hub_form.is_valid():
        _give(request, person, hub_form.cleaned_data)
    elif form.is_valid():
        _change(request, person, form.cleaned_data["borough"])
    if "take" in request.POST or hub_form.is_valid() or form.is_valid():
        return redirect("schools_roles_of", person.pk)
    context = {
        "person": person,
        "memberships": person.memberships.select_related("school", "given_by").order_by(
            "school__name", "school", "role"
        ),
        "boroughs": person.boroughs.select_related("borough").order_by("borough__label"),
        "hub_roles": person.hub_roles.select_related("locale"),
        "form": form,
        "hub_form": hub_form,
    }
    return render(request, "schools/admin/invitations/roles_of.html", context)


def _give(request: AdminRequest, person: User, chosen: dict[str, Any]) -> None:
    kind = HubKind(chosen["kind"])
    try:
        appoint(person, kind, locale=chosen["locale"], by=request.user)
    except NotForTheHub as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("%(who)s is %(role)s now.") % {"who": person, "role": kind.label.lower()})


def _take(request: AdminRequest, person: User, key: str) -> None:
    role = person.hub_roles.filter(pk=key).first() if key.isdecimal() else None
    if role is not None:
        dismiss(role, by=request.user)
        messages.success(request, _("%(who)s is no longer %(role)s.") % {"who": person, "role": str(role).lower()})


def _change(request: AdminRequest, person: User, borough: Borough) -> None:
    said = {"who": person, "borough": borough}
    if "dismiss" in request.POST:
        dismiss_officer(person, borough=borough, by=request.user)
        messages.success(request, _("%(who)s no longer reads the report on %(borough)s.") % said)
    elif person.hub_roles.exists():
        messages.error(request, _("%(who)s has a role for the hub. For a borough another account is needed.") % said)
    elif person.is_superuser or (person.groups.exists() and not person.is_central):
        # With a role for a borough all their other groups would count for nothing (hub.schools.tenancy.scope).
        messages.error(request, _("%(who)s works for the hub itself, and reads of every borough.") % said)
    else:
        appoint_officer(person, borough=borough, by=request.user)
        messages.success(request, _("%(who)s reads the report on %(borough)s now.") % said)


@hooks.register("register_user_listing_buttons")
def roles_button(user: User, request_user: RequestUser) -> Iterator[Button]:
    """Lead from an account to its roles at schools."""
    if _may_read(request_user) and not user.is_superuser:
        label, url = gettext_lazy("Roles"), reverse("schools_roles_of", args=[user.pk])
        yield Button(label, url, icon_name="group", priority=25)
