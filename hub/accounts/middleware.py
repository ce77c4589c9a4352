"""Opens the hub's admin to its own staff only with a second factor. Runs after the authentication middleware."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from . import second_factor

# What the pages below need, and the ways out.
ALWAYS = {
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_password_reset",
    "wagtailadmin_password_reset_done",
    "wagtailadmin_password_reset_confirm",
    "wagtailadmin_password_reset_complete",
}
# With a second factor that this session has not seen: nothing may be added or changed before it has.
SHOWING = ALWAYS | {"mfa_reauthenticate", "mfa_reauthenticate_webauthn"}
SETTING_UP = ALWAYS | {"account_reauthenticate", "mfa_index", "mfa_activate_totp", "mfa_add_webauthn"}


class SecondFactorMiddleware:
    """Leads the hub's staff to set up a second factor, or to show it, before anything else of the admin opens."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response
        self.admin_root = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: object) -> HttpResponseBase | None:
        if not settings.SECOND_FACTOR_REQUIRED or not request.path.startswith(self.admin_root):
            return None
        if not request.user.is_authenticated or second_factor.was_used(request):
            return None
        if not second_factor.is_required_of(request.user):
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        has_one = second_factor.own(request.user).exists()
        if name in (SHOWING if has_one else SETTING_UP):
            return None
        if not has_one:
            return redirect("mfa_index")
        back = request.get_full_path() if request.method == "GET" else self.admin_root
        return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': back})}")
