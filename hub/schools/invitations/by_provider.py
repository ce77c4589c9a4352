"""Accepting an invitation by a provider's word: who signs in there with the invited address, verified, needs no link.

Nothing is written until a button is pressed.
"""

import datetime

from django import forms
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.accounts.models import User
from hub.accounts.newcomers import Newcomer, connect, newcomer_of
from hub.accounts.sessions import sign_in
from hub.schools.invitations.accepting import accept_as_new
from hub.schools.invitations.models import Invitation


class NameForm(forms.Form):
    """What the hub calls somebody: as the provider does, or as they write it."""

    first_name = forms.CharField(label=gettext_lazy("First name"), max_length=150)
    last_name = forms.CharField(label=gettext_lazy("Last name"), max_length=150)


def open_for(address: str, *, at: datetime.datetime) -> QuerySet[Invitation]:
    """Return the invitations of this address whose links work, the newest first."""
    rows = Invitation.objects.open().filter(address=address, expires_at__gt=at)
    return rows.select_related("school", "invited_by").order_by("-sent_at", "pk")


def way_for(address: str) -> str:
    """Return where the owner of an address joins; "" if nobody has invited them (a way of hub.accounts.newcomers)."""
    return reverse("schools_invitation_by_provider") if open_for(address, at=timezone.now()).exists() else ""


def by_provider(request: HttpRequest) -> HttpResponse:
    """Show who is vouched for what they are invited to, and let them join."""
    newcomer = newcomer_of(request)
    invitation = open_for(newcomer.address, at=timezone.now()).first() if newcomer else None
    if newcomer is None or invitation is None or request.user.is_authenticated:
        messages.error(request, _("There is no invitation to accept here any more. Use the link in your letter."))
        return redirect("wagtailadmin_login")
    names = {"first_name": newcomer.first_name, "last_name": newcomer.last_name}
    form = NameForm(request.POST or None, initial=names)
    if request.method == "POST" and form.is_valid():
        return _join(request, invitation, newcomer, form.cleaned_data)
    return render(request, "schools/admin/invitations/by_provider.html", {"invitation": invitation, "form": form})


def _join(request: HttpRequest, invitation: Invitation, newcomer: Newcomer, names: dict[str, str]) -> HttpResponse:
    try:
        person = _made(request, invitation, newcomer, names)
    except IntegrityError:
        # Somebody took the address, or connected that account of the provider's, a moment ago.
        person = None
    if person is None:
        messages.error(request, _("There is no invitation to accept here any more. Use the link in your letter."))
        return redirect("wagtailadmin_login")
    sign_in(request, person)
    request.session.set_expiry(0)
    said = _("Welcome to %(school)s. You are its %(role)s here.")
    messages.success(request, said % {"school": invitation.school, "role": invitation.get_role_display().lower()})
    return redirect("wagtailadmin_home")


@transaction.atomic
def _made(request: HttpRequest, invitation: Invitation, newcomer: Newcomer, names: dict[str, str]) -> User | None:
    person = accept_as_new(invitation, password=None, at=timezone.now(), **names)
    if person is not None:
        connect(person, newcomer, request)
    return person
