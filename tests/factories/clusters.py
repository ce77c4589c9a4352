import datetime

import factory
import wagtail_factories

from hub.clusters.models import ClusterIndexPage, ClusterPage, Item, Meeting, Membership


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


class ItemFactory(factory.django.DjangoModelFactory):
    """A case study that is a draft: `ItemFactory(cluster=..., school=...)`."""

    kind = Item.Kind.CASE_STUDY
    title = factory.Sequence(lambda n: f"Boatyard mornings {n}")
    summary = "Year 8 spend a morning at the yard."
    context = "A school beside the river."
    done = "Four mornings with a boatbuilder."
    effect = "More pupils name a trade."
    changed_on = datetime.date(2026, 11, 1)

    class Meta:
        model = Item


class MeetingFactory(factory.django.DjangoModelFactory):
    """A meeting of two hours: `MeetingFactory(cluster=...)`."""

    title = "Autumn meeting"
    starts = datetime.datetime(2026, 12, 10, 16, 0, tzinfo=datetime.UTC)
    ends = datetime.datetime(2026, 12, 10, 18, 0, tzinfo=datetime.UTC)
    place = "Alder Wharf School, ZZ9 9ZZ"
    online = "https://meet.example/lea"
    agenda = "Who visits whom."
    notes = "We share the boatyard."

    class Meta:
        model = Meeting
