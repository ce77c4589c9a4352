"""Elasticsearch itself, on a real server: its indices, and the same answer as the database's engine gives."""

import pytest
from hypothesis import given

from search.checks import settings_are_known
from search.engines import EngineUnavailable, database_engine, get_engine
from search.engines.elasticsearch import indices, mapping
from search.engines.elasticsearch.config import problems
from search.engines.elasticsearch.documents import documents
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.models import Entry
from tests.factories.search import make_document, make_entries, make_entry
from tests.search.engine_cases import ToldEngine, new_index
from tests.search.engines.test_engine import SLOW, asked, clear_rows, of_schools, request_of, schools, times
from tests.search.engines.test_engine import documents as any_documents

__all__ = ["clear_rows", "schools"]


@pytest.fixture
def index(elasticsearch, db):
    return new_index(elasticsearch)


def send(client, index, *entries, refresh=True):
    return indices.send(client, index, documents([entry.pk for entry in entries]), refresh=refresh)


def versions(client, index) -> dict[int, int]:
    client.indices.refresh(index=index)
    return {held.pk: held.version for held in indices.held(client, index)}


@SLOW
@given(documents=any_documents, times=times, wanted=asked)
def test_it_answers_as_the_database_does_order_and_explanations_included(
    documents, times, wanted, ask, elasticsearch, index, clear_rows, schools
):
    clear_rows()
    make_entries(*of_schools(documents * times, schools))
    request = request_of(ask, wanted, schools)
    expected = get_engine(database_engine()).search(request, explain=True)
    response = ToldEngine(elasticsearch, index).search(request, explain=True)
    assert response == expected
    assert response.explanations == expected.explanations


def test_what_is_gone_is_not_found_even_before_the_index_hears_of_it(ask, elasticsearch, index):
    gone, stays = make_entries(make_document("Interview"), make_document("Mock interview"))
    send(elasticsearch, index, gone, stays)
    response = ElasticsearchEngine().search(ask("q=interview&sort=newest"), without=[gone.pk])
    assert (response.ids, response.total) == ((stays.pk,), 1)


def test_a_late_duplicate_never_wins(elasticsearch, index):
    entry = make_entry("Interview")
    old = documents([entry.pk])
    Entry.objects.filter(pk=entry.pk).update(version=5, title="Mock interview")
    assert send(elasticsearch, index, entry).acknowledged == {entry.pk: 5}
    late = indices.send(elasticsearch, index, old, refresh=True)
    assert (late.acknowledged, late.conflicts, late.refused) == ({}, {entry.pk}, {})
    assert versions(elasticsearch, index) == {entry.pk: 5}


def test_a_gone_entry_keeps_its_version_in_the_index(elasticsearch, index):
    entry = make_entry("Interview")
    old = documents([entry.pk])
    Entry.objects.filter(pk=entry.pk).update(version=2, gone=True)
    send(elasticsearch, index, entry)
    assert indices.send(elasticsearch, index, old).conflicts == {entry.pk}
    assert versions(elasticsearch, index) == {entry.pk: 2}


def test_one_document_that_is_refused_does_not_hold_up_the_others(elasticsearch, index):
    one, other = make_entries(make_document("One"), make_document("Other"))
    sent = documents([one.pk, other.pk])
    sent[0][2]["surprise"] = "a field that no mapping knows"
    outcome = indices.send(elasticsearch, index, sent, refresh=True)
    assert outcome.acknowledged == {other.pk: 1}
    assert "surprise" in outcome.refused[one.pk]


def test_an_index_that_is_away_is_not_made_up_by_the_server(elasticsearch, index):
    entry = make_entry("Interview")
    indices.drop(elasticsearch, index)
    assert "no such index" in send(elasticsearch, index, entry).refused[entry.pk]
    assert indices.names(elasticsearch) == []


def test_the_alias_moves_to_the_new_index_and_the_old_one_can_go(ask, elasticsearch, index):
    entry = make_entry("Interview")
    send(elasticsearch, index, entry)
    fresh = indices.create(elasticsearch)
    assert indices.live(elasticsearch) == index
    send(elasticsearch, fresh, entry)
    indices.open_up(elasticsearch, fresh)
    indices.swap(elasticsearch, fresh)
    indices.drop(elasticsearch, index)
    assert (indices.live(elasticsearch), indices.names(elasticsearch)) == (fresh, [fresh])
    assert get_engine("elasticsearch").search(ask("q=interview")).ids == (entry.pk,)


def test_an_index_of_another_release_is_left_alone(ask, elasticsearch, index, monkeypatch):
    monkeypatch.setitem(mapping.SIMILARITY["strength"], "k1", 1.2)
    mapping.fingerprint.cache_clear()
    try:
        assert indices.live(elasticsearch) is None
        with pytest.raises(EngineUnavailable):
            get_engine("elasticsearch").search(ask("q=interview"))
    finally:
        monkeypatch.undo()
        mapping.fingerprint.cache_clear()
    assert indices.live(elasticsearch) == index


def test_another_hub_whose_prefix_begins_with_ours_is_not_ours(elasticsearch, index, settings):
    prefix = settings.ELASTICSEARCH["PREFIX"]
    settings.ELASTICSEARCH = settings.ELASTICSEARCH | {"PREFIX": f"{prefix}-staging"}
    other = indices.create(elasticsearch)
    assert indices.names(elasticsearch) == [other]
    settings.ELASTICSEARCH = settings.ELASTICSEARCH | {"PREFIX": prefix}
    assert indices.names(elasticsearch) == [index]
    indices.drop(elasticsearch, other)


def test_the_last_page_is_shown_to_whoever_asks_for_one_beyond(ask, elasticsearch, index):
    entries = make_entries(*(make_document(f"Interview {n}") for n in range(23)))
    send(elasticsearch, index, *entries)
    response = get_engine("elasticsearch").search(ask("sort=shortest&page=999999"))
    assert (response.page, response.pages, len(response.ids)) == (2, 2, 3)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"URLS": []}, "ELASTICSEARCH_URL"),
        ({"URLS": ["search:9200"]}, "search:9200"),
        ({"URLS": ["https://a:secret@search:port"]}, "search:port"),
        ({"API_KEY": "x", "USER": "y"}, "not both"),
        ({"CA_CERTS": "/nowhere/ca.pem"}, "/nowhere/ca.pem"),
        ({"PREFIX": "Hub_1"}, "ELASTICSEARCH_PREFIX"),
    ],
)
def test_settings_that_cannot_work_are_told_in_words(settings, wrong, told):
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.ELASTICSEARCH = settings.ELASTICSEARCH | {"URLS": ["https://search:9200"]}
    assert settings_are_known() == []
    settings.ELASTICSEARCH = settings.ELASTICSEARCH | wrong
    (problem,) = problems(settings.ELASTICSEARCH)
    assert told in problem
    assert "secret" not in problem
    assert [message.msg for message in settings_are_known()] == [problem]


def test_an_engine_that_does_not_exist_is_told(settings):
    settings.SEARCH_ENGINE, settings.SEARCH_DELIVERY = "sphinx", "pigeon"
    assert ["sphinx" in m.msg or "pigeon" in m.msg for m in settings_are_known()] == [True, True]
