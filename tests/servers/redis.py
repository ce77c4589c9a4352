"""Redis on this machine: a server that forgets all when it ends, as a cache may."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers import process
from tests.servers.process import LOOPBACK, ServerFailed


class RedisServer:
    """One server on a port. `stop` is what a crash is to its clients."""

    def __init__(self, folder: Path, *, port: int) -> None:
        program = process.program("redis-server", package="redis-server")
        self.port = port
        self.url = f"redis://{LOOPBACK}:{port}/0"
        self._command = [str(program), "--port", str(port), "--bind", LOOPBACK, "--save", "", "--dir", str(folder)]
        self._running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and return when it answers."""
        # What it says later is little: it never fills the pipe.
        self._running = subprocess.Popen(self._command, stdout=subprocess.PIPE)
        assert self._running.stdout
        if not any(b"eady to accept" in line for line in self._running.stdout):
            raise ServerFailed(f"redis-server does not start on port {self.port}.")

    def stop(self) -> None:
        if self._running:
            self._running.kill()
            self._running.communicate()
            self._running = None


@contextmanager
def redis_server(folder: Path) -> Iterator[RedisServer]:
    """Run one on a free port until the block ends. Raises ServerFailed where it is not installed."""
    server = RedisServer(folder, port=process.free_port())
    server.start()
    try:
        yield server
    finally:
        server.stop()
