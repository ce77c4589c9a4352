"""A mail server of this machine: it refuses as often as it is told, and keeps what it takes."""

import contextlib
import email
import socketserver
import threading
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage


class Sink(socketserver.ThreadingTCPServer):
    """The server. `refusals`: how many letters are refused first, and with which answer."""

    daemon_threads = allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.refusals, self.answer = 0, "451 try later"
        self.refused_addresses: set[str] = set()
        self.taken: list[EmailMessage] = []


class _Talk(socketserver.StreamRequestHandler):
    server: Sink

    def handle(self) -> None:
        self._say("220 sink")
        for line in iter(self.rfile.readline, b""):
            word = line.strip().upper().split(b" ")[0]
            if word == b"DATA":
                self._take()
            elif word == b"RCPT" and any(each.encode() in line for each in self.server.refused_addresses):
                self._say("550 no such mailbox")
            elif word == b"QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _take(self) -> None:
        self._say("354 go on")
        lines: list[bytes] = []
        for line in iter(self.rfile.readline, b".\r\n"):
            lines.append(line.removeprefix(b"."))
        if self.server.refusals:
            self.server.refusals -= 1
            self._say(self.server.answer)
            return
        self.server.taken.append(email.message_from_bytes(b"".join(lines), policy=policy.default))
        self._say("250 taken")

    def _say(self, answer: str) -> None:
        self.wfile.write(f"{answer}\r\n".encode())


@contextlib.contextmanager
def listening() -> Iterator[Sink]:
    """Run a server until the block ends."""
    with Sink() as sink:
        threading.Thread(target=sink.serve_forever, daemon=True).start()
        yield sink
        sink.shutdown()
