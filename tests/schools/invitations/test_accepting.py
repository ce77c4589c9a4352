"""What a mailed link does: once, in time, for the person it was sent to."""

import datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from hub.accounts.models import User
from hub.schools.invitations.accepting import accept_as_new
from hub.schools.models import Invitation, Role
from hub.schools.tenancy.leading import schools_of
from tests.schools.invitations.conftest import PASSWORD, links_of
from tests.schools.staffed import person

ADDRESS = "noor@school.example"
NEW = {"first_name": "Noor", "last_name": "Rahman", "password": PASSWORD}


@pytest.fixture
def link(ask) -> str:
    ask(("Noor Rahman", ADDRESS, Role.HEAD))
    return links_of(ADDRESS)[0]


def roles(address: str) -> list[str]:
    return sorted(User.objects.get(email=address).memberships.values_list("role", flat=True))


def test_a_new_person_types_name_and_password_and_is_in(client, link, school):
    page = client.get(link).content.decode()
    assert 'value="Noor"' in page
    assert 'value="Rahman"' in page
    assert not User.objects.filter(email=ADDRESS).exists()
    answer = client.post(link, NEW, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("wagtailadmin_home")
    assert "Welcome to Quince Hill School" in answer.content.decode()
    joined = User.objects.get(email=ADDRESS)
    assert (str(joined), roles(ADDRESS), schools_of(joined)) == ("Noor Rahman", ["head"], {school.pk})
    assert client.get(reverse("schools_people", args=[school.pk])).status_code == 200


def test_opening_the_link_changes_nothing_for_mail_programs_open_links_too(client, link):
    for _ in range(2):
        client.get(link)
        client.head(link)
    assert Invitation.objects.open().count() == 1


def test_a_link_works_once(client, link):
    client.post(link, NEW)
    again = Client()
    used = again.get(link)
    assert (used.status_code, "This link was used" in used.content.decode()) == (410, True)
    again.post(link, NEW | {"first_name": "Somebody"})
    assert "_auth_user_id" not in again.session
    assert User.objects.filter(email=ADDRESS).count() == 1


@pytest.mark.parametrize("password", ["", "12345", "noorrahman", "Quince Hill School"])
def test_a_poor_password_is_told_and_the_names_stay(client, link, password):
    page = client.post(link, NEW | {"password": password})
    assert page.status_code == 200
    assert 'value="Rahman"' in page.content.decode()
    assert not User.objects.filter(email=ADDRESS).exists()


def test_one_who_has_an_account_signs_in_and_joins(client, link, other, school):
    known = person(other, Role.CAREERS_LEADER, email=ADDRESS)
    page = client.get(link).content.decode()
    assert f"{reverse('wagtailadmin_login')}?next={link}" in page
    # Without the password nobody joins, and no password is set by the link.
    client.post(link, NEW)
    assert roles(ADDRESS) == ["careers-leader"]
    client.force_login(known)
    answer = client.post(link, follow=True)
    assert "You are its head here" in answer.content.decode()
    assert roles(ADDRESS) == ["careers-leader", "head"]
    # What somebody is elsewhere is not told here.
    shown = client.get(reverse("schools_people", args=[school.pk])).content.decode()
    assert "<td>Head</td>" in shown
    assert User.objects.get(email=ADDRESS).check_password("secret")


def test_a_forwarded_link_gives_another_account_nothing(signed_in, link, other):
    stranger = person(other, Role.GOVERNOR)
    client = signed_in(stranger)
    assert f"you are signed in as {stranger.email}" in client.get(link).content.decode()
    client.post(link, NEW)
    assert roles(stranger.email) == ["governor"]
    assert Invitation.objects.open().exists()


def test_after_two_weeks_it_asks_whether_to_mail_a_new_one(client, link, django_capture_on_commit_callbacks):
    late = datetime.datetime(2026, 12, 7, 11, tzinfo=datetime.UTC)
    with time_machine.travel(late), django_capture_on_commit_callbacks(execute=True):
        page = client.get(link)
        assert (page.status_code, "not used in time" in page.content.decode()) == (410, True)
        client.post(link, NEW)
        assert not User.objects.filter(email=ADDRESS).exists()
        assert "A new link is on its way" in client.post(link, {"again": "1"}).content.decode()
    with time_machine.travel(late):
        assert client.get(links_of(ADDRESS)[1]).status_code == 200


def test_a_leaver_is_told_who_opens_the_account_again(client, link, made):
    person(made, Role.CLERK, email=ADDRESS, is_active=False)
    assert "the account is closed" in client.get(link).content.decode()
    client.post(link, NEW)
    assert roles(ADDRESS) == ["clerk"]


@pytest.mark.parametrize("token", ["x", "%00", "a" * 300, "é"])
def test_a_guessed_or_cut_link_is_not_found(client, link, token):
    assert client.get(f"/admin/invitation/{token}/").status_code == 404


def test_two_who_press_the_button_at_once_are_one_person(link):
    before = Invitation.objects.get()
    assert Invitation.objects.filter(pk=before.pk).update(accepted_at=before.sent_at)
    assert accept_as_new(before, first_name="A", last_name="B", password=PASSWORD, at=before.sent_at) is None
    assert not User.objects.filter(email=ADDRESS).exists()
