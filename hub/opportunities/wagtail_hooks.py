"""Wagtail hooks of the room: its group in the admin's menu, its viewsets and addresses."""

from django.db.models import Model
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from hub.accounts.requests import AdminRequest, RequestUser
from hub.core.menu import PermittedMenuItem
from hub.opportunities.contacts import urls as contacts
from hub.opportunities.letters import urls as letters
from hub.opportunities.letters.views import SEE
from hub.opportunities.models import Offer, Organisation, Representative
from hub.opportunities.offers.checking_views import may_check, queue
from hub.opportunities.offers.viewsets import MENU_HOOK, VIEWSETS
from hub.opportunities.people.own import OwnSchoolItem
from hub.opportunities.provider_requests import urls as provider_requests
from hub.opportunities.requests import urls as requests
from hub.opportunities.sharing import urls as sharing
from hub.opportunities.visits import urls as visits
from hub.opportunities.visits.admin_views import CHECK
from hub.opportunities.visits.dashboard import VisitsPanel

# Items come by the hook of this name, those of the hub's staff and those of schools; each says to whom it is shown, and
# a group without any is not.
menu = Menu(register_hook_name=MENU_HOOK)


@hooks.register("register_admin_menu_item")
def employers_and_visits() -> MenuItem:
    return SubmenuMenuItem(_("Employers"), menu, name="opportunities", icon_name="group", order=600)


@hooks.register("register_admin_urls")
def addresses_of_schools() -> list[URLPattern]:
    return [
        *contacts.admin_urlpatterns,
        *letters.admin_urlpatterns,
        *provider_requests.admin_urlpatterns,
        *requests.admin_urlpatterns,
        *sharing.admin_urlpatterns,
        *visits.admin_urlpatterns,
    ]


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


class OfferedPolicy(ModelPermissionPolicy):
    """Organisations and offers come from those who offer: nobody in the admin adds one."""

    def user_has_permission(self, user: RequestUser, action: str) -> bool:
        return action != "add" and super().user_has_permission(user, action)


OFFERED: tuple[type[Model], ...] = (Organisation, Offer)
for model in OFFERED:
    register_permission_policy(model, OfferedPolicy(model))
register_permission_policy(Representative, ModelPermissionPolicy(Representative))


@hooks.register("register_admin_viewset")
def organisations_people_and_offers() -> tuple[ModelViewSet, ...]:
    return VIEWSETS


@hooks.register("register_admin_urls")
def addresses_of_offers() -> list[URLPattern]:
    return [path("opportunities/checks/", queue, name="opportunities_checks")]


class ChecksItem(MenuItem):
    """What waits for the hub's staff. The view checks again."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_check(request.user)


@hooks.register(MENU_HOOK)
def checks_item() -> MenuItem:
    return ChecksItem(
        _("Organisations to check"),
        reverse("opportunities_checks"),
        name="opportunities-checks",
        icon_name="clipboard-list",
        order=100,
    )


@hooks.register(MENU_HOOK)
def visits_item() -> MenuItem:
    return OwnSchoolItem(_("Visits"), reverse("opportunities_visits"), name="visits", order=495)


@hooks.register(MENU_HOOK)
def stories_item() -> MenuItem:
    return PermittedMenuItem(
        _("Stories to check"), reverse("opportunities_stories_to_check"), permission=CHECK, name="stories", order=110
    )


@hooks.register(MENU_HOOK)
def letters_item() -> MenuItem:
    return PermittedMenuItem(
        _("Letters not sent"), reverse("opportunities_unsent"), permission=SEE, name="letters", order=120
    )


@hooks.register("construct_homepage_panels")
def what_waits_panel(request: AdminRequest, panels: list[Component]) -> None:
    panels.append(VisitsPanel(request.user, on=timezone.localdate()))
