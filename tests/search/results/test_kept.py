"""Result pages of visitors are kept for some minutes: they are what they would be, and each search still counts."""

import datetime
import gzip

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from search.results import kept
from search.steering import lookups
from tests.factories.resources import LessonResourcePageFactory

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("keeping")]

INTERVIEW = "/search/?q=mock+interview"


def get(address: str = INTERVIEW, **headers: str):
    return Client().get(address, headers=headers or None)


def is_made(address: str = INTERVIEW, **headers: str) -> bool:
    """Tell whether a search is made anew: a kept page asks for the mark alone."""
    with CaptureQueriesContext(connection) as captured:
        assert get(address, **headers).status_code == 200
    return len(captured) > 1


def counted() -> dict[str, tuple[int, int]]:
    """Return how often each wording was searched for, and what it found, since the last look."""
    return {wording.query: (count.searches, count.hits) for wording, count in lookups.tally.take().items()}


def test_a_search_that_was_made_is_kept_and_counted_each_time(resource):
    first = get().content
    assert not is_made()
    assert get().content == first
    assert counted() == {"mock interview": (3, 1)}
    assert is_made("/search/?q=interview") and not is_made("/search/?q=interview")
    assert counted() == {"interview": (2, 1)}


def test_it_is_sent_as_it_was_and_to_a_browser_that_has_it_not_at_all(resource):
    first, second = get(), get()
    assert "Counted" not in second and "Counted" not in first
    for name in ("Content-Type", "Cache-Control", "Content-Language"):
        assert second.get(name) == first.get(name)
    asked = {"HX-Request", "HX-History-Restore-Request"}
    assert asked <= set(first["Vary"].split(", ")) and asked <= set(second["Vary"].split(", "))
    assert "Cookie" not in first["Vary"] and "Cookie" not in second["Vary"]
    unchanged = get(**{"If-None-Match": second["ETag"]})
    assert (
        unchanged.status_code == 304 and unchanged["Cache-Control"] == "public, max-age=60, stale-while-revalidate=60"
    )


@pytest.mark.parametrize("language", ["/bn", "/ur"])
def test_a_page_of_another_language_is_marked_once_whatever_the_browser_takes(resource, language):
    address = f"{language}/search/?q=interview"
    first = get(address).content
    assert b'<span lang="en"' in first
    assert get(address).content == first
    packed = get(address, **{"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip" and gzip.decompress(packed.content) == first


def test_what_is_written_is_on_it_at_once(library, resource):
    assert "Second mock interview" not in get().content.decode()
    LessonResourcePageFactory(parent=library, title="Second mock interview")
    assert "Second mock interview" in get().content.decode()
    resource.title = "Mock <b>"
    resource.save()
    assert "Mock &lt;b&gt;" in get("/search/?q=mock").content.decode()


def test_what_is_written_elsewhere_leaves_it(resource):
    with time_machine.travel(datetime.datetime(2026, 11, 30, 9, 0, tzinfo=datetime.UTC), tick=False) as clock:
        get()
        made = get()["Last-Modified"]
        clock.shift(datetime.timedelta(minutes=1))
        Redirect.objects.create(old_path="/elsewhere", redirect_link="/")
        # What it read was read again, and it was not made again.
        assert get()["Last-Modified"] == made
        Site.objects.update(site_name="Another hub")
        assert "Last-Modified" not in get()


@pytest.mark.parametrize("words", ["mock+Okonkwo", "zzyxwvq", "ring+020+7946+0142+interview"])
def test_words_that_may_be_somebodys_are_kept_nowhere(resource, words):
    assert is_made(f"/search/?q={words}") and is_made(f"/search/?q={words}")


@pytest.mark.parametrize("more", ["x=1", "subject=nonsense", "subject=english&subject=english", "q=interview"])
def test_an_address_with_more_than_the_hub_makes_something_of_is_not_kept(resource, more):
    assert is_made(f"{INTERVIEW}&{more}") and is_made(f"{INTERVIEW}&{more}")
    assert is_made(f"{INTERVIEW}&subject=english") and not is_made(f"{INTERVIEW}&subject=english")


def test_words_that_an_address_says_were_read_before_are_kept_nowhere_and_not_counted(resource):
    address = "/search/?subject=english&read=subject:english:Amina+Okonkwo"
    assert "Okonkwo" in get(address).content.decode()
    assert is_made(address)
    assert not any("Okonkwo" in wording.filters for wording in lookups.tally.take())


def test_no_part_nothing_fetched_ahead_and_nothing_of_a_user(resource, admin_client):
    assert is_made(**{"HX-Request": "true"}) and is_made(**{"HX-Request": "true"})
    assert is_made(**{"Sec-Purpose": "prefetch"}) and is_made(**{"Sec-Purpose": "prefetch"})
    counted()
    assert admin_client.get(INTERVIEW)["Cache-Control"] == "private, no-cache"
    assert not counted() and is_made()


def test_the_limit_counts_what_is_kept(resource, settings, one_minute):
    settings.SEARCHES_PER_MINUTE = 2
    assert [get().status_code for _ in range(3)] == [200, 200, 429]


def test_it_lasts_some_minutes(resource):
    with time_machine.travel(datetime.datetime(2026, 11, 30, 9, 0, tzinfo=datetime.UTC), tick=False) as clock:
        assert is_made() and not is_made()
        clock.shift(datetime.timedelta(seconds=kept.KEPT_SECONDS))
        assert is_made()
