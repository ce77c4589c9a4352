"""The pages on privacy and cookies say what is kept, counted and set: no less, and for as long as it is true."""

import json
import re

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from hub.accounts import guessing
from hub.accounts.models import User
from hub.audits.surveys.services import FORGET_AFTER_MONTHS
from hub.core.jobs import KEEP_REVISIONS_DAYS
from hub.home.tree import DATA
from hub.opportunities.organisations import sessions
from search.steering.lookups import KEEP_MONTHS
from search.steering.models.lookups import Lookup

# What a row about a search holds, in the words of the notice.
OF_A_SEARCH = {
    "query": "the words",
    "filters": "the filters",
    "locale": "the language",
    "day": "the day",
    "searches": "how often",
    "hits": "how many results there were",
    "opened": "whether one was opened",
}
DAY = 86400
PASSWORD = "plain harbour lantern 41"


def text_of(slug: str) -> str:
    (page,) = [page for page in json.loads(DATA.read_text())["pages"] if page["slug"] == slug]
    return " ".join(str(block["value"]) for block in page["body"])


PRIVACY, COOKIES = text_of("privacy"), text_of("cookies")


@pytest.fixture
def amina(home) -> User:
    return User.objects.create_superuser("amina@school.example", PASSWORD)


def test_the_notice_names_all_that_is_kept_of_a_search_and_for_how_long():
    kept = {field.name for field in Lookup._meta.concrete_fields} - {"id"}
    counted = PRIVACY[PRIVACY.index("We count searches") : PRIVACY.index("not who asked")]
    assert {name for name in kept if OF_A_SEARCH[name] in counted} == kept
    assert f"We delete the counts after {KEEP_MONTHS} months" in PRIVACY
    assert "no statistics" not in PRIVACY


def test_the_notice_says_how_long_the_lines_of_a_survey_are_kept():
    assert f"We delete them {FORGET_AFTER_MONTHS} months after the survey has closed" in PRIVACY


def test_the_notice_says_that_wrong_passwords_are_counted_and_for_how_long():
    limits = (guessing.PAIR, guessing.PAIR_UNDER_ATTACK, guessing.NETWORK, guessing.RESET, guessing.RESET_NETWORK)
    assert "we count wrong ones for a day" in PRIVACY
    assert max(limit.remembered for limit in limits) == DAY
    assert f"known to us by a cookie for {guessing.DEVICE_DAYS} days" in PRIVACY
    assert f"Old drafts are deleted after {KEEP_REVISIONS_DAYS} days" in PRIVACY


def test_neither_the_account_nor_the_network_nor_the_password_can_be_read_where_they_are_counted(amina, caplog):
    assert "by account and by network, under codes that cannot be read back" in PRIVACY
    stranger = Client(REMOTE_ADDR="198.51.100.7")
    stranger.post(reverse("wagtailadmin_login"), {"username": amina.email, "password": "open sesame"})
    stranger.post(reverse("wagtailadmin_password_reset"), {"email": amina.email})
    stranger.get("/search/?q=interview")
    held = repr(getattr(cache, "_cache", {})) + caplog.text
    assert "waiting:" in held and f"account {amina.pk}," in held
    assert not re.search(r"198\.51|amina@|open sesame|interview", held)


def test_the_page_on_cookies_names_every_cookie_that_editing_sets_and_its_time(amina):
    client = Client()
    client.get(reverse("wagtailadmin_login"))
    client.post(reverse("wagtailadmin_login"), {"username": amina.email, "password": PASSWORD})
    page = Page.objects.get(depth=2)
    client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))  # leaves a message for the next page
    # An employer's cookie is set by a mailed link, and never by signing in.
    named = set(re.findall(r"<b>(\w+)</b>", COOKIES)) - {sessions.COOKIE}
    assert {name for name, cookie in client.cookies.items() if cookie.value} == named
    assert f"{['no', 'One', 'Two', 'Three'][len(named)]} cookies" in COOKIES
    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == ""  # until the browser is closed
    assert days_of(Client(), amina) == {"sessionid": 14, "csrftoken": 364, "hub_device": 180}
    assert "close the browser; after two weeks if you ticked" in COOKIES
    assert "after a year" in COOKIES and "after 180 days" in COOKIES


def days_of(client: Client, user: User) -> dict[str, int]:
    """Sign in with "Remember me" ticked; return for how many days each cookie is set."""
    client.get(reverse("wagtailadmin_login"))
    client.post(reverse("wagtailadmin_login"), {"username": user.email, "password": PASSWORD, "remember": "on"})
    return {name: int(cookie["max-age"]) // DAY for name, cookie in client.cookies.items()}


def test_the_notices_say_that_a_list_is_kept_in_the_browser_and_never_sent():
    assert "unless you put something on “My list”" in COOKIES and "They are not sent to us." in COOKIES
    assert "A list that you keep stays in your browser" in PRIVACY


def test_both_pages_say_that_a_pupils_record_stays_in_the_browser():
    assert "is kept by the pupil’s own browser and never sent to us" in PRIVACY
    assert "or write in “My record”" in COOKIES and "“Clear this device”" in COOKIES
