"""A school with a careers leader, who invites."""

import copy
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from hub.accounts.models import User
from hub.home.models import HomePage
from hub.schools.models import Role, School
from hub.schools.tenancy.provisioning import Provisioned, create_school
from tests.factories.schools import SchoolIndexPageFactory
from tests.schools.staffed import person

PASSWORD = "plain harbour lantern 41"


@pytest.fixture(scope="module")
def begun(once) -> dict[str, Any]:
    """The directory, a school with a careers leader and a governor, and another school."""
    held: dict[str, Any] = {}

    def make() -> None:
        SchoolIndexPageFactory(parent=HomePage.objects.get())
        held["made"] = create_school(urn=900801, name="Quince Hill School", type_code="01", low_age=11, high_age=18)
        held["other"] = create_school(urn=900802, name="Birch Lock School", type_code="01", low_age=11, high_age=18)
        held["leader"] = person(held["made"], Role.CAREERS_LEADER)
        held["governor"] = person(held["made"], Role.GOVERNOR)

    once(make)
    return held


@pytest.fixture
def made(begun, db) -> Provisioned:
    return copy.deepcopy(begun["made"])


@pytest.fixture
def school(made) -> School:
    return made.school


@pytest.fixture
def other(begun, db) -> Provisioned:
    return copy.deepcopy(begun["other"])


@pytest.fixture
def leader(begun, db) -> User:
    return copy.deepcopy(begun["leader"])


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    def client_of(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return client_of


@pytest.fixture
def ask(signed_in, leader, school, django_capture_on_commit_callbacks) -> Callable[..., Any]:
    """Have the careers leader invite people by the form: rows of (name, address, role)."""

    def invited(*rows: tuple[str, str, Role], by: User = leader) -> Any:
        data: dict[str, Any] = {"people-TOTAL_FORMS": len(rows), "people-INITIAL_FORMS": 0}
        for number, (name, address, role) in enumerate(rows):
            values = {"name": name, "address": address, "role": role.value}
            data |= {f"people-{number}-{key}": value for key, value in values.items()}
        with django_capture_on_commit_callbacks(execute=True):
            return signed_in(by).post(reverse("schools_people", args=[school.pk]), data, follow=True)

    return invited


def links_of(address: str) -> list[str]:
    """Return the paths of the links mailed to an address, oldest first."""
    letters = [letter for letter in mail.outbox if letter.to == [address]]
    return [re.findall(r"https?://[^/\s]+(/admin/invitation/\S+)", str(letter.body))[0] for letter in letters]
