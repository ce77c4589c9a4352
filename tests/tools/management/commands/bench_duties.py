"""`manage.py bench_duties`: what judging a whole register costs, and how that grows with it."""

import io
import json
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tests import scratch
from tests.bench.duties.fill import fill
from tests.bench.duties.measure import measure
from tests.bench.figures import Figures


def sizes(text: str) -> list[int]:
    return sorted({int(part) for part in text.split(",")})


class Command(BaseCommand):
    help = (
        "Fill scratch databases with made-up secondary schools that publish everything, and time `duties`, the report, "
        "its list and a borough's CSV; beside them, judging every school anew. Example: --schools 1345,2690"
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--schools", type=sizes, default=[1345, 2690], help="sizes, with commas between")
        parser.add_argument(
            "--publishing", type=int, default=100, help="how many of a hundred schools have pages (default: all)"
        )
        parser.add_argument("--inside", type=int, metavar="SCHOOLS", help="used by the command itself")

    def handle(self, *args: object, schools: list[int], publishing: int, inside: int | None, **options: object) -> None:
        if not 0 <= publishing <= 100:
            raise CommandError("--publishing: of a hundred schools, 0 to 100.")
        if inside is not None:
            self.inside(inside, publishing)
            return
        if min(schools) < 1:
            raise CommandError("--schools: schools are counted from one.")
        results = []
        with scratch.place() as empty:
            child(empty).manage("migrate", "-v0")
            for count in schools:
                results.append(self.measured(count, publishing, Path(empty.removeprefix("sqlite:///"))))
                self.stdout.write("\n".join(report(results[-1])))
        self.stdout.write("\n".join(growth(results)))

    def measured(self, count: int, publishing: int, migrated: Path) -> Figures:
        self.stderr.write(f"{count} schools ...")
        with scratch.place(migrated=migrated) as address:
            words = ("bench_duties", "--inside", str(count), "--publishing", str(publishing))
            return json.loads(child(address).manage(*words).splitlines()[-1])

    def inside(self, count: int, publishing: int) -> None:
        """Fill and measure, in the process that stands on the scratch database."""
        scratch.only_here("bench_duties")
        on = timezone.localdate()
        call_command("load_framework", stdout=io.StringIO())
        fill(count, publishing=count * publishing // 100, on=on)
        self.stdout.write(json.dumps(measure(on=on)))


def child(address: str) -> scratch.Child:
    return scratch.Child(
        address, SEARCH_DELIVERY="none", PYTHONWARNINGS="ignore:No directory at", SECOND_FACTOR_REQUIRED="0"
    )


def report(result: Figures) -> Iterator[str]:
    """Yield the lines on one size."""
    judging, duties = result["judging"], result["duties"]
    schools = judging["schools"]
    yield f"\n{schools} schools, {judging['distinct']} of them different to the rules"
    yield line("duties", duties, f"{1000 * duties['seconds'] / schools:.2f} ms a school")
    yield line("record_findings", result["record"], "for the first time")
    yield line("reading", judging["read"])
    yield line("judging", judging["once"], "each different one once")
    yield line("baseline", judging["anew"], "every school anew")
    for name, answer in answers(result):
        yield line(name, answer, f"{answer['queries']} queries, {answer['answer'] / 1000:.0f} KB")


def line(name: str, taken: Figures, more: str = "") -> str:
    return f"  {name:<16}{taken['seconds']:8.2f} s, {taken['cpu']:7.2f} s of the processor   {more}".rstrip()


def growth(results: Sequence[Figures]) -> Iterator[str]:
    """Yield how the figures grow from one size to the next; the processor's, which other work does not lengthen."""
    for small, large in pairwise(results):
        before, after = small["judging"]["schools"], large["judging"]["schools"]
        yield f"\n{before} to {after} schools: {after / before:.2f} times as many"
        yield f"  {'duties':<16}{large['duties']['cpu'] / small['duties']['cpu']:8.2f} times the processor's time"
        for name, answer in answers(large):
            ratio = answer["cpu"] / small["answers"][name]["cpu"]
            more = answer["queries"] - small["answers"][name]["queries"]
            yield f"  {name:<16}{ratio:8.2f} times the processor's time, {more:+d} queries"


def answers(result: Figures) -> Iterator[tuple[str, Figures]]:
    yield from (each for each in result["answers"].items() if each[0] != "warming up")
