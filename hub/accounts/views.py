"""The admin's pages for signing in, for one's account and for a new password, and the one that a mailed link opens."""

import functools
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin.forms.auth import PasswordResetForm
from wagtail.admin.views import account

from . import change_address, guessing
from .forms import ChangePasswordForm, SignInForm
from .models import User
from .requests import AdminRequest


@never_cache
def confirm_address(request: AdminRequest, token: str) -> HttpResponse:
    """Show what a link would change; change it when the button is pressed, for mail programs open links themselves."""
    change = change_address.change_of(token, request.user)
    if change is None or request.method != "POST":
        status = 200 if change else 404
        return render(request, "accounts/admin/confirm_address.html", {"change": change}, status=status)
    if change_address.make(change):
        messages.success(request, _("You sign in with %s from now on.") % change.address)
    else:
        messages.error(request, str(User._meta.get_field("email").error_messages["unique"]))
    return redirect("wagtailadmin_account")


class SignIn(account.LoginView):
    """Wagtail's; the browser is known from then on."""

    def form_valid(self, form: SignInForm) -> HttpResponse:
        response = super().form_valid(form)
        guessing.remember_device(self.request, response, form.get_user())
        return response


class ChangePasswordPanel(account.ChangePasswordPanel):
    """Wagtail's, with a form that counts."""

    @property
    def form_class(self) -> Callable[..., ChangePasswordForm]:
        return functools.partial(ChangePasswordForm, request=self.request)


class Account(account.AccountView):
    """Wagtail's, in which the old password is asked with the limits of signing in."""

    def get_panels(self) -> list[account.BaseSettingsPanel]:
        return [
            ChangePasswordPanel(panel.request, panel.user, panel.profile)
            if type(panel) is account.ChangePasswordPanel
            else panel
            for panel in super().get_panels()
        ]


class PasswordReset(account.PasswordResetView):
    """Wagtail's, which mails an address so often and no oftener. It says the same whether there is an account."""

    def form_valid(self, form: PasswordResetForm) -> HttpResponse:
        wait = guessing.before_reset(self.request, form.cleaned_data["email"])
        if not wait:
            return super().form_valid(form)
        said = _("This was asked for several times already. Look among your mails, spam too, or try again in %s.")
        form.add_error("email", said % guessing.in_words(wait))
        return self.form_invalid(form)
