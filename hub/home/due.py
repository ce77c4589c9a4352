"""The dashboard panel of what is due next, by the same findings as checklist, report and reminders."""

import datetime
from urllib.parse import urlencode

from django.urls import reverse
from wagtail.admin.ui.components import Component

from curriculum.models import Borough
from hub.accounts.models import User
from hub.core.page_context import Context
from hub.labour_market.releases import past_sources
from hub.publication.dates import days_left
from hub.publication.rules import Status, Strength
from hub.schools.microsites.closing import closed_but_public
from hub.schools.microsites.closing_views import may_close_schools
from hub.schools.policy.approvals.selectors import to_decide
from hub.schools.register.changes import RegisterChange
from hub.schools.reminders.agenda import agenda
from hub.schools.reminders.overview import Overview, overview
from hub.schools.tenancy.leading import is_staff_of_the_hub
from hub.schools.tenancy.scope import scope_of


class DuePanel(Component):
    """A school's people see their school's dates; a borough's officers the way to the report on its schools.

    The hub's staff see the first of all.
    They also see of how many sources newer figures are due. Users who may close schools see which are closed in the
    register while their pages are still public.
    """

    name = "due"
    template_name = "home/admin/due.html"
    order = 10

    def __init__(self, user: User, *, on: datetime.date):
        self.user = user
        self.on = on

    def get_context_data(self, parent_context: Context) -> Context:
        context: dict[str, object] = {"agenda": agenda(self.user, on=self.on), "to_decide": to_decide(self.user)}
        scope = scope_of(self.user)
        if scope is not None and scope.boroughs:
            context["boroughs"] = Borough.objects.filter(pk__in=scope.boroughs).order_by("label")
        if is_staff_of_the_hub(self.user):
            context["past_sources"] = len(past_sources(self.on))
            if found := overview(on=self.on):
                context |= {"overview": found, **self.of_all(found)}
        if may_close_schools(self.user):
            context["closed"] = closed_but_public()
            context["register_changes"] = RegisterChange.objects.filter(decision="waiting").count()
        return context

    def of_all(self, found: Overview) -> Context:
        days = [(line, days_left(line.due, self.on) if line.due else None) for line in found.lines]
        unmet = [(each, count) for each in Strength if (count := found.unmet.get(each.value))]
        return {
            "lines": [(line, left, None if left is None else -left) for line, left in days],
            "unmet": [(each.label, count, self.schools(strength=each.value)) for each, count in unmet],
            "by_school": self.schools(),
        }

    def schools(self, **narrowed: str) -> str:
        """Return the address of the report that has every school with public pages here, worst first."""
        statuses = [("status", each.value) for each in Status if each.unmet] if narrowed else []
        query = urlencode([*narrowed.items(), *statuses, ("pages", "here")])
        return f"{reverse('publication_schools')}?{query}"
