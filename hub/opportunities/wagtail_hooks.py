"""Wagtail hooks of the room: its group in the admin's menu, its viewsets and addresses."""

from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from hub.opportunities.contacts import urls as contacts
from hub.opportunities.people.own import OwnSchoolItem
from hub.opportunities.provider_requests import urls as provider_requests
from hub.opportunities.requests import urls as requests

# Items come by the hook of this name, those of the hub's staff and those of schools; each says to whom it is shown, and
# a group without any is not.
MENU_HOOK = "register_opportunities_menu_item"
menu = Menu(register_hook_name=MENU_HOOK)


@hooks.register("register_admin_menu_item")
def employers_and_visits() -> MenuItem:
    return SubmenuMenuItem(_("Employers and visits"), menu, name="opportunities", icon_name="group", order=600)


@hooks.register("register_admin_urls")
def addresses_of_schools() -> list[URLPattern]:
    return [*contacts.admin_urlpatterns, *provider_requests.admin_urlpatterns, *requests.admin_urlpatterns]


@hooks.register(MENU_HOOK)
def provider_requests_item() -> MenuItem:
    return OwnSchoolItem(
        _("Providers’ requests"), reverse("opportunities_provider_requests"), name="provider-requests", order=500
    )


@hooks.register(MENU_HOOK)
def contacts_item() -> MenuItem:
    return OwnSchoolItem(_("Contacts"), reverse("opportunities_contacts"), name="contacts", order=510)


@hooks.register(MENU_HOOK)
def requests_item() -> MenuItem:
    return OwnSchoolItem(_("Requests to employers"), reverse("opportunities_requests"), name="requests", order=490)
