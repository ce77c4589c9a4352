"""Tells a search server what has changed: after the commit, beside the request, as often as it takes.

A change is written to the rows first and is safe there. What an index has not acknowledged stays pending
(`ServerIndex.pending`) and is sent again by this process, by any other that writes, or by `search_sync`; several at
once do no harm, because the version of an entry decides what stands.
"""

import atexit
import contextlib
import contextvars
import dataclasses
import datetime
import logging
import threading
import time
from collections.abc import Callable, Iterator

from django.conf import settings
from django.db import connections, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from search.index.models.entries import IndexChange
from search.index.models.sync import ServerIndex

logger = logging.getLogger(__name__)
# Up to here searches can do without what is pending; beyond, the database's own engine answers.
MOST_PENDING = 500
TOO_LATE = datetime.timedelta(seconds=60)
# What has been pending for longer than this was forgotten by whoever wrote it.
FORGOTTEN = datetime.timedelta(seconds=5)
_suppressed: contextvars.ContextVar[bool] = contextvars.ContextVar("suppressed", default=False)


@dataclasses.dataclass(frozen=True)
class Lag:
    """How far the live index is behind the rows. `pending` counts entries up to one more than `MOST_PENDING`, `gone`
    names those of them that nobody may find any more, `since` is when the first of them changed. `indices` are those
    of which this is known: while one takes over there are two."""

    pending: int = 0
    gone: tuple[int, ...] = ()
    since: datetime.datetime | None = None
    indices: tuple[str, ...] = dataclasses.field(default=(), compare=False)

    @property
    def age(self) -> datetime.timedelta:
        return timezone.now() - self.since if self.since else datetime.timedelta()

    @property
    def bearable(self) -> bool:
        """Whether a search may rely on the index, given that it leaves out what is gone."""
        return self.pending <= MOST_PENDING and self.age <= TOO_LATE


@dataclasses.dataclass(frozen=True)
class Server:
    """A kind of search server. `alias` returns the name under which this release reads its index; `deliver` is the
    dotted name of what sends everything pending: its client is slow to import, and most processes never send."""

    alias: Callable[[], str]
    deliver: str


_servers: list[Server] = []


def register_server(server: Server) -> None:
    """Say what changes are sent to. Called from AppConfig.ready()."""
    _servers[:] = [server]


def lag() -> Lag | None:
    """Return how far the index that this release reads is behind; None where there is none. Two short queries."""
    # While one index takes over from another both are live; what either has not heard counts.
    indices = list(ServerIndex.objects.filter(live=True, name__startswith=f"{_servers[0].alias()}-"))
    if not indices:
        return None
    names = tuple(index.name for index in indices)
    rows: dict[int, tuple[bool, int]] = {}
    for index in indices:
        pending = index.pending().values_list("pk", "gone", "sequence")
        rows |= {pk: (gone, sequence) for pk, gone, sequence in pending[: MOST_PENDING + 1]}
    if not rows:
        return Lag(indices=names)
    first = min(sequence for _, sequence in rows.values())
    since = IndexChange.objects.filter(sequence__gte=first).order_by("sequence").values_list("at", flat=True).first()
    return Lag(len(rows), tuple(pk for pk, (gone, _) in rows.items() if gone), since, names)


def mark_pending() -> None:
    """Say inside a transaction that entries change: after its commit this process sends them. Never fails."""
    if settings.SEARCH_ENGINE == "elasticsearch" and settings.SEARCH_DELIVERY == "thread" and not _suppressed.get():
        transaction.on_commit(worker.wake, robust=True)


@contextlib.contextmanager
def suppressed() -> Iterator[None]:
    """Leave what is written in this block to whoever delivers next: a rebuild sends everything anyway."""
    token = _suppressed.set(True)
    try:
        yield
    finally:
        _suppressed.reset(token)


def wake() -> None:
    """Send what others seem to have forgotten, if it is this process's business to send."""
    if settings.SEARCH_DELIVERY == "thread":
        worker.wake(at_most_every=FORGOTTEN.total_seconds())


def _deliver() -> None:
    import_string(_servers[0].deliver)()


class SyncWorker:
    """One thread that delivers whenever it is woken, and after a failure by itself until it succeeds."""

    def __init__(self, deliver: Callable[[], object] = _deliver, *, pause: float = 0.5, longest: float = 30.0):
        self.deliver, self.pause, self.longest = deliver, pause, longest
        self._lock = threading.Lock()
        self._wanted = threading.Event()
        self._done = threading.Event()
        self._thread: threading.Thread | None = None
        self._woken_at = float("-inf")

    def wake(self, *, at_most_every: float = 0.0) -> None:
        """Have everything pending delivered soon. Returns at once; a forked process gets a thread of its own."""
        with self._lock:
            if time.monotonic() - self._woken_at < at_most_every:
                return
            self._woken_at = time.monotonic()
            self._done.clear()
            self._wanted.set()
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="search-delivery", daemon=True)
                self._thread.start()

    def finish(self, seconds: float = 3.0) -> bool:
        """Wait until nothing is in hand, for a command that ends right after its change; return whether that came."""
        return self._thread is None or not self._thread.is_alive() or self._done.wait(seconds)

    def _run(self) -> None:
        failures = 0
        while True:
            wait = min(self.longest, self.pause * 2.0 ** min(failures - 1, 30)) if failures else None
            self._wanted.wait(wait)
            self._wanted.clear()
            try:
                self.deliver()
            except Exception as error:
                failures += 1
                if failures == 1:
                    logger.warning("Search: changes wait to be delivered: %s", error)
            else:
                if failures:
                    logger.warning("Search: changes are delivered again.")
                failures = 0
                with self._lock:
                    if not self._wanted.is_set():
                        self._done.set()
            finally:
                connections.close_all()


worker = SyncWorker()
atexit.register(worker.finish)
