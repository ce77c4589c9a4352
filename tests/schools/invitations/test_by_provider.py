"""Accepting an invitation by an account elsewhere takes both: being invited, and the provider saying "verified"."""

import datetime

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.utils import timezone

from hub.accounts.models import User
from hub.schools.invitations.inviting import Invitee, invite, withdraw
from hub.schools.models import Invitation, Role, SchoolMembership
from hub.schools.tenancy.provisioning import create_school
from tests.accounts.oidc_provider import CLIENT, SECRET, Provider, running

LOGIN, HOME, JOIN = "/admin/login/", "/admin/", "/admin/invitation/by-account/"
ADDRESS = "nia@alder.example"
NAMES = {"first_name": "Nia", "last_name": "Rowe"}


@pytest.fixture
def provider(home, settings):
    claims = {"sub": "nia-1", "email": ADDRESS, "email_verified": True, "given_name": "Nia", "family_name": "Rowe"}
    with running(claims) as provider:
        at = {"server_url": provider.issuer, "oauth_pkce_enabled": True}
        app = {"provider_id": "school", "name": "School cloud", "client_id": CLIENT, "secret": SECRET, "settings": at}
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
        yield provider


@pytest.fixture
def invitation(index) -> Invitation:
    made = create_school(urn=900831, name="Alder Lane School", type_code="01", low_age=11, high_age=18)
    return invite(made.school, Invitee(ADDRESS, Role.HEAD, "N. Rowe"), by=None, at=timezone.now())


def through(client: Client, provider: Provider) -> str:
    """Go to the provider and come back; return where that leads."""
    asked = client.get("/admin/login/with/school/")
    return client.get(f"/admin/login/with/school/back/?{provider.agree(asked['Location'])}")["Location"]


def nothing_is_written() -> bool:
    written = User.objects.exists() or SocialAccount.objects.exists() or SchoolMembership.objects.exists()
    return not written and not Invitation.objects.exclude(accepted_at=None).exists()


def test_who_is_invited_and_verified_joins_by_a_button(client, provider, invitation):
    assert through(client, provider) == JOIN
    page = client.get(JOIN).content.decode()
    assert "Alder Lane School" in page and ADDRESS in page and 'value="Rowe"' in page
    assert nothing_is_written(), "looking at it makes no account"
    assert client.post(JOIN, NAMES)["Location"] == HOME
    person = User.objects.get()
    assert (person.email, person.get_full_name(), person.has_usable_password()) == (ADDRESS, "Nia Rowe", False)
    assert SchoolMembership.objects.get(user=person).role == Role.HEAD
    account = SocialAccount.objects.get()
    assert (account.user, account.provider, account.uid, account.extra_data) == (person, "school", "nia-1", {})
    invitation.refresh_from_db()
    assert invitation.accepted_at is not None
    assert client.get(HOME).status_code == 200
    again = Client()
    assert through(again, provider) == HOME, "and is signed in by it from then on"


def test_an_invitation_is_used_once(client, provider, invitation):
    other = Client()
    for each in (client, other):
        assert through(each, provider) == JOIN
    client.post(JOIN, NAMES)
    assert other.post(JOIN, NAMES)["Location"] == LOGIN
    assert User.objects.count() == SchoolMembership.objects.count() == SocialAccount.objects.count() == 1
    assert "_auth_user_id" not in other.session


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "somebody@else.example"},
        {"email_verified": False},
        {"email_verified": None},
        {"email_verified": "no"},
        {"email": None},
        {"email": "not an address"},
    ],
)
def test_another_address_and_one_that_is_not_verified_are_told_the_same_and_nothing_is_written(
    client, provider, invitation, claims
):
    provider.claims |= claims
    assert through(client, provider) == LOGIN
    assert "not connected to an account here" in client.get(LOGIN).content.decode()
    assert client.get(JOIN)["Location"] == LOGIN and nothing_is_written()


@pytest.mark.parametrize("end", ["used", "withdrawn", "expired", "none"])
def test_an_invitation_that_is_over_lets_nobody_in(client, provider, invitation, end):
    now = timezone.now()
    if end == "withdrawn":
        withdraw(invitation, at=now)
    elif end == "none":
        invitation.delete()
    else:
        moment = {"used": {"accepted_at": now}, "expired": {"expires_at": now - datetime.timedelta(minutes=1)}}[end]
        Invitation.objects.filter(pk=invitation.pk).update(**moment)
    assert through(client, provider) == LOGIN
    assert not User.objects.exists() and not SocialAccount.objects.exists()


def test_one_that_ends_between_the_two_steps_is_said(client, provider, invitation):
    through(client, provider)
    withdraw(invitation, at=timezone.now())
    assert client.post(JOIN, NAMES)["Location"] == LOGIN
    assert "no invitation to accept here any more" in client.get(LOGIN).content.decode()
    assert nothing_is_written()


def test_an_account_that_is_there_is_never_taken_over(client, provider, invitation):
    person = User.objects.create_user(ADDRESS, "a long secret of hers")
    assert through(client, provider) == LOGIN
    assert not SocialAccount.objects.exists() and not SchoolMembership.objects.exists()
    assert User.objects.get() == person and person.check_password("a long secret of hers")


def test_what_the_provider_said_is_held_for_a_quarter_of_an_hour(client, provider, invitation):
    through(client, provider)
    session = client.session
    session["vouched_for"] = session["vouched_for"] | {"at": session["vouched_for"]["at"] - 16 * 60}
    session.save()
    assert client.post(JOIN, NAMES)["Location"] == LOGIN and nothing_is_written()


def test_a_name_is_asked_for_where_the_provider_gives_none(client, provider, invitation):
    for name in ("given_name", "family_name"):
        del provider.claims[name]
    through(client, provider)
    answer = client.post(JOIN, {"first_name": "", "last_name": ""})
    assert answer.status_code == 200 and "This field is required" in answer.content.decode()
    assert nothing_is_written()


def test_two_invitations_are_accepted_one_by_one(client, provider, invitation):
    other = create_school(urn=900832, name="Beacon Hill School", type_code="01", low_age=11, high_age=18)
    later = timezone.now() + datetime.timedelta(minutes=1)
    invite(other.school, Invitee(ADDRESS, Role.CLERK, ""), by=None, at=later)
    through(client, provider)
    client.post(JOIN, NAMES)
    assert SchoolMembership.objects.get().school == other.school
    assert Invitation.objects.open().get().school == invitation.school, "by its letter, signed in"
