"""What the hub answers about passkeys; that browsers and the hub agree is tested in tests/journeys/test_sign_in.py."""

import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.test import Client
from django.urls import reverse

from tests.accounts.codes import kinds, with_app
from tests.accounts.conftest import PASSWORD, person

SIGN_IN = "/admin/login/passkey/"


@pytest.fixture
def hers(amina) -> Authenticator:
    """A passkey of Amina's, as far as its name goes."""
    return WebAuthn.add(amina, "My phone", {}).instance


def typed(user) -> Client:
    """Return the browser of somebody who typed their password a moment ago."""
    client = Client()
    client.force_login(user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def test_the_browser_is_asked_for_any_passkey_of_this_host_and_told_of_no_account(client, hers):
    options = json.loads(client.get(SIGN_IN, headers={"accept": "application/json"}).content)
    asked = options["request_options"]["publicKey"]
    assert asked["rpId"] == "testserver"
    assert asked["userVerification"] == "required"
    assert not asked.get("allowCredentials")


@pytest.mark.parametrize("answer", ["", "x", "[]", "{}", '{"id": 1}', '{"response": {"userHandle": "MQ"}}', "null"])
def test_a_damaged_answer_signs_nobody_in_and_says_so(client, hers, answer):
    client.get(SIGN_IN, headers={"accept": "application/json"})
    said = client.post(SIGN_IN, {"credential": answer}, follow=True)
    assert "This passkey was not taken" in said.content.decode()
    assert "_auth_user_id" not in client.session


def test_a_new_passkey_has_to_be_one_that_signs_in_alone(amina):
    page = typed(amina).get(reverse("mfa_add_webauthn"))
    chosen = page.context["js_data"]["creation_options"]["publicKey"]["authenticatorSelection"]
    assert (chosen["residentKey"], chosen["userVerification"]) == ("required", "required")


@pytest.mark.parametrize("answer", ["", "x", "[]", "{}", "null"])
def test_a_damaged_new_passkey_is_not_added(amina, answer):
    said = typed(amina).post(reverse("mfa_add_webauthn"), {"name": "x", "credential": answer}, follow=True)
    assert "The passkey was not added" in said.content.decode()
    assert kinds(amina) == set()


def test_a_passkey_is_renamed_and_removed_by_its_owner(amina, hers):
    client = typed(amina)
    client.post(reverse("mfa_edit_webauthn", args=[hers.pk]), {"name": "The laptop"})
    assert "The laptop" in client.get(reverse("mfa_index")).content.decode()
    assert "Type a name" in client.post(reverse("mfa_edit_webauthn", args=[hers.pk]), {}).content.decode()
    client.post(reverse("mfa_remove_webauthn", args=[hers.pk]))
    assert kinds(amina) == set()


@pytest.mark.parametrize("address", ["mfa_edit_webauthn", "mfa_remove_webauthn"])
def test_a_passkey_of_somebody_else_is_not_there(hers, address):
    client = typed(person("stranger@school.example"))
    assert client.get(reverse(address, args=[hers.pk])).status_code == 404
    assert client.post(reverse(address, args=[hers.pk]), {"name": "mine"}).status_code == 404
    hers.refresh_from_db()
    assert hers.data["name"] == "My phone"


def test_staff_cannot_remove_the_passkey_that_is_their_only_second_factor(amina, hers, settings):
    client = typed(amina)
    settings.SECOND_FACTOR_REQUIRED = True
    session = client.session
    session["second_factor_set_up"] = amina.pk
    session.save()
    said = client.post(reverse("mfa_remove_webauthn", args=[hers.pk]), follow=True)
    assert "only second factor" in said.content.decode()
    with_app(amina)
    client.post(reverse("mfa_remove_webauthn", args=[hers.pk]))
    assert kinds(amina) == {"totp"}


def test_a_schools_person_reaches_their_own_passkeys(school_person):
    client = typed(school_person)
    for address in ("mfa_index", "mfa_add_webauthn", "mfa_activate_totp"):
        assert client.get(reverse(address)).status_code == 200, address
    own = WebAuthn.add(school_person, "My phone", {}).instance
    client.post(reverse("mfa_edit_webauthn", args=[own.pk]), {"name": "The laptop"})
    own.refresh_from_db()
    assert own.data["name"] == "The laptop"
