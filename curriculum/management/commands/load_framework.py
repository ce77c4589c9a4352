"""`load_framework`: bring the vocabularies to what `curriculum/data/*.json` says."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from curriculum.services import Outcome, load_framework
from curriculum.vocabulary import DATA, FrameworkError


class Command(BaseCommand):
    help = "Load key stages, years, subjects, frameworks and the other vocabularies. Safe to run again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--data", type=Path, default=DATA, help="Folder of the JSON files.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would change and write nothing.")

    def handle(self, *, data: Path, dry_run: bool, **options: object) -> None:
        try:
            outcomes = load_framework(folder=data, dry_run=dry_run)
        except FrameworkError as error:
            raise CommandError(f"{error} Nothing was written.") from error
        self.stdout.write(f"{'':16}{'added':>8}{'changed':>9}{'retired':>9}{'unchanged':>11}")
        for outcome in outcomes:
            self._line(outcome)
        if not any(outcome.added or outcome.changed or outcome.retired for outcome in outcomes):
            self.stdout.write("No change.")
        elif dry_run:
            self.stdout.write("Dry run: nothing was written.")

    def _line(self, outcome: Outcome) -> None:
        counts = f"{len(outcome.added):8}{len(outcome.changed):9}{len(outcome.retired):9}{len(outcome.unchanged):11}"
        self.stdout.write(f"{outcome.name.replace('_', ' '):16}{counts}")
        for word in ("changed", "retired"):
            if slugs := getattr(outcome, word):
                self.stdout.write(f"  {word}: {', '.join(slugs)}")
