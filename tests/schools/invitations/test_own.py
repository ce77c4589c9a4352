"""From the menu to the people of one's own school."""

import pytest
from django.urls import reverse

from hub.schools.models import Role
from hub.schools.tenancy.provisioning import create_school
from tests.factories.people import staff
from tests.schools.staffed import person

pytestmark = pytest.mark.django_db
OWN = "/admin/schools/people/"


@pytest.fixture
def two(index):
    return [create_school(urn=900710 + n, name=name) for n, name in enumerate(("Sorrel Green School", "Tansy School"))]


def test_who_works_for_one_school_is_led_to_its_people(client, two):
    client.force_login(person(two[0], Role.GOVERNOR))
    assert f'"{OWN}"' in client.get("/admin/").content.decode()
    assert client.get(OWN).url == reverse("schools_people", args=[two[0].school.pk])


def test_who_works_for_several_chooses_and_sees_no_other(client, two, index):
    create_school(urn=900720, name="Woad School")
    leader = staff(person(two[0], Role.CAREERS_LEADER), two[1], Role.GOVERNOR)
    client.force_login(leader)
    html = client.get(OWN).content.decode()
    assert all(reverse("schools_people", args=[each.school.pk]) in html for each in two)
    assert "Sorrel Green School" in html and "Tansy School" in html and "Woad School" not in html


def test_the_hubs_staff_have_no_such_item(admin_client, two):
    assert f'"{OWN}"' not in admin_client.get("/admin/").content.decode()
    assert admin_client.get(OWN, follow=True).redirect_chain == [("/admin/", 302)]
