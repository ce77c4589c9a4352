"""A school with public pages of every kind, and a browser that asks for a host."""

import copy
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from hub.pages.models import StandardPage
from tests.conftest import TODAY
from tests.factories.hosts import SchoolHostFactory
from tests.schools.staffed import Staffed, staffed_alone

NAME = "careers.quince.sch.uk"


@dataclass(frozen=True)
class Visitor:
    """Somebody who reads one host and is signed in nowhere."""

    host: str
    client: Client

    def get(self, path: str, **more: Any) -> Any:
        return self.client.get(path, headers={"host": self.host}, **more)


@pytest.fixture(scope="module")
def made(once) -> Staffed:
    return once(staffed_alone, TODAY)


@pytest.fixture
def school(made, db) -> Staffed:
    return copy.deepcopy(made)


@pytest.fixture
def host(school):
    return SchoolHostFactory(school=school.school, hostname=NAME)


@pytest.fixture
def there(host) -> Visitor:
    """A visitor of the school's own host."""
    return Visitor(NAME, Client())


@pytest.fixture
def hub(host) -> Visitor:
    """A visitor of the hub, after the school was given its own host."""
    return Visitor("testserver", Client())


@pytest.fixture
def text_page(school) -> StandardPage:
    return school.made.home.add_child(instance=StandardPage(title="Our careers team", slug="team"))
