"""Who reaches what of a cluster: its members, others, and those who have left. Posted keys of others are refused."""

import copy
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse

from hub.accounts.models import User
from hub.clusters.models import Membership
from hub.schools.models import Role
from tests.clusters.conftest import Around, make_around
from tests.conftest import keeping_wagtails_indexes
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
