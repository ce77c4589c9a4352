"""Nothing lost: what an index has not acknowledged is sent until it has."""

import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from curriculum.models import YearGroup
from search.engines import EngineUnavailable, get_engine
from search.engines.elasticsearch import feed, indices
from search.engines.elasticsearch.documents import documents
from search.index import sync
from search.index.sync import SyncWorker
from search.management.commands.search_sync import follow
from search.models import Acknowledgement, Entry, IndexMark, ServerIndex
from tests.factories.resources import LessonResourcePageFactory, ResourceIndexPageFactory
from tests.factories.search import make_document, make_entries, make_entry
from tests.search.engine_cases import new_index

pytestmark = pytest.mark.postgresql

SOON = 10


@pytest.fixture
def index(elasticsearch, db):
    return new_index(elasticsearch)


def versions(client, index) -> dict[int, int]:
    client.indices.refresh(index=index)
    return {held.pk: held.version for held in indices.held(client, index)}


def rows() -> dict[int, int]:
    return dict(Entry.objects.values_list("pk", "version"))


def pending() -> int:
    lag = sync.lag()
    assert lag
    return lag.pending


def change(entry: Entry, **values) -> None:
    """Change a row as another process would, in its own transaction."""
    version = Entry.objects.get(pk=entry.pk).version + 1
    Entry.objects.filter(pk=entry.pk).update(version=version, sequence=IndexMark.move(), **values)


def test_everything_is_sent_once_and_then_only_what_changed(elasticsearch, index):
    one, other = make_entries(make_document("One"), make_document("Other"))
    assert feed.deliver().taken == 2
    assert feed.deliver().taken == 0
    change(other, gone=True)
    assert feed.deliver().taken == 1
    assert versions(elasticsearch, index) == rows() == {one.pk: 1, other.pk: 2}
    assert ServerIndex.objects.get().settled == IndexMark.current().sequence


def test_more_than_one_batch(elasticsearch, index):
    make_entries(*(make_document(f"Lesson {n}") for n in range(feed.BATCH + 5)))
    heard: list[int] = []
    assert feed.deliver(tell=heard.append).taken == feed.BATCH + 5
    assert heard == [feed.BATCH, 5]
    assert versions(elasticsearch, index) == rows()


def test_what_the_server_missed_is_sent_by_the_next_write(elasticsearch, index, settings):
    missed = make_entry("Missed")
    well = settings.ELASTICSEARCH
    settings.ELASTICSEARCH = well | {"URLS": ["http://127.0.0.1:9"]}
    with pytest.raises(EngineUnavailable):
        feed.deliver()
    settings.ELASTICSEARCH = well
    make_entry("Next")
    assert feed.deliver().taken == 2
    assert missed.pk in versions(elasticsearch, index)


def test_without_an_index_delivery_says_what_to_do(elasticsearch, db):
    with pytest.raises(EngineUnavailable, match="search_rebuild"):
        feed.deliver()
    assert sync.lag() is None


def test_an_entry_that_is_refused_is_told_and_does_not_hold_up_the_others(elasticsearch, index):
    bad, good = make_entries(make_document("Bad"), make_document("Good"))
    Entry.objects.filter(pk=bad.pk).update(groups=["x" * 40_000])  # more than a field of the index holds
    with pytest.raises(EngineUnavailable, match=rf"first is {bad.pk}: .*groups"):
        feed.deliver()
    assert versions(elasticsearch, index) == {good.pk: 1}
    assert pending() == 1
    change(bad, groups=[])
    feed.deliver()
    assert versions(elasticsearch, index) == rows()


def test_two_that_deliver_at_once_do_no_harm(elasticsearch, index):
    entry = make_entry("Once")
    early = documents([entry.pk])
    change(entry, title="Twice")
    feed.deliver()
    late = indices.send(elasticsearch, index, early)
    assert late.conflicts == {entry.pk}
    Acknowledgement.note(index, {entry.pk: 1})  # what the slower one writes down last
    ServerIndex.objects.update(settled=-1)
    assert pending() == 1
    assert feed.deliver().taken == 1
    assert versions(elasticsearch, index) == {entry.pk: 2}
    assert pending() == 0


def test_what_somebody_else_has_just_sent_is_acknowledged_when_it_is_seen(elasticsearch, index, ask):
    entry = make_entry("Interview")
    feed.deliver(refresh=True)
    change(entry, gone=True)
    indices.send(elasticsearch, index, documents([entry.pk]), refresh=False)
    feed.deliver()
    assert pending() == 0
    assert get_engine("elasticsearch").search(ask("q=interview&sort=newest")).total == 0


def test_a_database_restored_from_a_backup_catches_up_with_an_index_that_is_ahead(elasticsearch, index):
    entry = make_entry("As backed up")
    Entry.objects.filter(pk=entry.pk).update(version=7)
    feed.deliver()
    Entry.objects.filter(pk=entry.pk).update(version=1)
    ServerIndex.objects.all().delete()
    Acknowledgement.objects.all().delete()
    feed.deliver()
    assert versions(elasticsearch, index) == rows() == {entry.pk: 8}
    assert pending() == 0


def test_what_is_noted_of_an_index_goes_with_it(elasticsearch, index):
    entry = make_entry("One")
    feed.deliver()
    indices.drop(elasticsearch, index)
    fresh = new_index(elasticsearch)
    assert feed.deliver().taken == 1
    assert [row.name for row in ServerIndex.objects.all()] == [fresh]
    assert [(row.index, row.entry_id) for row in Acknowledgement.objects.all()] == [(fresh, entry.pk)]


def test_an_index_that_is_being_built_keeps_what_is_noted_of_it(elasticsearch, index):
    building = indices.create(elasticsearch)
    ServerIndex.objects.create(name=building)
    make_entry("One")
    feed.deliver()
    assert ServerIndex.objects.filter(name=building).exists()
    assert pending() == 0


def test_what_settled_is_never_looked_at_again(elasticsearch, index):
    """The more entries, the more it would cost each search and each write."""
    make_entries(*(make_document(f"Lesson {n}") for n in range(20)))
    feed.deliver()
    Acknowledgement.objects.all().delete()
    with CaptureQueriesContext(connection) as queries:
        assert pending() == 0
    assert len(queries) == 2
    if connection.vendor == "sqlite":
        assert "USING INDEX search_entry_sequence" in ServerIndex.objects.get().pending().explain()


def test_a_change_by_another_process_after_the_round_began_is_still_pending(elasticsearch, index):
    entry = make_entry("One")
    state = ServerIndex.objects.create(name=index, live=True)

    def meanwhile(_taken: int) -> None:
        change(entry, title="Changed while sending")

    feed.feed(elasticsearch, state, tell=meanwhile)
    assert [late.pk for late in state.pending()] == [entry.pk]
    assert pending() == 1


def test_a_write_wakes_the_courier_after_its_commit(settings, django_capture_on_commit_callbacks, db, monkeypatch):
    settings.SEARCH_ENGINE, settings.SEARCH_DELIVERY = "elasticsearch", "thread"
    delivered = threading.Event()
    monkeypatch.setattr(sync, "worker", SyncWorker(delivered.set))
    with django_capture_on_commit_callbacks(execute=True):
        make_entry("Interview")
        assert not delivered.is_set()
    assert delivered.wait(SOON)


def test_publishing_waits_for_no_server(home, terms, settings, django_capture_on_commit_callbacks, monkeypatch):
    settings.SEARCH_ENGINE, settings.SEARCH_DELIVERY = "elasticsearch", "thread"
    hanging = threading.Event()
    monkeypatch.setattr(sync, "worker", SyncWorker(lambda: hanging.wait(60)))
    library = ResourceIndexPageFactory(parent=home)
    with django_capture_on_commit_callbacks(execute=True):
        page = LessonResourcePageFactory(parent=library, year_groups=list(YearGroup.objects.filter(number=9)))
        page.save_revision().publish()
    assert Entry.objects.current().filter(page=page).exists()
    hanging.set()


def test_the_courier_tries_again_by_itself_until_it_succeeds():
    outcomes = iter([EngineUnavailable("away"), OSError("still away"), None])
    tried: list[object] = []

    def deliver() -> None:
        tried.append(outcome := next(outcomes))
        if outcome:
            raise outcome

    worker = SyncWorker(deliver, pause=0.001)
    worker.wake()
    assert worker.finish(SOON)
    assert len(tried) == 3


def test_the_courier_is_not_woken_over_and_over():
    times = threading.Semaphore(0)
    worker = SyncWorker(times.release)
    for _ in range(5):
        worker.wake(at_most_every=60)
    assert worker.finish(SOON)
    assert times.acquire(blocking=False)
    assert not times.acquire(blocking=False)


def test_whoever_ends_waits_for_what_is_in_hand_but_not_for_ever():
    hanging = threading.Event()
    worker = SyncWorker(lambda: hanging.wait(60))
    assert worker.finish()
    worker.wake()
    assert not worker.finish(0.01)
    hanging.set()
    assert worker.finish(SOON)


def test_search_sync_sends_what_is_pending_and_says_so(elasticsearch, index, settings, capsys):
    settings.SEARCH_ENGINE = "elasticsearch"
    entry = make_entry("One")
    call_command("search_sync")
    assert capsys.readouterr().out == "1 entries sent\n"
    call_command("search_sync")
    assert capsys.readouterr().out == ""
    assert versions(elasticsearch, index) == {entry.pk: 1}
    settings.ELASTICSEARCH = settings.ELASTICSEARCH | {"URLS": ["http://127.0.0.1:9"]}
    with pytest.raises(CommandError, match="sent again"):
        call_command("search_sync")


def test_search_sync_leaves_an_engine_that_needs_none_alone(db, capsys):
    call_command("search_sync", verbosity=2)
    assert "needs no sending" in capsys.readouterr().out


def test_following_outlives_failures_and_ends_between_two_batches(elasticsearch, index, caplog):
    stop = threading.Event()
    outcomes = iter([EngineUnavailable("away"), OperationalError("the database restarts"), 200, 5])
    told = []

    def deliver(tell):
        outcome = next(outcomes)
        told.append(outcome)
        if isinstance(outcome, Exception):
            raise outcome
        stop.set()
        tell(outcome)
        pytest.fail("a batch after the end")

    make_entry("One")
    with caplog.at_level("INFO"):
        follow(stop, every=0.001, deliver=deliver)
    assert len(told) == 3
    assert [record.message for record in caplog.records if "Search:" in record.message] == [
        "Search: following changes.",
        "Search: changes wait to be delivered: away",
        "Search: 200 entries sent.",
        "Search: stopped.",
    ]
