"""Where the admin shows the pages of hostnames: their addresses, a button at a school's home page, a menu item."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from hub.accounts.models import User
from hub.schools.hosts import admin_views
from hub.schools.hosts.giving import CHANGED, may_give_hosts
from hub.schools.microsites.models import SchoolHomePage
from hub.schools.tenancy.allowed import allow
from hub.schools.tenancy.leading import may_read


def addresses() -> list[URLPattern]:
    return [
        path("schools/hosts/", admin_views.hosts, name="schools_hosts"),
        path("schools/<key:school_id>/address/", admin_views.address, name="schools_address"),
        path(
            "schools/<key:school_id>/address/qr/<key:page_id>/<slug:kind>/",
            admin_views.code,
            name="schools_address_code",
        ),
        path(
            "schools/<key:school_id>/address/hosts/<key:host_id>/", admin_views.change_host, name="schools_host_change"
        ),
    ]


class AddressItem(PageMenuItem):
    """Among the actions of a school's home page. The view checks again."""

    label = _("Address, link and QR code")
    icon_name = "link-external"

    def is_shown(self, user: User) -> bool:
        return may_read(user, self.page.specific.school_id)


def address_button(page: Page, user: User, **_more: object) -> list[PageMenuItem]:
    if page.specific_class is not SchoolHomePage:
        return []
    return [AddressItem(page=page, url=reverse("schools_address", args=[page.specific.school_id]), priority=59)]


class HostsItem(MenuItem):
    """The list of all hostnames, for the hub's staff. The view checks again."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_give_hosts(request.user)


def hosts_item() -> MenuItem:
    return HostsItem(
        _("Hostnames of schools"), reverse("schools_hosts"), name="school-hosts", icon_name="link-external", order=650
    )


def log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(CHANGED, _("Change a school’s hostnames"), _("Hostnames changed"))


def register() -> None:
    """Called once, from SchoolsConfig.ready()."""
    # Who works for a school reads what it gives away; only the hub's staff change its names.
    allow(["schools_address", "schools_address_code"])
    hooks.register("register_admin_urls", addresses)
    hooks.register("register_page_header_buttons", address_button)
    hooks.register("register_settings_menu_item", hosts_item)
    hooks.register("register_log_actions", log_actions)
