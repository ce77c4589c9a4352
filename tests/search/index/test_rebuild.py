"""Rebuilding while others write: the pages' entries, and the index of Elasticsearch."""

import struct

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from search.engines import EngineUnavailable, database_engine, get_engine
from search.engines.elasticsearch import feed, indices
from search.engines.elasticsearch import rebuild as of_server
from search.engines.elasticsearch.rebuild import rebuild
from search.index import postings, rebuilding, sync, writing
from search.index.sync import Lag
from search.models import Acknowledgement, Entry, Posting, ServerIndex
from tests.factories.resources import LessonResourcePageFactory, ResourceIndexPageFactory
from tests.factories.search import make_document, make_entries, make_entry
from tests.search.engine_cases import new_index
from tests.search.index.as_written import assert_true
from tests.search.index.test_sync import change, index, rows, versions

pytestmark = pytest.mark.postgresql

__all__ = ["index"]


@pytest.fixture
def batches(monkeypatch):
    """Batches of two, so that there is a meanwhile."""
    monkeypatch.setattr(feed, "BATCH", 2)
    monkeypatch.setattr(writing, "AT_A_TIME", 1)


def live_names() -> list[str]:
    return [row.name for row in ServerIndex.objects.filter(live=True)]


def test_a_new_index_takes_over_with_every_row(elasticsearch, index, ask, settings, capsys):
    entry, gone = make_entries(make_document("Interview"), make_document("Gone interview"))
    feed.deliver()
    change(gone, gone=True)
    settings.SEARCH_ENGINE = "elasticsearch"
    call_command("search_rebuild", engine="elasticsearch")
    (name,) = indices.names(elasticsearch)
    assert name != index
    assert indices.live(elasticsearch) == name
    assert versions(elasticsearch, name) == rows()
    assert live_names() == [name]
    assert set(Acknowledgement.objects.values_list("index", flat=True)) == {name}
    assert get_engine("elasticsearch").search(ask("q=interview")).ids == (entry.pk,)
    out = capsys.readouterr().out
    assert f"removed {index}, which was in use until now" in out
    assert f"{name} is in use: 2 entries" in out


def test_edits_made_meanwhile_are_there_before_it_takes_over(elasticsearch, index, batches):
    entries = make_entries(*(make_document(f"Interview {n}") for n in range(9)))
    feed.deliver()
    seen: list[int] = []

    def meanwhile(_taken: int) -> None:
        """After each batch: one entry changes, one goes, one comes; the index in use hears of them too."""
        assert indices.live(elasticsearch) == index
        if len(seen) < 3:
            change(entries[len(seen)], minutes=5)
            change(entries[-len(seen) - 1], gone=True)
            make_entry("New interview")
            feed.deliver()
        seen.append(_taken)

    done = rebuild(tell=meanwhile)
    assert done.entries == 9
    assert done.caught_up >= 6  # what a later batch read had changed by then
    assert versions(elasticsearch, done.index) == rows()
    assert sync.lag() == Lag()


def test_ended_half_way_it_leaves_the_old_one_serving_and_the_next_run_cleans_up(
    elasticsearch, index, batches, ask, capsys
):
    entries = make_entries(*(make_document(f"Interview {n}") for n in range(5)))
    feed.deliver()

    def kill(_taken: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild(tell=kill)
    (half,) = set(indices.names(elasticsearch)) - {index}
    assert indices.live(elasticsearch) == index
    assert get_engine("elasticsearch").search(ask("q=interview")).total == len(entries)
    assert sync.lag() == Lag()
    call_command("search_rebuild", engine="elasticsearch")
    assert f"removed {half}, which an earlier rebuild left half-way" in capsys.readouterr().out
    assert indices.names(elasticsearch) == live_names()
    assert set(Acknowledgement.objects.values_list("index", flat=True)) == set(live_names())


def test_ended_at_its_last_step_it_holds_up_nobody(elasticsearch, index):
    make_entry("Interview")
    feed.deliver()
    never = indices.create(elasticsearch)
    ServerIndex.objects.create(name=never, live=True)
    make_entry("Another")
    assert sync.lag() != Lag()
    feed.deliver()
    assert sync.lag() == Lag()


def test_a_server_that_fails_meanwhile_leaves_the_old_one_serving(elasticsearch, index, batches, settings):
    make_entries(*(make_document(f"Interview {n}") for n in range(5)))
    feed.deliver()

    def fall(_taken: int) -> None:
        for name in set(indices.names(elasticsearch)) - {index}:
            elasticsearch.indices.put_settings(index=name, settings={"index.blocks.write": True})

    with pytest.raises(EngineUnavailable, match="did not take 2 entries"):
        rebuild(tell=fall)
    assert indices.live(elasticsearch) == index
    settings.ELASTICSEARCH = settings.ELASTICSEARCH | {"URLS": ["http://127.0.0.1:9"]}
    with pytest.raises(CommandError, match="stays as it was"):
        call_command("search_rebuild", engine="elasticsearch")


def test_of_two_rebuilds_the_later_wins_and_the_other_says_so(elasticsearch, index, batches):
    make_entries(*(make_document(f"Interview {n}") for n in range(5)))
    second: list[str] = []

    def meanwhile(_taken: int) -> None:
        if not second:
            second.append(rebuild().index)

    with pytest.raises(EngineUnavailable, match="another rebuild"):
        rebuild(tell=meanwhile)
    assert [indices.live(elasticsearch)] == second == indices.names(elasticsearch)


def test_delivery_goes_on_in_the_index_that_took_over(elasticsearch, index, batches):
    entries = make_entries(*(make_document(f"Interview {n}") for n in range(5)))
    second: list[str] = []

    def meanwhile(_taken: int) -> None:
        if not second:
            second.append(rebuild().index)
            change(entries[0], minutes=5)

    feed.deliver(tell=meanwhile)
    assert versions(elasticsearch, second[0]) == rows()
    assert sync.lag() == Lag()


def test_nothing_stays_noted_of_an_index_that_went_while_it_was_fed(elasticsearch, index, batches):
    make_entries(*(make_document(f"Interview {n}") for n in range(3)))
    state = ServerIndex.objects.create(name=index, live=True)
    feed.feed(elasticsearch, state, tell=lambda _: feed.forget(index))
    assert not Acknowledgement.objects.exists()


def test_somebody_who_never_stops_writing_holds_up_no_rebuild(elasticsearch, index, monkeypatch):
    make_entry("Interview")

    def write_on(execute, sql, *rest):
        """Write an entry whenever an index has taken some."""
        if sql.startswith('INSERT INTO "search_acknowledgement"'):
            make_entry("New interview")
        return execute(sql, *rest)

    with connection.execute_wrapper(write_on):
        done = rebuild()
        monkeypatch.setattr(of_server, "BATCH", 0)
        with pytest.raises(EngineUnavailable, match="change faster"):
            rebuild()
    assert done.caught_up
    feed.deliver()
    assert indices.live(elasticsearch) == done.index
    assert versions(elasticsearch, done.index) == rows()


def test_an_index_of_an_older_release_goes_when_the_new_one_is_complete(elasticsearch, db):
    old = new_index(elasticsearch)
    elasticsearch.indices.update_aliases(
        actions=[{"remove": {"index": old, "alias": "*"}}, {"add": {"index": old, "alias": f"{old}-release"}}]
    )
    assert rebuild().replaced == (old,)


def test_pages_that_change_while_entries_are_rebuilt_end_as_they_are(home, terms, batches):
    library = ResourceIndexPageFactory(parent=home)
    first, second, third = [LessonResourcePageFactory(parent=library) for _ in range(3)]
    Entry.objects.filter(page=first).update(title="Old")
    done: list[int] = []

    def meanwhile(_written: int) -> None:
        if not done:
            second.unpublish()
            third.title = "Changed meanwhile"  # type: ignore[assignment]
            third.save()
            LessonResourcePageFactory(parent=library, title="New meanwhile")
        done.append(_written)

    rebuilding.rebuild(tell=meanwhile)
    assert len(done) == 3
    titles = {row[2] for row in assert_true().values()}
    assert titles == {first.title, "Changed meanwhile", "New meanwhile"}


def test_pages_that_change_between_reading_and_writing_end_as_they_are(home, terms):
    library = ResourceIndexPageFactory(parent=home)
    pages = [LessonResourcePageFactory(parent=library) for _ in range(5)]
    same, changes, goes, hidden, retired = pages
    Entry.objects.filter(page=same).update(title="Old")
    writing.retire([retired.pk])
    done: list[str] = []

    def meanwhile(execute, sql, *rest):
        """Act once, as the lock is about to be taken."""
        if not done and sql.startswith('SELECT "search_indexmark"."id"'):
            done.append(sql)
            changes.title = "Changed meanwhile"  # type: ignore[assignment]
            changes.save()
            goes.delete()
            hidden.unpublish()
            retired.unpublish()
        return execute(sql, *rest)

    with connection.execute_wrapper(meanwhile):
        rebuilding.rebuild()
    assert done
    assert {row[2] for row in assert_true().values()} == {same.title, "Changed meanwhile"}


def test_putting_right_retires_only_what_is_not_public(home, terms):
    library = ResourceIndexPageFactory(parent=home)
    page, hidden = LessonResourcePageFactory(parent=library), LessonResourcePageFactory(parent=library)
    type(hidden).objects.filter(pk=hidden.pk).update(live=False)
    assert writing.put_right([page.pk, hidden.pk]) == 1
    assert list(Entry.objects.current().values_list("page_id", flat=True)) == [page.pk]


def strengths(word: str) -> dict[int, int]:
    """Return who is found to hold a word, with the number of its level."""
    ids, levels = postings.holders([word])[word]
    return dict(zip(ids.tolist(), levels.tolist(), strict=True))


def test_a_word_whose_strength_is_reckoned_otherwise_by_now_is_written_anew(home, terms):
    LessonResourcePageFactory(parent=ResourceIndexPageFactory(parent=home), title="Interview")
    right, wrong = strengths("interview"), dict.fromkeys(strengths("interview"), 0)
    Posting.objects.filter(word="interview").update(
        held=b"".join(struct.pack("<HB", pk % postings.SPAN, 0) for pk in wrong)
    )
    assert strengths("interview") == wrong != right
    call_command("search_rebuild", engine=database_engine(), verbosity=0)
    assert strengths("interview") == right
