"""`manage.py search_sync`: send Elasticsearch what it has not acknowledged; with `--follow` for as long as it runs."""

import logging
import signal
import sys
import threading
from collections.abc import Callable

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, OperationalError, connection
from tqdm import tqdm

from hub.core.jobs import ServerAway
from search.engines import EngineUnavailable
from search.engines.elasticsearch import feed
from search.index import sync

logger = logging.getLogger(__name__)
LONGEST_PAUSE = 30.0


class Stopped(Exception):
    """The service is asked to end; what was taken is noted."""


class Command(BaseCommand):
    help = (
        "Send Elasticsearch every change it has not acknowledged. --follow goes on until it is told to end (SIGTERM). "
        "Exit code 75: it does not answer, and the next call sends what waits."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--follow", action="store_true", help="go on sending, as a service")
        parser.add_argument("--every", type=float, default=1.0, metavar="SECONDS", help="how often to look (1)")

    def handle(self, *args: object, verbosity: int, every: float, **options: object) -> None:
        if settings.SEARCH_ENGINE != "elasticsearch":
            if verbosity > 1 or options["follow"]:
                self.stdout.write(f"SEARCH_ENGINE is {settings.SEARCH_ENGINE}: it needs no sending.")
            return
        if options["follow"]:
            stop = threading.Event()
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: stop.set())
            follow(stop, every=every)
            return

        try:
            with tqdm(unit="entry", disable=not sys.stderr.isatty() or not verbosity) as bar:
                fed = feed.deliver(tell=bar.update)
        except EngineUnavailable as error:
            raise ServerAway(f"{error} What was not taken is sent again.") from error
        except OperationalError as error:
            raise ServerAway("The database does not answer. What was not taken is sent again.") from error
        if verbosity and (fed.taken or verbosity > 1):
            self.stdout.write(f"{fed.taken} entries sent")


def follow(stop: threading.Event, *, every: float = 1.0, deliver: Callable[..., object] | None = None) -> None:
    """Deliver whatever is pending, again and again, until told to stop; a batch in hand is ended first.

    Neither the search server nor the database need be there all the time: pauses grow up to half a minute, and one
    line says when it begins to fail and one when it is over.
    """
    deliver = deliver or feed.deliver
    logger.info("Search: following changes.")
    failures = 0

    def tell(taken: int) -> None:
        if taken:
            logger.info("Search: %s entries sent.", taken)
        if stop.is_set():
            raise Stopped

    while not stop.wait(min(LONGEST_PAUSE, every * 2.0**failures)):
        try:
            lag = sync.lag()
            if lag is None or lag.pending:
                deliver(tell=tell)
        except Stopped:
            break
        except (EngineUnavailable, DatabaseError) as error:
            failures = min(failures + 1, 30)
            if failures == 1:
                logger.warning("Search: changes wait to be delivered: %s", error)
            if not connection.in_atomic_block:
                # A database that restarted needs a new connection.
                connection.close()
        else:
            if failures:
                logger.warning("Search: changes are delivered again.")
            failures = 0
    logger.info("Search: stopped.")
