"""Where scenarios run: an empty database, servers of our own, and a process that knows of no others.

The process that provides the cluster owns its servers. The scenarios run in a second process, which starts and kills
servers but leaves none behind when it is killed itself; its environment names the cluster's database and servers, so
that nothing there can reach the hub's own.
"""

import contextlib
import dataclasses
import json
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.conf import settings

from tests import scratch
from tests.bench.search.runs import Child
from tests.servers import ElasticsearchNode, PostgresqlServer, cluster_nodes, folder, free_port, process
from tests.servers.elasticsearch import distribution

ROOT = Path(__file__).resolve().parents[2]
# How long a process of ours may take to end in good order.
PATIENCE = 20
NO_OTHERS = ("API_KEY", "USER", "PASSWORD", "CA_CERTS")


@dataclasses.dataclass(frozen=True)
class Cluster:
    """The servers and the database of a drill, in plain values: a second process makes the same servers of them.

    `ports` are those for HTTP and between nodes, of each node of Elasticsearch; `database_port` is that of PostgreSQL,
    or None on SQLite.
    """

    home: str
    server: str
    ports: Sequence[tuple[int, int]]
    database_port: int | None

    @property
    def nodes(self) -> list[ElasticsearchNode]:
        return cluster_nodes(
            Path(self.home), server=Path(self.server), ports=[(http, other) for http, other in self.ports]
        )

    @property
    def postgresql(self) -> PostgresqlServer | None:
        if self.database_port is None:
            return None
        return PostgresqlServer(Path(self.home) / "postgresql", port=self.database_port)

    def environment(self, address: str) -> dict[str, str]:
        """Return the environment of a process on this cluster and the database of that address; it names no others."""
        own = {
            "VAR_DIR": str(Path(self.home) / "var"),
            "SEARCH_ENGINE": "elasticsearch",
            # Where the database goes away, a service delivers, and nobody beside it.
            "SEARCH_DELIVERY": "none" if self.database_port else "thread",
            "ELASTICSEARCH_URL": ",".join(node.url for node in self.nodes),
            "ELASTICSEARCH_PREFIX": "drill",
            "ELASTICSEARCH_SHARDS": "1",
            "ELASTICSEARCH_REPLICAS": str(min(1, len(self.ports) - 1)),
            "ELASTICSEARCH_TIMEOUT": "0.5",
        }
        return Child(address).environment | own | {f"ELASTICSEARCH_{name}": "" for name in NO_OTHERS}


@contextlib.contextmanager
def provided(*, nodes: int, postgresql: bool, migrated: Path | None = None) -> Iterator[tuple[Cluster, str]]:
    """Yield a cluster and the address of a database on it; afterwards end whatever runs there, and remove it.

    The process inside starts the nodes. `migrated` is an SQLite database to begin with a copy of; without, it is empty.

    Raises ServerFailed where PostgreSQL does not start.
    """
    ports = [(free_port(), free_port()) for _ in range(nodes)]
    server = distribution(settings.VAR_DIR)
    home = folder(settings.VAR_DIR, f"drill-{secrets.token_hex(4)}/postgresql").parent
    cluster = Cluster(str(home), str(server), ports, free_port() if postgresql else None)
    database = cluster.postgresql
    try:
        if database:
            database.start()
        with scratch.place(server=database.url if database else "", migrated=migrated) as address:
            yield cluster, address
    finally:
        if database:
            database.kill()
        # One that was just being started has not yet said which process it is.
        process.end_all(home)
        shutil.rmtree(home, ignore_errors=True)


def run_in(cluster: Cluster, address: str, *words: str) -> bool:
    """Run `drill_search` on a cluster, in a process whose output is ours; return whether all went well."""
    inside = json.dumps(dataclasses.asdict(cluster))
    with started("drill_search", *words, "--inside", inside, environment=cluster.environment(address)) as child:
        return child.wait() == 0


@contextlib.contextmanager
def started(
    *command: str, environment: dict[str, str] | None = None, output: int | None = None
) -> Iterator[subprocess.Popen[str]]:
    """Run a command of this project in a process of its own, which ends with the block.

    Args:
        environment: this process's own, where none is given.
        output: where what it says goes; None: where ours goes.
    """
    line = [sys.executable, "manage.py", *command]
    child = subprocess.Popen(
        line, cwd=ROOT, env=environment or os.environ, stdout=output, stderr=output and subprocess.STDOUT, text=True
    )
    try:
        yield child
    finally:
        child.terminate()
        try:
            child.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()
            child.communicate()
