"""What Wagtail's account page asks of this room: a panel for a new address, and the page that confirms it."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.views.account import BaseSettingsPanel
from wagtail.users.models import UserProfile

from .forms import NewAddressForm
from .models import User
from .views import confirm_address


@hooks.register("register_admin_urls")
def addresses_of_this_room() -> list[URLPattern]:
    return [path("account/address/<str:token>/", confirm_address, name="accounts_confirm_address")]


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
