"""The shipped proxy, run as it is: what it serves of the uploads, and what it passes on."""

import contextlib
import http.server
import shutil
import subprocess
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError

import pytest

from tests import services
from tests.servers import free_port, process

CADDYFILE = Path(__file__).resolve().parents[2] / "hub" / "Caddyfile"


class Behind(http.server.BaseHTTPRequestHandler):
    """Says what arrives."""

    def do_GET(self) -> None:
        said = f"hub {self.path} {self.headers['X-Forwarded-Proto']} {self.headers['X-Forwarded-For']}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_: object) -> None: ...


@contextlib.contextmanager
def started(uploads: Path, **settings: str) -> Iterator[str]:
    """Run the proxy before a server that says what arrives; give its address."""
    program = shutil.which("caddy")
    if not program:
        services.without("caddy is not installed (Debian: sudo apt install caddy)")
    behind = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Behind)
    threading.Thread(target=behind.serve_forever, daemon=True).start()
    port = free_port()
    own = {
        "SITE": f"http://127.0.0.1:{port}",
        "UPLOADS": str(uploads),
        "UPSTREAM": f"127.0.0.1:{behind.server_port}",
        "HOME": str(uploads),
        **settings,
    }
    command = [str(program), "run", "--config", str(CADDYFILE), "--adapter", "caddyfile"]
    with subprocess.Popen(command, env=own, stderr=subprocess.DEVNULL) as running:
        base = f"http://127.0.0.1:{port}"
        for _ in process.attempts(30):
            if ask(base + "/")[0]:
                break
        yield base
        running.terminate()
    behind.shutdown()


@pytest.fixture(scope="module")
def proxy(tmp_path_factory) -> Iterator[str]:
    uploads = tmp_path_factory.mktemp("uploads")
    for name in ("images/fair.jpg", "documents/letter.pdf", "original_images/fair.jpg"):
        (uploads / name).parent.mkdir()
        (uploads / name).write_text("an upload")
    with started(uploads) as base:
        yield base


def ask(url: str, **headers: str) -> tuple[int, str, dict[str, str]]:
    """Return status (0: nobody answers), text and headers."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=10) as answer:
            return answer.status, answer.read().decode(), dict(answer.headers)
    except HTTPError as error:
        return error.code, "", dict(error.headers)
    except OSError:
        return 0, "", {}


def test_pictures_come_from_their_folder_and_can_run_nothing(proxy):
    status, text, headers = ask(f"{proxy}/media/images/fair.jpg")
    assert (status, text) == (200, "an upload")
    assert "sandbox" in headers["Content-Security-Policy"] and headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        *("/media/documents/letter.pdf", "/media/original_images/fair.jpg", "/media/images/none.jpg", "/media/"),
        *(
            "/media/images/../documents/letter.pdf",
            "/media/images/%2e%2e/documents/letter.pdf",
            "/media/Documents/letter.pdf",
        ),
        "/media//documents/letter.pdf",
    ],
)
def test_documents_and_originals_are_not_served_by_name(proxy, path):
    status, text, _headers = ask(proxy + path)
    assert status == 404 and text == ""


def test_everything_else_is_the_hubs_and_the_visitor_cannot_say_who_he_is(proxy):
    headers = {"X-Forwarded-For": "192.0.2.1", "X-Forwarded-Proto": "https"}
    assert ask(f"{proxy}/search/?q=a", **headers)[1] == "hub /search/?q=a http 127.0.0.1"


def test_what_a_cdn_says_of_the_visitor_is_passed_on_with_its_own_address(tmp_path):
    """With PROXY_HOPS=2 the hub then reads the visitor's: all of London would share the CDN's limit."""
    with started(tmp_path, TRUSTED_PROXIES="198.51.100.0/24 127.0.0.1/32") as base:
        headers = {"X-Forwarded-For": "192.0.2.66, 203.0.113.5", "X-Forwarded-Proto": "https"}
        assert ask(f"{base}/a", **headers)[1] == "hub /a https 192.0.2.66, 203.0.113.5, 127.0.0.1"
