"""Two workers of gunicorn and the Redis they share: what is edited through one is what both show, at once."""

import contextlib
import http.cookiejar
import os
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlencode

import pytest
from redis import Redis
from wagtail.test.utils.form_data import querydict_from_html

from tests import services
from tests.bench.pages.by_gunicorn import APPLICATION, WORKER
from tests.bench.serving import served
from tests.servers import RedisServer, ServerFailed, process, redis_server

ROOT = Path(__file__).resolve().parents[2]
ABOUT = "/about/"
# What is made ahead is made for the hub's own address, wherever this test's visitors find it.
BASE = "http://127.0.0.1:1"
EMAIL, PASSWORD = "root@borough.example", "violet harbour 41 lanterns"
PAGE = """
from tests import databases
from tests.factories.pages import StandardPageFactory
from hub.home.models import HomePage
databases.make_front_page()
print("page", StandardPageFactory(parent=HomePage.objects.get(), title="About", slug="about").pk)
"""


class Browser:
    """Asks the hub with the cookies that it was given, or with none."""

    def __init__(self, base: str) -> None:
        self.base = base
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._open = urllib.request.build_opener(jar).open

    def ask(self, path: str, data: Mapping[str, str] | None = None) -> tuple[int, str]:
        """Return which worker answers, and what."""
        headers = {"Referer": self.base + path}
        sent = urlencode(data).encode() if data else None
        with self._open(urllib.request.Request(self.base + path, sent, headers), timeout=60) as answer:
            return int(answer.headers[WORKER]), answer.read().decode()


@pytest.fixture(scope="module")
def redis(tmp_path_factory) -> Iterator[RedisServer]:
    try:
        with redis_server(tmp_path_factory.mktemp("redis")) as running:
            yield running
    except ServerFailed as error:
        services.without(str(error))


@pytest.fixture
def environment(redis, database_file, tmp_path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "tests.resilience.settings",
        "SECRET_KEY": "k" * 60,
        "ALLOWED_HOSTS": "127.0.0.1",
        "BASE_URL": BASE,
        "LOCAL_HTTP": "1",
        "SECOND_FACTOR_REQUIRED": "0",
        "VAR_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{database_file}",
        "CACHE_URL": redis.url.replace("redis", "rediscache", 1),
        "SEARCH_DELIVERY": "none",
        "DJANGO_SUPERUSER_PASSWORD": PASSWORD,
    }


@pytest.fixture
def page(environment) -> int:
    """The key of a page, in a hub that has an administrator."""

    def manage(*words: str) -> str:
        command = [sys.executable, "manage.py", *words]
        return subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout

    manage("createsuperuser", "--noinput", "--email", EMAIL)
    return int(manage("shell", "-v0", "-c", PAGE).split()[-1])


def sign_in(browser: Browser) -> None:
    form = querydict_from_html(browser.ask("/admin/login/")[1], form_index=0, exclude_csrf=False)
    said = {"csrfmiddlewaretoken": form["csrfmiddlewaretoken"], "username": EMAIL, "password": PASSWORD}
    browser.ask("/admin/login/", said)


def publish(editor: Browser, page: int, title: str) -> int:
    """Give a page another title and publish it; return which worker did."""
    address = f"/admin/pages/{page}/edit/"
    form = querydict_from_html(editor.ask(address)[1], form_id="page-edit-form", exclude_csrf=False)
    # How many blocks a text has is written into the form by its script.
    sent = {**form.dict(), "title": title, "body-count": "0", "action-publish": "action-publish"}
    return editor.ask(address, sent)[0]


def shown_by_all(base: str, title: str, *, workers: int = 2) -> set[int]:
    """Ask as a visitor until each worker has answered, each time with that title; return which they are."""
    found: set[int] = set()
    for _ in process.attempts(60, every=0):
        worker, text = Browser(base).ask(ABOUT)
        assert f"<h1>{title}</h1>" in text.replace("\n", ""), f"worker {worker} does not show {title}"
        found.add(worker)
        if len(found) == workers:
            return found
    pytest.fail(f"Of {workers} workers {len(found)} answer")


def made_ahead(file: Path) -> set[str]:
    """Return the addresses of what lies ready, once there are two; the workers make them on the side."""
    found: set[str] = set()
    for _ in process.attempts(30):
        with contextlib.closing(sqlite3.connect(file)) as database:
            found = {address for (address,) in database.execute("SELECT address FROM core_readypage")}
        if len(found) > 1:
            break
    return found


def test_what_is_edited_through_one_is_shown_by_both_at_once(redis, environment, database_file, page):
    with served(environment, workers=2, application=APPLICATION) as port:
        base = f"http://127.0.0.1:{port}"
        editor, edited = Browser(base), set()
        workers = shown_by_all(base, "About")
        assert list(Redis.from_url(redis.url).scan_iter("pages:*")), "nothing is kept"
        sign_in(editor)
        for turn, _ in enumerate(process.attempts(120, every=0)):
            edited.add(publish(editor, page, f"About, {turn}"))
            assert shown_by_all(base, f"About, {turn}") == workers
            if edited == workers:
                break
        ready = made_ahead(database_file)
    assert edited == workers, "all edits came by one worker"
    assert {f"{BASE}{ABOUT}", f"{BASE}/"} <= ready, "what was published was not made ahead"
