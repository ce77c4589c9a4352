"""`manage.py fuzz_search`: random and hostile searches, in a scratch database."""

import contextlib
import sys
from collections.abc import Iterator
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from search import fuzzing, scratch
from search.benchmarks import parts
from search.benchmarks.runs import server
from search.engines import ENGINES, get_engine
from search.facets import load_vocabulary
from search.index import writing


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

    def handle(self, *args: Any, **options: Any) -> None:
        seed, numbers = options["seed"], range(options["case"], options["case"] + options["count"])
        with scratch.database(server=server("POSTGRESQL_URL") if options["engine"] == "postgresql" else ""):
            fill()
            with (
                told(options["engine"]),
                tqdm(total=len(numbers), unit="search", disable=not sys.stderr.isatty()) as bar,
            ):
                try:
                    tally = fuzzing.run(get_engine(options["engine"]), numbers, seed=seed, tell=bar.update)
                except fuzzing.Broken as error:
                    raise CommandError(str(error)) from error
        self.stdout.write(f"{tally.asked} searches on {options['engine']}, seed {seed}: every answer as it must be.")
        for name, count in tally.seen.most_common():
            self.stdout.write(f"  {count:8} {name}")
        seconds, number = tally.slowest
        self.stdout.write(f"  slowest: case {number}, {seconds * 1000:.0f} ms of processor time")


def fill() -> None:
    """Write the small corpus into the database in use."""
    call_command("load_framework", verbosity=0, stdout=sys.stderr)
    writing.write([(None, document) for document in fuzzing.corpus(load_vocabulary())])


@contextlib.contextmanager
def told(engine: str) -> Iterator[None]:
    """Tell Elasticsearch what the database's own engines know already."""
    if engine != "elasticsearch":
        yield
        return
    with scratch.prefix():
        try:
            parts.index()
            yield
        finally:
            parts.drop()
