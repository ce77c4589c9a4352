"""A cache that the hub can do without: nobody listens, a server comes and goes, or answers what nobody put there."""

import pickle
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache, caches
from django.core.cache.backends.locmem import LocMemCache
from wagtail.models.sites import SITE_ROOT_PATHS_CACHE_KEY

from hub.core import caches as ours
from hub.core import client_address, waiting
from tests import services
from tests.servers import RedisServer, ServerFailed, free_port

PAGES = ("/", "/search/?q=work", "/search/feed/?q=work", "/api/v1/search/?q=work", "/schools/", "/schools/data/")


@pytest.fixture
def port(settings) -> Iterator[int]:
    """A port that nobody listens on yet, which the cache of the settings asks."""
    port = free_port()
    redis = {"BACKEND": "hub.core.caches.OptionalRedisCache", "LOCATION": f"redis://127.0.0.1:{port}/0"}
    settings.CACHES = {"default": redis}
    yield port
    caches.close_all()
    ours._failed.clear()


def lines(caplog) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == ours.__name__]


def test_without_redis_every_page_answers_and_the_log_says_so_once(port, client, home, framework, caplog):
    caplog.clear()
    ours._failed.clear()
    for page in PAGES:
        assert client.get(page).status_code == (404 if page == "/schools/" else 200), page
    assert lines(caplog) == ["Cache: Redis does not answer (ConnectionError). The hub goes on without it."]
    assert client.get("/health/ready").json()["degraded"]["cache"] == "no answer"


def test_without_redis_nothing_is_held_and_nothing_fails(port):
    assert cache.get("a", "otherwise") == "otherwise"
    assert cache.get_many(["a"]) == {} and cache.set_many({"a": 1}) == []
    assert (cache.add("a", 1), cache.touch("a"), cache.delete("a"), "a" in cache) == (False, False, False, False)
    cache.set("a", 1)
    cache.delete_many(["a"])
    cache.clear()
    assert cache.get_or_set("a", lambda: 5) == 5
    for count in (cache.incr, cache.decr):
        with pytest.raises(ValueError, match="not found"):
            count("a")


def test_without_redis_no_network_reaches_a_limit(port):
    assert [client_address.count("search", "192.0.2.1", seconds=60).count for _ in range(3)] == [1, 1, 1]


class Rubbish(LocMemCache):
    """A cache that answers what nobody put into it; but Wagtail's own key is Wagtail's to read."""

    answers: Any = b"rubbish"

    def get(self, key: str, *args: Any, **options: Any) -> Any:
        return super().get(key, *args, **options) if key == SITE_ROOT_PATHS_CACHE_KEY else self.answers


@pytest.mark.parametrize("answers", [b"rubbish", "text", {"a": 1}, [1], -1, 1e300, True])
def test_what_nobody_put_there_is_taken_for_nothing(settings, client, home, framework, answers):
    settings.CACHES = {**settings.CACHES, "default": {"BACKEND": f"{__name__}.Rubbish", "LOCATION": "rubbish"}}
    Rubbish.answers = answers
    for page in (*PAGES, "/admin/login/"):
        assert client.get(page).status_code == (404 if page == "/schools/" else 200), page
    for _attempt in range(8):
        assert client.post("/admin/login/", {"username": "a@school.example", "password": "wrong"}).status_code == 200
    waiting.give_back("a")


def test_a_server_that_takes_packets_and_gives_no_answer_is_waited_for_once(settings):
    """An address of TEST-NET: packets go nowhere."""
    redis = {"BACKEND": "hub.core.caches.OptionalRedisCache", "LOCATION": "redis://192.0.2.1:6379/0"}
    settings.CACHES = {"default": redis}
    began = time.monotonic()
    assert [cache.get("a") for _ in range(50)] == [None] * 50
    assert time.monotonic() - began < 3
    ours._failed.clear()


@pytest.fixture
def redis(port, tmp_path: Path) -> Iterator[RedisServer]:
    try:
        server = RedisServer(tmp_path, port=port)
    except ServerFailed as error:
        services.without(str(error))
    yield server
    server.stop()


def test_a_value_that_this_release_cannot_read_is_none(redis, caplog):
    redis.start()
    for damaged in (b"rubbish", b"", pickle.dumps({"a": 1})[:-2], b"chub.core.caches\nGone\n."):
        cache.set("a", {"kept": 1})
        cache._cache.get_client().set(cache.make_key("a"), damaged)  # type: ignore[attr-defined]
        assert cache.get("a") is None and cache.get("a", []) == [] and cache.get_many(["a"]) == {}, damaged
        assert cache.get_or_set("a", lambda: 5) == 5
    assert {line.partition(" (")[0] for line in lines(caplog)} == {"Cache: a value cannot be read"}


def test_redis_goes_and_comes_back(redis, monkeypatch, caplog):
    monkeypatch.setattr(ours, "PAUSE_SECONDS", 0)
    redis.start()
    cache.set("a", {"kept": 1})
    assert cache.get("a") == {"kept": 1} and cache.add("n", 0) and cache.incr("n") == 1
    redis.stop()
    assert [cache.get("a") for _ in range(3)] == [None] * 3
    redis.start()
    cache.set("a", 2)
    assert cache.get("a") == 2
    assert [line.partition("(")[0].strip() for line in lines(caplog)] == [
        "Cache: Redis does not answer",
        "Cache: Redis answers again.",
    ]
