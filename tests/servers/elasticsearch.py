"""Elasticsearch on this machine: one node, or several that form a cluster. The stock server with fewer modules."""

import base64
import hashlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
import urllib.error
import urllib.request
import zipfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.servers import process
from tests.servers.process import LOOPBACK, ServerFailed

VERSION = "8.19.21"
# Elastic's own server for integration tests, as Maven Central has it.
ARTIFACT = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{VERSION}:zip"
SHA256 = "215d5f3dbf0609a149f6218a9e47b6ae2df34ebbff3c5754e35f15a5e5393c8a"
# Ours is the only traffic: a proxy of the environment must not be asked for 127.0.0.1.
_open = urllib.request.build_opener(urllib.request.ProxyHandler({})).open


def distribution(var: Path) -> Path:
    """Return the unpacked server, fetched with the Maven client and checked the first time (97 MB)."""
    place = process.shared_folder(var)
    unpacked = place / f"elasticsearch-{VERSION}"
    if unpacked.is_dir():
        return unpacked
    with tempfile.TemporaryDirectory(dir=place) as temporary:
        fresh = Path(temporary) / unpacked.name
        with zipfile.ZipFile(_fetch(Path(temporary))) as file:
            file.extractall(temporary)
        for path in (fresh, *fresh.rglob("*")):
            path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
        # Somebody else may have been quicker.
        if not unpacked.is_dir():
            fresh.rename(unpacked)
    return unpacked


def _fetch(place: Path) -> Path:
    maven = process.program("mvn", package="maven")
    goal = [str(maven), "-B", "-q", "dependency:copy", f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={place}"]
    done = subprocess.run(goal, cwd=place, capture_output=True, text=True, check=False)
    archive = place / f"elasticsearch-{VERSION}.zip"
    if done.returncode or not archive.is_file():
        raise ServerFailed(f"Maven could not fetch {ARTIFACT}.\n{done.stdout}{done.stderr}")
    if hashlib.sha256(archive.read_bytes()).hexdigest() != SHA256:
        raise ServerFailed(f"{ARTIFACT} is not the file that was expected: its checksum differs.")
    return archive


def java_home() -> Path:
    java = process.program("java", package="openjdk-17-jre-headless")
    return java.resolve().parent.parent


class ElasticsearchNode:
    """One server process with its own folder: configuration, data, log, pid file.

    A second object for the same home is the same node, so that one process can start it and another stop it. `peers`
    are the nodes of a cluster, this one included (`cluster_nodes`); `password` switches security on for the user
    `elastic`.
    """

    def __init__(
        self,
        home: Path,
        *,
        server: Path,
        http_port: int,
        transport_port: int,
        heap: str = "512m",
        password: str = "",
        settings: Mapping[str, object] | None = None,
    ) -> None:
        self.home, self.server, self.heap, self.password = home, server, heap, password
        self.http_port, self.transport_port = http_port, transport_port
        self.peers: Sequence[ElasticsearchNode] = (self,)
        self.settings = settings or {}
        self.url = f"http://{LOOPBACK}:{http_port}"
        self.name = f"{home.name}-{http_port}"
        self._pid_file, self._log = home / "pid", home / "output.log"

    @property
    def pid(self) -> int | None:
        """The server's process, or None when it does not run."""
        return process.alive(self._pid_file, self.home)

    def start(self) -> None:
        """Start it, unless it runs, and wait until it answers."""
        self.launch()
        self.wait_ready()

    def launch(self) -> None:
        """Start it and return when its process is up; nodes of a cluster wait for each other afterwards."""
        if self.pid:
            return
        self._pid_file.unlink(missing_ok=True)
        self._configure()
        command: list[str | Path] = [self.server / "bin" / "elasticsearch", "-d", "-p", self._pid_file]
        process.run(command, log=self._log, environment=self._environment())

    def wait_ready(self, *, status: str = "yellow", seconds: float = 120) -> None:
        """Wait until all nodes of its cluster that should be there are, and the cluster has at least this status."""
        query = f"/_cluster/health?wait_for_status={status}&wait_for_nodes=>={len(self.peers)}&timeout=1s"
        last: object = None
        for _ in process.attempts(seconds):
            try:
                last = self.get(query)
            except OSError as error:
                last = error
            if isinstance(last, dict) and not last["timed_out"] and self._voters() >= len(self.peers):
                return
            if not self.pid:
                break
        raise ServerFailed(f"Elasticsearch in {self.home} is not ready: {last}\n{process.tail(self._log)}")

    def get(self, path: str) -> Any:
        """Return the JSON answer to a GET of a path; urllib's errors are OSErrors."""
        request = urllib.request.Request(self.url + path)
        if self.password:
            token = base64.b64encode(f"elastic:{self.password}".encode()).decode()
            request.add_header("Authorization", f"Basic {token}")
        try:
            with _open(request, timeout=10) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            # A health that was waited for in vain comes as 408 with the same body.
            if error.code == 408:
                return json.load(error)
            raise

    def _voters(self) -> int:
        """Return how many nodes elect a master: only a moment after the last has joined may the first be lost."""
        part = "metadata.cluster_coordination.last_committed_config"
        state = self.get(f"/_cluster/state/metadata?filter_path={part}")
        return len(state["metadata"]["cluster_coordination"]["last_committed_config"])

    def is_master(self) -> bool:
        """Whether the cluster has elected this node."""
        nodes = self.get("/_cat/master?format=json")
        return bool(nodes) and nodes[0]["node"] == self.name

    def stop(self) -> None:
        """End it in good order; -9 after half a minute."""
        self.resume()
        if not process.end(self._pid_file, self.home, how=signal.SIGTERM, seconds=30):
            self.kill()
        self._pid_file.unlink(missing_ok=True)

    def kill(self) -> None:
        """End it as a crash would (-9); its data stay, and `start` brings it back on the same ports."""
        if not process.end(self._pid_file, self.home, how=signal.SIGKILL, seconds=30):
            raise ServerFailed(f"Elasticsearch in {self.home} does not end.")

    def pause(self) -> None:
        """Let it hang: it accepts connections and answers none."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, what: signal.Signals) -> None:
        if pid := self.pid:
            os.kill(pid, what)

    def _environment(self) -> dict[str, str]:
        (self.home / "tmp").mkdir(exist_ok=True)
        return {
            "ES_JAVA_HOME": str(java_home()),
            "ES_PATH_CONF": str(self.home / "config"),
            "ES_TMPDIR": str(self.home / "tmp"),
            # The starter is a JVM too, and lives for seconds.
            "CLI_JAVA_OPTS": "-Xmx64m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        }

    def _configure(self) -> None:
        config = self.home / "config"
        if not config.is_dir():
            shutil.copytree(self.server / "config", config)
        several = len(self.peers) > 1
        wanted = {
            "cluster.name": f"hub-{self.peers[0].http_port}",
            "node.name": self.name,
            "path.data": str(self.home / "data"),
            "path.logs": str(self.home / "logs"),
            "network.host": LOOPBACK,
            "http.port": self.http_port,
            "transport.port": self.transport_port,
            "xpack.security.enabled": bool(self.password),
            # A developer's disk may be nearly full; a test that wants the watermark sets it.
            "cluster.routing.allocation.disk.threshold_enabled": False,
            "discovery.initial_state_timeout": "0s",
            **({} if several else {"discovery.type": "single-node"}),
            **({"discovery.seed_hosts": [f"{LOOPBACK}:{n.transport_port}" for n in self.peers]} if several else {}),
            **({"cluster.initial_master_nodes": [n.name for n in self.peers]} if several else {}),
            **self.settings,
        }
        # Every JSON value is YAML.
        lines = "".join(f"{key}: {json.dumps(value)}\n" for key, value in wanted.items())
        (config / "elasticsearch.yml").write_text(lines)
        (config / "jvm.options.d" / "heap.options").write_text(f"-Xms{self.heap}\n-Xmx{self.heap}\n")
        if self.password and not (config / "elasticsearch.keystore").is_file():
            self._keep_password()
        process.hand_over(self.home)

    def _keep_password(self) -> None:
        process.hand_over(self.home)
        tool = self.server / "bin" / "elasticsearch-keystore"
        keep: list[str | Path] = [tool, "add", "-x", "-f", "bootstrap.password"]
        process.run(keep, log=self._log, given=self.password, environment=self._environment())


def cluster_nodes(
    home: Path, *, server: Path, ports: Sequence[tuple[int, int]], heap: str = "512m"
) -> list[ElasticsearchNode]:
    """Return the nodes of one cluster, not yet started (`start_all`). Its master may be any of them.

    `ports` of each node: for HTTP, and for the other nodes.
    """
    nodes = []
    for number, (http, transport) in enumerate(ports):
        own = home / f"node{number}"
        own.mkdir(exist_ok=True)
        nodes.append(ElasticsearchNode(own, server=server, heap=heap, http_port=http, transport_port=transport))
    for node in nodes:
        node.peers = nodes
    return nodes


def start_all(nodes: Sequence[ElasticsearchNode]) -> None:
    """Start the nodes of a cluster side by side and wait until each answers and any of them may be lost."""
    with ThreadPoolExecutor(len(nodes)) as pool:
        list(pool.map(ElasticsearchNode.launch, nodes))
    for node in nodes:
        node.wait_ready(status="green")
