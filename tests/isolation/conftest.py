"""Two schools in every test: the leader of A looks for the marks of B."""

import copy
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.images.tests.utils import get_test_image_file

from hub.accounts.models import User
from hub.home.models import HomePage
from hub.media.models import HubDocument, HubImage
from hub.pages.models import StandardPage
from hub.schools.models import Role, SchoolHomePage, SchoolIndexPage
from hub.schools.tenancy.provisioning import Provisioned, create_school, ensure_central_groups
from tests.conftest import keeping_wagtails_indexes
from tests.factories.people import staff
from tests.factories.schools import SchoolIndexPageFactory


@pytest.fixture(autouse=True)
def indexed(wagtails_indexes):
    """What leaks through the admin's search or "where is it used" leaks from Wagtail's indexes."""


@dataclass
class Place:
    """A school, its people and what it owns; every name carries the school's mark."""

    mark: str
    made: Provisioned
    leader: User
    draft: StandardPage
    image: HubImage
    document: HubDocument

    @property
    def home(self) -> SchoolHomePage:
        return self.made.home


def place(mark: str, urn: int) -> Place:
    made = create_school(urn=urn, name=f"{mark} School", type_code="01", low_age=11, high_age=18)
    leader = User.objects.create_user(f"{mark}@school.example".lower(), "secret", first_name=f"{mark}person")
    staff(leader, made, Role.CAREERS_LEADER)
    draft = made.home.add_child(instance=StandardPage(title=f"{mark} draft", live=False, owner=leader))
    draft.save_revision(user=leader, log_action=True)
    image = HubImage.objects.create(
        title=f"{mark} image", file=get_test_image_file(), description="A hall", collection=made.collection
    )
    document = HubDocument.objects.create(
        title=f"{mark} document", file=ContentFile(b"x", name=f"{mark}.txt"), collection=made.collection
    )
    return Place(mark, made, leader, draft, image, document)


@pytest.fixture(scope="module")
def two_schools(once) -> dict[str, Any]:
    """Two schools, made once for all tests of a module."""
    made: dict[str, Any] = {}

    def make() -> None:
        with keeping_wagtails_indexes():
            made["schools_page"] = SchoolIndexPageFactory(parent=HomePage.objects.get())
            made["ours"], made["theirs"] = place("Aldermark", 900701), place("Beaconmark", 900702)

    once(make)
    return made


@pytest.fixture
def schools_page(two_schools, db) -> SchoolIndexPage:
    # A copy: what a test changes of an instance is not rolled back with its rows.
    return copy.deepcopy(two_schools["schools_page"])


@pytest.fixture
def ours(two_schools, db) -> Place:
    return copy.deepcopy(two_schools["ours"])


@pytest.fixture
def theirs(two_schools, db) -> Place:
    return copy.deepcopy(two_schools["theirs"])


@pytest.fixture
def leader(ours, theirs) -> Client:
    """A browser in which the leader of our school is signed in."""
    client = Client()
    client.force_login(ours.leader)
    return client


@pytest.fixture
def central(ours, theirs) -> Client:
    """A browser in which one of the hub's own editors is signed in."""
    user = User.objects.create_user("editor@hub.example", "secret", first_name="Central")
    user.groups.add(ensure_central_groups())
    client = Client()
    client.force_login(user)
    return client
