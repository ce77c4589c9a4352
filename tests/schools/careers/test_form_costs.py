"""What the form of a careers page may cost: queries, and bytes before they are compressed (issue: 60, and 300 KB)."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hub.accounts.models import User
from hub.schools.models import Role
from hub.schools.tenancy.provisioning import create_school, ensure_central_groups
from tests.factories.careers import CareersPolicyPageFactory, ProviderAccessPageFactory, complete_careers_page
from tests.factories.people import staff
from tests.factories.schools import SchoolIndexPageFactory

pytestmark = pytest.mark.django_db
# As it is public, and a draft beside that: its row is read too, and the keys in it are looked up.
QUERIES_MOST = {"public": 58, "draft": 62}
# The labour market's measures, of which a test has none, are 22 KB of the 300.
BYTES_MOST = 278_000


@pytest.fixture
def made(home):
    SchoolIndexPageFactory(parent=home)
    return create_school(urn=900855, name="Hazel Row School", type_code="01", low_age=11, high_age=18)


@pytest.fixture
def page(made):
    for kind in (CareersPolicyPageFactory, ProviderAccessPageFactory):
        kind(parent=made.home, school=made.school)
    return complete_careers_page(made.home, datetime.date(2026, 11, 23))


@pytest.mark.parametrize("state", QUERIES_MOST)
@pytest.mark.parametrize("who", ["leader", "editor"])
def test_the_form_asks_and_weighs_no_more(made, page, who, state):
    page.save_revision().publish()
    if state == "draft":
        page.summary = "Not public yet."
        page.save_revision()
    user = User.objects.create_user(f"{who}@hazel.example", "secret")
    if who == "leader":
        staff(user, made, Role.CAREERS_LEADER)
    else:
        user.groups.add(ensure_central_groups())
    client, address = Client(), reverse("wagtailadmin_pages:edit", args=[page.pk])
    client.force_login(user)
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == 200
    assert len(captured) <= QUERIES_MOST[state]
    assert len(response.content) <= BYTES_MOST
