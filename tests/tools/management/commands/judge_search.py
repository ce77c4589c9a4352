"""`manage.py judge_search`: how good answers are, by judged queries over lessons or over the sample content."""

import contextlib
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.test import override_settings
from tqdm import tqdm

from search.engines import ENGINES, get_engine
from tests import judging, judging_hub, scratch
from tests.bench.search import parts
from tests.judged import Scored, half_of, score, table


class Command(BaseCommand):
    help = (
        "Ask judged queries and say how good the answers are, in halves: one to tune on, one that stays untouched. "
        "--content lessons: a corpus of lessons in a scratch database. --content hub: the sample content and our own "
        "queries, through the adapters and the search page's code; in a scratch database, or --here in this one."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--content", choices=("hub", "lessons"), default="lessons")
        parser.add_argument("--here", action="store_true", help="hub: judge this database, which holds the demo")
        parser.add_argument("--lessons", type=Path, help="lessons: JSON lines, one lesson each")
        parser.add_argument("--judged", type=Path, help="JSON lines, one judged query each (hub: our own)")
        parser.add_argument("--out", type=Path, help="where to write the run")
        parser.add_argument("--show", action="store_true", help="write each query, the worst first")
        parser.add_argument("--engine", choices=list(ENGINES), default="embedded")

    def handle(self, *, content: str, here: bool, **options: Any) -> None:
        if content == "lessons" and not (options["lessons"] and options["judged"]):
            raise CommandError("--content lessons needs --lessons and --judged.")
        server = os.environ.get("POSTGRESQL_URL", "") if options["engine"] == "postgresql" else ""
        with contextlib.nullcontext() if here else scratch.database(server=server):
            if content == "hub":
                if not here:
                    call_command("load_demo", stdout=self.stderr)
                self._hub(options)
            else:
                self._lessons(options)

    def _hub(self, options: Mapping[str, Any]) -> None:
        judged = judging.read_lines(options["judged"] or judging_hub.QUERIES)
        with self.filled(options["engine"]), override_settings(SEARCH_ENGINE=options["engine"]):
            self._say([*judging_hub.run(judged)], options)
            schools, out = judging_hub.schools(judged), judging_hub.out_of_scope(judged)
        first = sum(right for _query, right in schools)
        self.stdout.write(f"schools and places: the right one first in {first} of {len(schools)}")
        self.stdout.write(f"out of scope: nothing is said to fit in {sum(not n for _query, n in out)} of {len(out)}")
        for query, right in schools:
            if options["show"] and not right:
                self.stdout.write(f"  another school first, or none: {query}")

    def _lessons(self, options: Mapping[str, Any]) -> None:
        lessons, judged = judging.read_lines(options["lessons"]), judging.read_lines(options["judged"])
        with tqdm(total=len(lessons), unit="lesson", disable=not sys.stderr.isatty()) as bar:
            slugs = judging.load(lessons, tell=bar.update)
        with self.filled(options["engine"]):
            engine = get_engine(options["engine"])
            rows = [*judging.run(judged, engine=engine, slugs=slugs, sciences=judging.sciences_of(lessons))]
        if options["out"]:
            options["out"].write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        scored = [
            score(
                row["query"], row.get("category") or "-", row["relevance"], found["results"], half=half_of(row["query"])
            )
            for row, found in zip(judged, rows, strict=True)
        ]
        self._say(scored, options)

    def _say(self, scored: Sequence[Scored], options: Mapping[str, Any]) -> None:
        if options["show"]:
            for one in sorted(scored, key=lambda one: one.ndcg):
                found = " ".join(f"{slug}:{grade}" for slug, grade in one.found)
                self.stdout.write(f"{one.ndcg:.2f} {one.half}, {one.kind}: {one.query} -> {found}")
        self.stdout.write("\n".join(table(scored)))

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
