"""Who reaches what of a cluster: its members, others, and those who have left. Posted keys of others are refused."""

import copy
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hub.accounts.models import User
from hub.clusters.items import STEPS_BY_KEY
from hub.clusters.models import Collection, Item, Meeting, Membership
from hub.schools.models import Role
from tests.clusters.conftest import Around, make_around
from tests.conftest import keeping_wagtails_indexes
from tests.factories.clusters import ItemFactory, MeetingFactory
from tests.schools.staffed import person

pytestmark = pytest.mark.django_db
PEOPLE = ("first", "second", "governor", "outside", "leaver", "head-outside", "nobody")
MEMBERS = {"first", "second", "governor"}


@dataclass
class Place:
    """The cluster and its people, somebody whose school has left among them."""

    around: Around

    def browser(self, who: str) -> Client:
        client = Client()
        if who != "nobody":
            client.force_login(User.objects.get(pk=self.around.people[who].pk))
        return client


@pytest.fixture(scope="module")
def made_once(once) -> dict[str, Around]:
    made: dict[str, Around] = {}

    def make() -> None:
        with keeping_wagtails_indexes():
            around = made["around"] = make_around()
            around.people["leaver"] = person(around.outside, Role.HEAD, email="left@school.example")
            around.people["head-outside"] = person(around.outside, Role.GOVERNOR)
            Membership.objects.create(cluster=around.cluster, school=around.outside.school, status="left")

    once(make)
    return made


@pytest.fixture
def place(made_once, db) -> Place:
    return Place(copy.deepcopy(made_once["around"]))


def closed(response) -> bool:
    """Refused or sent away: never shown."""
    return response.status_code in (302, 403, 404)


@pytest.mark.parametrize("who", PEOPLE)
def test_only_members_enter_the_space(place, who):
    response = place.browser(who).get(reverse("clusters_space", args=[place.around.cluster.pk]))
    assert (response.status_code == 200) == (who in MEMBERS)
    assert who in MEMBERS or (closed(response) and "Birch Lock" not in response.content.decode())


@pytest.mark.parametrize("who", PEOPLE)
def test_only_the_one_that_leads_invites(place, who):
    address = reverse("clusters_invite", args=[place.around.cluster.pk])
    assert (place.browser(who).get(address).status_code == 200) == (who == "first")
    place.browser(who).post(address, {"urn": "900402"})
    invited = Membership.objects.filter(school=place.around.outside.school, status="invited").exists()
    assert invited == (who == "first")


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("answer", ["accept", "decline", "lead"])
def test_nobody_answers_for_another_school(place, who, answer):
    row = place.around.membership(place.around.second)
    Membership.objects.filter(pk=row.pk).update(status="invited")
    response = place.browser(who).post(reverse("clusters_answer", args=[row.pk]), {"answer": answer})
    row.refresh_from_db()
    expected = {("second", "accept"): "accepted", ("second", "decline"): "declined", ("first", "decline"): "declined"}
    assert row.status == expected.get((who, answer), "invited")
    assert not row.leads and closed(response)


@pytest.mark.parametrize("who", PEOPLE)
def test_nobody_ends_the_membership_of_another_school(place, who):
    row = place.around.membership(place.around.second)
    address = reverse("clusters_leave", args=[row.pk])
    response = place.browser(who).get(address)
    assert (response.status_code == 200) == (who == "second")
    place.browser(who).post(address)
    row.refresh_from_db()
    assert row.status == ("left" if who == "second" else "accepted")


@pytest.mark.parametrize("who", PEOPLE)
def test_a_school_asks_for_itself_alone(place, who):
    around = place.around
    Membership.objects.filter(school=around.second.school).delete()
    address = reverse("clusters_ask", args=[around.cluster.pk])
    place.browser(who).post(address, {"school": around.second.school.pk})
    assert Membership.objects.filter(school=around.second.school).exists() == (who == "second")


@pytest.fixture
def things(place, db) -> dict[str, int]:
    """An item in each state, a meeting and a collection, all of the second school."""
    around, found = place.around, dict[str, int]()
    for status in Item.Status.values:
        item: Any = ItemFactory(
            cluster=around.cluster, school=around.second.school, status=status, title=f"Mark {status}"
        )
        found[status] = item.pk
    meeting: Any = MeetingFactory(cluster=around.cluster, school=around.second.school, title="Mark meeting")
    found["meeting"] = meeting.pk
    collection = Collection.objects.create(cluster=around.cluster, school=around.second.school, title="Mark collection")
    return {**found, "collection": collection.pk}


@pytest.mark.parametrize("who", PEOPLE)
def test_members_read_what_is_offered_and_never_anothers_draft(place, things, who):
    for status in Item.Status.values:
        response = place.browser(who).get(reverse("clusters_item", args=[things[status]]))
        reads = who == "second" if status == "draft" else who in MEMBERS
        assert (response.status_code == 200) == reads, status
        assert reads or (closed(response) and "Mark" not in response.content.decode()), status
    for name, key in (("clusters_meeting", "meeting"), ("clusters_collection", "collection")):
        response = place.browser(who).get(reverse(name, args=[things[key]]))
        assert (response.status_code == 200) == (who in MEMBERS)
    assert closed(place.browser("nobody").get(reverse("clusters_meeting_file", args=[things["meeting"]])))
    assert closed(place.browser("leaver").get(reverse("clusters_meeting_file", args=[things["meeting"]])))
    listed = place.browser(who).get(reverse("clusters_space", args=[place.around.cluster.pk])).content.decode()
    assert ("Mark draft" in listed) == (who == "second")
    assert ("Mark shared" in listed) == (who in MEMBERS)
    shared = place.browser(who).get(f"{place.around.cluster.get_url()}members/").content.decode()
    assert ("Mark shared" in shared) == (who in MEMBERS) and "Mark draft" not in shared


@pytest.mark.parametrize("who", PEOPLE)
def test_nobody_changes_what_another_school_made(place, things, who):
    own = who == "second"
    data = {"title": "Taken", "summary": "Taken", "starts": "1 March 2027 at 4pm", "place": "Taken"}
    places = {
        "clusters_item_edit": "draft",
        "clusters_meeting_edit": "meeting",
        "clusters_collection_edit": "collection",
    }
    for name, key in places.items():
        may = own or (who == "first" and name != "clusters_item_edit")  # the school that leads keeps order
        assert (place.browser(who).get(reverse(name, args=[things[key]])).status_code == 200) == may, name
        if not may:
            place.browser(who).post(reverse(name, args=[things[key]]), data)
            place.browser(who).post(reverse(name, args=[things[key]]), {"delete": "1"})
    if not own:
        assert Item.objects.get(pk=things["draft"]).title == "Mark draft"
    if who != "first" and not own:
        assert Meeting.objects.get().title == "Mark meeting" and Collection.objects.get().title == "Mark collection"


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("step", [*STEPS_BY_KEY, "delete"])
def test_nobody_takes_a_step_that_is_not_theirs(place, things, who, step):
    before = dict(Item.objects.values_list("pk", "status"))
    for status in Item.Status.values:
        address = reverse("clusters_item_step", args=[things[status]])
        place.browser(who).post(address, {"step": step, "note": "Because."})
    changed = before != dict(Item.objects.values_list("pk", "status"))
    of_own = {"offer", "share", "forward", "withdraw", "delete"}
    may = {"second": of_own, "first": {"review", "return"}}
    assert changed == (step in may.get(who, set()))


@pytest.mark.parametrize("who", [who for who in PEOPLE if who not in ("first", "second")])
def test_who_speaks_for_no_member_begins_nothing(place, who):
    around = place.around
    key = around.cluster.pk
    places = [reverse("clusters_item_add", args=[key, "case-study"])]
    places += [reverse(f"clusters_{kind}_add", args=[key]) for kind in ("meeting", "collection")]
    data = {"title": "T", "summary": "S", "starts": "1 March 2027 at 4pm", "place": "P"}
    for address in places:
        # With the key of a member's school, which is not theirs.
        assert closed(place.browser(who).post(address, data | {"school": around.second.school.pk}))
    assert not (Item.objects.exists() or Meeting.objects.exists() or Collection.objects.exists())


def test_a_posted_school_is_one_that_the_person_speaks_for(place):
    around = place.around
    address = reverse("clusters_item_add", args=[around.cluster.pk, "case-study"])
    place.browser("first").post(address, {"title": "T", "summary": "S", "school": around.second.school.pk})
    assert Item.objects.get().school == around.first.school


@pytest.mark.parametrize("who", ["outside", "leaver", "head-outside"])
def test_who_is_no_member_learns_of_public_clusters_alone(place, who):
    address = reverse("clusters_home")
    assert "Lea Valley cluster" in place.browser(who).get(address).content.decode()
    place.around.cluster.unpublish()
    assert "Lea Valley cluster" not in place.browser(who).get(address).content.decode()


@pytest.mark.parametrize("who", ["first", "second", "outside"])
def test_no_schools_person_edits_the_page_of_a_cluster(place, who):
    for name in ("edit", "unpublish", "delete"):
        address = reverse(f"wagtailadmin_pages:{name}", args=[place.around.cluster.pk])
        assert closed(place.browser(who).get(address)), name
