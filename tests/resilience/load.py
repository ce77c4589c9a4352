"""The load while servers are killed: one author who publishes, one reader who searches."""

import contextlib
import itertools
import random
import statistics
import threading
import time
from collections.abc import Iterator

from django.db import DatabaseError, connection, connections
from wagtail.models import Page

from curriculum.models import ResourceType, YearGroup
from resources.models import LessonResourcePage, ResourceIndexPage
from search.engines import resilient_engine
from search.index.analysis import analyse
from search.request import SearchRequest
from search.understanding.query import Query
from tests.resilience.checks import PATIENCE, DrillFailed

WORDS = ("career", "interview", "engineer", "market", "labour", "skill", "college", "job", "team", "museum", "nurse")
ANCHOR = "lighthouse"
BODY = [{"type": "paragraph", "value": "<p>Read the cards aloud and say which job each of them is about.</p>"}]
# Somebody who searches looks at what was found for a moment.
PAUSE = 0.05
_numbers = itertools.count(1)


class Author:
    """Publishes new pages, changes old ones and takes some away, one after the other; each is timed.

    Each page has a word of its own in its title; `gone` lists those of the pages that were taken away.
    """

    def __init__(self, *, seed: int = 0) -> None:
        self.random = random.Random(seed)
        self.seconds: list[float] = []
        self.parent = ResourceIndexPage.objects.first() or self._library()
        self.year = YearGroup.objects.order_by("number").first()
        self.kind = ResourceType.objects.order_by("pk").first()
        self.pages: dict[int, str] = {}
        self.gone: list[str] = []

    def _library(self) -> ResourceIndexPage:
        return Page.get_first_root_node().add_child(instance=ResourceIndexPage(title="Library", slug="library"))

    def publish_next(self) -> None:
        """Do the next edit: six times in ten a new page, three times a change, once one goes."""
        what = self.random.random()
        began = time.monotonic()
        if what < 0.6 or len(self.pages) < 5:
            self.publish_new(" ".join(self.random.sample(WORDS, 4)))
        elif what < 0.9:
            self.change(self.random.choice(list(self.pages)))
        else:
            self.take_away(self.random.choice(list(self.pages)))
        self.seconds.append(time.monotonic() - began)

    def publish_new(self, title: str) -> LessonResourcePage:
        own = f"sheet{next(_numbers)}"
        page = LessonResourcePage(
            title=f"{title} {own}",
            summary=" ".join(self.random.choices(WORDS, k=8)),
            resource_type=self.kind,
            format="sheet",
            minutes=self.random.choice([10, 20, 45]),
            body=BODY,
            live=False,
        )
        page.year_groups = [self.year]
        self.parent.refresh_from_db()
        self.parent.add_child(instance=page)
        page.save_revision().publish()
        self.pages[page.pk] = own
        return page

    def change(self, pk: int) -> None:
        page = LessonResourcePage.objects.get(pk=pk)
        page.title = " ".join([*self.random.sample(WORDS, 4), self.pages[pk]])
        page.save_revision().publish()

    def take_away(self, pk: int) -> None:
        LessonResourcePage.objects.get(pk=pk).unpublish()
        self.gone.append(self.pages.pop(pk))

    def publish_next_patiently(self) -> int:
        """Do the next edit even if the database is away at first, as a person would; return how often it was."""
        failures, patience = 0, time.monotonic() + PATIENCE
        while True:
            try:
                self.publish_next()
            except DatabaseError as error:
                failures += 1
                if time.monotonic() > patience:
                    raise DrillFailed(f"The database did not come back: {error}") from error
                connection.close()
                time.sleep(PAUSE)
            else:
                return failures

    def timing(self, since: int = 0) -> str:
        milliseconds = [1000 * seconds for seconds in self.seconds[since:]]
        return f"median {statistics.median(milliseconds):.0f} ms, slowest {max(milliseconds):.0f} ms"


class Reader(threading.Thread):
    """Searches all the time, in turn for a page that is always there and for the last one that was taken away.

    A search that fails, misses the one or finds the other counts as failed.
    """

    def __init__(self, author: Author) -> None:
        super().__init__(name="reader", daemon=True)
        self.author = author
        self.stop = threading.Event()
        self.searches = 0
        self.slowest = 0.0
        self.failures: list[str] = []

    def run(self) -> None:
        try:
            while not self.stop.wait(PAUSE):
                gone = self.author.gone[-1:] if self.searches % 2 else []
                self._search(*(gone or [ANCHOR]), expected=0 if gone else 1)
        finally:
            connections.close_all()

    def _search(self, word: str, *, expected: int) -> None:
        request = SearchRequest(query=Query.of(*analyse(word)))
        began = time.monotonic()
        try:
            if (total := resilient_engine().search(request).total) != expected:
                self.failures.append(f"{word} was found {total} times, not {expected}")
        except Exception as error:
            self.failures.append(f"{type(error).__name__}: {error}")
            connection.close()
        self.slowest = max(self.slowest, time.monotonic() - began)
        self.searches += 1


@contextlib.contextmanager
def searching(author: Author) -> Iterator[Reader]:
    """Search beside the block until it ends."""
    reader = Reader(author)
    reader.start()
    try:
        yield reader
    finally:
        reader.stop.set()
        reader.join()
