"""The ways in the admin to who works for a school: in the menu, and among the actions of its home page."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.models import Page

from hub.accounts.models import User
from hub.schools.microsites.models import SchoolHomePage
from hub.schools.tenancy.leading import may_read, schools_of


class PeopleItem(PageMenuItem):
    """Among the actions of a school's home page. The view checks again."""

    label = gettext_lazy("People and invitations")
    icon_name = "group"

    def is_shown(self, user: User) -> bool:
        return may_read(user, self.page.specific.school_id)


def people_button(page: Page, user: User, **_more: object) -> list[PageMenuItem]:
    if page.specific_class is not SchoolHomePage:
        return []
    url = reverse("schools_people", args=[page.specific.school_id])
    return [PeopleItem(page=page, url=url, priority=58)]


class OwnPeopleItem(MenuItem):
    """Shown to a school's people; the hub's staff reach each school's from where schools are added."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(schools_of(request.user))


def own_people_item() -> MenuItem:
    label = gettext_lazy("People")
    return OwnPeopleItem(label, reverse("schools_own_people"), name="people", icon_name="group", order=305)
