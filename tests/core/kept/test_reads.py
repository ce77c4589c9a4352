"""What a page read is asked again when something was written: only what the writing touches is made afresh."""

import datetime
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.contrib.auth.models import Group
from django.core.cache import caches
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Page, Site

from hub.core.kept import clock, held, reads
from hub.core.kept.packing import KeptPage
from hub.core.models import PublicMark
from hub.home.models import HomePage
from hub.pages.models import StandardPage
from tests.factories.pages import StandardPageFactory

ABOUT, OTHER = "/about/", "/other/"
NOON = datetime.datetime(2026, 7, 23, 11, tzinfo=datetime.UTC)


@pytest.fixture
def about(keeping: None, home: HomePage) -> StandardPage:
    StandardPageFactory(parent=home, title="Other", slug="other", show_in_menus=False)
    page: StandardPage = StandardPageFactory(parent=home, title="About", slug="about", show_in_menus=False)
    return page


@pytest.fixture
def made(about, monkeypatch) -> Callable[[str], bool]:
    """Return what tells whether an address is made afresh by models and templates."""
    asked: list[Page] = []
    serve = Page.serve

    def note(self, *args, **options):
        asked.append(self)
        return serve(self, *args, **options)

    monkeypatch.setattr(Page, "serve", note)

    def is_made(address: str) -> bool:
        asked.clear()
        assert Client().get(address).status_code == 200
        return bool(asked)

    return is_made


def test_what_is_written_elsewhere_leaves_a_page_as_it_is(made) -> None:
    assert made(ABOUT) and made(OTHER)
    Page.objects.filter(slug="other").update(title="Another")
    assert not made(ABOUT) and made(OTHER)
    # From then on it is known to be what it is, for one query.
    with CaptureQueriesContext(connection) as captured:
        assert not made(ABOUT)
    assert len(captured) == 1
    Group.objects.create(name="Nobody's")
    assert not made(ABOUT) and not made(OTHER)


def test_what_is_written_on_it_or_deleted_or_private_is_seen(made, about) -> None:
    assert made(ABOUT)
    Page.objects.filter(pk=about.pk).update(search_description="Who we are")
    assert made(ABOUT) and not made(ABOUT)
    about.view_restrictions.create(restriction_type="login")
    assert Client().get(ABOUT).status_code == 302
    about.view_restrictions.all().delete()
    Page.objects.filter(pk=about.pk).update(live=False)
    assert Client().get(ABOUT).status_code == 404


def test_where_pages_begin_is_asked_whatever_a_page_reads(made) -> None:
    assert made(ABOUT)
    Site.objects.update(port=81)
    assert made(ABOUT)
    Locale.objects.create(language_code="ur")
    assert made(ABOUT)


def test_what_is_rolled_back_leaves_the_page(made) -> None:
    assert made(ABOUT)
    with pytest.raises(RuntimeError), transaction.atomic():
        Page.objects.filter(slug="about").update(title="What we are")
        assert b"What we are" in Client().get(ABOUT).content
        raise RuntimeError
    assert b"What we are" not in Client().get(ABOUT).content


def test_a_page_in_whose_making_something_was_written_is_not_kept(about, monkeypatch) -> None:
    serve = Page.serve

    def and_write(self, *args, **options):
        Page.objects.filter(slug="other").update(title=Page.objects.get(slug="other").title + "!")
        return serve(self, *args, **options)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(Page, "serve", and_write)
        assert Client().get(ABOUT).status_code == 200
    assert not caches["pages"]._cache  # type: ignore[attr-defined]


def test_an_edit_between_making_and_keeping_is_not_lost(about, monkeypatch) -> None:
    """The page is the one before the edit; what it read, asked after it, says what is now: together they would stay."""
    answers = reads.Reads.answers

    def and_edit(self, *args):
        Page.objects.filter(slug="about").update(title="What we are")
        return answers(self, *args)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(reads.Reads, "answers", and_edit)
        assert b"What we are" not in Client().get(ABOUT).content
    assert b"What we are" in Client().get(ABOUT).content


def test_a_table_that_is_another_one_by_now_ends_a_page(made, monkeypatch) -> None:
    assert made(ABOUT)
    Group.objects.create(name="Nobody's")

    def refuse(self, *args):
        raise ProgrammingError("no such table")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(reads.Reads, "answers", refuse)
        assert held.find(*kept_key(), now=NOON) is None
    assert not made(ABOUT)


def kept_key() -> tuple[str, str]:
    """Return the key of the one page that is kept, and the mark of now."""
    (name,) = caches["pages"]._cache  # type: ignore[attr-defined]
    return name.split(":", 2)[2], PublicMark.current()


def test_statements_come_back_as_they_went_and_answer_the_same(about) -> None:
    with reads.noted(connection) as read:
        list(Page.objects.filter(title__contains="100%", first_published_at__lt=NOON, depth__in=[1, 2]))
        list(Page.objects.filter(live=True, go_live_at=None).extra(where=["title LIKE '%%o%%'"]))
        with connection.cursor() as cursor:
            cursor.execute("SELECT title FROM wagtailcore_page WHERE title LIKE '%A%'")
            cursor.execute("\n  SELECT 1")
    assert read.whole and len(read.statements) == 4 + len(reads.ALWAYS)
    again = reads.Reads.unpacked(read.packed())
    assert again.statements == read.statements
    before = again.answers(connection)
    assert read.answers(connection) == before
    Page.objects.filter(pk=about.pk).update(title="An other")
    assert read.answers(connection) != before


@pytest.mark.parametrize("kind", ["bytes", "decimal", "write", "many"])
def test_what_cannot_be_written_down_is_not_asked_again(about, kind: str, monkeypatch) -> None:
    monkeypatch.setattr(reads, "MOST", 5)
    with reads.noted(connection) as read, connection.cursor() as cursor:
        if kind in ("bytes", "decimal"):
            cursor.execute("SELECT %s", [Decimal(1) if kind == "decimal" else b"bytes"])
        elif kind == "write":
            Page.objects.filter(pk=0).update(title="")
        else:
            for number in range(5):
                cursor.execute("SELECT %s", [number])
    # PostgreSQL's client writes any value into the statement.
    assert read.whole == (connection.vendor == "postgresql" and kind in ("bytes", "decimal"))


def test_a_page_without_reads_lasts_until_anything_is_written(about) -> None:
    page, nothing = KeptPage.of(b"a", {}), reads.Reads(whole=False)
    mark = PublicMark.current()
    held.hold("key", page, mark=mark, read=nothing, until=NOON)
    before = NOON - datetime.timedelta(minutes=1)
    found = held.find("key", mark, now=before)
    assert found and found.body == page.body
    assert held.find("key", "another", now=before) is None
    assert held.find("key", mark, now=NOON) is None


def test_the_end_of_a_page_is_the_first_moment_that_it_says_or_midnight_in_london() -> None:
    midnight = datetime.datetime(2026, 7, 23, 23, tzinfo=datetime.UTC)
    assert clock.end_of([], now=NOON) == midnight
    hour = datetime.timedelta(hours=1)
    assert clock.end_of([NOON + 2 * hour, NOON + hour, NOON - hour], now=NOON) == NOON + hour
    assert clock.end_of([NOON], now=NOON) == NOON
    clock.good_until(NOON)
    with clock.noted() as said:
        clock.good_until(None)
        clock.good_until(NOON)
    assert said == [NOON]
