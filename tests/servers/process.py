"""What every server needs: an account that is not root's, a folder it may use, a free port, a way to be ended."""

import contextlib
import hashlib
import os
import pwd
import random
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

ACCOUNT = "hubservices"
# Where root's servers live: a project may lie in a folder that only root may enter.
ACCOUNT_HOME = Path("/var/lib") / ACCOUNT
PROJECT = Path(__file__).resolve().parents[2]
LOOPBACK = "127.0.0.1"


class ServerFailed(Exception):
    """A server did not start, answer or end; the message says which and ends with the last lines of its log."""


def account() -> pwd.struct_passwd | None:
    """Return the account servers run under: nobody else's unless we are root, whom they refuse (made if need be)."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        command = ["useradd", "--system", "--create-home", "--home-dir", str(ACCOUNT_HOME), ACCOUNT]
        subprocess.run([*command, "--shell", "/usr/sbin/nologin"], check=True)
        return pwd.getpwnam(ACCOUNT)


def shared_folder(var: Path) -> Path:
    """Return the folder for what all projects of the account can share; `var` is the project's own."""
    return _made(ACCOUNT_HOME if account() else var / "services")


def folder(var: Path, name: str) -> Path:
    """Return the folder of a server, made if need be, which the account may enter wherever the project lies."""
    of_project = hashlib.sha256(str(var.resolve()).encode()).hexdigest()[:12]
    return _made((shared_folder(var) / of_project if account() else shared_folder(var)) / name)


def _made(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    if found := account():
        for made in (path.parent, path):
            if made.is_relative_to(ACCOUNT_HOME):
                os.chown(made, found.pw_uid, found.pw_gid)
                made.chmod(0o755)
    return path


def hand_over(home: Path) -> None:
    """Give root's files to the account."""
    if found := account():
        for path in (home, *home.rglob("*")):
            os.chown(path, found.pw_uid, found.pw_gid)


def free_port() -> int:
    """Return a free port below those of outgoing connections, which could take it while its server is down."""
    low = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
    for port in random.sample(range(low // 2, low), 200):
        if is_free(port):
            return port
    raise ServerFailed("No free port was found.")


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def program(name: str, *, package: str, among: Sequence[Path] = ()) -> Path:
    """Return where a program is: in one of the folders, or on the path. The message names Debian's package."""
    found = next((path / name for path in among if (path / name).is_file()), None) or shutil.which(name)
    if not found:
        raise ServerFailed(f"{name} is not installed (Debian: sudo apt install {package})")
    return Path(found)


def run(
    command: Sequence[str | Path], *, log: Path, given: str = "", seconds: float = 120, environment: Mapping[str, str]
) -> None:
    """Run a command to its end under the account, in a session of its own so that Ctrl+C ends no server it leaves.

    Its output goes to a file: what it leaves behind would hold a pipe open.
    """
    found = account()
    who: dict[str, Any] = {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []} if found else {}
    # What would steer the servers' own tools stays out.
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PG", "ES_", "CLI_", "JAVA_TOOL"))}
    with log.open("ab") as output:
        try:
            done = subprocess.run(
                [str(part) for part in command],
                cwd=log.parent,
                env={**kept, "HOME": str(log.parent), **environment},
                input=given.encode(),
                stdout=output,
                stderr=subprocess.STDOUT,
                timeout=seconds,
                check=False,
                start_new_session=True,
                umask=0o022,
                **who,
            )
        except subprocess.TimeoutExpired as error:
            raise ServerFailed(f"{command[0]} did not end within {seconds:.0f} s.\n{tail(log)}") from error
    if done.returncode:
        raise ServerFailed(f"{command[0]} ended with {done.returncode}.\n{tail(log)}")


def tail(log: Path, lines: int = 25) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:]) if log.is_file() else ""


def attempts(seconds: float, every: float = 0.05) -> Iterator[None]:
    """Yield until the time is up, for loops that wait for something and leave when it is there."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        yield
        time.sleep(every)


def alive(pid_file: Path, home: Path) -> int | None:
    """Return the process a pid file names if it is the server of this home: a number left behind may be anybody's."""
    try:
        pid = int(pid_file.read_text().split()[0])
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (OSError, ValueError, IndexError):
        return None
    return pid if str(home).encode() in command else None


def end(pid_file: Path, home: Path, *, how: signal.Signals, seconds: float) -> bool:
    """Send a signal and wait until the process is gone; return whether it is."""
    if not (pid := alive(pid_file, home)):
        return True
    os.kill(pid, how)
    return gone([pid], seconds=seconds)


def end_all(home: Path) -> None:
    """End (-9) whatever runs for a home, started or just starting, until there is nothing left."""
    for _ in attempts(30):
        if not (found := _of(home)):
            return
        for pid in found:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
    raise ServerFailed(f"In {home} something does not end: {found}")


def _of(home: Path) -> list[int]:
    """Return the processes that name a home in their command line, but this one."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if os.fsencode(home) in path.read_bytes() and path.parent.name != str(os.getpid()):
                found.append(int(path.parent.name))
    return found


def gone(pids: Sequence[int], *, seconds: float) -> bool:
    """Wait for processes to end; one that nobody has collected yet counts as ended."""
    return any(not any(map(_runs, pids)) for _ in attempts(seconds))


def _runs(pid: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
