"""Redis, Elasticsearch and PostgreSQL go away one by one under a running hub, and every page is asked."""

import contextlib
import http.cookiejar
import json
import os
import re
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit

import psycopg
import pytest

from tests import databases, services
from tests.servers import RedisServer, ServerFailed, free_port, process, redis_server
from tests.servers.relay import Relay

ROOT = Path(__file__).resolve().parents[2]
# The demo's schools without the rest of it, and the complete one of them.
SCHOOLS = """
from django.utils import timezone
from hub.home.demo import schools
from hub.home.models import HomePage
schools.load(home=HomePage.objects.get(), on=timezone.localdate())
"""
SCHOOL = "/schools/marigold-park-school-sample-990001/"
PAGES = (
    *("/", "/search/?q=interview", "/search/feed/?q=interview", "/api/v1/search/?q=interview", "/sitemap.xml"),
    *("/schools/", "/schools/data/", "/curriculum/", "/curriculum/map/", "/resources/", "/parents/", "/privacy/"),
    *("/accessibility/", "/news/", "/admin/", "/admin/login/", "/admin/pages/", "/admin/reports/publication/"),
    *(f"{SCHOOL}{page}" for page in ("", "careers/", "careers-policy/", "provider-access/", "search/?q=careers")),
    *(f"{SCHOOL}{page}" for page in ("duties.json", "dates.ics")),
)
EMAIL, PASSWORD = "root@borough.example", "violet harbour 41 lanterns"


class Hub:
    """A hub under gunicorn, one of its administrators signed in, and the relays before its servers."""

    def __init__(self, base: str, relays: dict[str, Relay], log: list[str]) -> None:
        self.base, self.relays, self.log = base, relays, log
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._opener = urllib.request.build_opener(cookies)

    def ask(self, path: str, data: Mapping[str, str] | None = None) -> tuple[int, str, dict[str, str]]:
        try:
            with self._opener.open(self.base + path, urlencode(data).encode() if data else None, timeout=60) as answer:
                return answer.status, answer.read().decode(), dict(answer.headers)
        except HTTPError as error:
            return error.code, error.read().decode(), dict(error.headers)

    def sign_in(self) -> None:
        form = self.ask("/admin/login/")[1]
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
        assert token
        self.ask("/admin/login/", {"csrfmiddlewaretoken": token[1], "username": EMAIL, "password": PASSWORD})
        assert 'name="password"' not in self.ask("/admin/")[1]

    def statuses(self) -> dict[str, int]:
        return {path: self.ask(path)[0] for path in PAGES}

    def degraded(self) -> dict[str, str]:
        """Return what is said to be degraded, without `tick`, which nobody runs here."""
        found = json.loads(self.ask("/health/ready")[1])["degraded"]
        return {name: why for name, why in found.items() if name != "tick"}

    def until(self, degraded: dict[str, str]) -> None:
        for _ in process.attempts(60, every=0.5):
            if self.degraded() == degraded:
                return
        pytest.fail(f"{self.degraded()} is not {degraded}")

    @contextlib.contextmanager
    def without(self, server: str) -> Iterator[None]:
        self.relays[server].stop()
        try:
            yield
        finally:
            self.relays[server].start()


@pytest.fixture(scope="module")
def redis(tmp_path_factory) -> Iterator[RedisServer]:
    try:
        with redis_server(tmp_path_factory.mktemp("redis")) as running:
            yield running
    except ServerFailed as error:
        services.without(str(error))


@pytest.fixture(scope="module")
def database(postgresql_url) -> Iterator[str]:
    address = databases.migrated_copy(postgresql_url, f"hub_outages_{os.getpid()}")
    yield address
    with psycopg.connect(postgresql_url, autocommit=True) as server:
        server.execute(f'DROP DATABASE "{address.rpartition("/")[2]}" WITH (FORCE)')


@pytest.fixture(scope="module")
def hub(redis, database, elasticsearch_url, tmp_path_factory) -> Iterator[Hub]:
    targets = {"redis": redis.url, "postgresql": database, "elasticsearch": elasticsearch_url}
    relays = {name: Relay(str(urlsplit(url).hostname), urlsplit(url).port or 0) for name, url in targets.items()}
    for relay in relays.values():
        relay.start()
    environment = {
        **{name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")},
        "DJANGO_SETTINGS_MODULE": "tests.resilience.settings",
        "SECRET_KEY": "k" * 60,
        "ALLOWED_HOSTS": "127.0.0.1",
        "LOCAL_HTTP": "1",
        "VAR_DIR": str(tmp_path_factory.mktemp("var")),
        "DATABASE_URL": re.sub(r":\d+/", f":{relays['postgresql'].port}/", database),
        "CACHE_URL": f"rediscache://127.0.0.1:{relays['redis'].port}/0",
        "SEARCH_ENGINE": "elasticsearch",
        "ELASTICSEARCH_URL": f"http://127.0.0.1:{relays['elasticsearch'].port}",
        "ELASTICSEARCH_PREFIX": f"outages-{os.getpid()}",
        "ELASTICSEARCH_REPLICAS": "0",
    }
    for command in (
        ["bootstrap"],
        ["shell", "-c", SCHOOLS],
        ["createsuperuser", "--noinput", "--email", EMAIL],
        ["search_rebuild"],
    ):
        own = environment | {"DJANGO_SUPERUSER_PASSWORD": PASSWORD}
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=own, check=True)
    with served(environment, relays) as running:
        running.sign_in()
        yield running
    remove_indices(elasticsearch_url, environment["ELASTICSEARCH_PREFIX"])


def remove_indices(address: str, prefix: str) -> None:
    with urllib.request.urlopen(f"{address}/_cat/indices/{prefix}*?format=json") as answer:
        names = [row["index"] for row in json.load(answer)]
    for name in names:
        urllib.request.urlopen(urllib.request.Request(f"{address}/{name}", method="DELETE")).close()


@contextlib.contextmanager
def served(environment: dict[str, str], relays: dict[str, Relay]) -> Iterator[Hub]:
    port = free_port()
    log: list[str] = []
    command = [sys.executable, "-m", "gunicorn", "hub.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "4"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr
        for line in server.stderr:
            if "Booting worker" in line:
                break
        threading.Thread(target=lambda: log.extend(server.stderr or ()), daemon=True).start()
        yield Hub(f"http://127.0.0.1:{port}", relays, log)
        server.terminate()


ALL = dict.fromkeys(PAGES, 200)


def test_with_everything_there_every_page_answers(hub):
    assert hub.statuses() == ALL
    hub.until({})


def test_without_redis_every_page_answers_at_once(hub):
    began = time.monotonic()
    assert hub.statuses() == ALL
    usual = time.monotonic() - began
    with hub.without("redis"):
        began = time.monotonic()
        assert hub.statuses() == ALL
        assert time.monotonic() - began < 3 * usual + 3
        Hub(hub.base, hub.relays, hub.log).sign_in()
        assert hub.degraded() == {"cache": "no answer"}
    hub.until({})
    assert hub.statuses() == ALL
    told = [line for line in hub.log if "hub.core.caches" in line]
    assert len(told) == 2 and "does not answer" in told[0] and "answers again" in told[1]


def test_without_elasticsearch_every_page_answers(hub):
    with hub.without("elasticsearch"):
        assert hub.statuses() == ALL
        assert hub.degraded() == {"search": "no answer"}
    hub.until({})
    assert hub.statuses() == ALL


def test_without_postgresql_every_page_says_so_plainly_and_comes_back(hub):
    with hub.without("postgresql"):
        for path in PAGES:
            status, text, headers = hub.ask(path)
            assert status == 503, (path, status)
            assert "Traceback" not in text
            if not path.startswith("/api/"):
                assert headers["Retry-After"], path
        assert hub.ask("/health/live")[0] == 200
        assert hub.ask("/health/ready")[0] == hub.ask("/health/search")[0] == 503
        assert hub.ask("/static/hub/css/site.css")[0] == 200
    hub.until({})
    assert hub.statuses() == ALL


def test_no_outage_filled_the_log_with_tracebacks(hub):
    assert not [line for line in hub.log if "Traceback" in line]
