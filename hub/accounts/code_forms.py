"""Forms that take a code or the password once more. Whoever guesses has to wait (hub.accounts.guessing)."""

from typing import Any

from allauth.account.forms import ReauthenticateForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgain
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import guessing
from .forms import refusal_of


class CountedCode(forms.Form):
    """A field for a code, whose guesses are counted. Stands before one of allauth's forms."""

    user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = _("Code")
        field.widget.attrs = {"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}

    def clean_code(self) -> str:
        wait = guessing.before_code(context.request, self.user)
        if wait:
            said = _("Too many wrong codes. Wait %s, then try again.") % guessing.in_words(wait)
            raise forms.ValidationError(said, code="wait")
        try:
            code: str = super().clean_code()  # type: ignore[misc]
        except forms.ValidationError as error:
            guessing.after_code(context.request, self.user, right=False)
            raise forms.ValidationError(_("This code is wrong, or was used already."), code="incorrect_code") from error
        guessing.after_code(context.request, self.user, right=True)
        return code


class CodeForm(CountedCode, AuthenticateForm):
    """The second step of signing in."""


class CodeAgainForm(CountedCode, CodeAgain):
    """The same for somebody who has signed in, before something is changed."""


class FirstCodeForm(CountedCode, ActivateTOTPForm):
    """Shows that the app on the telephone was set up."""


class PasswordAgainForm(ReauthenticateForm):
    """The password once more, with the limits of signing in."""

    password = forms.CharField(
        label=gettext_lazy("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        refusal = refusal_of(context.request, password)
        if refusal:
            raise forms.ValidationError(refusal, code="password")
        return password
