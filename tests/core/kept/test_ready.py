"""Pages that lie ready: made before somebody asks, shown only while they are what would be made."""

import datetime
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.cache import caches
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from hub.accounts.models import User
from hub.core import origins
from hub.core.kept import ahead, near, pages, rounds
from hub.core.models import ReadyPage, ReadyRound
from hub.home.models import HomePage
from hub.pages.models import StandardPage
from tests.factories.pages import StandardPageFactory

ROOT = "http://testserver"
ABOUT = f"{ROOT}/about/"
LONG = 1e6


@pytest.fixture
def about(keeping: None, home: HomePage, settings: Any) -> StandardPage:
    settings.WAGTAILADMIN_BASE_URL = ROOT
    page: StandardPage = StandardPageFactory(parent=home, title="About", slug="about")
    return page


def forget() -> None:
    """Empty the cache, and what this process holds of it."""
    caches["pages"].clear()
    near.clear()


def asked(path: str = "/about/") -> tuple[bytes, int]:
    """Return what a visitor is shown while the cache has nothing, and for how many queries."""
    forget()
    with CaptureQueriesContext(connection) as captured:
        response = Client().get(path)
    assert response.status_code == 200
    return response.content, len(captured)


def test_what_lies_ready_is_shown_for_two_queries_and_kept_from_then_on(about) -> None:
    as_made = asked()[0]
    forget()
    assert ahead.make(ABOUT)
    found, queries = asked()
    assert found == as_made and queries == 2
    with CaptureQueriesContext(connection) as captured:
        assert Client().get("/about/").content == as_made
    assert len(captured) == 1


def test_it_is_shown_only_while_it_is_what_would_be_made(about) -> None:
    ahead.make(ABOUT)
    Page.objects.filter(pk=about.pk).update(title="What we are")
    assert b"What we are" in asked()[0]
    Page.objects.filter(pk=about.pk).update(title="About")
    # Read again, and the same.
    assert b"What we are" not in asked()[0] and asked()[1] < 15


def test_what_nobody_may_read_any_more_is_not_shown(about) -> None:
    ahead.make(ABOUT)
    PageViewRestriction.objects.create(page=about, restriction_type=PageViewRestriction.LOGIN)
    assert Client().get("/about/").status_code == 302
    PageViewRestriction.objects.all().delete()
    assert asked()[1] < 15
    about.unpublish()
    assert Client().get("/about/").status_code == 404


def test_it_is_good_for_its_day_and_its_release_only(about, monkeypatch) -> None:
    ahead.make(ABOUT)
    made = asked()[1]
    with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1), tick=False):
        assert asked()[1] > made
    assert asked()[1] == made
    monkeypatch.setattr(pages, "code_mark", lambda: "another release")
    assert asked()[1] > made


def test_rubbish_in_the_row_is_no_page(about) -> None:
    ahead.make(ABOUT)
    as_made = asked()[0]
    ReadyPage.objects.update(packed=b"rubbish")
    assert asked()[0] == as_made


@pytest.mark.parametrize("path", ["/nowhere/", "/search/", "/admin/", "/about"])
def test_what_is_no_public_page_does_not_lie_ready(about, path) -> None:
    assert not ahead.make(ROOT + path) and not ReadyPage.objects.exists()


def test_an_address_too_long_for_a_row_is_left_to_visitors(about, monkeypatch) -> None:
    monkeypatch.setattr("hub.core.kept.ready.LONGEST", len(ABOUT) - 1)
    assert not ahead.make(ABOUT)


def test_making_one_moves_no_mark_and_leaves_the_language_as_it_is(about) -> None:
    ahead.make(ABOUT)
    with CaptureQueriesContext(connection) as captured:
        ahead.make(ABOUT)
    assert not [each["sql"] for each in captured if "core_publicmark" in each["sql"] and "SELECT" not in each["sql"]]
    # The same row.
    assert ReadyPage.objects.count() == 1


def test_a_round_makes_each_page_once_a_day_and_goes_on_where_it_stopped(about, home) -> None:
    StandardPageFactory(parent=home, title="Other", slug="other")
    StandardPageFactory(parent=home, title="Draft", slug="draft", live=False)
    closed = StandardPageFactory(parent=home, title="Closed", slug="closed")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    now = datetime.datetime(2026, 12, 1, 9, tzinfo=datetime.UTC)
    ended = ReadyPage.objects.create(address=f"{ROOT}/gone/", key="x", until=now, packed=b"")
    with time_machine.travel(now, tick=False):
        # Nothing is made in no time, so each turn makes one.
        assert [rounds.go_on(now=now, seconds=-1) for _turn in range(4)] == [*[(1, False)] * 3, (0, True)]
        assert rounds.go_on(now=now, seconds=LONG) == (0, True)
    addresses = {path.removeprefix(ROOT) for path in ReadyPage.objects.values_list("address", flat=True)}
    assert addresses == {"/", "/about/", "/other/"}
    assert not ReadyPage.objects.filter(pk=ended.pk).exists()
    keys = set(ReadyPage.objects.values_list("key", flat=True))
    tomorrow = now + datetime.timedelta(days=1)
    with time_machine.travel(tomorrow, tick=False):
        assert rounds.go_on(now=tomorrow, seconds=LONG) == (3, True)
    assert not keys & set(ReadyPage.objects.values_list("key", flat=True))


def test_another_release_begins_the_round_anew(about, monkeypatch) -> None:
    now = datetime.datetime.now(datetime.UTC)
    assert rounds.go_on(now=now, seconds=LONG) == (2, True)
    monkeypatch.setattr(pages, "code_mark", lambda: "another release")
    assert rounds.go_on(now=now, seconds=LONG) == (2, True)
    assert ReadyRound.objects.count() == 1


def test_a_part_of_a_page_is_made_at_its_own_address(about, monkeypatch) -> None:
    """And a round that stops among them goes on with the next."""
    entries = [{"location": f"http://localhost/about/{part}"} for part in ("", "a/", "b/")]
    monkeypatch.setattr(StandardPage, "get_sitemap_urls", lambda self, request=None: entries)
    assert list(ahead.addresses(about)) == [ABOUT, f"{ABOUT}a/", f"{ABOUT}b/"]
    now = datetime.datetime.now(datetime.UTC)
    seen: dict[str, bool] = {}
    monkeypatch.setattr(ahead, "make", lambda address: seen.setdefault(address, True))
    for _turn in range(5):
        rounds.go_on(now=now, seconds=-1)
    assert list(seen) == [f"{ROOT}/", ABOUT, f"{ABOUT}a/", f"{ABOUT}b/"]


def test_a_round_that_stopped_at_a_page_that_is_gone_makes_all_of_the_next(about, home, monkeypatch) -> None:
    other = StandardPageFactory(parent=home, title="Other", slug="other")
    monkeypatch.setattr(
        StandardPage,
        "get_sitemap_urls",
        lambda self, request=None: [{"location": f"http://localhost/{self.slug}/{part}"} for part in ("", "a/", "b/")],
    )
    seen: dict[str, bool] = {}
    monkeypatch.setattr(ahead, "make", lambda address: seen.setdefault(address, True))
    now = datetime.datetime.now(datetime.UTC)
    for _turn in range(3):
        rounds.go_on(now=now, seconds=-1)
    assert list(seen) == [f"{ROOT}/", ABOUT, f"{ABOUT}a/"]
    about.delete()
    assert rounds.go_on(now=now, seconds=LONG) == (3, True)
    assert list(seen)[3:] == [f"{ROOT}/{other.slug}/{part}" for part in ("", "a/", "b/")]


def test_a_page_that_cannot_be_made_is_said_and_keeps_no_other_from_being_made(about, home, monkeypatch) -> None:
    StandardPageFactory(parent=home, title="Other", slug="other")

    def broken(self: StandardPage, request: Any = None) -> list[dict[str, str]]:
        if self.slug == "about":
            raise ValueError("damaged")
        return [{"location": f"http://localhost/{self.slug}/"}]

    monkeypatch.setattr(StandardPage, "get_sitemap_urls", broken)
    now = datetime.datetime.now(datetime.UTC)
    with pytest.raises(ValueError, match="damaged"):
        rounds.go_on(now=now, seconds=LONG)
    assert rounds.go_on(now=now, seconds=LONG) == (1, True)
    assert ReadyPage.objects.filter(address=f"{ROOT}/other/").exists()


def test_what_was_written_while_it_was_made_has_it_made_once_more(about, monkeypatch) -> None:
    """As by a picture that is shown for the first time, whose sizes are made then."""
    as_it_is, made = StandardPage.serve, list[int]()

    def serve(self: StandardPage, request: Any, *args: Any, **kwargs: Any) -> Any:
        made.append(self.pk)
        if len(made) == 1:
            Page.objects.filter(pk=self.pk).update(search_description="made meanwhile")
        return as_it_is(self, request, *args, **kwargs)

    monkeypatch.setattr(StandardPage, "serve", serve)
    assert ahead.make(ABOUT) and len(made) == 2


def test_a_page_at_an_origin_of_its_own_is_made_there(about, monkeypatch) -> None:
    own = origins.Origin("https://about.example", "/about/")
    monkeypatch.setattr(origins, "_finders", [lambda path: own if path == "/about/" else None])
    assert list(ahead.addresses(about)) == ["https://about.example/"]


def test_after_a_publication_the_page_is_made_and_those_above_and_beside_it(about, home) -> None:
    StandardPageFactory(parent=home, title="Other", slug="other")
    assert ahead.make_after([about.pk, home.pk, about.pk]) == 3
    assert asked()[1] == asked("/other/")[1] == asked("/")[1] == 2
    about.unpublish()
    assert ahead.make_after([about.pk]) == 0


def test_after_many_publications_at_once_some_are_left_to_the_next_round(about, home, monkeypatch) -> None:
    others = [StandardPageFactory(parent=home, title=name, slug=name) for name in "abc"]
    monkeypatch.setattr(ahead, "AFTER", 2)
    assert ahead.make_after([each.pk for each in others]) == 2


def test_what_an_editor_publishes_is_made_and_what_a_visitor_or_a_command_does_is_not(
    about, settings, monkeypatch
) -> None:
    settings.MAKE_PAGES = True
    submitted: list[list[int]] = []

    class Waiting:
        def put_nowait(self, edited: list[int]) -> None:
            submitted.append(edited)

    monkeypatch.setattr(ahead, "_waiting", Waiting)
    with transaction.atomic():
        about.save_revision().publish()
    assert not submitted
    with ahead.edits_noted():
        about.save_revision().publish()
    assert submitted == [[about.pk]]
    editor = User.objects.create_superuser(email="root@borough.example")
    client = Client()
    client.force_login(editor)
    client.post(f"/admin/pages/{about.pk}/unpublish/")
    assert client.get("/about/").status_code == 404 and len(submitted) == 1
    settings.MAKE_PAGES = False
    with ahead.edits_noted():
        about.save_revision().publish()
    assert len(submitted) == 1


def test_the_command_says_how_far_it_is(about, settings) -> None:
    def said(*words: str) -> str:
        out = StringIO()
        call_command("make_pages", *words, stdout=out)
        return out.getvalue()

    assert said("--seconds", "0.0001") == "1 pages made ready. The next call goes on.\n"
    assert said() == "1 pages made ready. All are made for today.\n"
    assert said() == "0 pages made ready. All are made for today.\n"
    for wrong in ("0", "-1", "inf", "soon", "nan"):
        with pytest.raises(CommandError, match="a number of seconds above 0"):
            said("--seconds", wrong)
    settings.WAGTAILADMIN_BASE_URL, settings.ALLOWED_HOSTS = "https://elsewhere.example", ["testserver"]
    assert said().startswith("BASE_URL names elsewhere.example, which ALLOWED_HOSTS does not")
    settings.WAGTAILADMIN_BASE_URL, settings.SECURE_SSL_REDIRECT = ROOT, True
    assert said().startswith("BASE_URL begins with http,")
    settings.KEEP_PAGES = False
    assert said().startswith("No pages are kept here")
