"""A circuit breaker: after a failure a server is not called for a while, then once as a trial."""

import threading
import time
from collections.abc import Callable


class Breaker:
    """Closed while all is well. A failure opens it for a pause, which doubles with each failure in a row.

    When the pause is over one caller may try (half-open), and the others wait for the result. Safe between
    threads; `clock` returns seconds.
    """

    def __init__(self, *, pause: float = 1.0, longest: float = 5.0, clock: Callable[[], float] = time.monotonic):
        self.pause, self.longest, self.clock = pause, longest, clock
        self._lock = threading.Lock()
        self._failures = 0
        self._until = 0.0

    @property
    def closed(self) -> bool:
        return not self._failures

    def allows(self) -> bool:
        """Return whether to try now. After a pause only the first caller may: one that tries and never reports what
        became of it costs the others one more pause."""
        with self._lock:
            if not self._failures:
                return True
            if self.clock() < self._until:
                return False
            self._until = self.clock() + self._wait()
            return True

    def succeeded(self) -> bool:
        """Close; return whether that is news."""
        with self._lock:
            was_open, self._failures = bool(self._failures), 0
            return was_open

    def failed(self) -> bool:
        """Open, or stay open for longer; return whether that is news."""
        with self._lock:
            self._failures += 1
            self._until = self.clock() + self._wait()
            return self._failures == 1

    def _wait(self) -> float:
        return min(self.longest, self.pause * 2.0 ** min(self._failures - 1, 30))
