"""A site on this machine whose answers a test gives, and the policies that let a check ask it."""

import http.server
import ssl
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from resources.link_checks.policy import Policy

LOCALHOST = "127.0.0.1"
HTML = "text/html; charset=utf-8"
PAGE = b"<html><head><title>Careers in rail | Rail</title></head><body><h1>Careers in rail</h1></body></html>"


@dataclass(frozen=True)
class Says:
    """An answer. `head` is the status for HEAD where it is another; `late` seconds pass before it."""

    status: int = 200
    body: bytes = PAGE
    kind: str | None = HTML
    headers: Mapping[str, str] = field(default_factory=dict)
    head: int | None = None
    late: float = 0


def leads(to: str, status: int = 301, **headers: str) -> Says:
    return Says(status, b"", headers={"Location": to, **headers})


class Site(http.server.ThreadingHTTPServer):
    """Answers by path, 404 where it has none, and remembers what it was asked: (method, path, headers)."""

    daemon_threads = True

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        super().__init__((LOCALHOST, 0), Handler)
        self.answers: dict[str, Says | Callable[[Handler], None]] = {}
        self.asked: list[tuple[str, str, Mapping[str, str]]] = []
        self.moments: list[float] = []
        if context:
            self.socket = context.wrap_socket(self.socket, server_side=True)
        self.scheme = "https" if context else "http"
        self.url = f"{self.scheme}://{LOCALHOST}:{self.server_port}"
        threading.Thread(target=self.serve_forever, args=[0.02], daemon=True).start()

    @property
    def methods(self) -> list[str]:
        return [method for method, _path, _headers in self.asked]

    def handle_error(self, request, client_address) -> None:
        """Keep quiet about those who hang up: they were meant to."""


class Handler(http.server.BaseHTTPRequestHandler):
    server: Site

    def answer(self) -> None:
        self.server.asked.append((self.command, self.path, dict(self.headers)))
        self.server.moments.append(time.monotonic())
        says = self.server.answers.get(self.path, Says(404, b"Nothing here."))
        if not isinstance(says, Says):
            says(self)
            return
        time.sleep(says.late)
        self.send_response(says.head if says.head and self.command == "HEAD" else says.status)
        if says.kind:
            self.send_header("Content-Type", says.kind)
        for name, value in says.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(says.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(says.body)

    do_GET = do_HEAD = answer

    def log_message(self, format: str, *args: object) -> None: ...


def here(**changes) -> Policy:
    """Return a policy that lets a check ask this machine, on any port, with or without TLS, and soon gives up."""
    usual: dict[str, Any] = {
        "agent": "Test/1.0 (+https://hub.example)",
        "allows": lambda address: address.version == 4 and address.is_loopback,
        "schemes": frozenset({"http", "https"}),
        "ports": None,
        "connect": 1,
        "read": 0.4,
        "total": 3,
        "pause": 0,
    }
    return Policy(**usual | changes)


def resolving(**hosts: Sequence[str]) -> Callable[[str, int], Sequence[str]]:
    """Return a resolver that knows these hosts (an underscore for a dot)."""
    known = {name.replace("_", "."): addresses for name, addresses in hosts.items()}
    return lambda host, port: known[host]
