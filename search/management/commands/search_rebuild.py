"""`manage.py search_rebuild`: every entry anew from the pages, and a search server's index anew from the entries."""

import sys
import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from hub.opportunities.models import Offer
from search.engines import EngineUnavailable, database_engine
from search.engines.elasticsearch.rebuild import rebuild
from search.index import audit, offers, pages, sync, writing
from search.index.adapters import ADAPTERS
from search.index.models.entries import Entry


class Command(BaseCommand):
    help = (
        "Write every search entry anew from the live, public pages, retire what is no longer public, and with "
        "Elasticsearch build a new index from the entries, which takes over when it is complete."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--engine",
            choices=[database_engine(), "elasticsearch"],
            help="only this one: the entries with the words in the database, or the index of Elasticsearch",
        )

    def handle(self, *args: object, verbosity: int, engine: str | None, **options: object) -> None:
        self.silent = not verbosity
        only = engine
        with sync.suppressed():
            if only != "elasticsearch":
                self._entries()
            if only == "elasticsearch" or (not only and settings.SEARCH_ENGINE == "elasticsearch"):
                self._index()

    def _entries(self) -> None:
        started = time.monotonic()
        total = sum(pages.searched(adapter).count() for adapter in ADAPTERS.values())
        with self._bar(total, "page") as bar:
            written, retired = writing.rebuild(tell=bar.update)
        # Only what an entry no longer says was written: how strong a word is may be reckoned otherwise by now.
        strengths = audit.Words()
        if (found := strengths.compare()).wrong:
            strengths.repair(found)
        self._say(f"{written} entries written, {retired} retired", started)
        offers.write(Offer.objects.all())

    def _index(self) -> None:

        started = time.monotonic()
        try:
            with self._bar(Entry.objects.count(), "entry") as bar:
                done = rebuild(tell=bar.update)
        except EngineUnavailable as error:
            raise CommandError(f"{error} The index in use stays as it was.") from error
        for name in done.left_over:
            self._say(f"removed {name}, which an earlier rebuild left half-way")
        for name in done.replaced:
            self._say(f"removed {name}, which was in use until now")
        changes = f", {done.caught_up} changes made meanwhile" if done.caught_up else ""
        self._say(f"{done.index} is in use: {done.entries} entries{changes}", started)

    def _bar(self, total: int, unit: str) -> tqdm:
        return tqdm(total=total, unit=unit, disable=self.silent or not sys.stderr.isatty())

    def _say(self, text: str, started: float | None = None) -> None:
        if not self.silent:
            self.stdout.write(f"{text}, in {time.monotonic() - started:.1f} s" if started else text)
