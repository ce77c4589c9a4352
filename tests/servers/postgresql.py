"""PostgreSQL on this machine: a cluster of its own on its own port, beside any that Debian runs."""

import contextlib
import os
import shutil
import signal
from collections.abc import Mapping
from pathlib import Path

from tests.servers import process
from tests.servers.process import LOOPBACK, ServerFailed

USER = DATABASE = "hub"
# Data of tests need not outlive a power cut, and no test waits for the disk.
SETTINGS = {"fsync": "off", "full_page_writes": "off", "max_connections": "100", "shared_buffers": "256MB"}


def programs() -> Path:
    """Return the folder of the newest server programs here."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    return process.program("pg_ctl", package="postgresql", among=installed[::-1]).parent


class PostgresqlServer:
    """One server with its own folder. A second object for the same home and port is the same server.

    Everyone on this machine may use it (trust), over 127.0.0.1 only: it is for tests.
    """

    def __init__(self, home: Path, *, port: int, settings: Mapping[str, str] = SETTINGS) -> None:
        self.home, self.port, self.settings = home, port, settings
        self.url = f"postgres://{USER}@{LOOPBACK}:{port}/{DATABASE}"
        self._data, self._log, self._output = home / "data", home / "server.log", home / "output.log"
        self._pid_file = self._data / "postmaster.pid"

    @property
    def pid(self) -> int | None:
        """The server's process, or None when it does not run."""
        return process.alive(self._pid_file, self._data)

    def start(self) -> None:
        """Start it, unless it runs, with its database made; returns when it answers."""
        if self.pid:
            return
        if not self._data.is_dir():
            self._initialise()
        # Left behind by a crash: the server would take whoever has that number now for itself.
        self._pid_file.unlink(missing_ok=True)
        self._control("start", "-l", self._log, "-o", self._options())
        if not (self.home / "database").is_file():
            self._run("createdb", "-h", LOOPBACK, "-p", str(self.port), "-U", USER, DATABASE)
            (self.home / "database").touch()

    def stop(self) -> None:
        """End it in good order: open transactions are rolled back."""
        if self.pid:
            self._control("stop", "-m", "fast")

    def restart(self) -> None:
        self.stop()
        self.start()

    def crash(self) -> None:
        """End it as `kill` does, and bring it back."""
        self.kill()
        self.start()

    def kill(self) -> None:
        """End it and every process it has as a crash would (-9); `start` recovers what was committed."""
        pid = self.pid
        children = _children(pid) if pid else []
        if not process.end(self._pid_file, self._data, how=signal.SIGKILL, seconds=30):
            raise ServerFailed(f"PostgreSQL in {self.home} does not end.")
        for child in children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        process.gone(children, seconds=30)

    def _initialise(self) -> None:
        """Make the data folder, whole or not at all. Names sort as people sort them, as on a usual server."""
        fresh = self.home / "initialising"
        shutil.rmtree(fresh, ignore_errors=True)
        sorting = ["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-GB"]
        self._run("initdb", "-D", fresh, "-U", USER, "--auth=trust", "--encoding=UTF8", "--no-sync", *sorting)
        fresh.rename(self._data)

    def _options(self) -> str:
        fixed = {"port": self.port, "listen_addresses": LOOPBACK, "unix_socket_directories": ""}
        return " ".join(f"-c {name}='{value}'" for name, value in {**fixed, **self.settings}.items())

    def _control(self, what: str, *options: str | Path) -> None:
        self._run("pg_ctl", what, "-D", self._data, "-w", *options)

    def _run(self, name: str, *arguments: str | Path) -> None:
        try:
            process.run([programs() / name, *arguments], log=self._output, environment={"LC_ALL": "C.UTF-8"})
        except ServerFailed as error:
            raise ServerFailed(f"{error}\n{process.tail(self._log)}") from error


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
