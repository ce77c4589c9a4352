"""`manage.py judge_search`: run judged queries over a corpus of lessons, in a scratch database."""

import json
import os
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from tqdm import tqdm

from search import judging, scratch
from search.engines import ENGINES, get_engine


class Command(BaseCommand):
    help = "Load lessons into a scratch database, ask judged queries and write what was found, one JSON line a query."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--lessons", type=Path, required=True, help="JSON lines, one lesson each")
        parser.add_argument("--judged", type=Path, required=True, help="JSON lines, one judged query each")
        parser.add_argument("--out", type=Path, required=True, help="where to write the run")
        parser.add_argument("--engine", choices=list(ENGINES), default="embedded")

    def handle(self, *args: Any, **options: Any) -> None:
        lessons, judged = judging.read_lines(options["lessons"]), judging.read_lines(options["judged"])
        server = os.environ.get("POSTGRESQL_URL", "") if options["engine"] == "postgresql" else ""
        with scratch.database(server=server):
            with tqdm(total=len(lessons), unit="lesson", disable=not sys.stderr.isatty()) as bar:
                slugs = judging.load(lessons, tell=bar.update)
            engine = get_engine(options["engine"])
            rows = judging.run(judged, engine=engine, slugs=slugs, sciences=judging.sciences_of(lessons))
            text = "".join(json.dumps(row) + "\n" for row in rows)
        options["out"].write_text(text, encoding="utf-8")
        self.stdout.write(f"{len(judged)} queries over {len(lessons)} lessons, run written to {options['out']}")
