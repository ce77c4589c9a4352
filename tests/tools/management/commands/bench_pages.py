"""`manage.py bench_pages`: what pages cost, in the same run beside the front page and beside a stock Wagtail page."""

import os
import tempfile
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tests import scratch
from tests.bench.duties.fill import fill
from tests.bench.pages import Cost, NoSuchPageError, addresses, by_gunicorn, measure, public
from tests.scratch import Child
from tests.servers import ServerFailed

BESIDE = (
    "with --schools: the page of another server of this machine, such as WordPress with as many words, to be asked in "
    "the same run; without --beside-pids by the clock only"
)
BESIDE_PIDS = "the processes that answer there (php-fpm's, say), whose processor's time is counted"


class Command(BaseCommand):
    help = (
        "Ask for the front page, London, a sector, a borough, an occupation and the record of the database that is "
        "set, in turn, and print the median of the processor's time, the queries and the compressed bytes of each. "
        "--schools: for a visitor's pages, beside a stock Wagtail page, in a scratch database with so many schools; "
        "in one process, and then by gunicorn with two workers (where redis-server is installed)."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--times", type=int, default=15, help="how often each is asked for (default: 15)")
        parser.add_argument("--schools", type=int, help="made-up schools beside the demo's, each with its pages")
        parser.add_argument("--beside", default="", metavar="URL", help=BESIDE)
        parser.add_argument("--beside-pids", type=int, nargs="*", default=[], metavar="PID", help=BESIDE_PIDS)
        parser.add_argument("--inside", type=int, metavar="SCHOOLS", help="used by the command itself")

    def handle(self, *args: object, times: int, schools: int | None, inside: int | None, **options: Any) -> None:
        beside = {name: options[name] for name in ("beside", "beside_pids")}
        if times < 1 or (schools is not None and schools < 0):
            raise CommandError("--times: counted from one; --schools: from none.")
        if inside is not None:
            scratch.only_here("bench_pages")
            fill(inside, publishing=inside, on=timezone.localdate())
            self.visited(times, **beside)
        elif schools is not None:
            self.in_scratch(schools, times, **beside)
        else:
            self.figures(times)

    def in_scratch(self, schools: int, times: int, *, beside: str, beside_pids: list[int]) -> None:
        """Fill a scratch database and measure there, with production settings."""
        with scratch.place() as address, tempfile.TemporaryDirectory(prefix="hub-static-") as folder:
            own = {"SEARCH_DELIVERY": "none", "PYTHONWARNINGS": "ignore:No directory at", "STATIC_ROOT": folder}
            child = Child(address, DEMO_LOGINS_ALLOWED="1", **own)
            for words in (["migrate", "-v0"], ["bootstrap"], ["load_demo"]):
                child.manage(*words)
            # Compressing the admin's files would take half a minute, and no visitor asks for them.
            child.manage("collectstatic", "--noinput", "-v0", "--ignore", "wagtail*", "--ignore", "admin")
            asked = ["--inside", str(schools), "--times", str(times), "--beside", beside]
            others = ["--beside-pids", *map(str, beside_pids)] if beside_pids else []
            self.stdout.write(child.manage("bench_pages", *asked, *others).rstrip())

    def visited(self, times: int, **beside: Any) -> None:
        """Measure a visitor's pages of the database that is set."""
        try:
            asked = public.visited()
            words = public.words_at(asked["careers"])
            taken = public.measure(asked, words=words, times=times)
        except NoSuchPageError as error:
            raise CommandError(f"{error}: load_demo makes one.") from error
        seconds, megabytes = public.worker()
        self.stdout.write(f"least and median of {times}; a stock page is 1.00; other load of the machine {load()}")
        self.stdout.write("\n".join(visits(taken)))
        self.stdout.write(f"  a worker starts in {seconds:.1f} s of the processor and holds {megabytes:.0f} MB")
        self.stdout.write(f"  this process, which showed all of them, holds {public.resident():.0f} MB")
        self.stdout.write(f"by gunicorn with {by_gunicorn.WORKERS} workers, each answer; other load {load()}")
        try:
            spent = by_gunicorn.measure(asked, words=words, times=times, **beside)
        except (NoSuchPageError, ServerFailed, OSError) as error:
            self.stdout.write(f"  not measured: {error}")
            return
        self.stdout.write("\n".join(answers(spent)))

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


def answers(spent: dict[str, by_gunicorn.Spent]) -> Iterator[str]:
    """Yield a line for each page that a server answered with, with its ratios to the stock page."""
    stock = spent[public.STOCK]
    for name, each in spent.items():
        yield (
            f"  {name:<18}{each.processor:8.2f} ms of the processor {each.processor / stock.processor:7.2f}"
            f"{each.clock:8.2f} ms by the clock {each.clock / stock.clock:7.2f}"
        )


def load() -> str:
    return " ".join(f"{each:.1f}" for each in os.getloadavg())


def line(name: str, cost: Cost, home: Cost) -> str:
    return (
        f"  {name:<12}{cost.milliseconds:8.1f} ms of the processor {cost.milliseconds / home.milliseconds:6.2f}"
        f"{cost.queries:6} queries {cost.queries / max(home.queries, 1):6.2f}"
        f"{cost.sent:8} bytes {cost.sent / home.sent:6.2f}"
    )
