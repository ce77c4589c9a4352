"""`manage.py bench_pages`: what pages cost, in the same run beside the front page and beside a stock Wagtail page."""

import os
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tests import scratch
from tests.bench.duties.fill import fill
from tests.bench.pages import Cost, NoSuchPageError, addresses, measure, public
from tests.scratch import Child


class Command(BaseCommand):
    help = (
        "Ask for the front page, London, a sector, a borough, an occupation and the record of the database that is "
        "set, in turn, and print the median of the processor's time, the queries and the compressed bytes of each. "
        "--schools: for a visitor's pages, beside a stock Wagtail page, in a scratch database with so many schools."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--times", type=int, default=15, help="how often each is asked for (default: 15)")
        parser.add_argument("--schools", type=int, help="made-up schools beside the demo's, each with its pages")
        parser.add_argument("--inside", type=int, metavar="SCHOOLS", help="used by the command itself")

    def handle(self, *args: object, times: int, schools: int | None, inside: int | None, **options: Any) -> None:
        if times < 1 or (schools is not None and schools < 0):
            raise CommandError("--times: counted from one; --schools: from none.")
        if inside is not None:
            scratch.only_here("bench_pages")
            fill(inside, publishing=inside, on=timezone.localdate())
            self.visited(times)
        elif schools is not None:
            self.in_scratch(schools, times)
        else:
            self.figures(times)

    def in_scratch(self, schools: int, times: int) -> None:
        """Fill a scratch database and measure there, with production settings."""
        with scratch.place() as address:
            child = Child(address, SEARCH_DELIVERY="none", PYTHONWARNINGS="ignore:No directory at")
            child.environment["DEMO_LOGINS_ALLOWED"] = "1"
            for words in (["migrate", "-v0"], ["bootstrap"], ["load_demo"]):
                child.manage(*words)
            self.stdout.write(child.manage("bench_pages", "--inside", str(schools), "--times", str(times)).rstrip())

    def visited(self, times: int) -> None:
        """Measure a visitor's pages of the database that is set."""
        try:
            taken = public.measure(public.visited(), times=times)
        except NoSuchPageError as error:
            raise CommandError(f"{error}: load_demo makes one.") from error
        seconds, megabytes = public.worker()
        load = " ".join(f"{each:.1f}" for each in os.getloadavg())
        self.stdout.write(f"least and median of {times}; a stock page is 1.00; other load of the machine {load}")
        self.stdout.write("\n".join(visits(taken)))
        self.stdout.write(f"  a worker starts in {seconds:.1f} s of the processor and holds {megabytes:.0f} MB")
        self.stdout.write(f"  this process, which showed all of them, holds {public.resident():.0f} MB")

    def figures(self, times: int) -> None:
        """Measure the pages of figures of the database that is set."""
        try:
            costs = measure(addresses(), times=times)
        except NoSuchPageError as error:
            raise CommandError(f"{error}: bootstrap makes the pages and their figures.") from error
        home = costs["home"]
        self.stdout.write(f"median of {times}; home is 1.00")
        for name, cost in costs.items():
            self.stdout.write(line(name, cost, home))


def visits(taken: dict[str, public.Taken]) -> Iterator[str]:
    """Yield a line for each page, with its ratios to the stock page."""
    stock = taken[public.STOCK]
    for name, each in taken.items():
        yield (
            f"  {name:<18}{each.least:8.2f} {each.middle:8.2f} ms of the processor "
            f"{each.least / stock.least:7.2f} {each.middle / stock.middle:7.2f}"
            f"{each.queries:6} queries{each.size:9} bytes"
        )


def line(name: str, cost: Cost, home: Cost) -> str:
    return (
        f"  {name:<12}{cost.milliseconds:8.1f} ms of the processor {cost.milliseconds / home.milliseconds:6.2f}"
        f"{cost.queries:6} queries {cost.queries / max(home.queries, 1):6.2f}"
        f"{cost.sent:8} bytes {cost.sent / home.sent:6.2f}"
    )
