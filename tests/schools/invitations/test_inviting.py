"""Who may invite whom, and what the letter says."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.management import call_command
from django.urls import reverse

from hub.accounts.models import User
from hub.schools.models import Invitation, Role
from hub.schools.tenancy.provisioning import ensure_central_groups
from tests.schools.invitations.conftest import links_of
from tests.schools.staffed import person

ADDRESS = "noor@school.example"


def test_a_careers_leader_asks_two_people_and_each_gets_one_letter(ask, school):
    page = ask(("Noor Rahman", ADDRESS, Role.GOVERNOR), ("", "", Role.HEAD), ("", "ade@school.example", Role.CLERK))
    assert "Links were mailed to" in page.content.decode()
    letter = next(letter for letter in mail.outbox if letter.to == [ADDRESS])
    assert letter.subject == "Your invitation to Quince Hill School's careers pages"
    assert "Noor Rahman," in letter.body
    assert "Governor" in letter.body
    assert "7 December 2026" in letter.body
    assert isinstance(letter, EmailMultiAlternatives)
    assert links_of(ADDRESS)[0] in str(letter.alternatives[0][0])
    assert len(mail.outbox) == 2
    assert ADDRESS in page.content.decode()


def test_the_link_is_kept_nowhere(ask):
    ask(("", ADDRESS, Role.GOVERNOR))
    token = links_of(ADDRESS)[0].split("/")[-2]
    assert token not in str(Invitation.objects.values_list())


def test_one_asked_again_has_one_invitation_and_only_the_new_link_works(ask, client):
    ask(("", ADDRESS, Role.GOVERNOR))
    ask(("", ADDRESS.upper(), Role.GOVERNOR))
    assert Invitation.objects.count() == 1
    old, new = links_of(ADDRESS)
    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)


@pytest.mark.parametrize(("address", "said"), [("nobody", "Enter a valid email"), ("", "Type where to send the link")])
def test_an_address_that_is_none_keeps_what_was_typed(ask, address, said):
    page = ask(("Noor Rahman", address, Role.GOVERNOR)).content.decode()
    assert said in page
    assert "Noor Rahman" in page
    assert not mail.outbox


def test_nobody_typed_is_said(ask):
    assert "Nobody was asked" in ask(("", "", Role.GOVERNOR)).content.decode()


def test_who_has_the_role_has_left_or_works_for_the_hub_is_not_asked(ask, made, leader, home):
    person(made, Role.HEAD, email="gone@school.example", is_active=False)
    editor = User.objects.create_user("editor@hub.example", "secret")
    editor.groups.add(ensure_central_groups())
    page = ask(
        ("", leader.email, Role.CAREERS_LEADER),
        ("", "gone@school.example", Role.HEAD),
        ("", editor.email, Role.GOVERNOR),
    ).content.decode()
    assert "already is careers leader here" in page
    assert "the account is closed" in page
    assert "works for the hub itself" in page
    assert not mail.outbox


def test_governors_read_who_there_is_and_ask_nobody(begun, signed_in, school):
    client = signed_in(begun["governor"])
    page = client.get(reverse("schools_people", args=[school.pk]))
    assert "Invite people" not in page.content.decode()
    data = {"people-TOTAL_FORMS": 1, "people-INITIAL_FORMS": 0, "people-0-address": ADDRESS, "people-0-role": "head"}
    assert client.post(reverse("schools_people", args=[school.pk]), data).status_code == 302
    assert not Invitation.objects.exists()


def test_another_schools_people_are_not_there(signed_in, leader, other):
    client = signed_in(leader)
    assert client.get(reverse("schools_people", args=[other.school.pk])).status_code == 404


def test_an_invitation_of_another_school_is_not_changed_whatever_school_the_address_names(
    ask, signed_in, school, other
):
    ask(("", ADDRESS, Role.GOVERNOR))
    row = Invitation.objects.get()
    stranger = signed_in(person(other, Role.CAREERS_LEADER))
    for named in (school, other.school):
        path = reverse("schools_invitation_change", args=[named.pk, row.pk])
        assert stranger.post(path, {"withdraw": "1"}).status_code == 404
    row.refresh_from_db()
    assert row.withdrawn_at is None


def test_a_withdrawn_link_says_so_and_can_be_given_anew(ask, signed_in, leader, school, client):
    ask(("", ADDRESS, Role.GOVERNOR))
    row = Invitation.objects.get()
    path = reverse("schools_invitation_change", args=[school.pk, row.pk])
    page = signed_in(leader).post(path, {"withdraw": "1"}, follow=True).content.decode()
    assert "does not work any more" in page
    old = client.get(links_of(ADDRESS)[0])
    assert (old.status_code, "withdrawn this invitation" in old.content.decode()) == (410, True)
    ask(("", ADDRESS, Role.GOVERNOR))
    assert client.get(links_of(ADDRESS)[1]).status_code == 200


def test_a_new_link_is_mailed_no_oftener_than_every_ten_minutes(
    ask, signed_in, leader, school, client, django_capture_on_commit_callbacks
):
    ask(("", ADDRESS, Role.GOVERNOR))
    path = reverse("schools_invitation_change", args=[school.pk, Invitation.objects.get().pk])
    at_once = signed_in(leader).post(path, {"again": "1"}, follow=True).content.decode()
    assert "Wait ten minutes" in at_once
    later = datetime.datetime(2026, 11, 23, 11, tzinfo=datetime.UTC)
    with time_machine.travel(later), django_capture_on_commit_callbacks(execute=True):
        signed_in(leader).post(path, {"again": "1"})
    old, new = links_of(ADDRESS)
    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)


def test_what_was_over_ninety_days_ago_is_forgotten(ask, capsys):
    ask(("", ADDRESS, Role.GOVERNOR))
    for day, left in ((datetime.date(2027, 3, 6), 1), (datetime.date(2027, 3, 8), 0)):
        with time_machine.travel(datetime.datetime.combine(day, datetime.time(12), tzinfo=datetime.UTC)):
            call_command("forget_invitations")
        assert Invitation.objects.count() == left
