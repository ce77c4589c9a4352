"""`manage.py judge_search`: run judged queries over a corpus of lessons, in a scratch database."""

import contextlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from tqdm import tqdm

from search.engines import ENGINES, get_engine
from tests import judging, scratch
from tests.bench.search import parts


class Command(BaseCommand):
    help = "Load lessons into a scratch database, ask judged queries and write what was found, one JSON line a query."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--lessons", type=Path, required=True, help="JSON lines, one lesson each")
        parser.add_argument("--judged", type=Path, required=True, help="JSON lines, one judged query each")
        parser.add_argument("--out", type=Path, required=True, help="where to write the run")
        parser.add_argument("--engine", choices=list(ENGINES), default="embedded")

    def handle(self, *args: object, **options: Any) -> None:
        lessons, judged = judging.read_lines(options["lessons"]), judging.read_lines(options["judged"])
        server = os.environ.get("POSTGRESQL_URL", "") if options["engine"] == "postgresql" else ""
        with scratch.database(server=server):
            with tqdm(total=len(lessons), unit="lesson", disable=not sys.stderr.isatty()) as bar:
                slugs = judging.load(lessons, tell=bar.update)
            with self.filled(options["engine"]):
                engine = get_engine(options["engine"])
                rows = judging.run(judged, engine=engine, slugs=slugs, sciences=judging.sciences_of(lessons))
                text = "".join(json.dumps(row) + "\n" for row in rows)
        options["out"].write_text(text, encoding="utf-8")
        self.stdout.write(f"{len(judged)} queries over {len(lessons)} lessons, run written to {options['out']}")

    @contextlib.contextmanager
    def filled(self, engine: str) -> Iterator[None]:
        """Elasticsearch has to be told what the database's own engines know already."""
        if engine != "elasticsearch":
            yield
            return
        with scratch.prefix():
            try:
                parts.index()
                yield
            finally:
                parts.drop()
