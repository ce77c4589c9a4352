"""A wait that grows with each further attempt: for what may be tried a few times, and not for hours on end.

Counted in the cache under a keyed hash, so that neither an address nor a network can be read there. Where the cache
cannot count, nothing is refused.
"""

import contextlib
import time
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.crypto import salted_hmac

from hub.core import counting
from hub.core.caches import held_as


@dataclass(frozen=True)
class Limit:
    """How many attempts are free, how long the first wait is and the longest, and how long attempts are remembered.

    All but the first in seconds. Each wait is twice the one before.
    """

    free: int
    first: int
    longest: int
    remembered: int

    def wait_after(self, attempts: int) -> int:
        """Return the seconds that attempt number `attempts` keeps the next one waiting."""
        doublings = min(max(attempts - self.free - 1, 0), 20)
        return min(self.first * 2**doublings, self.longest)


def attempt(name: str, limit: Limit) -> int:
    """Count an attempt; return 0 if it may be made now, else the seconds to wait. One that must wait is not counted.

    Several at the same moment are counted one by one, and only one of them may be made once a wait is due.
    """
    counted, held = _keys(name)
    made = counting.count(counted, seconds=limit.remembered)
    if made <= limit.free:
        return 0
    now, wait = time.time(), limit.wait_after(made)
    if cache.add(held, now + wait, wait):
        return 0
    _take_off(counted)
    # Over between the two lines: the next attempt is the one that may be made.
    return max(1, round((held_as(float, held) or now) - now))


def note(name: str, *, seconds: int) -> None:
    """Remember an attempt that nothing waits for, since the first for so many seconds."""
    counting.count(_keys(name)[0], seconds=seconds)


def attempts(name: str) -> int:
    """Return how many attempts are remembered."""
    return held_as(int, _keys(name)[0]) or 0


def give_back(name: str) -> None:
    """Take one attempt off the count: it was none of those that should be slowed."""
    if attempts(name) > 0:
        _take_off(_keys(name)[0])


def forget(name: str) -> None:
    """Forget every attempt under this name: the last one was right."""
    cache.delete_many(_keys(name))


def mark(name: str) -> str:
    """Return a short sign by which log lines about the same thing can be told, and the thing itself cannot."""
    return salted_hmac("hub.waiting.mark", name).hexdigest()[:8]


def _take_off(key: str) -> None:
    with contextlib.suppress(ValueError):  # expired, or the cache went away
        cache.decr(key)


def _keys(name: str) -> tuple[str, str]:
    key = salted_hmac("hub.waiting", name).hexdigest()
    return f"waiting:{key}", f"waiting:{key}:held"
