"""Writes every entry anew, one process at a time: what was stopped goes on where it was, what stands is left alone.

Receivers keep entries in step with pages (`search.index.receivers`). So nothing is to be done when the last rebuild was
of this release and came to its end, and each public page has an entry.
"""

import contextlib
import datetime
import fcntl
from collections.abc import Callable, Iterator, Sequence

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from hub.opportunities.models import Offer
from search.index import audit, offers
from search.index.adapters import ADAPTERS, Adapter
from search.index.fingerprint import fingerprint
from search.index.models.entries import Entry
from search.index.models.rebuilds import Rebuild
from search.index.pages import searched
from search.index.writing import analyze, put_many, put_right

Tell = Callable[[int], object]
# Longer ago, what was stopped says too little of what stands: pages may have been loaded past the receivers since.
GOES_ON_WITHIN = datetime.timedelta(days=1)
# Any number that nothing else in the database locks.
LOCK = 8_261_204


@contextlib.contextmanager
def alone(*, waiting: Callable[[], object] = lambda: None) -> Iterator[None]:
    """Wait until no other process rebuilds, and let none until the block ends; `waiting` is called if it has to.

    The database or the machine lets go of what a killed process held.
    """
    with _locked_in_database(waiting) if connection.vendor == "postgresql" else _locked_file(waiting):
        yield


@contextlib.contextmanager
def _locked_in_database(waiting: Callable[[], object]) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_try_advisory_lock({LOCK})")
        if not cursor.fetchone()[0]:
            waiting()
            cursor.execute(f"SELECT pg_advisory_lock({LOCK})")
    try:
        yield
    finally:
        # A connection that broke meanwhile has let go of it.
        if connection.connection and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT pg_advisory_unlock({LOCK})")


@contextlib.contextmanager
def _locked_file(waiting: Callable[[], object]) -> Iterator[None]:
    """Hold a file beside the database: SQLite's processes are all on one machine."""
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    with (settings.VAR_DIR / "search_rebuild.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def stopped() -> Rebuild | None:
    """Return the rebuild that was stopped half-way and can go on: one of this release, not long ago."""
    since = timezone.now() - GOES_ON_WITHIN
    return Rebuild.objects.filter(pk=1, release=fingerprint(), ended_at=None, moved_at__gte=since).first()


def is_whole() -> bool:
    """Tell whether the last rebuild was of this release and came to its end."""
    return Rebuild.objects.filter(pk=1, release=fingerprint(), ended_at__isnull=False).exists()


def not_in_step() -> set[int]:
    """Return the pages without an entry that should have one, and those that have one and should not: their ids.

    Whatever was loaded past the receivers. What a page says is not compared; `search_check` does that.
    """
    shown = {pk for adapter in ADAPTERS.values() for pk in searched(adapter).order_by().values_list("pk", flat=True)}
    return shown ^ _held()


def _held() -> set[int]:
    entries = Entry.objects.current().filter(page_id__isnull=False, part="")
    return set(entries.order_by().values_list("page_id", flat=True))


def rebuild(*, tell: Tell = lambda _: None, go_on: Rebuild | None = None) -> tuple[int, int]:
    """Write every entry anew from the pages and retire the rest; return how many there are and how many pages lost
    theirs. `go_on`: what was stopped, to leave out what it has done. `tell` is called with the number of pages done.

    Each batch is a transaction of its own, so that editors wait for none longer than a moment.
    """
    now = timezone.now()
    run = go_on or Rebuild(pk=1, release=fingerprint(), began_at=now, moved_at=now)
    run.save()
    shown: set[int] = set()
    for adapter, pages, left in _pages(run):
        shown |= set(pages.values_list("pk", flat=True))
        put_many(left, tell=_noting(adapter, tell))
    held = Entry.objects.current().filter(page_id__isnull=False)
    # Some of these may have been published since they were not among the others.
    retired = put_right(set(held.values_list("page_id", flat=True)) - shown)
    analyze()
    # Only what an entry no longer says was written: how strong a word is may be reckoned otherwise by now.
    strengths = audit.Words()
    if (found := strengths.compare()).wrong:
        strengths.repair(found)
    offers.write(Offer.objects.all())
    Rebuild.objects.filter(pk=1).update(ended_at=timezone.now())
    return held.count(), retired


def pages_left(go_on: Rebuild | None = None) -> int:
    """Return how many pages a rebuild has to read, or what was stopped has still to read."""
    return sum(left.count() for _adapter, _pages_of_it, left in _pages(go_on or Rebuild()))


def _pages(run: Rebuild) -> Iterator[tuple[Adapter, QuerySet, QuerySet]]:
    """Yield each adapter with its pages, and with those of them that a rebuild has not done yet."""
    kinds = [model._meta.label_lower for model in ADAPTERS]
    begins = kinds.index(run.kind) if run.kind in kinds else 0
    for place, adapter in enumerate(ADAPTERS.values()):
        pages = searched(adapter)
        left = pages.none() if place < begins else pages
        yield adapter, pages, left.filter(pk__gt=run.last_page) if place == begins else left


def _noting(adapter: Adapter, tell: Tell) -> Callable[[Sequence[int]], None]:
    """Return what notes that the pages of a batch are done, and tells of it."""
    kind = adapter.model._meta.label_lower

    def note(ids: Sequence[int]) -> None:
        Rebuild.objects.filter(pk=1).update(kind=kind, last_page=ids[-1], moved_at=timezone.now())
        tell(len(ids))

    return note
