"""Public pages as visitors get them: kept until something changes, and never anything that is for one person."""

import datetime
import gzip
import logging
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from hub.core import origins
from hub.core.kept import clock, held, pages
from hub.home.models import HomePage
from hub.pages.models import StandardPage
from tests.factories.pages import EventPageFactory, StandardPageFactory

ABOUT = "/about/"
HELD = "public, max-age=0, s-maxage=1, stale-while-revalidate=1"


class Raising(LocMemCache):
    """A cache that fails."""

    def get(self, *args: Any, **options: Any) -> Any:
        raise OSError("no")

    def set(self, *args: Any, **options: Any) -> None:
        raise OSError("no")


class Rubbish(LocMemCache):
    """A cache that answers what nobody put into it."""

    answers: Any = b"rubbish"

    def get(self, *args: Any, **options: Any) -> Any:
        return self.answers


@pytest.fixture
def about(keeping: None, home: HomePage) -> StandardPage:
    page: StandardPage = StandardPageFactory(parent=home, title="About", slug="about")
    return page


@pytest.fixture
def visitor() -> Client:
    return Client()


def number_held() -> int:
    """Return how many pages are kept."""
    return len(caches["pages"]._cache)  # type: ignore[attr-defined]


def queries_of(client: Client, address: str = ABOUT, **options: Any) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address, **options).status_code == 200
    return len(captured)


def is_kept(client: Client, address: str = ABOUT, **options: Any) -> bool:
    """Tell whether the second of two answers was made from what the first left."""
    queries_of(client, address, **options)
    return queries_of(client, address, **options) <= 1


def test_the_second_visitor_gets_what_the_first_was_shown_for_one_query(about, visitor) -> None:
    first = visitor.get(ABOUT)
    with CaptureQueriesContext(connection) as captured:
        second = Client().get(ABOUT)
    assert [each["sql"] for each in captured] == ["SELECT token FROM core_publicmark ORDER BY id"]
    assert first.content == second.content and b"About" in second.content
    assert {**first.headers, pages.FOR_NGINX: ""} == {**second.headers, pages.FOR_NGINX: ""}
    assert second["Cache-Control"] == HELD and second["Vary"] == "Accept-Encoding" and not second.cookies
    for header in ("Content-Security-Policy", "Permissions-Policy", "X-Frame-Options", "X-Content-Type-Options"):
        assert second[header], header
    assert second["Content-Language"] == "en" and second["Last-Modified"]


def test_nginx_is_told_to_hold_it_to_the_end_of_the_second_in_which_it_was_asked_for(about, visitor) -> None:
    """However long its making took: what was written meanwhile may not be in it."""
    with time_machine.travel(1_764_561_600.9, tick=False) as traveller:

        def slowly(execute: Any, *statement: Any) -> Any:
            traveller.shift(1)
            return execute(*statement)

        with connection.execute_wrapper(slowly):
            first = visitor.get(ABOUT)
        traveller.move_to(1_764_561_700)
        again = visitor.get(ABOUT, headers={"if-none-match": first["ETag"]})
    assert first[pages.FOR_NGINX] == "@1764561600"
    assert again[pages.FOR_NGINX] == "@1764561700" and again.status_code == 304
    assert pages.FOR_NGINX not in visitor.get(ABOUT, headers={"cookie": "sessionid=1"})


def test_it_is_sent_compressed_to_whoever_takes_it(about, visitor) -> None:
    plain = visitor.get(ABOUT)
    for _time in range(2):
        packed = visitor.get(ABOUT, headers={"accept-encoding": "gzip, br"})
        assert packed["Content-Encoding"] == "gzip" and gzip.decompress(packed.content) == plain.content
        assert packed["ETag"] == plain["ETag"] and packed["Content-Length"] == str(len(packed.content))


def test_a_browser_that_has_it_is_told_so(about, visitor) -> None:
    first = visitor.get(ABOUT)
    same = {"if-none-match": first["ETag"]}
    again = visitor.get(ABOUT, headers=same)
    assert again.status_code == 304 and not again.content
    assert again["ETag"] == first["ETag"] and again["Cache-Control"] == HELD
    Page.objects.filter(pk=about.pk).update(title="Over us")
    assert visitor.get(ABOUT, headers=same).status_code == 200
    # What comes out the same is the same to a browser, though it was made afresh.
    Page.objects.filter(pk=about.pk).update(title="About")
    assert visitor.get(ABOUT, headers=same).status_code == 304


def test_the_head_of_a_kept_page_is_the_pages(about, visitor) -> None:
    assert is_kept(visitor)
    head = visitor.head(ABOUT)
    assert head["ETag"] == visitor.get(ABOUT)["ETag"] and not head.content


def test_an_edit_is_there_at_once_and_a_draft_is_not(about, visitor, home) -> None:
    assert is_kept(visitor)
    about.title = "What we are"
    revision = about.save_revision()
    assert b"What we are" not in visitor.get(ABOUT).content
    revision.publish()
    assert b"What we are" in visitor.get(ABOUT).content
    about.unpublish()
    assert visitor.get(ABOUT).status_code == 404
    StandardPage.objects.get(pk=about.pk).save_revision().publish()
    assert b"What we are" in visitor.get(ABOUT).content
    about.delete()
    assert visitor.get(ABOUT).status_code == 404


def test_a_page_that_becomes_private_is_shown_to_nobody_else(about, visitor, django_user_model) -> None:
    assert is_kept(visitor)
    restriction = PageViewRestriction.objects.create(page=about, restriction_type="login")
    assert visitor.get(ABOUT).status_code == 302
    reader = Client()
    reader.force_login(django_user_model.objects.create_superuser("reader@hub.example"))
    shown = reader.get(ABOUT)
    assert shown.status_code == 200 and "private" in shown["Cache-Control"]
    assert visitor.get(ABOUT).status_code == 302
    restriction.restriction_type, restriction.password = "password", "open"
    restriction.save()
    form = visitor.get(ABOUT)
    assert b"csrfmiddlewaretoken" in form.content and "public" not in form["Cache-Control"]
    tokens = {Client().get(ABOUT).content for _time in range(2)}
    assert len(tokens) == 2


def test_somebody_who_is_signed_in_neither_gets_nor_leaves_a_kept_page(about, visitor, admin_client) -> None:
    own = admin_client.get(ABOUT)
    assert b"wagtail-userbar" in own.content and own["Cache-Control"] == "private, no-cache"
    assert "Cookie" in own["Vary"]
    assert b"wagtail-userbar" not in visitor.get(ABOUT).content
    assert b"wagtail-userbar" in admin_client.get(ABOUT).content


@pytest.mark.parametrize(
    ("address", "options"),
    [
        (f"{ABOUT}?page=2", {}),
        (ABOUT, {"headers": {"hx-request": "true"}}),
        (ABOUT, {"headers": {"authorization": "Basic YTpi"}}),
        (ABOUT, {"headers": {"cookie": "hub_employer_en=1"}}),
        (ABOUT, {"headers": {"cookie": "csrftoken=1"}}),
        (ABOUT, {"headers": {"cookie": "sessionid=1"}}),
    ],
)
def test_what_may_be_for_one_visitor_is_made_for_each(about, visitor, address: str, options: dict[str, Any]) -> None:
    assert not is_kept(visitor, address, **options)
    assert "public" not in visitor.get(address, **options).get("Cache-Control", "")


def test_a_strange_cookie_is_no_visitors_name(about, visitor) -> None:
    assert is_kept(visitor, headers={"cookie": "_other=1"})


def test_a_preview_neither_gets_nor_leaves_a_kept_page(about, visitor) -> None:
    kept = visitor.get(ABOUT).content
    about.title = "A draft"
    preview = about.make_preview_request()
    assert b"A draft" in preview.content and "private" in preview["Cache-Control"]
    assert visitor.get(ABOUT).content == kept


@pytest.mark.parametrize(
    "address", ["/no-such-page/", "/search/?q=okonkwo", "/about/?q=a", "/admin/login/", "/record/"]
)
def test_only_pages_are_kept(about, visitor, address: str) -> None:
    before = number_held()
    visitor.get(address)
    assert number_held() == before


def test_each_host_scheme_and_address_has_its_own(about, visitor) -> None:
    for host in ("a", "b"):
        for secure in (False, True):
            visitor.get(ABOUT, headers={"host": host}, secure=secure)
    visitor.get("/")
    assert number_held() == 5
    with origins.served(origins.Origin("https://school.example", "/about/")):
        visitor.get(ABOUT, headers={"host": "a"})
    assert number_held() == 6


def test_another_release_shows_no_page_of_this_one(about, visitor, monkeypatch) -> None:
    assert is_kept(visitor)
    monkeypatch.setattr(pages, "code_mark", lambda: "another")
    assert queries_of(visitor) > 1


def test_a_page_lasts_for_the_day_in_london(about, visitor) -> None:
    with time_machine.travel("2026-07-23T10:04:50Z", tick=False):
        assert is_kept(visitor)
    with time_machine.travel("2026-07-23T22:59:59Z", tick=False):
        assert queries_of(visitor) == 1
    with time_machine.travel("2026-07-23T23:00:00Z", tick=False):
        assert queries_of(visitor) > 1


def test_a_page_lasts_until_an_event_on_it_is_over(keeping, home, visitor) -> None:
    ends = datetime.datetime(2026, 11, 23, 15, tzinfo=datetime.UTC)
    event = EventPageFactory(parent=home, title="Fair", starts=ends - datetime.timedelta(hours=2), ends=ends)
    with time_machine.travel(ends - datetime.timedelta(hours=3), tick=False):
        assert is_kept(visitor, event.url)
    with time_machine.travel(ends, tick=False):
        assert b"This event is over" not in visitor.get(event.url).content
    with time_machine.travel(ends + datetime.timedelta(seconds=1), tick=False):
        assert b"This event is over" in visitor.get(event.url).content
        assert is_kept(visitor, event.url)


def test_a_moment_that_passes_while_a_page_is_made_ends_it(about, visitor, monkeypatch) -> None:
    as_it_is = StandardPage.serve

    def serve(self: StandardPage, request: Any, *args: Any, **kwargs: Any) -> Any:
        clock.good_until(timezone.now() + datetime.timedelta(seconds=1))
        time.shift(2)
        return as_it_is(self, request, *args, **kwargs)

    monkeypatch.setattr(StandardPage, "serve", serve)
    with time_machine.travel(1_764_561_600, tick=False) as time:
        assert not is_kept(visitor)


@pytest.mark.parametrize("answers", [b"rubbish", b"", None, "text", 5, b"hub2" + b"\0" * 60])
def test_a_cache_that_returns_rubbish_is_one_that_holds_nothing(about, visitor, settings, answers: Any) -> None:
    settings.CACHES = {**settings.CACHES, "pages": {"BACKEND": f"{__name__}.Rubbish", "LOCATION": "rubbish"}}
    Rubbish.answers = answers
    for _time in range(2):
        response = visitor.get(ABOUT)
        assert response.status_code == 200 and b"About" in response.content


def test_a_cache_that_fails_is_said_once_and_every_page_answers(about, visitor, settings, caplog) -> None:
    settings.CACHES = {**settings.CACHES, "pages": {"BACKEND": f"{__name__}.Raising", "LOCATION": "raising"}}
    held._said[0] = -1e9
    with caplog.at_level(logging.WARNING):
        for _time in range(3):
            assert b"About" in visitor.get(ABOUT).content
    said = [record.getMessage() for record in caplog.records if record.name == held.__name__]
    assert said == ["Kept pages: the cache fails (OSError). Pages are made afresh."]


def test_nothing_is_kept_while_the_code_changes(about, visitor, settings) -> None:
    settings.DEBUG = True
    assert not is_kept(visitor)


def test_no_template_asks_for_a_nonce() -> None:
    templates = [*Path("templates").rglob("*.html"), *Path("hub").rglob("*.html"), *Path("search").rglob("*.html")]
    assert len(templates) > 100
    assert not [path for path in templates if "csp_nonce" in path.read_text()]


def test_a_dummy_request_is_known_by_its_mark(rf: RequestFactory) -> None:
    request = rf.get(ABOUT)
    assert pages.may_be_kept(request)
    request.is_dummy = True  # type: ignore[attr-defined]
    assert not pages.may_be_kept(request)
