"""The hub under gunicorn, with the settings that it is shipped with: what is measured over HTTP."""

import contextlib
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from django.core.management.base import CommandError

from tests.servers.process import attempts

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 60


@contextlib.contextmanager
def served(environment: Mapping[str, str], *, workers: int, application: str = "hub.wsgi") -> Iterator[int]:
    """Run gunicorn with the hub's own settings and so many processes; yield its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    own = {"WEB_WORKERS": str(workers), "SEARCHES_PER_MINUTE": "0"}
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", "-c", "hub/gunicorn.py"]
    # Its access log would be one line for each request; errors are answers other than 200.
    server = subprocess.Popen(
        command, cwd=ROOT, env={**environment, **own}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(port, server)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE_SECONDS)


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in attempts(PATIENCE_SECONDS):
        if server.poll() is not None:
            break
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
    raise CommandError("gunicorn does not answer.")
