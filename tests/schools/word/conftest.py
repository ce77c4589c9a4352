"""A school, its careers leader, and the policy it has already."""

import pytest
from django.test import Client

from hub.accounts.models import User
from hub.schools.models import CareersPolicyPage
from hub.schools.tenancy.provisioning import create_school
from tests.factories.careers import CareersPolicyPageFactory
from tests.schools.word.uploads import person, signed_in


@pytest.fixture
def ours(index):
    return create_school(urn=900811, name="Alder Row School", type_code="01", low_age=11, high_age=18)


@pytest.fixture
def leader(ours) -> User:
    return person(ours, "Rosa")


@pytest.fixture
def rosa(leader) -> Client:
    return signed_in(leader)


@pytest.fixture
def policy(ours):
    page = CareersPolicyPageFactory(parent=ours.home, live=True, title="Our policy")
    page.save_revision().publish()
    return CareersPolicyPage.objects.get(pk=page.pk)
