"""A cache that the hub can do without: while Redis does not answer nothing is held and nothing is counted.

What is held may be anything: half a value, or one of another release. It is taken for nothing then.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.core.cache import cache
from django.core.cache.backends.redis import RedisCache, RedisCacheClient, RedisSerializer
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

logger = logging.getLogger(__name__)
# How long Redis is not asked after it failed, so that no page waits for it.
PAUSE_SECONDS = 5.0
# What a request may spend on a server that takes packets and gives no answer.
TIMEOUT_SECONDS = 0.5

Answer = TypeVar("Answer")
Kind = TypeVar("Kind")
# When each server failed last, by its address, for all threads of the process.
_failed: dict[str, float] = {}
_lock = threading.Lock()


def held_as(kind: type[Kind], key: str) -> Kind | None:
    """Return what the cache holds under this key if it is of the kind that was put there, else None."""
    held = cache.get(key)
    return held if isinstance(held, kind) else None


# What stands for a value that cannot be read.
_UNREADABLE = object()


class Serializer(RedisSerializer):
    """Django's, but what cannot be read is told so: half a value, or one whose class this release does not have."""

    def loads(self, data: Any) -> Any:
        try:
            return super().loads(data)
        except Exception as error:  # pickle raises what the classes that it looks for raise
            logger.warning("Cache: a value cannot be read (%s) and is taken for none.", type(error).__name__)
            return _UNREADABLE


class Client(RedisCacheClient):
    """Django's, but what speaks to a server is made once and not for each key: that took a fifth of a kept page."""

    def __init__(self, servers: list[str], **options: Any) -> None:
        super().__init__(servers, **options)
        self._speaking: dict[bool, Redis] = {}

    def get_client(self, key: Any = None, *, write: bool = False) -> Redis:
        if write not in self._speaking:
            self._speaking[write] = super().get_client(key, write=write)
        return self._speaking[write]


class OptionalRedisCache(RedisCache):
    """Django's cache in Redis, but an error is a miss. Beginning and end of an outage are one line of the log each.

    `incr` of a key that is not held raises ValueError, as in every cache of Django: who counts against a limit lets
    the request through then.
    """

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        # Once more, because a connection that was kept may be older than the server.
        usual = {
            "socket_connect_timeout": TIMEOUT_SECONDS,
            "socket_timeout": TIMEOUT_SECONDS,
            "retry": Retry(NoBackoff(), 1),
            "serializer": Serializer,
        }
        super().__init__(server, {**params, "OPTIONS": {**usual, **params.get("OPTIONS", {})}})
        self._class = Client
        self._name = server

    def answers(self) -> bool:
        """Say whether the server answers now, whatever it did before."""
        return self._ask(lambda: self._cache.get_client().ping(), False, wait=False)

    def add(self, *args: Any, **options: Any) -> bool:
        return self._ask(lambda: super(OptionalRedisCache, self).add(*args, **options), False)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        held = self._ask(lambda: super(OptionalRedisCache, self).get(key, default, version), default)
        return default if held is _UNREADABLE else held

    def set(self, *args: Any, **options: Any) -> None:
        self._ask(lambda: super(OptionalRedisCache, self).set(*args, **options), None)

    def touch(self, *args: Any, **options: Any) -> bool:
        return self._ask(lambda: super(OptionalRedisCache, self).touch(*args, **options), False)

    def delete(self, *args: Any, **options: Any) -> bool:
        return self._ask(lambda: super(OptionalRedisCache, self).delete(*args, **options), False)

    def get_many(self, keys: Iterable[Any], version: int | None = None) -> dict[Any, Any]:
        held: dict[Any, Any] = self._ask(lambda: super(OptionalRedisCache, self).get_many(keys, version), {})
        return {key: value for key, value in held.items() if value is not _UNREADABLE}

    def has_key(self, *args: Any, **options: Any) -> bool:
        return self._ask(lambda: super(OptionalRedisCache, self).has_key(*args, **options), False)

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        made = self._ask(lambda: super(OptionalRedisCache, self).incr(key, delta, version), None)
        if made is None:
            raise ValueError(f"Key '{key}' not found")
        return made

    def set_many(self, *args: Any, **options: Any) -> list[Any]:
        return self._ask(lambda: super(OptionalRedisCache, self).set_many(*args, **options), [])

    def delete_many(self, *args: Any, **options: Any) -> None:
        self._ask(lambda: super(OptionalRedisCache, self).delete_many(*args, **options), None)

    def clear(self) -> None:
        self._ask(super().clear, None)

    def _ask(self, question: Callable[[], Any], otherwise: Answer, *, wait: bool = True) -> Any | Answer:
        """Return the server's answer, or `otherwise` while it gives none."""
        failed = _failed.get(self._name)
        if wait and failed is not None and time.monotonic() < failed + PAUSE_SECONDS:
            return otherwise
        try:
            answer = question()
        except RedisError as error:
            with _lock:
                first = self._name not in _failed
                _failed[self._name] = time.monotonic()
            if first:
                logger.warning("Cache: Redis does not answer (%s). The hub goes on without it.", type(error).__name__)
            return otherwise
        if failed is not None:
            with _lock:
                over = _failed.pop(self._name, None) is not None
            if over:
                logger.warning("Cache: Redis answers again.")
        return answer
