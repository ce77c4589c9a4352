"""Runs a benchmark: scratch databases, and for every part a process with production settings, so that what is measured
is what a server would be."""

import dataclasses
import json
import os
import secrets
import tempfile
from collections.abc import Iterator, Sequence

from django.core.management.base import CommandError

from tests import scratch
from tests.bench.figures import Figures
from tests.bench.search import pages


@dataclasses.dataclass(frozen=True)
class Plan:
    """What is to be measured. `engines` in the order of the report; `wagtail_seconds` 0: not beside Wagtail's own;
    `http`: whole pages over HTTP as well."""

    entries: Sequence[int]
    engines: Sequence[str]
    queries: int = 100
    seed: int = 0
    profile: bool = False
    wagtail_seconds: int = 120
    http: bool = False


def run(plan: Plan) -> Iterator[Figures]:
    """Yield one result for each size and engine, as soon as it is there."""
    for entries in plan.entries:
        # Elasticsearch reads the rows of the embedded engine's database: they are the same.
        light = [engine for engine in plan.engines if engine != "postgresql"]
        if light:
            with scratch.place() as address:
                yield from _on(address, entries, light, plan)
        if "postgresql" in plan.engines:
            with scratch.place(server=server("POSTGRESQL_URL")) as address:
                yield from _on(address, entries, ["postgresql"], plan)


def _on(address: str, entries: int, engines: Sequence[str], plan: Plan) -> Iterator[Figures]:
    """Fill a scratch database and ask the engines that can stand on it."""
    child = Child(address)
    child.manage("migrate", "-v0")
    built = child.part("build", entries=entries, seed=plan.seed)
    asking = {"count": plan.queries, "seed": plan.seed}
    if plan.http:
        child.part("publish")
    for engine in engines:
        extra = child.part("index")["seconds"] if engine == "elasticsearch" else 0.0
        try:
            asked = child.part("ask", engine=engine, profile=plan.profile, **asking)
            visited = child.visit(engine, asking) if plan.http else {}
        finally:
            if engine == "elasticsearch":
                child.part("drop")
        beside = {}
        if plan.wagtail_seconds and engine != "elasticsearch":
            beside = child.part("wagtail", seconds=plan.wagtail_seconds, **asking)
        build = {"rows": built["seconds"], "index": extra}
        known = {"engine": engine, "entries": entries, "build": build, "rows": built["rows"]}
        yield {**known, **asked, "wagtail": beside, "pages": visited}


def server(variable: str) -> str:
    """Return the address of a server from the environment. Raises CommandError where there is none."""
    if not (found := os.environ.get(variable, "")):
        raise CommandError(f"{variable} is not set: start the servers with make services, or name one.")
    return found


class Child(scratch.Child):
    """Starts commands on another database and an index of its own."""

    def __init__(self, address: str) -> None:
        super().__init__(
            address,
            ELASTICSEARCH_URL=os.environ.get("ELASTICSEARCH_URL", ""),
            ELASTICSEARCH_PREFIX=f"bench-{secrets.token_hex(4)}",
            ELASTICSEARCH_REPLICAS="0",
            # What takes long is to be measured, not to be answered by another engine.
            ELASTICSEARCH_TIMEOUT="30",
            SEARCH_DELIVERY="none",
        )

    def part(self, name: str, **options: object) -> Figures:
        """Run a part in a process of its own, with its progress on this one's standard error."""
        return json.loads(self.manage("bench_part", name, json.dumps(options)).splitlines()[-1])

    def visit(self, engine: str, asking: Figures) -> Figures:
        """Ask for whole pages of a server that answers with this engine."""
        with tempfile.TemporaryDirectory(prefix="hub-static-") as folder:
            before = self.environment
            self.environment = before | {"SEARCH_ENGINE": engine, "STATIC_ROOT": folder}
            try:
                # Compressing the admin's files would take half a minute, and no visitor asks for them.
                self.manage("collectstatic", "--noinput", "-v0", "--ignore", "wagtail*", "--ignore", "admin")
                return pages.visit(self.environment, self.part("addresses", **asking)["addresses"])
            finally:
                self.environment = before
