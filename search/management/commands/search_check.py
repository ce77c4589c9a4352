"""`manage.py search_check`: is everything found that should be, and nothing else?"""

import sys
from collections.abc import Sequence

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from search.engines import EngineUnavailable
from search.engines.elasticsearch.audit import live_documents
from search.index.audit import Comparison, Counted, Entries, Findings, Ranked, Suggested, Words

SHOWN = 20


class Command(BaseCommand):
    help = (
        "Compare the entries with the published pages, and what each engine holds with the entries, by count and by "
        "content. Prints what is missing, stale or orphaned; exit code 1 if anything is."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repair", action="store_true", help="make right what is found")

    def handle(self, *args: object, verbosity: int, repair: bool, **options: object) -> None:
        self.verbosity = verbosity
        wrong = 0
        try:
            for comparison in self._comparisons():
                found = self._compare(comparison)
                if found.wrong and repair:
                    comparison.repair(found)
                    self._say("Repaired. Once more:")
                    found = self._compare(comparison)
                wrong += len(found.wrong)
        except EngineUnavailable as error:
            raise CommandError(str(error)) from error
        if wrong:
            hint = "" if repair else " --repair makes it right."
            raise CommandError(f"{wrong} things are not as they should be.{hint}")

    def _comparisons(self) -> list[Comparison]:
        found: list[Comparison] = [Entries(), Words(), Ranked(), Suggested(), Counted()]
        if settings.SEARCH_ENGINE == "elasticsearch":
            found.append(live_documents())
        return found

    def _compare(self, comparison: Comparison) -> Findings:
        with tqdm(unit="entry", desc=comparison.what, disable=not self.verbosity or not sys.stderr.isatty()) as bar:
            found = comparison.compare(tell=bar.update)
        if not found.wrong:
            self._say(f"{comparison.what}: {found.checked}, all as they should be")
            return found
        self._say(f"{comparison.what}: {found.checked} expected")
        for name in ("missing", "stale", "orphaned"):
            self._list(name, getattr(found, name), comparison)
        return found

    def _list(self, name: str, ids: Sequence[int], comparison: Comparison) -> None:
        if ids:
            more = f" and {len(ids) - SHOWN} more" if len(ids) > SHOWN else ""
            late = len(comparison.late(ids))
            waiting = f" ({late} wait to be delivered)" if late else ""
            self._say(f"  {name}: {len(ids)}{waiting}: {comparison.kind} {', '.join(map(str, ids[:SHOWN]))}{more}")

    def _say(self, text: str) -> None:
        if self.verbosity:
            self.stdout.write(text)
