"""`manage.py bench_search`: how fast search is, at sizes the hub does not have yet."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.engines import ENGINES
from tests.bench.figures import Figures
from tests.bench.search.runs import Plan, run
from tests.bench.search.tables import report


def sizes(text: str) -> list[int]:
    return sorted({int(part) for part in text.split(",")})


class Command(BaseCommand):
    help = (
        "Fill scratch databases with made-up entries and time whole answers: top 20 ranked, total, all facet counts. "
        "PostgreSQL and Elasticsearch are those of POSTGRESQL_URL and ELASTICSEARCH_URL (make services starts both)."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--entries", type=sizes, default=[13_000, 100_000], help="sizes, with commas between")
        parser.add_argument("--engine", choices=[*ENGINES, "all"], default="all")
        parser.add_argument("--queries", type=int, default=100, help="of each kind; there are nine kinds")
        parser.add_argument("--seed", type=int, default=0)
        parser.add_argument("--profile", action="store_true", help="say where the time goes")
        parser.add_argument(
            "--wagtail-seconds",
            type=int,
            default=120,
            help="for Wagtail's own search beside it, at most; 0: not at all",
        )
        parser.add_argument("--http", action="store_true", help="ask for whole pages over HTTP as well")
        parser.add_argument("--json", type=Path, help="write every figure to this file as well")

    def handle(self, *args: object, **options: Any) -> None:
        if min(options["entries"]) < 1 or options["queries"] < 1:
            raise CommandError("Entries and queries are counted from one.")
        plan = Plan(
            entries=options["entries"],
            engines=list(ENGINES) if options["engine"] == "all" else [options["engine"]],
            queries=options["queries"],
            seed=options["seed"],
            profile=options["profile"],
            wagtail_seconds=options["wagtail_seconds"],
            http=options["http"],
        )
        results: list[Figures] = []
        for result in run(plan):
            results.append(result)
            if options["json"]:
                options["json"].write_text(json.dumps(results, indent=1), encoding="utf-8")
        self.stdout.write("\n".join(report(results)))
