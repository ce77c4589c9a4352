import pytest
from django.test import Client

from hub.accounts.models import User
from hub.schools.tenancy.provisioning import ensure_central_groups

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
