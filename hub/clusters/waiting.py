"""What waits in clusters for one person: on the admin's first screen."""

from django.urls import reverse
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component

from hub.accounts.models import User
from hub.clusters.access import schools_spoken_for
from hub.clusters.models import Item, Membership
from hub.core.page_context import Context
from hub.schools.tenancy.scope import scope_of

Status = Membership.Status


def waiting_for(user: User) -> list[str]:
    """Return, as sentences, what a person of a school or of the hub's own staff has to answer."""
    scope = scope_of(user)
    if scope is None:
        return _of_staff() if user.has_perm("schools.add_school") else []
    own = [school.pk for school in schools_spoken_for(user)]
    if not own:
        return []
    mine = Membership.objects.filter(school__in=own, status=Status.ACCEPTED)
    led = mine.filter(leads=True).values("cluster")
    invited = Membership.objects.filter(school__in=own, status=Status.INVITED).count()
    asking = Membership.objects.filter(cluster__in=led, status=Status.ASKED).count()
    offered = Item.objects.filter(cluster__in=mine.values("cluster"), status=Item.Status.OFFERED)
    return _said(invited=invited, asking=asking, offered=offered.exclude(school__in=scope.schools).count())


def _of_staff() -> list[str]:
    asking = Membership.objects.filter(status=Status.ASKED).count()
    return _said(asking=asking, forward=Item.objects.filter(status=Item.Status.FORWARD).count())


def _said(*, invited: int = 0, asking: int = 0, offered: int = 0, forward: int = 0) -> list[str]:
    lines = (
        (
            invited,
            ngettext("%(n)d cluster invites your school.", "%(n)d clusters invite your school.", invited),
        ),
        (asking, ngettext("%(n)d school asks to join a cluster.", "%(n)d schools ask to join a cluster.", asking)),
        (
            offered,
            ngettext(
                "%(n)d piece of another school waits for a review.",
                "%(n)d pieces of other schools wait for a review.",
                offered,
            ),
        ),
        (
            forward,
            ngettext("%(n)d piece is put forward to the hub.", "%(n)d pieces are put forward to the hub.", forward),
        ),
    )
    return [words % {"n": number} for number, words in lines if number]


class ClustersPanel(Component):
    """What waits for this user in clusters; nothing where nothing does."""

    name = "clusters"
    template_name = "clusters/admin/waiting.html"
    order = 20

    def __init__(self, user: User):
        self.user = user

    def get_context_data(self, parent_context: Context) -> Context:
        return {"waiting": waiting_for(self.user), "url": reverse("clusters_home")}
