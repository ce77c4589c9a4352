"""Counts searches: in memory first, written once a minute, so that no reader waits for a write.

What a process has counted in its last minute is written when it ends, and lost when it is killed; the report is about
tendencies. That a result was opened is reported by the browser (`ping`), and some never do.
"""

import atexit
import dataclasses
import datetime
import logging
import threading
import time
from collections.abc import Mapping
from typing import Any

from django.core.signals import request_finished
from django.db import DatabaseError, transaction
from django.db.models import F
from django.dispatch import receiver
from django.utils import timezone

from search.engines.snapshot import Snapshot
from search.request import SearchRequest
from search.steering import privacy
from search.steering.models.lookups import Lookup
from search.understanding.index_words import IndexWords

WRITE_AFTER_SECONDS = 60
WRITE_AFTER_WORDINGS = 500
# A limit against floods of nonsense.
MOST_WORDINGS = 5000
KEEP_MONTHS = 13
LONGEST = 200
logger = logging.getLogger(__name__)


@dataclasses.dataclass(frozen=True)
class Wording:
    """What was looked for: the words that may be kept, the canonical filters, the language, the day."""

    query: str
    filters: str
    locale: str
    day: datetime.date

    def fields(self) -> dict[str, Any]:
        return dataclasses.asdict(self)


@dataclasses.dataclass
class Count:
    searches: int = 0
    opened: int = 0
    hits: int = 0


class Tally:
    """What this process has counted and not yet written."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: dict[Wording, Count] = {}
        self._since = time.monotonic()

    def add(self, wording: Wording, *, searches: int = 0, opened: int = 0, hits: int | None = None) -> None:
        with self._lock:
            if wording not in self._counts and len(self._counts) >= MOST_WORDINGS:
                return
            count = self._counts.setdefault(wording, Count())
            count.searches += searches
            count.opened += opened
            count.hits = count.hits if hits is None else hits

    def due(self) -> bool:
        waited = time.monotonic() - self._since
        return bool(self._counts) and (waited >= WRITE_AFTER_SECONDS or len(self._counts) >= WRITE_AFTER_WORDINGS)

    def take(self) -> Mapping[Wording, Count]:
        """Return what was counted and start again from zero."""
        with self._lock:
            counts, self._counts, self._since = self._counts, {}, time.monotonic()
        return counts

    def __len__(self) -> int:
        return len(self._counts)


tally = Tally()


def note(asked: SearchRequest, *, corrected: str, total: int, held: Snapshot) -> Wording | None:
    """Count a search that somebody made, unless it only turned a page or asked for everything; return its wording.

    `corrected`: its words with their spelling corrected; `total`: how many entries it found.
    """
    if asked.page > 1 or not (asked.text or asked.selected) or asked.school is not None:
        return None
    index_words = held.index_words(asked.locale)
    query = privacy.kept(corrected, own=owned(index_words), general=index_words.known)
    # Where the words are not kept, what they were looked for among says nothing to anybody.
    filters = ""
    if query or not asked.text:
        # Nor what was read from words before, which the address can name as it likes.
        plain = asked.change(text="", sort="relevance", as_typed=False, near_minutes=None, interpretations=())
        filters = plain.query_string()[1:]
    wording = Wording(query, filters[:LONGEST], asked.locale, timezone.localdate())
    tally.add(wording, searches=1, hits=total)
    return wording


def names_nobody(text: str, locale: str, *, held: Snapshot) -> bool:
    """Tell whether every word of `text`, as it was typed, may be kept."""
    index_words = held.index_words(locale)
    known = privacy.kept(text, own=owned(index_words), general=index_words.known)
    return not text.strip() or (bool(known) and privacy.GAP not in known and len(known) < privacy.LONGEST)


def note_again(query: str, filters: str, locale: str, hits: int) -> None:
    """Count one more search of a wording that was counted before, which finds the same."""
    tally.add(Wording(query, filters, locale, timezone.localdate()), searches=1, hits=hits)


def note_opened(query: str, filters: str, locale: str) -> None:
    """Count that somebody opened a result of a search that was counted today."""
    tally.add(Wording(query, filters, locale, timezone.localdate()), opened=1)


def owned(index_words: IndexWords) -> privacy.Knows:
    """Return what tells the hub's own words: of its pages, its terms and its vocabulary."""
    return lambda word: word in index_words.entries or word in index_words.phrases.words


@transaction.atomic
def write(counts: Mapping[Wording, Count]) -> None:
    """Add counts to the rows of their days. An opening without a search that day belongs to nothing and is dropped."""
    # In one order everywhere, or two processes could wait for each other's rows.
    ordered = sorted(counts.items(), key=lambda item: tuple(item[0].fields().values()))
    searched = [Lookup(**wording.fields()) for wording, count in ordered if count.searches]
    Lookup.objects.bulk_create(searched, ignore_conflicts=True)
    for wording, count in ordered:
        more: dict[str, Any] = {
            "searches": F("searches") + count.searches,
            "opened": F("opened") + count.opened,
        }
        if count.searches:
            more["hits"] = count.hits
        Lookup.objects.filter(**wording.fields()).update(**more)


def write_out() -> None:
    """Write what this process has counted. A failure is logged: a count is never worth an error page."""
    counts = tally.take()
    if not counts:
        return
    try:
        write(counts)
    except DatabaseError:
        logger.exception("%s searches were not counted", len(counts))


@receiver(request_finished, dispatch_uid="search.steering.lookups")
def after_request(**_kwargs: object) -> None:
    """Write by the minute, when the answer is already on its way."""
    if tally.due():
        write_out()


atexit.register(write_out)


def forget(*, on: datetime.date) -> int:
    """Delete what is older than thirteen months on a day; return how many rows."""
    months = on.year * 12 + on.month - 1 - KEEP_MONTHS
    oldest = datetime.date(months // 12, months % 12 + 1, min(on.day, 28))
    return Lookup.objects.filter(day__lt=oldest).delete()[0]
