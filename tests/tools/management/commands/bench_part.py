"""`manage.py bench_part`: one part of a benchmark, in the process that is measured. Started by `bench_search`."""

import json

from django.core.management.base import BaseCommand, CommandParser
from django.utils.module_loading import import_string

from tests.scratch import only_here

PARTS = {
    "build": "tests.bench.search.parts.build",
    "index": "tests.bench.search.parts.index",
    "drop": "tests.bench.search.parts.drop",
    "ask": "tests.bench.search.parts.ask",
    "publish": "tests.bench.search.pages.publish",
    "addresses": "tests.bench.search.pages.addresses",
    "wagtail": "tests.bench.search.wagtails.measure",
}


class Command(BaseCommand):
    help = (
        "Run one part of a benchmark in a scratch database and print what was found as JSON (bench_search starts it)."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("part", choices=list(PARTS))
        parser.add_argument("options", type=json.loads, help="the part's own arguments, as JSON")

    def handle(self, *args: object, part: str, options: dict[str, object], **_others: object) -> None:
        only_here("bench_search")
        self.stdout.write(json.dumps(import_string(PARTS[part])(**options)))
