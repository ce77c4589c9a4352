"""An address belongs to one person, however it is written and by whichever way it comes in."""

import re
from types import SimpleNamespace

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hub.accounts.duplicates import settle
from hub.accounts.models import User
from hub.core import waiting
from tests.accounts.conftest import ACCOUNT, PASSWORD, person


def asked(client, address, password=PASSWORD):
    """What the account page answers to somebody who types a new address."""
    data = ACCOUNT | {"address-address": address, "address-password": password}
    return client.post(reverse("wagtailadmin_account"), data, follow=True)


def link_in(letter) -> str:
    return re.findall(r"http://\S+(/admin/\S+)", letter.body)[0]


@pytest.mark.parametrize("written", ["Amina@School.example", "AMINA@SCHOOL.EXAMPLE", " amina@school.example "])
def test_an_address_is_stored_without_capitals_by_whichever_way_it_is_written(db, written):
    made = User.objects.create_user(written, PASSWORD)
    assert made.email == "amina@school.example"
    User.objects.filter(pk=made.pk).update(email=f"X{written.strip()}")
    assert User.objects.get(pk=made.pk).email == "xamina@school.example"
    assert User.objects.filter(email="XAMINA@school.example").exists()
    user = User(email=written)
    user.save()
    assert user.email == "amina@school.example"


def test_the_database_itself_takes_no_second_person_with_an_address(amina):
    other = person("other@school.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=other.pk).update(email="AMINA@school.example")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_user SET email = 'AMINA@school.example' WHERE id = %s", [other.pk])


def test_the_admins_form_for_users_refuses_an_address_in_other_capitals(amina):
    User.objects.filter(pk=amina.pk).update(is_superuser=True)
    client = Client()
    client.force_login(amina)
    data = {"email": "AMINA@SCHOOL.EXAMPLE", "first_name": "C", "last_name": "D", "password1": PASSWORD}
    answer = client.post(reverse("wagtailusers_users:add"), data | {"password2": PASSWORD})
    assert answer.status_code == 200
    assert "email" in answer.context["form"].errors
    assert User.objects.count() == 1


def test_she_signs_in_with_any_capitals(amina):
    data = {"username": "Amina@SCHOOL.example", "password": PASSWORD}
    assert Client().post(reverse("wagtailadmin_login"), data).status_code == 302


def test_nobody_takes_the_address_of_a_colleague(signed_in, amina):
    person("head@school.example")
    answer = asked(signed_in, "HEAD@school.example")
    assert "Somebody else signs in with this address" in answer.content.decode()
    assert mail.outbox == []
    data = {"username": "head@school.example", "password": PASSWORD}
    assert Client().post(reverse("wagtailadmin_login"), data).status_code == 302
    Client().post(reverse("wagtailadmin_password_reset"), {"email": "HEAD@school.example"})
    assert [letter.to for letter in mail.outbox] == [["head@school.example"]]


def test_the_account_form_itself_changes_no_address(signed_in, amina):
    signed_in.post(reverse("wagtailadmin_account"), ACCOUNT | {"name_email-email": "other@school.example"})
    amina.refresh_from_db()
    assert amina.email == "amina@school.example"


def test_a_new_address_is_used_once_its_link_is_opened_and_the_old_one_is_told(signed_in, amina):
    body = asked(signed_in, "Amina.Hussein@school.example").content.decode()
    assert "We have sent a link to amina.hussein@school.example" in body
    assert [letter.to for letter in mail.outbox] == [["amina.hussein@school.example"], ["amina@school.example"]]
    assert "amina.hussein@school.example" in mail.outbox[1].body
    link = link_in(mail.outbox[0])
    signed_in.get(link)  # as a mail program does
    amina.refresh_from_db()
    assert amina.email == "amina@school.example"
    signed_in.post(link)
    amina.refresh_from_db()
    assert amina.email == "amina.hussein@school.example"
    assert mail.outbox[2].to == ["amina@school.example"]
    assert signed_in.post(link).status_code == 404  # spent


def test_the_panel_shows_the_address_of_today_and_marks_nothing_as_required(signed_in):
    body = signed_in.get(reverse("wagtailadmin_account")).content.decode()
    panel = " ".join(body[body.index("Your address now") : body.index("address-password")].split())
    assert "Your address now: <strong>amina@school.example</strong>" in panel
    assert "w-required-mark" not in panel
    assert "required" not in body[body.index('name="address-address"') :].partition(">")[0]


def test_a_password_that_was_not_typed_is_asked_for_and_counts_as_no_guess(signed_in):
    assert "Type your password." in asked(signed_in, "new@school.example", "").content.decode()
    assert waiting.attempts("sign-in account amina@school.example") == 0


@pytest.mark.parametrize("password", ["", "wrong"])
def test_without_the_password_no_link_is_sent(signed_in, password):
    answer = asked(signed_in, "new@school.example", password)
    assert answer.context["panels_by_tab"]
    assert "has-error" in answer.content.decode() or "error-message" in answer.content.decode()
    assert "new@school.example" in answer.content.decode()  # nothing typed is lost
    assert mail.outbox == []


def test_a_link_works_for_nobody_else_nor_after_a_new_password(signed_in, amina):
    asked(signed_in, "new@school.example")
    link = link_in(mail.outbox[0])
    stranger = Client()
    stranger.force_login(person("stranger@school.example"))
    assert stranger.post(link).status_code == 404
    forged = f"{link[:-9]}{'y' if link[-9] == 'x' else 'x'}{link[-8:]}"
    assert signed_in.get(forged).status_code == 404
    amina.set_password("another long word here 52")
    amina.save()
    signed_in.force_login(amina)
    assert signed_in.post(link).status_code == 404
    amina.refresh_from_db()
    assert amina.email == "amina@school.example"


def test_an_address_somebody_took_in_the_meantime_stays_theirs(signed_in, amina):
    asked(signed_in, "new@school.example")
    person("new@school.example")
    answer = signed_in.post(link_in(mail.outbox[0]), follow=True)
    assert "Somebody else signs in with this address" in answer.content.decode()
    amina.refresh_from_db()
    assert amina.email == "amina@school.example"


def test_a_mail_server_that_is_away_is_said_and_changes_nothing(signed_in, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
    assert "could not be mailed" in asked(signed_in, "new@school.example").content.decode()


def test_accounts_that_share_an_address_are_settled_and_named():
    def account(pk, email, last_login=None):
        return SimpleNamespace(pk=pk, email=email, last_login=last_login, is_active=True, save=lambda **_: None)

    now = timezone.now()
    people = [account(1, "Head@a.example", now), account(2, "head@a.example"), account(3, "B@a.example")]
    people += [account(4, "C@a.example"), account(5, "c@A.example", now)]
    said: list[str] = []
    settle(people, say=said.append)
    assert [(each.email, each.is_active) for each in people] == [
        ("account-1@duplicate.invalid", False),
        ("head@a.example", True),
        ("b@a.example", True),
        ("account-4@duplicate.invalid", False),
        ("c@a.example", True),
    ]
    assert len(said) == 2
    assert "Head@a.example" in said[0]
