"""An error report, as the real SDK sends it to a server of our own, says where the code failed and nothing else."""

import gzip
import http.server
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest

ROOT = Path(__file__).resolve().parents[2]
SECRETS = ("asthma-counselling", "203.0.113.77", "amina@school.example", "hunter2-password", "Mozilla-of-Amina")
# A request of production settings that fails while it holds a search, an address and a password.
PROGRAM = """
import os, django
from django.conf import settings
django.setup()
import sentry_sdk
from django.test import RequestFactory
from django.core.handlers.wsgi import WSGIHandler
from django.urls import path
import hub.urls

def failing(request):
    words, password = request.GET.get("q"), "hunter2-password"
    import logging
    logging.getLogger("hub.test").error("could not search for %s", words)
    raise ValueError(f"no answer for {words} by amina@school.example with {password}")

hub.urls.urlpatterns.insert(0, path("failing/", failing))
environ = RequestFactory(REMOTE_ADDR="203.0.113.77", HTTP_HOST="localhost", HTTP_USER_AGENT="Mozilla-of-Amina",
    HTTP_X_FORWARDED_FOR="203.0.113.77", HTTP_COOKIE="name=amina@school.example",
    HTTP_REFERER="http://localhost/search/?q=asthma-counselling").get("/failing/?q=asthma-counselling").environ
from hub.wsgi import application
body = application(environ, lambda status, headers, exc_info=None: print(status))
sentry_sdk.flush(10)
"""


class Sink(http.server.BaseHTTPRequestHandler):
    """Takes reports and keeps them."""

    kept: list[str]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        unpack = {"gzip": gzip.decompress, "br": brotli.decompress}.get(self.headers.get("Content-Encoding", ""))
        self.kept.append((unpack(body) if unpack else body).decode())
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def sink():
    Sink.kept = []
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Sink)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_a_report_holds_neither_words_nor_addresses_nor_values(sink, tmp_path):
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "hub.settings.production",
        "SECRET_KEY": "k" * 60,
        "ALLOWED_HOSTS": "localhost",
        "LOCAL_HTTP": "1",
        "VAR_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "SENTRY_DSN": f"http://key@127.0.0.1:{sink.server_port}/1",
    }
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "staticfiles.json").write_text('{"version": "1.1", "paths": {}, "hash": ""}')
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    reports = "\n".join(Sink.kept)
    assert "ValueError" in reports, ran.stderr
    assert "failing" in reports
    assert [secret for secret in SECRETS if secret in reports] == []
    events = [json.loads(line) for line in reports.splitlines() if '"exception"' in line]
    assert "breadcrumbs" not in events[0]
    assert events[0]["request"] == {"method": "GET", "url": "http://localhost/failing/"}
