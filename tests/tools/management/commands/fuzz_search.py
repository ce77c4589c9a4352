"""`manage.py fuzz_search`: random and hostile searches, in a scratch database."""

import contextlib
import sys
from collections.abc import Iterator
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from search.engines import ENGINES, get_engine
from search.facets import load_vocabulary
from search.index import writing
from tests import scratch
from tests.bench.search import parts
from tests.bench.search.runs import server
from tests.fuzz import runs
from tests.fuzz.checks import Broken, Tally, check
from tests.fuzz.corpus import corpus


class Command(BaseCommand):
    help = "Ask random and hostile searches and check every answer; say the first that is wrong and end with 1."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--count", type=int, default=2000)
        parser.add_argument("--engine", choices=list(ENGINES), default="embedded")
        parser.add_argument("--seed", type=int, default=0)
        parser.add_argument(
            "--case", type=int, default=0, help="the first case's number; with --count 1 that one alone"
        )
        parser.add_argument(
            "--again", type=runs.parsed, metavar="CASE", help="ask this case alone, as a failure gave it"
        )

    def handle(self, *args: object, **options: Any) -> None:
        seed, numbers = options["seed"], range(options["case"], options["case"] + options["count"])
        with scratch.database(server=server("POSTGRESQL_URL") if options["engine"] == "postgresql" else ""):
            fill()
            with (
                indexed(options["engine"]),
                tqdm(total=len(numbers), unit="search", disable=not sys.stderr.isatty()) as bar,
            ):
                engine = get_engine(options["engine"])
                try:
                    if options["again"]:
                        check(options["again"], engine, Tally())
                        self.stdout.write(f"Answered as it must be: {runs.shown(options['again'])}")
                        return
                    tally = runs.run(engine, numbers, seed=seed, progress=bar.update)
                except Broken as error:
                    raise CommandError(str(error)) from error
        self.report(tally, numbers, f"{options['engine']}, seed {seed}")

    def report(self, tally: Tally, numbers: range, where: str) -> None:
        self.stdout.write(f"{tally.asked} searches on {where}: every answer as it must be.")
        for name, count in tally.seen.most_common():
            self.stdout.write(f"  {count:8} {name}")
        seconds, place = tally.slowest
        self.stdout.write(f"  slowest: case {numbers.start + place}, {seconds * 1000:.0f} ms of processor time")


def fill() -> None:
    """Write the small corpus into the database in use."""
    call_command("load_framework", verbosity=0, stdout=sys.stderr)
    writing.write([(None, document) for document in corpus(load_vocabulary())])


@contextlib.contextmanager
def indexed(engine: str) -> Iterator[None]:
    """Index the entries in Elasticsearch, if it is asked: the database's own engines have them already."""
    if engine != "elasticsearch":
        yield
        return
    with scratch.prefix():
        try:
            parts.index()
            yield
        finally:
            parts.drop()
