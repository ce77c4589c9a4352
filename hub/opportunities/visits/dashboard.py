"""The dashboard's panel for a school's careers leader: who waits for an answer or for thanks, and what comes."""

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component

from hub.accounts.models import User
from hub.core.page_context import Context
from hub.opportunities.contacts.models import Contact
from hub.opportunities.people.own import leads_a_school, own_rows
from hub.opportunities.provider_requests.models import ProviderRequest
from hub.opportunities.requests.partners import waiting_for
from hub.opportunities.sharing.selectors import offers_waiting
from hub.opportunities.visits.models import Side, Visit

SOON = datetime.timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of the panel and where it leads."""

    words: str
    address: str


class VisitsPanel(Component):
    """Shown to those who are careers leader of a school; empty where nothing waits."""

    name = "visits"
    template_name = "opportunities/admin/panel.html"
    order = 15

    def __init__(self, user: User, *, on: datetime.date):
        self.user = user
        self.on = on

    def get_context_data(self, parent_context: Context) -> Context:
        return {"lines": lines(self.user, on=self.on) if leads_a_school(self.user) else []}


def lines(user: User, *, on: datetime.date) -> list[Line]:
    """Return what waits for `user`."""
    asked = own_rows(ProviderRequest.objects.filter(state=ProviderRequest.State.WAITING), user).count()
    proposed = own_rows(Visit.objects.filter(state=Visit.State.TALKING, days__side=Side.EMPLOYER), user)
    agreed = own_rows(Visit.objects.filter(state=Visit.State.AGREED), user)
    coming = agreed.filter(agreed_on__range=(on, on + SOON)).count()
    held = agreed.filter(agreed_on__lt=on).count()
    thanks = own_rows(Contact.objects.to_thank(on=on), user).count()
    visits = reverse("opportunities_visits")
    found = [
        (
            asked,
            ngettext("%(n)s provider waits for your answer.", "%(n)s providers wait for your answer.", asked),
            reverse("opportunities_provider_requests"),
        ),
        (count := proposed.distinct().count(), _proposed(count), visits),
        (coming, ngettext("%(n)s visit comes within 14 days.", "%(n)s visits come within 14 days.", coming), visits),
        (
            held,
            ngettext("%(n)s visitor has not been thanked.", "%(n)s visitors have not been thanked.", held),
            visits,
        ),
        *_between_schools(user),
        (
            thanks,
            ngettext("%(n)s contact has not been thanked.", "%(n)s contacts have not been thanked.", thanks),
            reverse("opportunities_contacts"),
        ),
    ]
    return [Line(words % {"n": count}, address) for count, words, address in found if count]


def _proposed(count: int) -> str:
    return ngettext(
        "%(n)s employer has proposed days for a visit.", "%(n)s employers have proposed days for a visit.", count
    )


def _between_schools(user: User) -> list[tuple[int, str, str]]:
    """Return what other schools of a cluster wait for: how many, in which words, and where it is answered."""
    offered, together = offers_waiting(user), waiting_for(user)
    return [
        (
            offered,
            ngettext(
                "%(n)s contact of another school waits for your yes.",
                "%(n)s contacts of other schools wait for your yes.",
                offered,
            ),
            reverse("opportunities_shared_contacts"),
        ),
        (
            together,
            ngettext(
                "%(n)s request of another school waits for your yes.",
                "%(n)s requests of other schools wait for your yes.",
                together,
            ),
            reverse("opportunities_joint_requests"),
        ),
    ]
