"""`manage.py bench_microsites`: what pages and the admin cost among thousands of schools, beside one school."""

import io
import json
import os
from collections.abc import Iterator
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tests import scratch
from tests.bench.duties.measure import clock
from tests.bench.figures import Figures
from tests.bench.microsites.fill import fill
from tests.bench.microsites.jobs import measure_jobs
from tests.bench.microsites.measure import measure
from tests.tools.management.commands.bench_duties import child, line, sizes


class Command(BaseCommand):
    help = (
        "Fill scratch databases with made-up schools (pages, files, hostnames, people) and print what each page of the "
        "hub and of its admin takes, beside the smallest size, and what `tick` and `search_rebuild` take. On the "
        "server of DATABASE_URL if that is PostgreSQL; the processor's time is that of this process alone. "
        "Example: --schools 1,300,3000"
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--schools", type=sizes, default=[1, 300, 3000], help="sizes, with commas between")
        parser.add_argument("--times", type=int, default=5, help="how often each is asked for (default: 5)")
        parser.add_argument("--inside", type=int, metavar="SCHOOLS", help="used by the command itself")

    def handle(self, *args: object, schools: list[int], times: int, inside: int | None, **options: object) -> None:
        if inside is not None:
            self.inside(inside, times)
            return
        if min(schools) < 1 or times < 1:
            raise CommandError("--schools and --times are counted from one.")
        address = os.environ.get("DATABASE_URL", "")
        server = address if address.startswith("postgres") else ""
        smallest: Figures = {}
        with scratch.place(server=server) as empty:
            if not server:
                child(empty).manage("migrate", "-v0")
            for count in schools:
                result = self.measured(count, times, server, empty)
                smallest = smallest or result
                self.stdout.write("\n".join(report(result, smallest)))

    def measured(self, count: int, times: int, server: str, migrated: str) -> Figures:
        self.stderr.write(f"{count} schools ...")
        copied = None if server else Path(migrated.removeprefix("sqlite:///"))
        with scratch.place(server=server, migrated=copied) as address:
            there = child(address)
            if server:
                there.manage("migrate", "-v0")
            words = ("bench_microsites", "--inside", str(count), "--times", str(times))
            return json.loads(there.manage(*words).splitlines()[-1])

    def inside(self, count: int, times: int) -> None:
        """Fill and measure, in the process that stands on the scratch database."""
        scratch.only_here("bench_microsites")
        call_command("bootstrap", stdout=io.StringIO())
        filled = clock(lambda: fill(count, on=timezone.localdate()))
        people = filled.pop("answer")
        self.stdout.write(json.dumps({"filled": filled, **measure_jobs(), **measure(people, times=times)}))


def report(result: Figures, smallest: Figures) -> Iterator[str]:
    """Yield the lines on one size, each thing with its ratio to the smallest size."""
    yield f"\n{result['schools']} schools, filled in {result['filled']['seconds']:.0f} s; load {result['load']:.1f}"
    for name, taken in result["answers"].items():
        before = smallest["answers"][name]
        ratio, more = taken["cpu"] / max(before["cpu"], 0.01), taken["queries"] - before["queries"]
        yield (
            f"  {name:<20}{taken['cpu']:9.1f} ms of the processor {ratio:7.2f}"
            f"{taken['queries']:6} queries {more:+5d}{taken['bytes'] / 1000:8.0f} KB"
        )
    yield from of_jobs(result)


def of_jobs(result: Figures) -> Iterator[str]:
    """Yield the lines on `tick`, with its jobs that take a while, and on `search_rebuild`, which nobody waits for."""
    for turn, taken in result["ticks"].items():
        jobs = sorted(taken["jobs"].items(), key=lambda job: -job[1])
        yield line(f"tick, {turn}", taken, ", ".join(f"{name} {seconds:.1f}" for name, seconds in jobs))
    made, seconds = result["made"], sum(taken["jobs"].get("make_pages", 0) for taken in result["ticks"].values())
    each = 1000 * seconds / max(made["ready"], 1)
    yield f"  of {made['pages']} public pages {made['ready']} addresses lie ready, {each:.0f} ms of the processor each"
    for what, taken in result["rebuilds"].items():
        yield line(f"rebuild, {what}", taken, f"{1000 * taken['cpu'] / result['entries']:.1f} ms an entry")
