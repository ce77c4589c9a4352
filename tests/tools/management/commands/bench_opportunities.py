"""`manage.py bench_opportunities`: what offers and a school's inbox cost among many schools and employers."""

import io
import json
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tests import scratch
from tests.bench.figures import Figures
from tests.bench.opportunities.fill import fill
from tests.bench.opportunities.measure import measure
from tests.tools.management.commands.bench_duties import child, line, sizes


class Command(BaseCommand):
    help = (
        "Fill scratch databases with made-up schools, an employer for every six of them, four offers of each and a "
        "visit to each school; time the directory, the search and one school's inbox. Example: --schools 750,3000"
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--schools", type=sizes, default=[750, 3000], help="sizes, with commas between")
        parser.add_argument("--inside", type=int, metavar="SCHOOLS", help="used by the command itself")

    def handle(self, *args: object, schools: list[int], inside: int | None, **options: object) -> None:
        if inside is not None:
            self.inside(inside)
            return
        if min(schools) < 6:
            raise CommandError("--schools: six at least, for one employer.")
        results = []
        with scratch.place() as empty:
            child(empty).manage("migrate", "-v0")
            for count in schools:
                results.append(self.measured(count, Path(empty.removeprefix("sqlite:///"))))
                self.stdout.write("\n".join(report(results[-1])))
        self.stdout.write("\n".join(growth(results)))

    def measured(self, count: int, migrated: Path) -> Figures:
        self.stderr.write(f"{count} schools ...")
        with scratch.place(migrated=migrated) as address:
            return json.loads(child(address).manage("bench_opportunities", "--inside", str(count)).splitlines()[-1])

    def inside(self, count: int) -> None:
        """Fill and measure, in the process that stands on the scratch database."""
        scratch.only_here("bench_opportunities")
        call_command("bootstrap", stdout=io.StringIO())
        leader = fill(count, on=timezone.localdate())
        self.stdout.write(json.dumps(measure(leader)))


def report(result: Figures) -> Iterator[str]:
    """Yield the lines on one size."""
    yield f"\n{result['schools']} schools, {result['employers']} employers, {result['offers']} offers"
    for name, taken in result["answers"].items():
        yield line(name, taken, f"{taken['queries']} queries, {taken['answer'] / 1000:.0f} KB")


def growth(results: Sequence[Figures]) -> Iterator[str]:
    """Yield how the figures grow from one size to the next; the processor's, which other work does not lengthen."""
    for small, large in pairwise(results):
        yield f"\n{small['schools']} to {large['schools']} schools"
        for name, taken in large["answers"].items():
            before = small["answers"][name]
            ratio, more = taken["cpu"] / before["cpu"], taken["queries"] - before["queries"]
            yield f"  {name:<28}{ratio:8.2f} times the processor's time, {more:+d} queries"
