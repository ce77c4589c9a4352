"""The dashboard panels of a school's first steps, and of the places where a user works."""

import datetime
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import policy_registry

from curriculum.models import CurriculumIndexPage
from hub.accounts.models import User
from hub.core.page_context import Context
from hub.home.path import SCHOOLS_MOST, paths_for
from hub.pages.models import NewsIndexPage
from hub.publication.rules import LazyText
from hub.schools.models import SchoolHomePage, SchoolIndexPage
from resources.models import ResourceIndexPage

PLACES = [
    (CurriculumIndexPage, _("Units"), _("Write or change a unit and its lessons, under its key stage.")),
    (ResourceIndexPage, _("Resources and collections"), _("Add a resource, mark it as checked, put several in order.")),
    (SchoolIndexPage, _("Schools"), _("Every school’s pages.")),
]


class Way(NamedTuple):
    """A place to start, and what to do there."""

    title: LazyText
    what: LazyText
    url: str


def explore(page: Page) -> str:
    return reverse("wagtailadmin_explore", args=[page.pk])


def ways_for(user: User) -> list[Way]:
    """Return the places where `user` may add or change pages, the hub's own first, then the user's schools."""
    policy = policy_registry.get_by_type(Page)
    mine = policy.instances_user_has_any_permission_for(user, {"add", "change"})
    ways = [
        Way(title, what, explore(page))
        for model, title, what in PLACES
        if (page := mine.filter(pk__in=model.objects.values("pk")).first())
    ]
    hub_news = NewsIndexPage.objects.filter(depth=3).values("pk")
    if page := mine.filter(pk__in=hub_news).first():
        ways.append(Way(_("News"), _("Say what has been added, changed or withdrawn."), explore(page)))
    schools = mine.filter(pk__in=SchoolHomePage.objects.values("pk")).order_by("title")[: SCHOOLS_MOST + 1]
    if len(schools) <= SCHOOLS_MOST:
        what = _("Careers page, policy, yearly report and news. The checklist beside each form names what is missing.")
        ways += [Way(page.title, what, _pages_of(page)) for page in schools]
    return ways


def _pages_of(home: Page) -> str:
    """Return the address of a school's pages; of one that has none yet, of its home page: a list would be empty."""
    return explore(home) if home.numchild else reverse("wagtailadmin_pages:edit", args=[home.pk])


class FirstStepsPanel(Component):
    """A school's first steps, for those who may publish its pages; once all are done, one line."""

    name = "first_steps"
    template_name = "home/admin/path.html"
    order = 5

    def __init__(self, user: User, *, on: datetime.date):
        self.user = user
        self.on = on

    def get_context_data(self, parent_context: Context) -> Context:
        return {"paths": paths_for(self.user, on=self.on)}


class WaysInPanel(Component):
    """Links to the places where this user works."""

    name = "ways_in"
    template_name = "home/admin/ways_in.html"
    order = 50

    def __init__(self, user: User):
        self.user = user

    def get_context_data(self, parent_context: Context) -> Context:
        return {"ways": ways_for(self.user)}
