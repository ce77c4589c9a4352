"""What a scenario waits for and checks."""

import os
import time
from collections.abc import Callable

from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from search.engines import resilient_engine
from search.engines.elasticsearch import indices
from search.engines.elasticsearch.client import ERRORS, get_client
from search.index import sync
from search.index.sync import Lag
from search.models import Acknowledgement
from tests.servers import process

Log = Callable[[str], None]
PATIENCE = 180
SILENT = "none"


class DrillFailed(Exception):
    """A change was lost or a search failed; the message says what."""


def wait_until(what: str, true: Callable[[], bool]) -> float:
    """Wait until something is the case, whatever fails meanwhile; return how many seconds that took."""
    began = time.monotonic()
    last: Exception | None = None
    for _ in process.attempts(PATIENCE):
        try:
            if true():
                return time.monotonic() - began
        except DatabaseError as error:
            last = error
            connection.close()
        except (*ERRORS, OSError) as error:
            last = error
    raise DrillFailed(f"In {PATIENCE} s it did not happen that {what}. {last or ''}")


def wait_until_indexed() -> float:
    """Wait until the index in use has acknowledged every entry; return how many seconds that took."""
    return wait_until("every change is indexed", lambda: sync.lag() == Lag())


def wait_until_elasticsearch_answers() -> float:
    """Wait until Elasticsearch answers searches; return how many seconds that took."""
    return wait_until("Elasticsearch is asked", lambda: resilient_engine().health().answering == "elasticsearch")


def live_index() -> str | None:
    return indices.live(get_client())


def documents_beside(live: str | None) -> int:
    """Return how many documents there are in other indices than the live one: in those half built."""
    client = get_client()
    others = [name for name in indices.names(client) if name != live]
    for name in others:
        client.indices.refresh(index=name)
    return sum(client.count(index=name)["count"] for name in others)


def without_delivery() -> dict[str, str]:
    """Return the environment of a command that delivers nothing on the side."""
    return os.environ | {"SEARCH_DELIVERY": SILENT}


def check(log: Log) -> None:
    """Hold pages against entries and entries against every index, and what is noted against what is there.

    Raises DrillFailed.
    """
    try:
        call_command("search_check", stdout=Lines(log))
    except CommandError as error:
        raise DrillFailed(f"search_check: {error}") from error
    there = indices.names(get_client())
    if left := set(Acknowledgement.objects.values_list("index", flat=True).distinct()) - set(there):
        raise DrillFailed(f"Acknowledgements of indices that went are left: {', '.join(sorted(left))}")


class Lines:
    """A stream that hands each line on."""

    def __init__(self, log: Log) -> None:
        self.log = log

    def write(self, text: str) -> None:
        for line in text.splitlines():
            self.log(f"search_check: {line}")

    def flush(self) -> None: ...
