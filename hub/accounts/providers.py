"""Signing in with an account that somebody has elsewhere (OpenID Connect), such as a school's at Microsoft or Google.

It signs in only an account of the hub that its owner connected before. What the provider says of an e-mail address
takes over no account: an address may be written there by anybody. It may let in who has none, where somebody here
waits for that address and the provider has verified it (hub.accounts.newcomers).
"""

from typing import Any

import requests
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, _build_apps_from_settings
from allauth.socialaccount.internal.flows.connect import disconnect, validate_disconnect
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from . import letters, newcomers
from .models import User
from .requests import AdminRequest

# The same whether or not somebody waits for the address: it is told to whoever writes one down there.
NOT_CONNECTED = gettext_lazy(
    "This is not connected to an account here. Sign in with your password, then connect it. If you were invited, use "
    "the link in the letter: your account there may have another address, or one that is not verified."
)


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Providers come from settings alone; nobody gets an account by one, and nobody another's."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        found = _build_apps_from_settings(provider=provider, client_id=client_id)
        return [app for apps in found.values() for app in apps]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            return
        if not sociallogin.is_existing:
            if where := newcomers.way_in(request, sociallogin):
                raise ImmediateHttpResponse(redirect(where))
            messages.error(request, NOT_CONNECTED)
            raise ImmediateHttpResponse(redirect("wagtailadmin_login"))
        if not request.user.is_authenticated:
            request.session.set_expiry(0)

    def on_authentication_error(self, request: HttpRequest, *args: Any, **more: Any) -> None:
        messages.error(request, _("Signing in there did not work, or was called off. Try again, or use your password."))
        raise ImmediateHttpResponse(redirect("mfa_index" if request.user.is_authenticated else "wagtailadmin_login"))

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: SocialAccount) -> str:
        return reverse("mfa_index")

    def send_notification_mail(self, template_prefix: str, user: User, *args: Any, **more: Any) -> None:
        letters.tell_of_change(user, template_prefix)


def to_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the provider; say so where it does not answer."""
    try:
        return openid_connect.login(request, provider_id)
    except requests.RequestException:
        messages.error(request, _("That provider does not answer just now. Use your password, or try again later."))
        return redirect("mfa_index" if request.user.is_authenticated else "wagtailadmin_login")


def offered(request: HttpRequest) -> list[dict[str, str]]:
    """Return the providers this hub is set up for: the name people know each by, and its key in an address."""
    return [{"key": app.provider_id, "name": app.name} for app in ProviderAdapter().list_apps(request)]


def connected(request: AdminRequest) -> list[dict[str, Any]]:
    """Return the offered providers, each with the connection of whoever is signed in, if there is one."""
    own = {one.provider: one for one in SocialAccount.objects.filter(user=request.user)}
    return [each | {"account": own.get(each["key"])} for each in offered(request)]


def keep_little(sender: object, instance: SocialAccount, **more: Any) -> None:
    """Keep of a provider's account only whose it is (a receiver of `pre_save`): no address, name or picture."""
    instance.extra_data = {}


@require_POST
def disconnect_view(request: AdminRequest, account_id: int) -> HttpResponse:
    """End the connection of somebody's own account with a provider."""
    account = get_object_or_404(SocialAccount, pk=account_id, user=request.user)
    try:
        validate_disconnect(request, account)
    except ValidationError:
        messages.error(request, _("You have no password here yet, so this is how you sign in. It stays connected."))
    else:
        disconnect(request, account)
    return redirect("mfa_index")
