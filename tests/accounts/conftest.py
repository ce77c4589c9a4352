import pytest
from django.test import Client

from hub.accounts.models import User
from hub.schools.tenancy.provisioning import ensure_central_groups

PASSWORD = "plain harbour lantern 41"


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
