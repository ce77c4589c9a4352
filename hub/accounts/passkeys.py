"""Passkeys: allauth's pages for them, asked to be one kind, the kind that signs in without a password."""

import contextlib
from collections.abc import Iterator
from typing import Any

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import views
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm, EditWebAuthnForm, SignupWebAuthnForm
from allauth.mfa.webauthn.internal import auth, flows
from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import second_factor

NAME_LONGEST = 60


def name_field() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Name"),
        max_length=NAME_LONGEST,
        required=False,
        help_text=gettext_lazy("What you know it by, such as: my phone, the laptop at school."),
    )


@contextlib.contextmanager
def damaged_as_wrong() -> Iterator[None]:
    """Take an answer that lacks parts for a wrong one: the library that reads it expects all of them."""
    try:
        yield
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise forms.ValidationError(_("This passkey was not taken."), code="damaged") from error


class PasskeyForm(AuthenticateWebAuthnForm):
    """The second step of signing in, by passkey."""

    def clean_credential(self) -> Authenticator:
        with damaged_as_wrong():
            return super().clean_credential()


class PasskeyAgainForm(PasskeyForm):
    """The same for somebody who has signed in, before something is changed."""

    reauthenticated = True


class SignInByPasskeyForm(PasskeyForm):
    """A passkey in place of address and password: it says itself whose it is."""

    passwordless = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=None, **kwargs)


class AddPasskeyForm(SignupWebAuthnForm):
    """A name, and what the browser made. A key that does not ask who holds it was not asked for, and is refused."""

    name = name_field()

    def clean(self) -> dict[str, Any]:
        with damaged_as_wrong():
            return super().clean()


class NamePasskeyForm(EditWebAuthnForm):
    """Another name for a passkey."""

    name = name_field()

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not name:
            raise forms.ValidationError(_("Type a name."), code="required")
        return name


class AddPasskey(views.AddWebAuthnView):
    """Adds a passkey."""

    def get_form_class(self) -> type[AddPasskeyForm]:
        return AddPasskeyForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["js_data"] = {"creation_options": auth.begin_registration(self.request.user, passwordless=True)}
        return context

    def form_valid(self, form: AddPasskeyForm) -> HttpResponse:
        response = super().form_valid(form)
        second_factor.note_set_up(self.request)
        return response

    def form_invalid(self, form: AddPasskeyForm) -> HttpResponse:
        messages.error(self.request, _("The passkey was not added. Try again."))
        return redirect("mfa_add_webauthn")


class SignInByPasskey(views.LoginWebAuthnView):
    """Signs in whoever holds a passkey: it is password and second factor in one."""

    def form_valid(self, form: SignInByPasskeyForm) -> HttpResponse:
        passkey = form.cleaned_data["credential"]
        self.request.session.set_expiry(0)
        login = Login(user=passkey.user, redirect_url=get_next_redirect_url(self.request))
        return flows.perform_passwordless_login(self.request, passkey, login)

    def form_invalid(self, form: SignInByPasskeyForm) -> HttpResponse:
        messages.error(self.request, _("This passkey was not taken. Try again, or sign in with your password."))
        return redirect("wagtailadmin_login")


class NamePasskey(views.EditWebAuthnView):
    """Gives a passkey another name."""

    pk_url_kwarg = "passkey"
    success_url = reverse_lazy("mfa_index")

    def get_form_class(self) -> type[NamePasskeyForm]:
        return NamePasskeyForm


class RemovePasskey(views.RemoveWebAuthnView):
    """Removes a passkey, unless somebody who needs a second factor would have none."""

    pk_url_kwarg = "passkey"
    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: forms.Form) -> HttpResponse:
        raise_if_reauthentication_required(self.request, app="allauth.mfa")
        if second_factor.is_last_needed(self.get_object()):
            messages.error(self.request, _("This is your only second factor. Set up another one first."))
            return redirect("mfa_index")
        return super().form_valid(form)
