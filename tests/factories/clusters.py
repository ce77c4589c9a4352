import datetime

import factory
import wagtail_factories

from hub.clusters.models import ClusterIndexPage, ClusterPage, Membership


class ClusterIndexPageFactory(wagtail_factories.PageFactory):
    title = "Careers clusters"
    slug = "clusters"

    class Meta:
        model = ClusterIndexPage


class ClusterPageFactory(wagtail_factories.PageFactory):
    title = factory.Sequence(lambda n: f"Lea Valley careers cluster {n}")
    purpose = "<p>Members share lessons about work near the river.</p>"
    since = datetime.date(2026, 9, 1)

    class Meta:
        model = ClusterPage


class MembershipFactory(factory.django.DjangoModelFactory):
    """A member since September: `MembershipFactory(cluster=..., school=...)`."""

    status = Membership.Status.ACCEPTED
    joined_on = datetime.date(2026, 9, 1)

    class Meta:
        model = Membership
