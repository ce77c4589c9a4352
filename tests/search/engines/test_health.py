import pytest

from search.engines import database_engine, resilient_engine
from search.engines.health import ENGINES
from tests.factories.search import make_entry
from tests.search import hostile
from tests.search.engine_cases import new_index
from tests.search.engines.test_resilient import claim_live


@pytest.fixture
def health(client, db):
    resilient_engine.cache_clear()
    return lambda: client.get("/health/search")


def test_the_engine_in_the_database_is_well_and_never_behind(health):
    response = health()
    assert response.status_code == 200
    assert response.json() == {
        "status": "ok",
        "engine": database_engine(),
        "answering": database_engine(),
        "reason": "",
        "pending": 0,
        "behind_seconds": 0,
    }
    assert "no-store" in response["Cache-Control"]
    assert "Set-Cookie" not in response.headers


def test_elasticsearch_is_well_once_it_has_heard_everything(health, elasticsearch, settings):
    from search.engines.elasticsearch import feed

    settings.SEARCH_ENGINE = "elasticsearch"
    assert health().json()["reason"] == "no index"
    new_index(elasticsearch)
    feed.deliver()
    assert health().json()["answering"] == "elasticsearch"
    make_entry("Interview")
    assert health().json()["pending"] == 1


def test_it_says_who_answers_instead_and_names_no_host(health, settings, terms):
    make_entry("Interview")
    claim_live()
    with hostile.server("has no shards") as url:
        settings.SEARCH_ENGINE = "elasticsearch"
        settings.ELASTICSEARCH = settings.ELASTICSEARCH | {"URLS": [url]}
        response = health()
    assert response.status_code == 200
    told = response.json()
    assert (told["status"], told["answering"], told["reason"]) == ("falling back", database_engine(), "no answer")
    assert "127.0.0.1" not in response.text


def test_it_says_when_nobody_answers(health, settings):
    settings.SEARCH_ENGINE = "embedded" if database_engine() == "postgresql" else "postgresql"
    assert (health().status_code, health().json()["status"]) == (503, "down")


def test_the_hubs_own_staff_see_it_on_their_first_screen(central, settings, terms):
    assert f"Searches are answered by {ENGINES[database_engine()]}." in central.get("/admin/").text
    make_entry("Interview")
    claim_live()
    make_entry("Mock interview")
    resilient_engine.cache_clear()
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.ELASTICSEARCH = settings.ELASTICSEARCH | {"URLS": ["http://127.0.0.1:9"]}
    page = central.get("/admin/").text
    assert "Elasticsearch does not answer. It is asked again by itself." in page
    assert "Elasticsearch has not heard of 1 change yet." in page
