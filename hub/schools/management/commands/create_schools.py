"""Set up many schools: their home pages as drafts, their collections, their people's invitations."""

import resource
import sys
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from curriculum.models import Borough
from hub.schools.register.groups import groups
from hub.schools.register.importing.encodings import UnreadableFile
from hub.schools.register.importing.reading import borough_names
from hub.schools.setting_up.many import Outcome, follow, schools_where, set_up
from hub.schools.setting_up.rows import Problem, read, write_report
from hub.schools.tenancy.provisioning import ProvisioningError
from hub.schools.text import fold

SHOWN = 10


class Command(BaseCommand):
    help = (
        "Give schools of the register their home pages (as drafts), collections and roles: those of a borough or type, "
        "all, or those that a CSV file names (urn; name, email and role of whom to invite: a row a person). Schools "
        "that have pages stay as they are and nobody is invited twice, so it can run again. "
        "Example: create_schools --borough Camden --dry-run"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", help="Schools and people to invite, as CSV.")
        parser.add_argument("--borough", action="append", default=[], metavar="NAME", help="May be repeated.")
        parser.add_argument("--type", action="append", default=[], metavar="GROUP", choices=list(groups()))
        parser.add_argument("--all", action="store_true", help="Every open school of the register.")
        parser.add_argument("--live", action="store_true", help="Publish the home pages at once.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would happen and write nothing.")
        parser.add_argument("--report", type=Path, metavar="FILE", help="Where to write the rows nothing came of.")

    def handle(self, *args: object, **options: Any) -> None:
        given = [options["file"], options["borough"] or options["type"], options["all"]]
        if sum(map(bool, given)) != 1:
            raise CommandError("Name a file, or boroughs and types, or --all: one of these.")
        started = time.monotonic()
        try:
            outcome = self._of_file(options) if options["file"] else self._of_filter(options)
        except (UnreadableFile, OSError, ProvisioningError) as error:
            raise CommandError(str(error)) from error
        self._say(outcome, seconds=time.monotonic() - started, dry_run=options["dry_run"])
        if options["file"]:
            self._report(options["report"] or settings.VAR_DIR / "create_schools_report.csv", outcome.problems)

    def _of_filter(self, options: dict[str, Any]) -> Outcome:
        boroughs = [self._borough(name) for name in options["borough"]]
        schools = schools_where(boroughs=boroughs, groups=options["type"], on=timezone.localdate())
        with tqdm(total=schools.count(), unit=" schools", disable=None, file=sys.stderr) as bar:
            return set_up(schools, live=options["live"], dry_run=options["dry_run"], tell=bar.update)

    def _of_file(self, options: dict[str, Any]) -> Outcome:
        rows, problems = read(options["file"])
        how = {"live": options["live"], "dry_run": options["dry_run"], "by": None, "at": timezone.now()}
        outcome = Outcome(problems=problems)
        with tqdm(total=len(rows), unit=" rows", disable=None, file=sys.stderr) as bar:
            follow(rows, outcome, tell=bar.update, **how)
        return outcome

    def _borough(self, name: str) -> str:
        slug = borough_names(list(Borough.objects.all())).get(fold(name))
        if slug is None:
            known = ", ".join(borough.label for borough in Borough.objects.all())
            raise CommandError(f"{name} is not a London borough. They are: {known}.")
        return slug

    def _say(self, outcome: Outcome, *, seconds: float, dry_run: bool) -> None:
        if dry_run:
            self.stdout.write("Dry run: nothing was written and nobody was mailed.")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
        self.stdout.write(f"{outcome.made:>7} schools set up")
        self.stdout.write(f"{outcome.had_pages:>7} had their pages before")
        self.stdout.write(f"{outcome.invited:>7} people invited")
        self.stdout.write(f"{outcome.invited_before:>7} people invited before")
        self.stdout.write(f"{seconds:.1f} s, peak memory {peak:.0f} MB.")

    def _report(self, path: Path, problems: list[Problem]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as handle:
            write_report(problems, handle)
        for one in problems[:SHOWN]:
            self.stderr.write(f"line {one.line}: {one.value!r} {one.reason}")
        if problems:
            self.stdout.write(f"Rows that nothing came of: {len(problems)}, each with line and reason, in {path}.")
