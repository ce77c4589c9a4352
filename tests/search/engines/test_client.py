"""How the hub speaks to Elasticsearch: whom it asks, as whom, how often and how long, and what it makes there.

A small server of these tests' own answers and remembers what it was asked; a password is also tried on a real node.
"""

import base64
import http.server
import json
import os
import shutil
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as configured
from elasticsearch import ApiError, AuthenticationException, ConnectionTimeout, TransportError

from search.engines import EngineUnavailable
from search.engines.elasticsearch import client as connection
from search.engines.elasticsearch import indices
from search.engines.elasticsearch.client import ERRORS, get_client
from search.engines.elasticsearch.engine import ask
from tests.servers import ElasticsearchNode, folder, free_port, process
from tests.servers.elasticsearch import distribution
from tests.services import address, without

ROOT = Path(__file__).resolve().parents[3]
LOCALHOST = "127.0.0.1"


class Server(http.server.ThreadingHTTPServer):
    """Answers with a status of `answers` each time, 200 when they are used up; one of 0 is never answered."""

    daemon_threads = True

    def __init__(self, *answers: int, context: ssl.SSLContext | None = None) -> None:
        super().__init__((LOCALHOST, 0), Handler)
        self.answers, self.asked = list(answers), list[str]()
        self.over = threading.Event()
        if context:
            self.socket = context.wrap_socket(self.socket, server_side=True)
        self.url = f"{'https' if context else 'http'}://{LOCALHOST}:{self.server_port}"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, request, client_address) -> None:
        """Keep quiet about those who hang up: they were meant to."""


class Handler(http.server.BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self.headers.get("Authorization", ""))
        status = self.server.answers.pop(0) if self.server.answers else 200
        if not status:
            self.server.over.wait()
            return
        body = json.dumps({"status": "green"}).encode()
        self.send_response(status)
        self.send_header("X-Elastic-Product", "Elasticsearch")
        self.send_header("Content-Type", "application/vnd.elasticsearch+json; compatible-with=8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None: ...


@pytest.fixture
def server() -> Iterator:
    """Start servers that end with the test."""
    started: list[Server] = []

    def start(*answers: int, **options) -> Server:
        started.append(Server(*answers, **options))
        return started[-1]

    yield start
    for one in started:
        one.over.set()
        one.shutdown()
        one.server_close()


@pytest.fixture
def use(settings):
    """Return the client that settings make; it is this test's alone."""

    def make(*servers: Server, **values):
        urls = {"URLS": [one.url for one in servers]} if servers else {}
        own = {"API_KEY": "", "USER": "", "PASSWORD": "", "CA_CERTS": "", **urls, **values}
        settings.ELASTICSEARCH = settings.ELASTICSEARCH | own
        return get_client()

    yield make
    connection._client.cache_clear()


@pytest.fixture
def certificate(tmp_path) -> Path:
    """Return a file with the certificate of this address, its own authority, and its key."""
    if not shutil.which("openssl"):
        without("openssl is not installed (Debian: sudo apt install openssl)")
    file, key = tmp_path / "own.pem", tmp_path / "own.key"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=search.example"]
    own = ["-addext", f"subjectAltName=IP:{LOCALHOST}", "-keyout", str(key), "-out", str(file)]
    subprocess.run([*command, *own], check=True, capture_output=True)
    return file


def test_an_api_key_is_shown(server, use):
    one = server()
    use(one, API_KEY="c2VjcmV0").cluster.health()
    assert one.asked == ["ApiKey c2VjcmV0"]


def test_a_name_and_a_password_are_shown(server, use):
    one = server()
    use(one, USER="hub", PASSWORD="pa:ss wörd").cluster.health()
    assert one.asked == ["Basic " + base64.b64encode("hub:pa:ss wörd".encode()).decode()]


def test_each_host_is_asked_in_turn(server, use):
    one, other = server(), server()
    client = use(one, other)
    for _ in range(4):
        client.cluster.health()
    assert (len(one.asked), len(other.asked)) == (2, 2)


@pytest.mark.parametrize("status", [502, 503, 504])
def test_another_host_is_asked_when_one_is_unwell(status, server, use):
    one, other = server(status, status), server(status, status)
    assert use(one, other, RETRIES=4).cluster.health()["status"] == "green"
    assert len(one.asked) + len(other.asked) == 5


def test_no_more_hosts_are_asked_than_the_settings_say(server, use):
    one = server(503, 503, 503)
    with pytest.raises(ApiError):
        use(one, RETRIES=1).cluster.health()
    assert len(one.asked) == 2


def test_a_host_that_is_away_costs_nothing_where_there_is_another(server, use):
    away, there = server(), server()
    away.shutdown()
    away.server_close()
    client = use(away, there, RETRIES=1)
    assert [client.cluster.health()["status"] for _ in range(3)] == ["green"] * 3


def test_a_host_that_hangs_is_given_up_and_asked_once(server, use):
    one = server(0)
    with pytest.raises(ConnectionTimeout):
        use(one, WRITE_TIMEOUT=0.2, RETRIES=3).cluster.health()
    assert len(one.asked) == 1


def test_a_search_has_a_time_limit_of_its_own(server, use, settings):
    use(server(0), WRITE_TIMEOUT=600.0, TIMEOUT=0.2)
    with pytest.raises(EngineUnavailable):
        ask({"sign of life": {"size": 0}})


def test_a_certificate_of_the_hosts_own_authority_is_believed_and_no_other(server, use, certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_suffix(".key"))
    one = server(context=context)
    assert use(one, CA_CERTS=str(certificate)).cluster.health()["status"] == "green"
    with pytest.raises(TransportError, match="TLS error"):
        use(one, CA_CERTS="", RETRIES=0).cluster.health()
    assert len(one.asked) == 1, "nothing is told to a stranger"


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://search", "http://search:9200"),
        ("https://search", "https://search:443"),
        ("https://search:9243", "https://search:9243"),
    ],
)
def test_an_address_without_a_port_has_the_usual_one(url, host, use):
    (node,) = use(URLS=[url]).transport.node_pool.all()
    assert node.base_url == host


def test_an_index_has_as_many_shards_and_copies_as_the_settings_say(elasticsearch, settings):
    settings.ELASTICSEARCH = settings.ELASTICSEARCH | {"SHARDS": 3, "REPLICAS": 2}
    name = indices.create(elasticsearch)
    made = elasticsearch.indices.get_settings(index=name)[name]["settings"]["index"]
    assert (made["number_of_shards"], made["number_of_replicas"]) == ("3", "2")


def test_the_settings_come_from_the_environment():
    wanted = {
        "URL": ("https://a:9200,https://b:9200", "URLS", ["https://a:9200", "https://b:9200"]),
        "CA_CERTS": ("/ca.pem", "CA_CERTS", "/ca.pem"),
        "API_KEY": ("key", "API_KEY", "key"),
        "USER": ("hub", "USER", "hub"),
        "PASSWORD": ("secret", "PASSWORD", "secret"),
        "TIMEOUT": ("0.25", "TIMEOUT", 0.25),
        "WRITE_TIMEOUT": ("7", "WRITE_TIMEOUT", 7.0),
        "RETRIES": ("5", "RETRIES", 5),
        "SHARDS": ("3", "SHARDS", 3),
        "REPLICAS": ("2", "REPLICAS", 2),
        "PREFIX": ("other", "PREFIX", "other"),
    }
    own = {f"ELASTICSEARCH_{name}": value for name, (value, _, _) in wanted.items()}
    asked = "import json; from hub.settings.dev import ELASTICSEARCH; print(json.dumps(ELASTICSEARCH))"
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, env=os.environ | own, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == {key: value for _, key, value in wanted.values()}


@pytest.fixture
def guarded(tmp_path) -> Iterator[ElasticsearchNode]:
    """Start a real node that lets nobody in without the password."""
    address("elasticsearch")
    home = folder(tmp_path, "guarded")
    server, http, transport = distribution(configured.VAR_DIR), free_port(), free_port()
    node = ElasticsearchNode(home, server=server, http_port=http, transport_port=transport, password="let-me-in")
    try:
        node.start()
        yield node
    finally:
        process.end_all(home)
        shutil.rmtree(home.parent, ignore_errors=True)


@pytest.mark.whole
def test_a_node_lets_in_who_has_the_password_and_a_wrong_one_is_an_engine_that_is_away(guarded, use):
    client = use(URLS=[guarded.url], USER="elastic", PASSWORD="let-me-in", REPLICAS=0)
    name = indices.create(client)
    assert indices.names(client) == [name]
    for wrong in ({"USER": "elastic", "PASSWORD": "open-sesame"}, {"API_KEY": "bm90Om9uZQ=="}, {}):
        stranger = use(URLS=[guarded.url], **wrong)
        with pytest.raises(AuthenticationException) as refused:
            indices.names(stranger)
        assert isinstance(refused.value, ERRORS)
        with pytest.raises(EngineUnavailable):
            ask({"sign of life": {"size": 0}})
