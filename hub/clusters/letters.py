"""The letters of a cluster, to the people of the schools that something waits for or was done for. In English."""

from collections.abc import Collection

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from hub.accounts.models import User
from hub.clusters.calendars import FILE_TYPE, calendar_of
from hub.clusters.models import Item, Meeting, Membership
from hub.core.letters import File, Letter, Why, absolute
from hub.schools.reminders.plan import addressees, people_of

MEMBER = Membership.Status.ACCEPTED


def people_told(schools: Collection[int]) -> list[User]:
    """Return whom to tell at these schools, each once: the careers leaders, else the head, else the governors."""
    people = people_of(schools)
    return list(dict.fromkeys(user for school in schools for user in addressees(people[school], 0)))


def _to_schools(
    name: str, schools: Collection[int], key: str, *, why: Why = Why.NEWS, files: tuple[File, ...] = (), **said: object
) -> list[Letter]:
    return [
        Letter(room="clusters", name=name, to=user.email, context=said, key=f"{key}-{user.pk}", why=why, files=files)
        for user in people_told(schools)
    ]


def _about(name: str, membership: Membership, schools: Collection[int], why: Why = Why.NEWS) -> list[Letter]:
    inside = membership.status == MEMBER
    path = reverse("clusters_space", args=[membership.cluster_id]) if inside else reverse("clusters_home")
    return _to_schools(
        name,
        schools,
        f"cluster-membership-{membership.pk}-{name}",
        why=why,
        cluster=membership.cluster.title,
        school=membership.school,
        link=absolute(path),
    )


def _leading(membership: Membership) -> list[int]:
    rows = Membership.objects.filter(cluster=membership.cluster_id, leads=True, status=MEMBER)
    return list(rows.values_list("school_id", flat=True))


def invited(membership: Membership) -> list[Letter]:
    """Return a letter to the school that a cluster invites."""
    return _about("school_invited", membership, [membership.school_id])


def asks(membership: Membership) -> list[Letter]:
    """Return a letter to the school that leads the cluster; where none does, the hub's staff see it on their screen."""
    return _about("school_asks", membership, _leading(membership))


def taken_in(membership: Membership) -> list[Letter]:
    """Return a letter to the school that is a member now, which waited for that where it had asked."""
    return _about("school_taken_in", membership, [membership.school_id], Why.ASKED)


def joined(membership: Membership) -> list[Letter]:
    """Return a letter to the school that leads: one that was invited is a member now."""
    return _about("school_joined", membership, _leading(membership))


def of_step(step: str, item: Item) -> list[Letter]:
    """Return the letters about a step that was taken with an item; most steps need none."""
    said = {
        "item": item,
        "cluster": item.cluster.title,
        "school": item.school,
        "reviewer": item.reviewed_by,
        "link": absolute(reverse("clusters_item", args=[item.pk])),
    }
    # An item may go round twice in a day, with another note.
    key = f"cluster-item-{item.pk}-{step}-{timezone.now():%Y%m%d%H%M%S}"
    if step == "offer":
        return _to_schools("item_waits", _others(item.cluster_id, item.school_id), key, **said)
    names = {
        "review": "item_reviewed",
        "return": "item_returned",
        "accept": "item_taken",
        "decline": "item_left",
    }
    return _to_schools(names[step], [item.school_id], key, **said) if step in names else []


def _others(cluster: int, school: int | None) -> list[int]:
    rows = Membership.objects.filter(cluster=cluster, status=MEMBER).exclude(school=school)
    return list(rows.order_by("school__name", "pk").values_list("school_id", flat=True))


def called(meeting: Meeting, *, moved: bool = False) -> list[Letter]:
    """Return a letter with a calendar file to every member but the one that calls a meeting, or moves it."""
    name = "meeting_moved" if moved else "meeting_called"
    text = calendar_of(meeting, base=settings.WAGTAILADMIN_BASE_URL, on=timezone.localdate())
    return _to_schools(
        name,
        _others(meeting.cluster_id, meeting.school_id),
        f"cluster-meeting-{meeting.pk}-{timezone.now():%Y%m%d%H%M%S}",
        files=(("meeting.ics", text, FILE_TYPE),),
        meeting=meeting,
        cluster=meeting.cluster.title,
        link=absolute(reverse("clusters_meeting", args=[meeting.pk])),
    )
