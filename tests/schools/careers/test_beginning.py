"""A careers page that is new begins with what the hub holds already."""

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hub.publication.dates import AcademicYear
from hub.schools.models import CareersPage, Role
from hub.schools.tenancy.provisioning import create_school
from tests.schools.staffed import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(index):
    made = create_school(urn=900730, name="Sorrel Green School", type_code="01", low_age=11, high_age=18, live=False)
    made.home.contact_telephone, made.home.office_hours = "020 7946 0100", "8.30 to 4, term time"
    made.home.save()
    return made


def begun(user, home) -> dict[str, str]:
    """Return what the form of a new careers page holds, by field."""
    client = Client()
    client.force_login(user)
    form = client.get(reverse("wagtailadmin_pages:add", args=["schools", "careerspage", home.pk])).context["form"]
    names = ("title", "slug", "academic_year", "office_hours")
    leader = ("careers_leader_name", "careers_leader_email", "careers_leader_telephone")
    return {name: unescape(str(form[name].value() or "")) for name in (*names, *leader)}


def test_its_leader_finds_name_and_address_of_the_account_and_the_schools_telephone_and_hours(made):
    leader = person(made, Role.CAREERS_LEADER, last_name="Adeyemi")
    assert begun(leader, made.home) == {
        "title": "Careers",
        "slug": "careers",
        "academic_year": str(AcademicYear.containing(timezone.localdate())),
        "office_hours": "8.30 to 4, term time",
        "careers_leader_name": "careers-leader Adeyemi",
        "careers_leader_email": leader.email,
        "careers_leader_telephone": "020 7946 0100",
    }


def test_without_a_number_of_its_own_the_registers_stands_there(made):
    made.home.contact_telephone = ""
    made.home.save()
    made.school.telephone = "020 7946 0999"
    made.school.save()
    assert begun(person(made, Role.CAREERS_LEADER), made.home)["careers_leader_telephone"] == "020 7946 0999"


def test_who_does_not_lead_careers_there_is_not_named_as_its_leader(made, admin_user):
    for writer in (person(made, Role.HEAD), admin_user):
        found = begun(writer, made.home)
        assert (found["careers_leader_name"], found["careers_leader_email"]) == ("", "")
        assert found["careers_leader_telephone"] == "020 7946 0100"


def test_what_was_taken_out_of_a_page_stays_out(made):
    leader = person(made, Role.CAREERS_LEADER)
    client = Client()
    client.force_login(leader)
    add = reverse("wagtailadmin_pages:add", args=["schools", "careerspage", made.home.pk])
    data = {"title": "Careers", "slug": "careers", "careers_leader_name": "R Adeyemi", "careers_leader_telephone": ""}
    data |= {"body-count": "0"}
    for prefix in ("programme", "comments"):
        data |= {f"{prefix}-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    answer = client.post(add, data, follow=True)
    page = CareersPage.objects.get(school=made.school)
    assert (page.title, page.careers_leader_name, page.careers_leader_telephone) == ("Careers", "R Adeyemi", "")
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context["form"]
    assert not shown["careers_leader_telephone"].value() and answer.status_code == 200
