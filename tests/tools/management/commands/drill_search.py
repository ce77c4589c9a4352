"""`manage.py drill_search`: kill servers while people publish and search; no change may be lost, no search may fail."""

import contextlib
import json
import signal
import time
from argparse import SUPPRESS
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NoReturn

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.index import sync
from tests.bench.search import parts
from tests.resilience import scenarios
from tests.resilience.checks import DrillFailed
from tests.resilience.cluster import Cluster, provided, run_in
from tests.servers import ServerFailed, start_all

# Which drills share a cluster, and what it has.
Options = dict[str, Any]
CLUSTERS: dict[tuple[str, ...], Options] = {
    ("kill", "edits", "half"): {"nodes": 1, "postgresql": False},
    ("master",): {"nodes": 3, "postgresql": False},
    ("postgresql",): {"nodes": 1, "postgresql": True},
}
DRILLS = [name for names in CLUSTERS for name in names]


class Command(BaseCommand):
    help = (
        "Start servers of our own in a temporary folder, on an empty database, kill them while people publish and "
        "search, and say what was done and found; exit code 1 if a change was lost or a search failed. "
        "kill: Elasticsearch (-9), started again. edits: a rebuild while people publish. half: a rebuild killed. "
        "master: the master of three nodes. postgresql: the database killed and restarted."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("drills", nargs="*", metavar="drill", help=f"{', '.join(DRILLS)}; all if none is named")
        parser.add_argument("--publishes", type=int, default=500, help="while Elasticsearch is killed (500)")
        parser.add_argument("--edits", type=int, default=200, help="in every other drill (200)")
        parser.add_argument("--entries", type=int, default=2000, help="that are there when it begins (2000)")
        parser.add_argument("--migrated", type=Path, metavar="FILE", help="begin with a copy of this SQLite database")
        parser.add_argument("--inside", help=SUPPRESS)

    def handle(self, *args: object, **options: Any) -> None:
        wanted = options["drills"] or DRILLS
        if unknown := set(wanted) - set(DRILLS):
            raise CommandError(f"{', '.join(sorted(unknown))}: not one of {', '.join(DRILLS)}.")
        if min(options["publishes"], options["edits"]) < 10:
            raise CommandError("Give at least 10 --publishes and --edits.")
        try:
            with ended_cleanly():
                failed = self._inside(options) if options["inside"] else self._outside(wanted, options)
        except ServerFailed as error:
            raise CommandError(str(error)) from error
        if failed:
            raise CommandError(f"Failed: {', '.join(failed)}.")

    def _outside(self, wanted: list[str], options: Options) -> list[str]:
        """Provide each cluster that is needed and run its drills there; return the names of what failed."""
        failed = []
        sizes = [
            f"--{name}={options[name]}"
            for name in ("publishes", "edits", "entries", "migrated")
            if options[name] is not None
        ]
        for names, needs in CLUSTERS.items():
            if not (here := [name for name in names if name in wanted]):
                continue
            migrated = None if needs["postgresql"] else options["migrated"]
            with provided(**needs, migrated=migrated) as (cluster, address):
                if not run_in(cluster, address, *here, *sizes):
                    failed += here
        return failed

    def _inside(self, options: Options) -> list[str]:
        """Run drills on a cluster that is there; return the names of what failed."""
        cluster = Cluster(**json.loads(options["inside"]))
        nodes, database = cluster.nodes, cluster.postgresql
        publishes, edits = options["publishes"], options["edits"]
        drills: dict[str, tuple[Callable[..., None], list[object], dict[str, int]]] = {
            "kill": (scenarios.one_node_killed, [nodes[0]], {"publishes": publishes}),
            "edits": (scenarios.rebuilt_with_edits, [], {"edits": edits}),
            "half": (scenarios.rebuild_killed, [], {"edits": edits}),
            "master": (scenarios.master_killed, [nodes], {"publishes": edits}),
            "postgresql": (scenarios.database_restarted, [database], {"publishes": edits}),
        }
        with ThreadPoolExecutor(1) as beside, sync.suppressed():
            starting = beside.submit(start_all, nodes)
            if not options["migrated"] or database:
                call_command("migrate", verbosity=0)
            parts.build(entries=options["entries"], seed=0)
            starting.result()
        failed = []
        for name in options["drills"]:
            scenario, servers, sizes = drills[name]
            self._log(f"{name}: {(scenario.__doc__ or '').strip()}")
            began = time.monotonic()
            try:
                scenario(lambda text: self._log(f"  {text}"), *servers, **sizes)
            except (DrillFailed, ServerFailed) as error:
                failed.append(name)
                self._log(f"  FAILED: {error}")
            self._log(f"  in {time.monotonic() - began:.0f} s")
        return failed

    def _log(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


@contextlib.contextmanager
def ended_cleanly() -> Iterator[None]:
    """Let whoever is told to end (Ctrl+C, SIGTERM) put things away first; being told twice does not hurry it."""
    signals = signal.SIGINT, signal.SIGTERM, signal.SIGHUP

    def end(number: int, _frame: object) -> NoReturn:
        for one in signals:
            signal.signal(one, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = {number: signal.signal(number, end) for number in signals}
    try:
        yield
    except KeyboardInterrupt as interrupt:
        raise CommandError("Stopped; nothing is left behind.", returncode=130) from interrupt
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
