"""Load the schools register from a CSV file; safe to run again."""

import csv
import datetime
import re
import resource
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from curriculum.models import Borough
from hub.core.models import LastRun
from hub.core.spreadsheets import harmless
from hub.schools.microsites.closing import closed_but_public
from hub.schools.register.importing.encodings import UnreadableFile
from hub.schools.register.importing.formats import LINKS, RegisterFile, open_register
from hub.schools.register.importing.links import import_links
from hub.schools.register.importing.load import import_register
from hub.schools.register.importing.reading import Outcome, Plan, borough_names
from hub.schools.register.importing.rows import RowProblem
from hub.schools.text import fold

SHOWN = 10
LINES = (
    ("added", "added"),
    ("changed", "changed"),
    ("unchanged", "unchanged"),
    ("older", "older than what the hub holds, left alone"),
    ("repeated", "repeated in the file, the same facts"),
    ("outside", "outside London, skipped"),
    ("elsewhere", "in other boroughs, skipped"),
    ("not held", "links of schools that the hub does not hold, skipped"),
    ("other links", "links of other kinds, skipped"),
    ("waiting", "wait for a person: accept or refuse them in the admin under “Register”{again}"),
    ("refused before", "refused by a person before, left as they are"),
    ("refused", "refused, see the report"),
)


class Command(BaseCommand):
    help = (
        "Load the schools register: the official CSV (edubasealldataYYYYMMDD.csv), an extract of it, the London "
        "schools atlas, or the register's links between schools, told apart by their header; in any encoding and with "
        "any separator that a spreadsheet writes. What cannot be read goes to a report, and replaces nothing; the rest "
        "loads, all or none of it. What changes the name, status or type of a school with public pages waits for a "
        "person, and so does a borough of which more than a tenth of the schools are missing. Running it again changes "
        "only what the file says differently. Example: "
        "import_schools ../shared/data/gias/london_schools_2026.csv --dry-run"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="Say what would happen and write nothing.")
        parser.add_argument(
            "--accept",
            action="store_true",
            help="Write also what a person would see; a school that goes on under another number waits nevertheless.",
        )
        parser.add_argument("--part", action="store_true", help="The file is a part of the register: nothing is lost.")
        parser.add_argument("--borough", action="append", metavar="NAME", help="Only this borough; may be repeated.")
        parser.add_argument("--report", type=Path, metavar="FILE", help="Where to write the rows that were refused.")
        parser.add_argument(
            "--dated", metavar="YYYY-MM-DD", help="The day of the file. Older facts never replace newer."
        )

    def handle(self, *args: object, **options: Any) -> None:
        started = time.monotonic()
        try:
            register = open_register(options["file"])
        except (UnreadableFile, OSError) as error:
            raise CommandError(str(error)) from error
        plan = Plan(
            dated=self.dated(options),
            today=timezone.localdate(),
            file=options["file"].name[:255],
            only=self.boroughs(options["borough"]),
            **{name: options[name] for name in ("dry_run", "accept", "part")},
        )
        load = import_links if register.format == LINKS else import_register
        with tqdm(total=register.lines, unit=" lines", disable=None, file=sys.stderr) as bar:
            outcome = load(register, plan, progress=lambda line: bar.update(line - bar.n))
        if register.format != LINKS and not plan.dry_run:
            LastRun.note("import_schools")
        self.summarise(register, plan, outcome, seconds=time.monotonic() - started)
        self.report(options["report"] or settings.VAR_DIR / "import_schools_report.csv", outcome.problems)

    def dated(self, options: dict[str, Any]) -> datetime.date:
        """Return the day of the file's facts: as given, else from its name (a year alone is its end), else today."""
        today = timezone.localdate()
        if options["dated"]:
            try:
                return datetime.date.fromisoformat(options["dated"])
            except ValueError as error:
                raise CommandError(f"--dated: {options['dated']} is not a date such as 2026-11-20.") from error
        found = re.search(r"(?<!\d)(20\d{2})(\d{2})?(\d{2})?(?!\d)", options["file"].name)
        if not found:
            return today
        year, month, day = (int(part or default) for part, default in zip(found.groups(), (0, 12, 31), strict=True))
        try:
            return min(today, datetime.date(year, month, day))
        except ValueError:
            return today

    def boroughs(self, wanted: list[str] | None) -> frozenset[str] | None:
        """Return the slugs of the boroughs asked for, None for all.

        Raises:
            CommandError: for a name that is no borough, or when the boroughs have not been loaded.
        """
        boroughs = list(Borough.objects.all())
        if not boroughs:
            raise CommandError("The boroughs are not loaded yet: run manage.py load_framework first.")
        if not wanted:
            return None
        names = borough_names(boroughs)
        slugs = [names.get(fold(name)) for name in wanted]
        if None in slugs:
            known = ", ".join(borough.label for borough in boroughs)
            raise CommandError(f"{wanted[slugs.index(None)]} is not a London borough. They are: {known}.")
        return frozenset(slug for slug in slugs if slug)

    def summarise(self, register: RegisterFile, plan: Plan, outcome: Outcome, *, seconds: float) -> None:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
        separator = {"\t": "tabs", ",": "commas", ";": "semicolons"}.get(register.delimiter, register.delimiter)
        written = f"{register.encoding}, separated by {separator}"
        kind = f"{register.path.name}: {register.format}, {written}, dated {plan.dated}"
        self.stdout.write(f"{kind}. {outcome.counts['read']} rows read in {seconds:.1f} s, peak memory {peak:.0f} MB.")
        if plan.dry_run:
            self.stdout.write("Dry run: nothing was written.")
        again = "" if register.format == LINKS else ", or run again with --accept"
        for key, words in LINES:
            if outcome.counts[key] or key in ("added", "changed", "unchanged"):
                self.stdout.write(f"{outcome.counts[key]:>7} {words.format(again=again)}")
        for remark in outcome.remarks:
            self.stdout.write(remark)
        for school in closed_but_public():
            urn = school.slug.rsplit("-", 1)[-1]
            self.stdout.write(
                f"{school} has closed and its pages are public: close_school {urn}, or reregister_school {urn} NEW-URN "
                "if it goes on under another number."
            )

    def report(self, path: Path, problems: list[RowProblem]) -> None:
        """Write every problem to `path` (with none, the heading alone, so that no old report misleads); show a few."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("w", encoding="utf-8", newline="") as handle:
                write_report(handle, problems)
        except OSError as error:
            raise CommandError(f"The report could not be written: {error}") from error
        for problem in problems[:SHOWN]:
            place = f"line {problem.line}, {problem.column or 'row'}" if problem.line else "the file"
            self.stderr.write(f"{place}: {problem.value!r} {problem.reason}")
        if problems:
            self.stdout.write(f"Problems: {len(problems)}, each with line, column and reason, in {path}.")


def write_report(handle: TextIO, problems: Iterable[RowProblem]) -> None:
    """Write `problems` as CSV. A value that a spreadsheet would run as a formula is defused with an apostrophe."""
    writer = csv.writer(handle)
    writer.writerow(["line", "column", "value", "reason", "row"])
    for problem in problems:
        writer.writerow([problem.line or "", problem.column, harmless(problem.value), problem.reason, problem.fate])
