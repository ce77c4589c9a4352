"""`manage.py search_rebuild`: every entry anew from the pages, and a search server's index anew from the entries."""

import sys
import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.formats import date_format
from tqdm import tqdm

from search.engines import EngineUnavailable, database_engine
from search.engines.elasticsearch.rebuild import in_step, rebuild
from search.index import offers, rebuilding, sync, writing
from search.index.models.entries import Entry


class Command(BaseCommand):
    help = (
        "Write every search entry anew from the live, public pages, retire what is no longer public, and with "
        "Elasticsearch build a new index from the entries, which takes over when it is complete. What was stopped "
        "within a day goes on where it was. Two at once: the second waits."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--engine",
            choices=[database_engine(), "elasticsearch"],
            help="only this one: the entries with the words in the database, or the index of Elasticsearch",
        )
        how = parser.add_mutually_exclusive_group()
        how.add_argument(
            "--if-changed",
            action="store_true",
            help="only what the last one did not write, or another release: for each start of the hub",
        )
        how.add_argument(
            "--from-start", action="store_true", help="every entry, also where an earlier one was stopped half-way"
        )

    def handle(
        self, *args: object, verbosity: int, engine: str | None, if_changed: bool, from_start: bool, **options: object
    ) -> None:
        self.silent = not verbosity
        with sync.suppressed(), rebuilding.alone(waiting=lambda: self._say("Another one is running: waiting for it.")):
            stood = if_changed
            if engine != "elasticsearch":
                stood = if_changed and self._stand()
                if not stood:
                    self._entries(from_start=from_start)
            if engine == "elasticsearch" or (not engine and settings.SEARCH_ENGINE == "elasticsearch"):
                self._index(if_needed=stood)

    def _stand(self) -> bool:
        """Tell whether the entries are those of this release, once what is missing is written."""
        started = time.monotonic()
        if not rebuilding.is_whole():
            return False
        if missing := rebuilding.not_in_step():
            writing.put_right(missing)
            self._say(f"{len(missing)} pages had changed past the receivers, and are put right")
        offers.write(offers.unwritten())
        self._say("The entries are whole and of this release: not written again", started)
        return True

    def _entries(self, *, from_start: bool) -> None:
        started = time.monotonic()
        if go_on := None if from_start else rebuilding.stopped():
            began = date_format(timezone.localtime(go_on.began_at), "j F, H:i")
            self._say(f"going on with what began on {began} and was stopped (--from-start begins anew)")
        with self._bar(rebuilding.pages_left(go_on), "page") as bar:
            written, retired = rebuilding.rebuild(tell=bar.update, go_on=go_on)
        self._say(f"{written} entries written, {retired} retired", started)

    def _index(self, *, if_needed: bool) -> None:
        started = time.monotonic()
        if if_needed and in_step():
            self._say("The index of Elasticsearch holds every entry as it stands: not built again", started)
            return
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
