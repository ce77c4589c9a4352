"""Schools in clusters, each with a careers leader, for the tests of what schools share."""

import copy
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hub.accounts.models import User
from hub.clusters.memberships import leave
from hub.clusters.models import ClusterPage, Membership
from hub.home.models import HomePage
from hub.opportunities.models import Contact, SharedContact
from hub.opportunities.sharing import services
from hub.schools.models import Role, School
from hub.schools.tenancy.provisioning import Provisioned, create_school
from tests.conftest import keeping_wagtails_indexes
from tests.factories.clusters import ClusterIndexPageFactory, ClusterPageFactory, MembershipFactory
from tests.factories.schools import SchoolIndexPageFactory
from tests.schools.staffed import person

NAMES = {
    "holder": "Alder Wharf School",
    "fellow": "Birch Lock School",
    "third": "Cedar Mill School",
    "other": "Dogwood Quay School",
    "far": "Elder Pier School",
}


@dataclass
class Clustered:
    """`holder`, `fellow` and `third` are in one cluster, `other` and `far` in another one."""

    cluster: ClusterPage
    made: dict[str, Provisioned]
    people: dict[str, User]

    def school(self, who: str) -> School:
        return self.made[who].school

    def browser(self, who: str) -> Client:
        client = Client()
        client.force_login(User.objects.get(pk=self.people[who].pk))
        return client

    def leaves(self, who: str) -> None:
        """Let a school leave its cluster."""
        row = Membership.objects.get(school=self.school(who), status=Membership.Status.ACCEPTED)
        leave(row, user=self.people[who], on=timezone.localdate())


def make_clustered() -> Clustered:
    """Make the schools, their leaders and the two clusters."""
    home = HomePage.objects.get()
    SchoolIndexPageFactory(parent=home)
    made = {
        key: create_school(urn=900500 + n, name=name, type_code="01", low_age=11, high_age=18)
        for n, (key, name) in enumerate(NAMES.items())
    }
    index = ClusterIndexPageFactory(parent=home)
    near = ClusterPageFactory(parent=index, title="Lea Valley cluster")
    away = ClusterPageFactory(parent=index, title="Docks cluster")
    for key, each in made.items():
        MembershipFactory(cluster=away if key in ("other", "far") else near, school=each.school)
    people = {key: person(each, Role.CAREERS_LEADER) for key, each in made.items()}
    people["governor"] = person(made["fellow"], Role.GOVERNOR)
    return Clustered(near, made, people)


def contact_of(school: School, **changes: Any) -> Contact:
    """Make a contact who has agreed to be shared."""
    today = timezone.localdate()
    values: dict[str, Any] = {"name": "Xenia Marlow", "organisation": "Okoro Bikes", "kind": "firm"}
    values |= {"email": "xenia@okoro.example", "offers": "Mock interviews", "purpose": "Talks", "consent_on": today}
    return Contact.objects.create(**{"school": school, **values, "share_consent_on": today, **changes})


def shared(all_of: Clustered, contact: Contact, to: str = "fellow", *, says_yes: bool = True) -> SharedContact:
    """Offer a contact to a school, which says yes."""
    on, school = timezone.localdate(), all_of.school(to)
    services.offer(contact, [school], user=all_of.people["holder"], on=on)
    share = SharedContact.objects.get(contact=contact, school=school)
    if says_yes:
        services.answer(share, says_yes=True, user=all_of.people[to], on=on)
        share.refresh_from_db()
    return share


@pytest.fixture(scope="module")
def made_once(once) -> dict[str, Clustered]:
    """The schools, made once for all tests of a module."""
    made: dict[str, Clustered] = {}

    def make() -> None:
        with keeping_wagtails_indexes():
            made["all"] = make_clustered()

    once(make)
    return made


@pytest.fixture
def at(made_once, db) -> Clustered:
    """A test's own copy of them."""
    return copy.deepcopy(made_once["all"])
