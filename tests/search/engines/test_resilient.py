"""Whatever Elasticsearch does, the search page answers, soon and rightly."""

import datetime

import pytest
from django.utils import timezone

from hub.settings import base
from search import engines
from search.engines import EngineUnavailable, database_engine, get_engine, resilient_engine
from search.engines.breaker import Breaker
from search.engines.elasticsearch import feed, indices, mapping
from search.engines.elasticsearch.documents import documents
from search.engines.elasticsearch.engine import GRACE
from search.engines.resilient import ResilientEngine
from search.engines.sqlite import EmbeddedEngine
from search.index import sync
from search.index.sync import MOST_PENDING, Lag
from search.models import Entry, IndexChange, ServerIndex
from tests.factories.search import make_document, make_entries, make_entry
from tests.search import hostile
from tests.search.engine_cases import new_index


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def engine(clock, db):
    return ResilientEngine(get_engine(database_engine()), breaker=Breaker(pause=1, clock=clock))


@pytest.fixture
def entry(terms):
    return make_entry("Mock interview")


def claim_live(name: str = "20261123120000-abcd") -> ServerIndex:
    """Note an index as live and up to date, whatever the server says."""
    name = f"{mapping.alias()}-{name}"
    return ServerIndex.objects.create(name=name, live=True, settled=Entry.objects.latest("sequence").sequence)


@pytest.fixture
def point_at(settings):
    def point(url: str) -> None:
        settings.SEARCH_ENGINE = "elasticsearch"
        settings.ELASTICSEARCH = settings.ELASTICSEARCH | {"URLS": [url], "TIMEOUT": 0.2}

    return point


@pytest.fixture
def served(elasticsearch, settings, entry):
    """A live index that has heard of every entry."""
    settings.SEARCH_ENGINE = "elasticsearch"
    index = new_index(elasticsearch)
    feed.deliver(refresh=True)
    return index


@pytest.mark.parametrize("trouble", hostile.TROUBLES)
def test_the_page_answers_whatever_the_server_does(trouble, entry, point_at, client):
    """A server that hangs does so until the page has been answered; how long it is waited for is tested below."""
    claim_live()
    resilient_engine.cache_clear()
    with hostile.server(trouble) as url:
        point_at(url)
        response = client.get("/search/?q=interview")
    assert response.status_code == 200
    assert response.context["found"].ids == (entry.pk,)
    assert not response.context["view"].notices


def test_a_search_waits_for_the_server_for_less_than_a_second():
    assert base.ELASTICSEARCH["TIMEOUT"] + GRACE < 1


def test_after_a_failure_the_server_is_left_alone_and_asked_again_later(served, entry, engine, ask, clock, settings):
    well = settings.ELASTICSEARCH
    settings.ELASTICSEARCH = well | {"URLS": ["http://127.0.0.1:9"]}
    assert engine.search(ask("q=interview")).ids == (entry.pk,)
    settings.ELASTICSEARCH = well
    assert engine.health().answering == database_engine()
    clock.now += 1
    assert engine.search(ask("q=interview")).ids == (entry.pk,)
    assert engine.health().answering == "elasticsearch"


@pytest.mark.parametrize("trouble", ["does not understand", "does not understand one search"])
def test_a_search_that_is_refused_costs_the_others_nothing(trouble, entry, engine, ask, point_at):
    claim_live()
    with hostile.server(trouble) as url:
        point_at(url)
        assert engine.search(ask("q=interview")).ids == (entry.pk,)
    assert engine.breaker.closed


def _lose_the_index(client, index):
    indices.drop(client, index)


def _make_it_red(client, index):
    # A closed node filter on a fresh index: its only shard is nowhere.
    client.indices.delete_alias(index=index, name=mapping.alias())
    client.indices.create(
        index=f"{index}-red",
        aliases={mapping.alias(): {}},
        settings={"index.routing.allocation.require._name": "nobody", "number_of_replicas": 0},
        wait_for_active_shards="0",
        timeout="1s",
    )


def _close_it(client, index):
    client.indices.close(index=index)


def _come_from_an_older_release(client, index):
    client.indices.delete_alias(index=index, name=mapping.alias())
    client.indices.put_alias(index=index, name="hub-of-old")


@pytest.mark.parametrize("harm", [_lose_the_index, _make_it_red, _close_it, _come_from_an_older_release])
def test_an_index_that_cannot_answer_is_not_missed(harm, served, elasticsearch, entry, engine, ask):
    harm(elasticsearch, served)
    assert engine.search(ask("q=interview")).ids == (entry.pk,)
    assert engine.health().answering == database_engine()
    elasticsearch.indices.delete(index=f"{served}-red", ignore_unavailable=True)


@pytest.mark.parametrize("block", ["write", "read_only", "read_only_allow_delete"])
def test_a_full_disk_stops_delivery_and_not_the_search(block, served, elasticsearch, entry, engine, ask):
    elasticsearch.indices.put_settings(index=served, settings={f"index.blocks.{block}": True})
    new = make_entry("Group interview")
    with pytest.raises(EngineUnavailable):
        feed.deliver()
    assert sync.lag() != Lag()
    assert engine.search(ask("q=mock")).ids == (entry.pk,)
    name = f"index.blocks.{block}"
    elasticsearch.indices.put_settings(index=served, settings={name: None})
    feed.deliver(refresh=True)
    assert set(engine.search(ask("q=interview")).ids) == {entry.pk, new.pk}
    assert sync.lag() == Lag()


def test_what_is_gone_is_gone_at_once_totals_and_counts_too(served, entry, engine, ask):
    Entry.objects.filter(pk=entry.pk).update(gone=True, version=2, sequence=99)
    response = engine.search(ask("q=interview&sort=newest"))
    assert (response.ids, response.total) == ((), 0)
    assert get_engine("elasticsearch").search(ask("q=interview&sort=newest")).total == 1


def test_an_index_that_has_just_taken_over_is_not_believed_before_it_is_known(
    served, elasticsearch, entry, engine, ask
):
    before = documents([entry.pk])
    Entry.objects.filter(pk=entry.pk).update(gone=True, version=2, sequence=99)
    feed.deliver(refresh=True)
    indices.send(elasticsearch, new_index(elasticsearch), before, refresh=True)
    assert get_engine("elasticsearch").search(ask("q=interview")).total == 1
    assert engine.search(ask("q=interview")).total == 0
    assert engine.breaker.closed


def test_an_index_more_than_a_minute_behind_is_not_asked(served, entry, engine, ask):
    new = make_entry("Group interview")
    assert engine.search(ask("q=interview")).ids == (entry.pk,)  # a moment late is no reason
    IndexChange.objects.update(at=timezone.now() - datetime.timedelta(seconds=61))
    response = engine.search(ask("q=interview"))
    assert (set(response.ids), response.behind) == ({entry.pk, new.pk}, 0)
    assert engine.health().reason == "index behind"
    feed.deliver(refresh=True)
    assert engine.health().answering == "elasticsearch"


def test_an_index_with_too_much_to_hear_is_not_asked(served, engine, ask):
    make_entries(*(make_document(f"Interview {n}") for n in range(MOST_PENDING + 1)))
    assert engine.search(ask("q=interview")).total == MOST_PENDING + 2


def test_late_is_better_than_nothing_and_the_page_says_how_late(served, entry, ask, client, monkeypatch):
    make_entry("Group interview")
    IndexChange.objects.update(at=timezone.now() - datetime.timedelta(minutes=5))

    class Away(EmbeddedEngine):
        def search(self, request, *, explain=False):
            raise EngineUnavailable("no full text here")

    monkeypatch.setattr(engines, "resilient_engine", lambda: ResilientEngine(Away()))
    response = client.get("/search/?q=interview")
    assert response.context["found"].ids == (entry.pk,)
    assert "What changed in the last 5 minutes may be missing here." in response.text


def test_lag_is_bearable_up_to_a_minute_and_so_many():
    ago = timezone.now() - datetime.timedelta(seconds=30)
    assert Lag(pending=MOST_PENDING, since=ago).bearable
    assert not Lag(pending=MOST_PENDING + 1, since=ago).bearable
    assert not Lag(pending=1, since=ago - datetime.timedelta(seconds=31)).bearable
