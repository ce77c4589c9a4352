import pytest
from django.test import Client
from wagtail.models import Page

from hub.accounts.models import User
from hub.schools.models import Role
from hub.schools.tenancy.provisioning import Provisioned, create_school, ensure_central_groups
from tests.factories.people import staff
from tests.factories.schools import SchoolIndexPageFactory

PASSWORD = "plain harbour lantern 41"
# What Wagtail's account page sends besides.
ACCOUNT = {
    "name_email-first_name": "A",
    "name_email-last_name": "B",
    "theme-theme": "system",
    "theme-contrast": "system",
}
ACCOUNT |= {"theme-density": "default", "locale-preferred_language": "", "theme-keyboard_shortcuts": "on"}


def person(address: str, **fields) -> User:
    """Somebody who may use the admin."""
    user = User.objects.create_user(address, PASSWORD, first_name="A", last_name="B", **fields)
    user.groups.add(ensure_central_groups())
    return user


@pytest.fixture
def amina(home) -> User:
    return person("amina@school.example")


@pytest.fixture
def signed_in(amina) -> Client:
    client = Client()
    client.force_login(amina)
    return client


def named_school() -> Provisioned:
    SchoolIndexPageFactory(parent=Page.objects.get(depth=2))
    return create_school(urn=900702, name="Rowan Bridge School", type_code="01", low_age=11, high_age=18)


@pytest.fixture
def school_person(home) -> User:
    """The careers leader of a school."""
    user = User.objects.create_user("leader@rowan.example", PASSWORD, first_name="A", last_name="B")
    return staff(user, named_school(), Role.CAREERS_LEADER)
