"""An account elsewhere signs in only the account of the hub that its owner connected, whatever address it has."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse

from hub.accounts.models import User
from tests.accounts.codes import code_of, with_app
from tests.accounts.conftest import PASSWORD
from tests.accounts.oidc_provider import CLIENT, SECRET, Provider, running

LOGIN, HOME, HOW = "/admin/login/", "/admin/", "/admin/account/sign-in/"
THERE, BACK = "/admin/login/with/school/", "/admin/login/with/school/back/"


@pytest.fixture
def provider(home, settings):
    with running({"sub": "teacher-1", "email": "someone@school.example", "email_verified": True}) as provider:
        at = {"server_url": provider.issuer, "oauth_pkce_enabled": True}
        app = {"provider_id": "school", "name": "School cloud", "client_id": CLIENT, "secret": SECRET, "settings": at}
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
        yield provider


def through(client: Client, provider: Provider, **query: str) -> str:
    """Go to the provider and come back; return where that leads."""
    asked = client.get(THERE, query)
    assert asked.status_code == 302 and asked["Location"].startswith(f"{provider.issuer}/authorize"), asked
    return client.get(f"{BACK}?{provider.agree(asked['Location'])}")["Location"]


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def connect(user: User, provider: Provider) -> Client:
    client = Client()
    client.post(LOGIN, {"username": user.email, "password": PASSWORD})
    assert through(client, provider, process="connect") == HOW
    return client


def test_nothing_is_offered_unless_it_is_set_up(home, client, settings):
    assert "Sign in with School cloud" not in client.get(LOGIN).content.decode()
    assert client.get(THERE).status_code == 404


def test_what_its_owner_connected_signs_in(amina, provider, client):
    assert "Sign in with School cloud" in client.get(LOGIN).content.decode()
    connect(amina, provider)
    assert through(client, provider, next="/admin/account/") == "/admin/account/"
    assert client.session["_auth_user_id"] == str(amina.pk)


def test_what_is_connected_is_shown_so_and_what_is_not_is_offered(amina, school_person, provider):
    """Allauth keeps a connection under the key of the app, not under the kind of provider."""
    client, other = connect(amina, provider), Client()
    page = client.get(HOW).content.decode()
    assert "Disconnect School cloud" in page and f"{THERE}?process" not in page
    assert SocialAccount.objects.get().provider == "school"
    other.post(LOGIN, {"username": school_person.email, "password": PASSWORD})
    page = other.get(HOW).content.decode()
    assert "Connect School cloud" in page and "Disconnect" not in page


def test_an_answer_with_anothers_address_takes_nothing_over(amina, provider, client):
    provider.claims["email"] = amina.email
    assert through(client, provider) == LOGIN
    assert "not connected to an account here" in client.get(LOGIN).content.decode()
    assert not is_in(client) and not SocialAccount.objects.exists()
    assert User.objects.count() == 1


def test_nobody_gets_an_account_by_it(provider, client):
    through(client, provider)
    assert not is_in(client) and not User.objects.exists()


def test_an_account_elsewhere_is_connected_to_one_person_only(amina, school_person, provider):
    connect(amina, provider)
    connect(school_person, provider)
    assert SocialAccount.objects.get().user == amina


def test_a_second_factor_is_asked_for_here_too(amina, provider, client):
    connect(amina, provider)
    secret = with_app(amina)
    assert through(client, provider) == "/admin/login/code/"
    assert not is_in(client)
    assert client.post("/admin/login/code/", {"code": code_of(secret)}).status_code == 302
    assert is_in(client)


def test_a_closed_account_and_a_demo_one_are_not_let_in(amina, provider, client, settings):
    connect(amina, provider)
    settings.DEMO_LOGINS_ALLOWED = False
    for change in ({"is_active": False}, {"is_active": True, "is_demo": True}):
        User.objects.filter(pk=amina.pk).update(**change)
        assert through(client, provider) == LOGIN
        assert not is_in(client)


@pytest.mark.parametrize("query", ["", "error=access_denied", "code=x&state=forged", "code=x"])
def test_a_forged_or_refused_answer_signs_nobody_in(amina, provider, client, query):
    connect(amina, provider)
    client.get(THERE)
    assert client.get(f"{BACK}?{query}")["Location"] == LOGIN
    assert not is_in(client)


def test_a_token_for_somebody_else_is_refused(amina, provider, client):
    connect(amina, provider)
    provider.audience = "another site"
    assert through(client, provider) == LOGIN
    assert not is_in(client)


def test_a_provider_that_is_away_is_said(provider, client):
    provider.is_down = True
    assert client.get(THERE)["Location"] == LOGIN
    assert "does not answer just now" in client.get(LOGIN).content.decode()


def test_little_is_kept_and_the_owner_disconnects(amina, provider):
    client = connect(amina, provider)
    account = SocialAccount.objects.get()
    assert account.extra_data == {}
    stranger = Client()
    off = reverse("accounts_disconnect", args=[account.pk])
    assert stranger.post(off).status_code == 302 and SocialAccount.objects.exists()
    client.post(off)
    assert not SocialAccount.objects.exists()
