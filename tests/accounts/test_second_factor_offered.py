"""Schools' people and boroughs' officers are offered a second factor, and are asked for one only once they have it."""

import pytest
from django.test import Client
from django.urls import reverse

from hub.accounts.models import User
from hub.schools.models import Role
from hub.schools.tenancy.people import appoint_officer
from tests.accounts.codes import code_of, kinds, set_up
from tests.accounts.conftest import PASSWORD, named_school
from tests.factories.people import staff
from tests.factories.schools import BoroughFactory

HOME, LOGIN, CODE, HOW = "/admin/", "/admin/login/", "/admin/login/code/", "/admin/account/sign-in/"
OFFICER = "borough officer"


@pytest.fixture(params=[*Role, OFFICER], ids=str)
def someone(request, home, settings) -> User:
    """Somebody in each of the roles that are limited to schools, at a hub that wants a second factor of its staff."""
    settings.SECOND_FACTOR_REQUIRED = True
    user = User.objects.create_user("someone@rowan.example", PASSWORD, first_name="A", last_name="B")
    if request.param == OFFICER:
        appoint_officer(user, borough=BoroughFactory.create())
        return user
    return staff(user, named_school(), request.param)


def typed(user: User) -> tuple[Client, str]:
    """Type the password in a new browser; return it, and where that led."""
    client = Client()
    return client, client.post(LOGIN, {"username": user.email, "password": PASSWORD})["Location"]


def test_it_is_offered_and_nobody_is_held_up(someone):
    client, led = typed(someone)
    assert led == HOME
    first = client.get(HOME, follow=True)
    assert first.status_code == 200 and HOW not in [address for address, _status in first.redirect_chain]
    assert HOW in client.get(reverse("wagtailadmin_account")).content.decode()
    page = client.get(HOW).content.decode()
    assert reverse("mfa_activate_totp") in page and "sign in with a second step" not in page


def test_who_takes_the_offer_is_asked_from_then_on_and_may_leave_it(someone):
    client, _led = typed(someone)
    secret, _codes = set_up(client)
    assert client.get(reverse("mfa_generate_recovery_codes")).status_code == 200
    assert kinds(someone) == {"totp", "recovery_codes"}
    again, led = typed(someone)
    assert led == CODE and again.get(HOME).status_code == 302
    assert again.post(CODE, {"code": code_of(secret, later=1)})["Location"] == HOME
    assert again.post(reverse("mfa_deactivate_totp")).status_code == 302
    assert kinds(someone) == set()
