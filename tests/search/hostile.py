"""A server that is not well, on a real socket: what a search must survive and no real server can be made to do."""

import contextlib
import json
import socket
import threading
from collections.abc import Iterator

HEAD = (
    "HTTP/1.1 {status}\r\nX-Elastic-Product: Elasticsearch\r\nContent-Type: application/vnd.elasticsearch+json\r\n"
    "Content-Length: {length}\r\n\r\n"
)


def _answer(status: str, content: object) -> bytes:
    text = json.dumps(content)
    return (HEAD.format(status=status, length=len(text)) + text).encode()


TROUBLES = {
    "refuses": None,
    "hangs": b"",
    "dribbles": b"dribble",
    "hangs up": b"hang up",
    "speaks nonsense": b"\x00\xff\x00 not HTTP at all\r\n\r\n",
    "is something else": b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
    "sends half an answer": _answer("200 OK", {"took": 1, "timed_out": False, "hits": {}}),
    "gives up half-way": _answer("200 OK", {"took": 1, "timed_out": True, "hits": {"total": {"value": 0}}}),
    "breaks off": HEAD.format(status="200 OK", length=1000).encode() + b'{"took": 1',
    "sends a list": _answer("200 OK", []),
    "wants a password": _answer("401 Unauthorized", {"error": {"type": "security_exception"}, "status": 401}),
    "forbids": _answer("403 Forbidden", {"error": {"type": "security_exception"}, "status": 403}),
    "has no index": _answer("404 Not Found", {"error": {"type": "index_not_found_exception"}, "status": 404}),
    "is too busy": _answer("429 Too Many Requests", {"error": {"type": "es_rejected_execution"}, "status": 429}),
    "does not understand": _answer("400 Bad Request", {"error": {"type": "parsing_exception"}, "status": 400}),
    "is broken": _answer("500 Internal Server Error", {"error": "x", "status": 500}),
    "has no shards": _answer("503 Service Unavailable", {"error": {"type": "search_phase"}, "status": 503}),
}


@contextlib.contextmanager
def server(trouble: str) -> Iterator[str]:
    """Yield the address of a server with one of the TROUBLES, until the block ends."""
    what = TROUBLES[trouble]
    listener = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    if what is None:
        listener.close()
        yield url
        return
    over = threading.Event()

    def serve() -> None:
        held = []
        while not over.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            held.append(connection)
            threading.Thread(target=_talk, args=(connection, what, over), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield url
    finally:
        over.set()
        listener.close()


def _talk(connection: socket.socket, what: bytes, over: threading.Event) -> None:
    with contextlib.suppress(OSError), connection:
        connection.recv(65536)
        if what == b"":
            over.wait()
        elif what == b"dribble":
            connection.sendall(HEAD.format(status="200 OK", length=10**6).encode())
            while not over.wait(0.05):
                connection.sendall(b" ")
        elif what != b"hang up":
            connection.sendall(what)
            over.wait(0.2)
