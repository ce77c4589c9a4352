"""What the form of a careers page may cost: queries, and bytes before they are compressed (issue: 60, and 300 KB)."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hub.accounts.models import User
from hub.schools.models import CareersPage, Role
from hub.schools.tenancy.provisioning import create_school, ensure_central_groups
from tests.factories.careers import CareersPolicyPageFactory, ProviderAccessPageFactory, complete_careers_page
from tests.factories.people import staff
from tests.factories.schools import SchoolIndexPageFactory

pytestmark = pytest.mark.django_db
# As it is public, and a draft beside that: its row is read too, and what it says is public is looked up.
QUERIES_MOST = {"public": 57, "draft": 58}
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
    user = User.objects.create_user(f"{who}@hazel.example", "secret")
    page.owner = user
    page.save_revision().publish()
    if state == "draft":
        # As an editor has it: a draft that says what is public, and whose the page is.
        page = CareersPage.objects.get(pk=page.pk)
        page.summary = "Not public yet."
        page.save_revision()
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
