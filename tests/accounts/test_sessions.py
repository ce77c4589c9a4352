"""Where somebody is signed in is shown to them alone, with little kept; they end one session or all others."""

import datetime

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hub.accounts.sessions import NOWHERE, device_of
from hub.core.personal_data import table
from tests.accounts.conftest import PASSWORD, person

HOME = "/admin/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1"
CHROME = "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 Chrome/139.0.0.0 Safari/537.36"
EDGE = f"{CHROME.replace('X11; CrOS x86_64 14541.0.0', 'Windows NT 10.0')} Edg/139.0"


@pytest.fixture
def page(home) -> str:
    return reverse("accounts_sessions")


def signed_in_with(browser: str, user) -> Client:
    client = Client(headers={"user-agent": browser}, REMOTE_ADDR="198.51.100.7")
    assert client.post("/admin/login/", {"username": user.email, "password": PASSWORD}).status_code == 302
    return client


@pytest.mark.parametrize(
    ("browser", "said"),
    [(FIREFOX, "Firefox, Windows"), (SAFARI, "Safari, iPhone"), (CHROME, "Chrome, ChromeOS"), (EDGE, "Edge, Windows"),
     ("curl/8", ""), ("", ""), ("Firefox, Windows", "Firefox, Windows")],
)  # fmt: skip
def test_a_browser_is_known_by_its_kind(browser, said):
    assert device_of(browser) == said


def test_both_browsers_are_listed_and_little_is_kept(amina, page):
    school, phone = signed_in_with(FIREFOX, amina), signed_in_with(SAFARI, amina)
    body = phone.get(page).content.decode()
    assert "Firefox, Windows" in body and "Safari, iPhone" in body and "This one" in body
    kept = UserSession.objects.values_list("ip", "user_agent").order_by("pk")
    assert list(kept) == [(NOWHERE, "Firefox, Windows"), (NOWHERE, "Safari, iPhone")]
    assert school.get(HOME).status_code == 200


def test_one_of_the_others_is_ended(amina, page):
    school, phone, home_ = (signed_in_with(one, amina) for one in (FIREFOX, SAFARI, CHROME))
    key = UserSession.objects.get(user_agent="Firefox, Windows").pk
    phone.post(page, {"end": key})
    assert [one.get(HOME).status_code for one in (school, phone, home_)] == [302, 200, 200]


def test_all_others_are_ended(amina, page):
    school, phone = signed_in_with(FIREFOX, amina), signed_in_with(SAFARI, amina)
    assert "Signed out in 1 other browser." in phone.post(page, {"others": "1"}, follow=True).content.decode()
    assert [one.get(HOME).status_code for one in (school, phone)] == [302, 200]


@pytest.mark.parametrize("posted", [{}, {"end": ""}, {"end": "x"}, {"end": "9" * 30}])
def test_a_damaged_wish_ends_nothing(amina, page, posted):
    school, phone = signed_in_with(FIREFOX, amina), signed_in_with(SAFARI, amina)
    assert phone.post(page, posted).status_code == 302
    assert [one.get(HOME).status_code for one in (school, phone)] == [200, 200]


def test_nobody_ends_or_sees_the_session_of_somebody_else(amina, page):
    hers, stranger = signed_in_with(FIREFOX, amina), signed_in_with(SAFARI, person("stranger@school.example"))
    key = UserSession.objects.get(user=amina).pk
    assert "Firefox" not in stranger.get(page).content.decode()
    stranger.post(page, {"end": key})
    stranger.post(page, {"others": "1"})
    assert hers.get(HOME).status_code == 200


def test_a_session_that_came_another_way_lists_itself(signed_in, page):
    assert "This one" in signed_in.get(page).content.decode()
    signed_in.post(page, {"end": UserSession.objects.get().pk})  # this one: it is left by signing out
    assert signed_in.get(HOME).status_code == 200


def test_a_schools_person_sees_their_own(school_person, page):
    assert "Firefox, Windows" in signed_in_with(FIREFOX, school_person).get(page).content.decode()


def test_what_is_over_is_forgotten(amina, page):
    over, goes_on = signed_in_with(FIREFOX, amina), signed_in_with(SAFARI, amina)
    over.post("/admin/logout/")
    call_command("forget_sessions")
    assert UserSession.objects.get().user_agent == "Safari, iPhone"
    assert goes_on.get(HOME).status_code == 200
    with time_machine.travel(timezone.now() + datetime.timedelta(days=15), tick=False):
        call_command("forget_sessions")
    assert not UserSession.objects.exists()


def test_what_is_kept_stands_in_the_privacy_notices_table():
    said = {"sign-ins of staff", "second steps of staff at sign-in", "accounts elsewhere with which staff sign in"}
    assert said <= {str(row.of) for row in table()}
