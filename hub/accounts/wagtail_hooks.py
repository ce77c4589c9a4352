"""What Wagtail's account page asks of this room: a panel for a new address, and the page that confirms it."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.views.account import BaseSettingsPanel
from wagtail.log_actions import LogActionRegistry
from wagtail.users.models import UserProfile

from . import urls
from .forms import NewAddressForm
from .models import User
from .second_factor import TAKEN_OFF
from .views import confirm_address, where_signed_in
from .views import second_factor_off as take_off_view


@hooks.register("register_admin_urls")
def addresses_of_this_room() -> list[URLPattern | URLResolver]:
    return [
        path("account/address/<str:token>/", confirm_address, name="accounts_confirm_address"),
        path("account/sessions/", where_signed_in, name="accounts_sessions"),
        path("account/sign-in/", include(urls.manage)),
        path("users/<key:user_id>/second-factor-off/", take_off_view, name="accounts_second_factor_off"),
    ]


@hooks.register("register_account_menu_item")
def how_you_sign_in(request: HttpRequest) -> dict[str, Any]:
    return {
        "url": reverse("mfa_index"),
        "label": gettext_lazy("How you sign in"),
        "help_text": gettext_lazy("Passkeys, a second factor, recovery codes."),
    }


@hooks.register("register_account_menu_item")
def where_you_are_signed_in(request: HttpRequest) -> dict[str, Any]:
    return {
        "url": reverse("accounts_sessions"),
        "label": gettext_lazy("Where you are signed in"),
        "help_text": gettext_lazy("Sign out on a computer you left."),
    }


@hooks.register("register_log_actions")
def second_factor_actions(actions: LogActionRegistry) -> None:
    label = gettext_lazy("Take off the second factor")
    actions.register_action(TAKEN_OFF, label, gettext_lazy("Second factor taken off"))


class NewAddressPanel(BaseSettingsPanel):
    """The panel is left alone by who changes something else: it is read only if an address was typed."""

    name = "address"
    title = gettext_lazy("Email address")
    order = 150
    template_name = "accounts/admin/new_address.html"

    def get_form(self) -> NewAddressForm:
        typed = self.request.method == "POST" and self.request.POST.get(f"{self.name}-address", "").strip()
        if not typed:
            return NewAddressForm(prefix=self.name, request=self.request)
        return NewAddressForm(self.request.POST, prefix=self.name, request=self.request)

    def get_context_data(self) -> dict[str, Any]:
        return {**super().get_context_data(), "address": self.user.email}


@hooks.register("register_account_settings_panel")
def new_address(request: HttpRequest, user: User, profile: UserProfile) -> NewAddressPanel:
    return NewAddressPanel(request, user, profile)
