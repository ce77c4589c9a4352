"""Searching inside a school: its own public pages, all of them, and nobody else's."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Page, PageViewRestriction

from hub.core.kept.pages import FOR_PROXIES
from search.engines import snapshot
from search.models import Lookup, TitleStart, Word
from search.steering import lookups
from tests.factories.careers import CareersPageFactory
from tests.factories.pages import StandardPageFactory
from tests.factories.resources import LessonResourcePageFactory
from tests.factories.schools import SchoolHomePageFactory, SchoolIndexPageFactory


@pytest.fixture
def directory(home, terms):
    return SchoolIndexPageFactory(parent=home)


@pytest.fixture
def ours(directory):
    return SchoolHomePageFactory(parent=directory, title="Aldermark School", slug="aldermark-900701")


@pytest.fixture
def theirs(directory):
    return SchoolHomePageFactory(parent=directory, title="Beaconmark School", slug="beaconmark-900702")


@pytest.fixture
def search(client, ours):
    """Return the body of a search inside our school."""

    def fetch(query="", *, home=ours, status=200):
        response = client.get(f"{home.get_url()}search/{query}")
        assert response.status_code == status
        return response.content.decode()

    return fetch


def test_a_school_finds_its_own_pages_by_any_of_their_words(search, ours):
    page = StandardPageFactory(
        parent=ours,
        title="Mock interview week",
        body=[{"type": "paragraph", "value": "<p>Employers come to the hall.</p>"}],
    )
    CareersPageFactory(parent=ours, school=ours.school, careers_leader_name="Ms R Adeyemi")
    text = search("?q=employer")
    assert f'href="{page.get_url()}"' in text
    assert "<mark>Employers</mark> come to the hall." in text
    assert "Text page" in text
    assert "careers" in search("?q=adeyemi").lower()
    assert "1 result" in search("?q=adeyemi")


def test_a_corrected_search_says_so_and_leads_to_the_words_as_typed(search, ours, library):
    for number in range(2):
        LessonResourcePageFactory(parent=library, title=f"Interview skills {number}")
    StandardPageFactory(parent=ours, title="Interview week")
    text = search("?q=intervew")
    assert "Interview</mark> week" in text
    assert "Showing results for <b>interview</b>." in text
    address = f"{ours.get_url()}search/?q=intervew&amp;as=typed"
    assert f'<a href="{address}">Search for <b>intervew</b> as typed instead</a>' in text
    typed = search("?q=intervew&as=typed")
    assert "No results" in typed
    assert f'<a href="{ours.get_url()}search/?q=intervew">Correct the spelling</a>' in typed


def test_it_says_how_many_hold_all_words(search, ours):
    for title in ("Mock interview", "Mock exam", "Mock paper"):
        StandardPageFactory(parent=ours, title=title)
    assert "1 of them holds all your words." in search("?q=mock+interview")
    assert "None of them holds all your words." in search("?q=mock+zebra")
    assert "all your words" not in search("?q=mock")


def test_the_pages_of_another_school_and_of_the_hub_stay_out(search, ours, theirs, library):
    StandardPageFactory(parent=theirs, title="Interview at Beaconmark")
    LessonResourcePageFactory(parent=library, title="Interview for everybody")
    assert "No results" in search("?q=interview")
    assert "Interview at Beaconmark" in search("?q=interview", home=theirs)
    assert "Interview for everybody" not in search("", home=theirs)


def test_the_hub_finds_no_schools_pages_and_counts_none(client, ours, library):
    page = StandardPageFactory(parent=ours, title="Interview at Aldermark")
    for address in ("/search/?q=interview", "/search/", "/api/v1/search/?q=aldermark", "/search/feed/"):
        text = client.get(address).content.decode()
        assert "Aldermark" not in text.replace("q=aldermark", ""), address
    assert client.get("/search/").context["found"].total == 0
    assert page.pk


def test_what_a_school_writes_teaches_the_hub_no_words(ours):
    StandardPageFactory(parent=ours, title="Okonkwo prize")
    assert not TitleStart.objects.exists()
    assert not Word.objects.filter(entries__gt=0).exists()
    assert "okonkwo" not in snapshot.current().frequencies().get("en", {})


def test_drafts_and_private_pages_are_not_found(search, ours):
    page = StandardPageFactory(parent=ours, title="Interview week")
    StandardPageFactory(parent=ours, title="Interview draft", live=False)
    assert "1 result" in search("?q=interview")
    PageViewRestriction.objects.bulk_create([PageViewRestriction(page=page, restriction_type="login")])
    assert "Interview week" not in search("?q=interview"), "even if its entry is late"


def test_a_school_that_is_not_public_has_no_search(search, ours):
    StandardPageFactory(parent=ours, title="Interview week")
    restriction = PageViewRestriction.objects.create(page=ours, restriction_type="login")
    search("?q=interview", status=404)
    restriction.delete()
    assert "Interview week" in search("?q=interview")
    Page.objects.get(pk=ours.pk).specific.unpublish()
    search("?q=interview", status=404)


def test_a_page_that_is_called_search_is_that_page(search, ours):
    page = StandardPageFactory(parent=ours, title="How we search for talent")
    Page.objects.filter(pk=page.pk).update(slug="search", url_path=f"{ours.url_path}search/")  # refused since
    assert "<h1>How we search for talent</h1>" in search("?q=interview")


def test_an_unknown_school_is_not_found(client, directory):
    assert client.get("/schools/nowhere-1/search/").status_code == 404


def test_the_schools_home_page_has_the_box(client, ours):
    text = client.get(ours.get_url()).content.decode()
    assert f'action="{ours.get_url()}search/"' in text


def test_it_wears_the_schools_band_and_any_proxy_may_hold_it_as_long_as_a_page(client, ours):
    ours.colour = "#808000"
    ours.save()
    response = client.get(f"{ours.get_url()}search/")
    text = response.content.decode()
    assert 'class="schoolish"' in text
    assert "Aldermark School" in text
    assert 'name="robots" content="noindex"' in text
    assert response["Cache-Control"] == FOR_PROXIES
    assert "cookie" not in response["Vary"].lower()
    assert not response.cookies


def test_a_search_inside_a_school_is_kept_and_made_again_when_a_page_is_there(keeping, ours, theirs):
    page = StandardPageFactory(parent=ours, title="Mock interview week")
    address = f"{ours.get_url()}search/?q=interview"

    def asked(address: str = address) -> tuple[str, int]:
        with CaptureQueriesContext(connection) as captured:
            response = Client().get(address)
        return response.content.decode(), len(captured)

    first, queries = asked()
    assert page.get_url() in first and queries > 1
    assert asked() == (first, 1)
    assert Client().get(address)["Cache-Control"] == FOR_PROXIES
    StandardPageFactory(parent=ours, title="Interview day")
    assert "Interview day" in asked()[0]
    assert "Mock interview week" not in asked(f"{theirs.get_url()}search/?q=interview")[0]
    assert not lookups.tally.take()


@pytest.mark.parametrize("asked", ["made", "kept"])
def test_the_colours_of_a_school_are_allowed_for_every_visitor(keeping, ours, asked):
    ours.colour = "#808000"
    ours.save_revision().publish()
    address = f"{ours.get_url()}search/?q=interview"
    if asked == "kept":
        Client().get(address)
    response = Client().get(address)
    (style,) = re.findall("<style>(.*?)</style>", response.content.decode(), re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert ("Last-Modified" in response) == (asked == "kept")
    assert f"style-src 'self' 'sha256-{digest}'" in response["Content-Security-Policy"]
    assert "Styles" not in response and "Counted" not in response


@pytest.mark.parametrize("again", [False, True], ids=["made", "kept"])
def test_what_only_differed_by_cookie_says_so_of_nothing_more(keeping, ours, again):
    """In /bn/ the language is no part of what differs: without the cookie nothing is left but what others add."""
    Locale.objects.get_or_create(language_code="bn")
    for _time in range(1 + again):
        response = Client().get(f"/bn{ours.get_url()}search/?q=interview", follow=True)
    varies = response["Vary"].split(", ")
    assert response.status_code == 200 and "" not in varies and "Cookie" not in varies


def test_a_search_inside_a_school_leaves_no_trace_in_the_report(search, client, ours):
    search("?q=interview")
    lookups.write_out()
    assert not Lookup.objects.exists()


def test_a_translated_page_is_found_in_its_language(client, ours):
    page = StandardPageFactory(parent=ours, title="Open evening")
    bengali = Locale.objects.get_or_create(language_code="bn")[0]
    there = page.copy_for_translation(bengali, copy_parents=True)
    there.title, there.live = "খোলা সন্ধ্যা", True
    there.save()
    home = there.get_parent().specific
    home.live = True
    home.save()
    text = client.get(f"{home.get_url()}search/?q=সন্ধ্যা").content.decode()
    assert there.get_url() in text


def test_a_page_of_that_name_comes_first_in_any_language_while_pages_are_kept(keeping, ours):
    bengali = Locale.objects.get_or_create(language_code="bn")[0]
    there = StandardPageFactory(parent=ours).copy_for_translation(bengali, copy_parents=True)
    home = there.get_parent()
    Page.objects.filter(locale=bengali).update(live=True)
    own = {"title": "Its own page", "slug": "search", "url_path": f"{home.url_path}search/"}
    Page.objects.filter(pk=there.pk).update(**own)
    response = Client().get(f"{home.get_url()}search/")
    assert response.status_code == 200 and "Its own page" in response.content.decode()


def test_a_search_inside_a_school_takes_few_queries(client, ours, django_assert_max_num_queries):
    for number in range(20):
        StandardPageFactory(parent=ours, title=f"Interview {number}")
    address = f"{ours.get_url()}search/?q=interview"
    client.get(address)
    with django_assert_max_num_queries(16):
        client.get(address)
