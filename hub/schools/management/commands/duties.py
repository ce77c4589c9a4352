"""Every finding for every school on a day, to read or as JSON."""

import datetime
import json
import sys
import time
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.formats import date_format
from tqdm import tqdm

from hub.core.arguments import day
from hub.publication.grouping import by_strength
from hub.publication.rules import Finding
from hub.schools.duties.findings import SchoolFindings, findings_of_school, findings_on, open_schools
from hub.schools.register.models import School


class Command(BaseCommand):
    help = (
        "Judge every school by every rule: what is published and recorded now, by the rules and the dates of --on. "
        "Must, should and voluntary are never added up. Example: duties --on 2026-09-01 --school 990001 --json"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", type=day, metavar="YYYY-MM-DD", help="the day to judge by (default: today)")
        parser.add_argument("--school", metavar="URN", help="only the school with this number, open or closed")
        parser.add_argument("--json", action="store_true", help="a list with an object for each finding")

    def handle(self, *args: object, **options: Any) -> None:
        on = options["on"] or timezone.localdate()
        started = time.perf_counter()
        judged, total = self.judged(options["school"], on)
        bar = tqdm(judged, total=total, unit=" schools", disable=None, file=sys.stderr)
        schools, findings = self.write_json(bar) if options["json"] else self.write_text(bar, on)
        seconds = time.perf_counter() - started
        each = f", {1000 * seconds / schools:.1f} ms a school" if schools else ""
        self.stderr.write(f"{schools} schools, {findings} findings in {seconds:.1f} s{each}.")

    def judged(self, urn: str | None, on: datetime.date) -> tuple[Iterable[SchoolFindings], int]:
        """Return the findings of the schools asked for, and how many schools there are.

        Raises:
            CommandError: for what is no URN, or one that no school has or had.
        """
        if urn is None:
            return findings_on(on), open_schools(on).count()
        if not urn.isascii() or not urn.isdigit():
            raise CommandError(f"--school: {urn} is not a URN, the school's number in the register.")
        school = School.objects.filter(registrations__urn=int(urn)).prefetch_related("registrations").first()
        if school is None:
            raise CommandError(f"--school: no school here has or had the URN {urn}.")
        return [findings_of_school(school, on)], 1

    def write_json(self, judged: Iterable[SchoolFindings]) -> tuple[int, int]:
        """Write one list, a finding to a line, as it comes: nobody has to hold all schools in memory twice."""
        schools = findings = 0
        self.stdout.write("[", ending="")
        for each in judged:
            schools += 1
            for row in each.rows():
                self.stdout.write(",\n" if findings else "\n", ending="")
                self.stdout.write(json.dumps(row, ensure_ascii=False), ending="")
                findings += 1
        self.stdout.write("\n]")
        return schools, findings

    def write_text(self, judged: Iterable[SchoolFindings], on: datetime.date) -> tuple[int, int]:
        schools = findings = 0
        for each in judged:
            schools += 1
            findings += len(each.findings)
            self.stdout.write(f"{each.school}, URN {each.urn or 'unknown'}, on {date_format(on, 'j F Y')}")
            self.stdout.write("".join(f"  {line}\n" for line in lines(each.findings)))
        return schools, findings


def lines(findings: Iterable[Finding]) -> Iterator[str]:
    """Return the findings under their strength, each strength with its own count; what does not bind comes last."""
    findings = list(findings)
    for tally in by_strength(findings):
        yield f"{tally.strength.label}: {tally.words}"
        yield from (line(finding) for finding in tally.findings)
    rest = [finding for finding in findings if finding.strength is None]
    if rest:
        yield "Does not apply here, or cannot be determined"
        yield from (line(finding) for finding in rest)


def line(finding: Finding) -> str:
    return f"  {finding.rule.id:<8}{finding.status.value:<16}{finding.rule.title}: {finding.message}"
