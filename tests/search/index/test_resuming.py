"""A rebuild that was stopped goes on where it was, and one with nothing to do does nothing."""

import datetime
import threading
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from search.engines.elasticsearch import feed, indices
from search.engines.elasticsearch.rebuild import in_step
from search.index import offers, rebuilding, writing
from search.index.fingerprint import of_files
from search.models import Entry, OfferWords, Rebuild, ServerIndex
from tests.factories.opportunities import OfferFactory
from tests.factories.resources import LessonResourcePageFactory
from tests.factories.search import make_document, make_entries
from tests.search.index.as_written import assert_true
from tests.search.index.test_sync import change, index, rows, versions

pytestmark = pytest.mark.postgresql

__all__ = ["index"]


@pytest.fixture
def pages(library, monkeypatch) -> list[LessonResourcePageFactory]:
    """Four pages with an entry each, written one at a time."""
    monkeypatch.setattr(writing, "AT_A_TIME", 1)
    return [LessonResourcePageFactory(parent=library, title=f"Interview {n}") for n in range(4)]


def stop_after(number: int) -> None:
    """Begin a rebuild, and stop it after so many pages as a signal would."""
    done: list[int] = []

    def stop(pages: int) -> None:
        done.append(pages)
        if len(done) == number:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuilding.rebuild(tell=stop)


@pytest.fixture
def written(pages) -> Callable[[], list[int]]:
    """How often each page's entry was written since the test began, in the order of the pages."""
    before = dict(Entry.objects.values_list("page_id", "version"))

    def counted() -> list[int]:
        now = dict(Entry.objects.values_list("page_id", "version"))
        return [now[page.pk] - before[page.pk] for page in pages]

    return counted


def test_stopped_half_way_it_goes_on_where_it_was(pages, written, capsys):
    stop_after(2)
    assert written() == [1, 1, 0, 0]
    assert not rebuilding.is_whole()
    call_command("search_rebuild")
    assert written() == [1, 1, 1, 1]
    assert rebuilding.is_whole()
    assert "and was stopped" in capsys.readouterr().out
    call_command("search_rebuild")
    assert written() == [2, 2, 2, 2]
    assert "was stopped" not in capsys.readouterr().out
    assert_true()


def test_stopped_twice_it_still_ends(pages, written):
    stop_after(1)
    with pytest.raises(ZeroDivisionError):
        rebuilding.rebuild(tell=lambda _: 1 // 0, go_on=rebuilding.stopped())
    assert written() == [1, 1, 0, 0]
    call_command("search_rebuild", if_changed=True, verbosity=0)
    assert written() == [1, 1, 1, 1]


def test_what_goes_meanwhile_is_retired_by_who_goes_on(pages, written):
    stop_after(2)
    type(pages[0]).objects.filter(pk=pages[0].pk).update(live=False)
    pages[3].unpublish()
    call_command("search_rebuild", verbosity=0)
    assert set(Entry.objects.current().values_list("page_id", flat=True)) == {pages[1].pk, pages[2].pk}
    assert_true()


@pytest.mark.parametrize(
    "other",
    [{"release": "another"}, {"moved_at": datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)}],
    ids=["of another release", "long ago"],
)
def test_what_was_stopped_otherwise_begins_anew(pages, written, other):
    stop_after(2)
    Rebuild.objects.update(**other)
    call_command("search_rebuild", if_changed=True, verbosity=0)
    assert written() == [2, 2, 1, 1]


def test_it_begins_anew_when_asked_to(pages, written):
    stop_after(2)
    call_command("search_rebuild", from_start=True, verbosity=0)
    assert written() == [2, 2, 1, 1]


def test_a_kind_of_page_that_is_no_longer_searched_begins_anew(pages, written):
    stop_after(2)
    Rebuild.objects.update(kind="resources.gone")
    call_command("search_rebuild", verbosity=0)
    assert min(written()) == 1


def test_nothing_changed_costs_the_same_few_queries_however_many_pages(pages, written, library, capsys):
    call_command("search_rebuild", verbosity=0)

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            call_command("search_rebuild", if_changed=True)
        return len(captured)

    few = asked()
    LessonResourcePageFactory.create_batch(5, parent=library)
    assert asked() == few <= 25
    assert written() == [1, 1, 1, 1]
    assert "not written again" in capsys.readouterr().out


def test_a_new_release_writes_all_anew(pages, written):
    call_command("search_rebuild", verbosity=0)
    Rebuild.objects.update(release="another")
    call_command("search_rebuild", if_changed=True, verbosity=0)
    assert written() == [2, 2, 2, 2]
    call_command("search_rebuild", if_changed=True, verbosity=0)
    assert written() == [2, 2, 2, 2]


def test_what_was_loaded_past_the_receivers_is_put_right_by_itself(pages, written, capsys):
    call_command("search_rebuild", verbosity=0)
    lost, hidden, *_same = pages
    Entry.objects.filter(page=lost).update(gone=True)
    type(hidden).objects.filter(pk=hidden.pk).update(live=False)
    call_command("search_rebuild", if_changed=True)
    assert "2 pages had changed" in capsys.readouterr().out
    assert written() == [2, 2, 1, 1]
    assert_true()


def test_offers_written_past_the_signal_get_their_words(db):
    call_command("search_rebuild", verbosity=0)
    offer: Any = OfferFactory()
    kept: Any = OfferFactory()
    OfferWords.objects.filter(offer_id=offer.pk).delete()
    assert list(offers.unwritten()) == [offer]
    call_command("search_rebuild", if_changed=True, verbosity=0)
    assert not offers.unwritten().exists()
    assert OfferWords.objects.filter(offer_id=kept.pk).exists()


def test_of_two_at_once_the_second_waits(db, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    order: list[str] = []
    held, waits = threading.Event(), threading.Event()

    def first() -> None:
        with rebuilding.alone():
            held.set()
            assert waits.wait(20)
            order.append("first")
        connections.close_all()

    thread = threading.Thread(target=first)
    thread.start()
    assert held.wait(20)
    with rebuilding.alone(waiting=waits.set):
        order.append("second")
    thread.join()
    assert order == ["first", "second"]


def test_a_release_differs_by_its_code_its_words_and_its_data(tmp_path):
    for name in ("hub/a.py", "search/b.py", "hub/locale/bn/django.po", "curriculum/terms.json", "hub/a.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    found = [list(of_files(tmp_path))]
    for name in ("hub/a.py", "hub/locale/bn/django.po", "curriculum/terms.json"):
        (tmp_path / name).write_text("changed")
        found.append(list(of_files(tmp_path)))
    (tmp_path / "search/b.py").rename(tmp_path / "search/c.py")
    found.append(list(of_files(tmp_path)))
    assert all(before != after for before, after in pairwise(found))
    (tmp_path / "hub/a.html").write_text("changed")
    (tmp_path / "search/c.py").touch()
    assert list(of_files(tmp_path)) == found[-1]


def test_an_index_that_holds_every_row_is_kept(elasticsearch, index, settings, capsys):
    first, second = make_entries(make_document("Interview"), make_document("Assembly"))
    settings.SEARCH_ENGINE = "elasticsearch"
    feed.deliver()
    change(first, minutes=5)
    change(second, gone=True)
    half = indices.create(elasticsearch)
    call_command("search_rebuild", engine="elasticsearch", if_changed=True)
    assert "not built again" in capsys.readouterr().out
    assert indices.names(elasticsearch) == [index] != [half]
    assert versions(elasticsearch, index) == rows()
    call_command("search_rebuild", engine="elasticsearch", verbosity=0)
    assert indices.live(elasticsearch) != index


@pytest.mark.parametrize("amiss", ["a document is lost", "a row is gone", "unknown here", "none"])
def test_an_index_with_anything_amiss_is_built_anew(elasticsearch, index, amiss):
    first, second = make_entries(make_document("Interview"), make_document("Assembly"))
    feed.deliver()
    assert in_step()
    if amiss == "a document is lost":
        indices.remove(elasticsearch, index, [first.pk])
    elif amiss == "a row is gone":
        second.delete()
    elif amiss == "unknown here":
        ServerIndex.objects.all().delete()
    else:
        indices.drop(elasticsearch, index)
    assert not in_step()


def test_an_index_that_is_ahead_of_a_restored_database_is_built_anew(elasticsearch, index):
    (entry,) = make_entries(make_document("Interview"))
    feed.deliver()
    before = entry.version
    change(entry, minutes=5)
    feed.deliver()
    Entry.objects.filter(pk=entry.pk).update(version=before)
    assert not in_step()


def test_a_server_that_does_not_answer_is_not_in_step(elasticsearch, index, settings):
    settings.ELASTICSEARCH = settings.ELASTICSEARCH | {"URLS": ["http://127.0.0.1:9"]}
    assert not in_step()
