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


def _answers(*answers: object) -> bytes:
    """Return what two searches that are asked together get."""
    return _answer("200 OK", {"took": 1, "responses": answers})


_NOTHING = {"timed_out": False, "hits": {"total": {"value": 0}, "hits": []}, "aggregations": {}, "status": 200}

TROUBLES = {
    "refuses": None,
    "hangs": b"",
    "dribbles": b"dribble",
    "hangs up": b"hang up",
    "speaks nonsense": b"\x00\xff\x00 not HTTP at all\r\n\r\n",
    "is something else": b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
    "sends half an answer": _answers({"timed_out": False, "hits": {}, "status": 200}, _NOTHING),
    "sends one answer of two": _answers(_NOTHING),
    "sends an answer too many": _answers(_NOTHING, _NOTHING, _NOTHING),
    "sends no answers": _answer("200 OK", {"took": 1, "responses": None}),
    "sends answers that are none": _answers([], "answer"),
    "sends hits that are none": _answers({**_NOTHING, "hits": []}, _NOTHING),
    "gives up half-way": _answers({**_NOTHING, "timed_out": True}, _NOTHING),
    "loses a shard in one search": _answers(_NOTHING, {"error": {"type": "search_phase"}, "status": 503}),
    "does not understand one search": _answers(_NOTHING, {"error": {"type": "parsing_exception"}, "status": 400}),
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
