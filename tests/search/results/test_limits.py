"""How much one network may ask, what a proxy may hold, and what is counted of a visit."""

import pytest
from django.urls import reverse

from search.models import Lookup
from search.steering import lookups
from tests.factories.resources import LessonResourcePageFactory
from tests.factories.schools import SchoolHomePageFactory, SchoolIndexPageFactory
from tests.factories.search import make_document, make_entries

ADDRESS = "/search/"


def test_too_many_searches_of_one_network_wait_for_the_next_minute(client, library, settings, clock):
    settings.SEARCHES_PER_MINUTE = 2
    assert [client.get(ADDRESS).status_code for _ in range(2)] == [200, 200]
    refused = client.get(ADDRESS)
    assert refused.status_code == 429
    assert refused["Retry-After"] == "40"
    assert refused["Cache-Control"] == "no-store"
    assert "Try again in 40 seconds" in refused.content.decode()
    assert client.get(ADDRESS, REMOTE_ADDR="203.0.113.9").status_code == 200
    clock[0] += 40
    assert client.get(ADDRESS).status_code == 200


def test_page_data_and_a_schools_search_are_counted_apart(client, home, library, settings, clock):
    settings.SEARCHES_PER_MINUTE = 1
    school = SchoolHomePageFactory(parent=SchoolIndexPageFactory(parent=home))
    addresses = (ADDRESS, reverse("api_search"), f"{school.get_url()}search/")
    assert [client.get(address).status_code for address in addresses] == [200] * 3
    assert [client.get(address).status_code for address in addresses] == [429] * 3


def test_behind_the_proxy_its_word_counts_and_elsewhere_nobodys(client, library, settings, clock):
    settings.SEARCHES_PER_MINUTE = 1
    statuses = [client.get(ADDRESS, headers={"X-Forwarded-For": f"198.51.100.{n}"}).status_code for n in range(2)]
    assert statuses == [200, 429]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    statuses = [
        client.get(ADDRESS, headers={"X-Forwarded-For": f"10.0.0.1, 203.0.113.{n}"}).status_code for n in (1, 2, 2)
    ]
    assert statuses == [200, 200, 429]


def test_no_limit_is_a_setting(client, library, settings):
    settings.SEARCHES_PER_MINUTE = 0
    assert [client.get(ADDRESS).status_code for _ in range(3)] == [200] * 3


def test_a_proxy_may_hold_a_strangers_search_for_a_minute(client, library):
    for headers in ({}, {"HX-Request": "true"}):
        response = client.get(ADDRESS + "?q=mock", headers=headers)
        assert response["Cache-Control"] == "public, max-age=60, stale-while-revalidate=60"
        varies = set(response["Vary"].split(", "))
        assert {"HX-Request", "HX-History-Restore-Request", "Accept-Language"} <= varies and "Cookie" not in varies
        assert not response.cookies


def test_what_somebody_signed_in_sees_is_held_by_nobody(central, library):
    assert central.get(ADDRESS)["Cache-Control"] == "private, no-cache"


def test_a_search_that_failed_is_not_held(client, library, no_engine):
    response = client.get(ADDRESS + "?q=mock")
    assert response.status_code == 503
    assert "public" not in response.headers.get("Cache-Control", "")


@pytest.fixture
def counted(client, library):
    LessonResourcePageFactory(parent=library, title="Mock interview")

    def look(*queries: str, **extra):
        for query in queries:
            client.get(ADDRESS + query, **extra)
        lookups.write_out()
        return {(row.query, row.filters): (row.searches, row.hits, row.opened) for row in Lookup.objects.all()}

    return look


def test_a_search_is_counted_with_its_hits_and_filters(counted):
    assert counted("?q=Mock+INTERVIEW", "?q=mock+interview&sort=newest", "?q=mock+interview&year=9") == {
        ("mock interview", ""): (2, 1, 0),
        ("mock interview", "year=9"): (1, 0, 0),
    }


def test_turning_pages_and_the_whole_list_are_no_searches(counted):
    make_entries(*(make_document(f"Mock {number}") for number in range(20)))
    assert counted("", "?page=2", "?q=mock&page=2&sort=newest", "?sort=newest") == {}


def test_a_name_leaves_a_count_and_nothing_else(counted):
    assert counted("?q=Grace+Okonkwo&year=9") == {("", ""): (1, 0, 0)}


def test_what_a_browser_fetches_in_advance_is_not_counted(counted):
    assert counted("?q=mock", headers={"Sec-Purpose": "prefetch;prerender"}) == {}


def test_what_staff_try_is_not_counted(central, counted):
    central.get(ADDRESS + "?q=mock")
    assert counted() == {}


def test_a_browser_tells_that_a_result_was_opened(counted, client):
    text = client.get(ADDRESS + "?q=mock+interview&year=9").content.decode()
    assert "ping=" not in text, "nothing was found"
    text = client.get(ADDRESS + "?q=mock+interview").content.decode()
    ping = text.partition(' ping="')[2].partition('"')[0].replace("&amp;", "&")
    assert ping == reverse("search_opened") + "?q=mock+interview&f=&l=en"
    assert client.post(ping, headers={"Origin": "http://testserver"}).status_code == 204
    assert client.post(ping, headers={"Origin": "https://elsewhere.example"}).status_code == 204
    assert counted()["mock interview", ""] == (1, 1, 1)


def test_nobody_writes_words_into_the_report_by_saying_they_were_opened(counted, client):
    client.post(reverse("search_opened") + "?q=buy+pills&l=en", headers={"Origin": "http://testserver"})
    assert counted() == {}
    assert client.get(reverse("search_opened")).status_code == 405
