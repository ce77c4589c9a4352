"""The admin's pages for signing in, for one's account and for a new password, and the one that a mailed link opens."""

import functools
from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.mfa.base.views import IndexView
from allauth.mfa.totp.views import ActivateTOTPView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from wagtail.admin.forms.auth import PasswordResetForm
from wagtail.admin.views import account

from hub.core.url_keys import key_in

from . import change_address, guessing, providers, second_factor, sessions
from .code_forms import FirstCodeForm
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


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead an address at which Wagtail would sign people in to the one page that does."""
    return redirect(f"{reverse('wagtailadmin_login')}?{request.GET.urlencode()}")


class SignIn(account.LoginView):
    """Wagtail's; allauth then asks for the second factor of who has one, and the browser is known from then on."""

    def form_valid(self, form: SignInForm) -> HttpResponse:
        user, request = form.get_user(), self.request
        if request.user.is_authenticated and request.user != user:
            logout(request)
        # In the session before it is signed in: it stays the same one until the second factor was shown.
        request.session.set_expiry(settings.SESSION_COOKIE_AGE if form.cleaned_data.get("remember") else 0)
        # "Once more" within minutes of this is no more than this.
        record_authentication(request, user, method="password", reauthenticated=True)
        return perform_login(request, Login(user=user, redirect_url=self.get_success_url()))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"providers": providers.offered(self.request)}


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


class HowYouSignIn(IndexView):
    """Allauth's list of what somebody signs in with, and whether they have to add to it first."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        codes = context["authenticators"].get("recovery_codes")
        must = not second_factor.own(self.request.user).exists() and second_factor.is_required_of(self.request.user)
        left = len(codes.get_unused_codes()) if codes else 0
        return context | {"must_set_up": must, "codes_left": left, "providers": providers.connected(self.request)}


class SetUpApp(ActivateTOTPView):
    """Allauth's, after which the session has a second factor."""

    def form_valid(self, form: FirstCodeForm) -> HttpResponse:
        response = super().form_valid(form)
        second_factor.note_set_up(self.request)
        return response


def where_signed_in(request: AdminRequest) -> HttpResponse:
    """Show somebody their open sessions; end one of the others, or all of them."""
    here = request.session.session_key or ""
    if request.method == "POST":
        one = None if "others" in request.POST else key_in(request.POST.get("end", ""))
        ended = sessions.end(request.user, but=here, key=one)
        if ended:
            said = ngettext("Signed out in %d other browser.", "Signed out in %d other browsers.", ended)
            messages.success(request, said % ended)
        return redirect("accounts_sessions")
    context = {"sessions": sessions.open_ones(request), "here": here}
    return render(request, "accounts/admin/sessions.html", context)


def second_factor_off(request: AdminRequest, user_id: int) -> HttpResponse:
    """Ask an administrator whether to take off the second factor of somebody who lost it, and do so."""
    if not request.user.has_perm("accounts.change_user"):
        raise PermissionDenied
    person = get_object_or_404(User, pk=user_id)
    if person == request.user or (person.is_superuser and not request.user.is_superuser):
        raise PermissionDenied
    if request.method != "POST":
        context = {"person": person, "has_one": second_factor.own(person).exists()}
        return render(request, "accounts/admin/second_factor_off.html", context)
    if second_factor.take_off(person, by=request.user):
        messages.success(request, _("The second factor of %s was taken off. They were told by mail.") % person)
    return redirect("wagtailusers_users:edit", person.pk)
