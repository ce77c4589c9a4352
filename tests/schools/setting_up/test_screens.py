"""The admin's pages that set up a school of the register and invite its people."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from hub.accounts.models import User
from hub.schools.models import Invitation, School, SchoolHomePage
from hub.schools.tenancy.provisioning import ensure_central_groups
from tests.factories.schools import SchoolFactory, SchoolIndexPageFactory

ADD = "/admin/schools/add/"
NOBODY = {"people-TOTAL_FORMS": "0", "people-INITIAL_FORMS": "0"}


@pytest.fixture
def registered(home) -> list[School]:
    SchoolIndexPageFactory(parent=home)
    names = (("Quince Hill School", "E5 0AA", 900901), ("Birch Lock Academy", "N1 0BB", 900902))
    return [SchoolFactory.create(name=name, urn=urn, postcode=postcode) for name, postcode, urn in names]


@pytest.fixture
def editor(registered) -> Client:
    user = User.objects.create_user("editor@hub.example", "secret", first_name="Ada", last_name="Ito")
    user.groups.add(ensure_central_groups())
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("asked", ["quince hill", "quinze hill", "E5 0AA", "900901"])
def test_a_school_is_found_by_its_name_a_slip_its_postcode_or_its_urn(editor, registered, asked):
    page = editor.get(ADD, {"q": asked}).content.decode()
    assert reverse("schools_set_up", args=[registered[0].pk]) in page
    assert reverse("schools_set_up", args=[registered[1].pk]) not in page


def test_before_anything_is_asked_the_register_is_not_listed(editor):
    assert "Quince" not in editor.get(ADD).content.decode()


def test_what_nobody_is_called_says_what_to_try(editor):
    assert "Try the postcode" in editor.get(ADD, {"q": "zzzzqqq"}).content.decode()


def test_one_screen_sets_up_a_school_as_a_draft_and_invites_its_people(
    editor, registered, django_capture_on_commit_callbacks
):
    path = reverse("schools_set_up", args=[registered[0].pk])
    assert "URN 900901" in editor.get(path).content.decode()
    data = {"people-TOTAL_FORMS": "1", "people-INITIAL_FORMS": "0", "people-0-name": "Noor Rahman"}
    data |= {"people-0-address": "noor@school.example", "people-0-role": "careers-leader"}
    with django_capture_on_commit_callbacks(execute=True):
        page = editor.post(path, data, follow=True).content.decode()
    home = SchoolHomePage.objects.get(school=registered[0])
    assert not home.live
    assert "Ada Ito asks you to join Quince Hill School" in mail.outbox[0].body
    assert "noor@school.example" in page
    # Again it is not set up twice: the address leads to its people.
    assert editor.post(path, data).url == reverse("schools_people", args=[registered[0].pk])
    assert (SchoolHomePage.objects.count(), Invitation.objects.count()) == (1, 1)


def test_a_wrong_address_sets_up_nothing_yet(editor, registered):
    path = reverse("schools_set_up", args=[registered[0].pk])
    data = {"people-TOTAL_FORMS": "1", "people-INITIAL_FORMS": "0", "people-0-address": "noor"}
    page = editor.post(path, data | {"people-0-role": "head"}).content.decode()
    assert 'value="noor"' in page
    assert not SchoolHomePage.objects.exists()


def test_several_that_were_chosen_are_set_up_and_the_rest_is_not(editor, registered):
    for _ in range(2):
        page = editor.post(f"{ADD}?q=academy", {"school": [registered[1].pk, "x", 10**20]}, follow=True)
    assert list(SchoolHomePage.objects.values_list("school", "live")) == [(registered[1].pk, False)]
    assert "choose one that has no pages yet" in page.content.decode()


def test_a_school_with_pages_is_named_with_the_way_to_them(editor, registered):
    editor.post(reverse("schools_set_up", args=[registered[0].pk]), NOBODY)
    page = editor.get(ADD, {"q": "quince hill"}).content.decode()
    assert reverse("schools_people", args=[registered[0].pk]) in page
    assert f'value="{registered[0].pk}"' not in page


def test_finding_costs_the_same_for_few_and_many(editor, registered, django_assert_max_num_queries):
    for number in range(25):
        SchoolFactory(name=f"Quince Hill {number}", urn=901000 + number)
    editor.get(ADD, {"q": "quince"})
    with django_assert_max_num_queries(20):
        editor.get(ADD, {"q": "quince"})


def test_a_school_that_the_register_lacks_is_set_up_by_its_number(editor):
    page = editor.get(f"{ADD}unknown/").content.decode()
    assert "the register lost" in page
    data = {"urn": "900999", "name": "Hartsmoor School", "type_code": "01"}
    editor.post(f"{ADD}unknown/", data)
    assert SchoolHomePage.objects.filter(title="Hartsmoor School", live=False).count() == 1
