"""Two members of a cluster, a school outside it, and the hub's own staff, made once for a module."""

import copy
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from hub.accounts.models import User
from hub.clusters.models import ClusterPage, Membership
from hub.home.models import HomePage
from hub.schools.models import Role, School
from hub.schools.tenancy.provisioning import Provisioned, create_school, ensure_central_groups
from tests.factories.clusters import ClusterIndexPageFactory, ClusterPageFactory, MembershipFactory
from tests.factories.schools import SchoolIndexPageFactory
from tests.schools.staffed import person


@dataclass
class Around:
    """A cluster that `first` leads and `second` belongs to; `outside` belongs to none."""

    cluster: ClusterPage
    first: Provisioned
    second: Provisioned
    outside: Provisioned
    people: dict[str, User]

    @property
    def school(self) -> School:
        return self.first.school

    def membership(self, made: Provisioned) -> Membership:
        return Membership.objects.get(cluster=self.cluster, school=made.school)


def make_around() -> Around:
    """Make the schools, their people and the cluster."""
    home = HomePage.objects.get()
    SchoolIndexPageFactory(parent=home)
    names = {"first": "Alder Wharf School", "second": "Birch Lock School", "outside": "Cedar Mill School"}
    made = {
        key: create_school(urn=900400 + n, name=name, type_code="01", low_age=11, high_age=18)
        for n, (key, name) in enumerate(names.items())
    }
    cluster = ClusterPageFactory(parent=ClusterIndexPageFactory(parent=home), title="Lea Valley cluster")
    MembershipFactory(cluster=cluster, school=made["first"].school, leads=True)
    MembershipFactory(cluster=cluster, school=made["second"].school)
    people = {key: person(each, Role.CAREERS_LEADER) for key, each in made.items()}
    people["governor"] = person(made["second"], Role.GOVERNOR)
    people["staff"] = User.objects.create_user("editor@hub.example", "secret")
    people["staff"].groups.add(ensure_central_groups())
    return Around(cluster=cluster, people=people, **made)


@pytest.fixture(scope="module")
def made_once(once) -> dict[str, Any]:
    made: dict[str, Any] = {}
    once(lambda: made.update(around=make_around()))
    return made


@pytest.fixture
def around(made_once, db) -> Around:
    return copy.deepcopy(made_once["around"])


@pytest.fixture
def browser(around):
    """`browser("second")`: a browser in which that person is signed in."""

    def signed_in(who: str) -> Client:
        client = Client()
        client.force_login(User.objects.get(pk=around.people[who].pk))
        return client

    return signed_in


@pytest.fixture
def kept_files(settings, tmp_path) -> None:
    """Files on a disk, as they are served from; otherwise tests keep them in memory."""
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
