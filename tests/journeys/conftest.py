"""A real server on a file database and a real Chromium. The demo is loaded once; each process serves a copy of it.

Journeys run in a pytest process of their own: transactional tests would flush Wagtail's root page, and an in-memory
database fails parallel requests. The server is a child process, so nothing here touches Django's ORM.
"""

import contextlib
import fcntl
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect, sync_playwright

from tests import databases

ROOT = Path(__file__).resolve().parents[2]
WIDE: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 320, "height": 640}
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# How long a page takes says how busy the machine is, and nothing of the code.
expect.set_options(timeout=15_000)


@dataclass(frozen=True)
class Hub:
    """A running hub: its address, the demo logins by role, and the folder of its data."""

    base: str
    logins: dict[str, dict[str, str]]
    var: Path

    def url(self, path: str) -> str:
        return self.base + path


def chromium() -> str:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not found:
        message = "Chromium is not installed (Debian: sudo apt install chromium)"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return found


@pytest.fixture(autouse=True, scope="session")
def pinned_clock():
    """The server asks the real clock, and so do journeys."""


@pytest.fixture(scope="session")
def seed(tmp_path_factory, worker_id) -> Path:
    """Return the data of a hub that has the demo: made by the first process that asks, for all of them."""
    base = tmp_path_factory.getbasetemp()
    place = (base if worker_id == "master" else base.parent) / "seed"
    with place.with_name("seed.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (place / "complete").exists():
            place.mkdir()
            shutil.copyfile(databases.migrated_file(), place / "db.sqlite3")
            manage(place, "migrate", "-v0")
            manage(place, "load_demo")
            (place / "complete").touch()
    return place


@pytest.fixture(scope="session")
def hub(tmp_path_factory, seed) -> Iterator[Hub]:
    chromium()
    var = shutil.copytree(seed, tmp_path_factory.mktemp("hub") / "var")
    with served(var) as base:
        yield Hub(base=base, logins=logins_of(var), var=var)


def logins_of(var: Path) -> dict[str, dict[str, str]]:
    """Return the demo logins of the data in a folder, by role."""
    return {login["role"].split(",")[0]: login for login in json.loads((var / "demo-logins.json").read_text())}


def environment(var: Path, own: Mapping[str, str]) -> dict[str, str]:
    kept = {
        "DJANGO_SETTINGS_MODULE": "hub.settings.test",
        "TEST_DATABASE": str(var / "db.sqlite3"),
        "VAR_DIR": str(var),
    }
    return {**os.environ, **kept, **own}


def manage(var: Path, *command: str, **own: str) -> None:
    """Run a command on the data in a folder; `own` are variables of its environment."""
    subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment(var, own), check=True)


def _written(said: IO[str], log: Path) -> None:
    with log.open("a", buffering=1) as file:
        file.writelines(said)


def _first_answer(base: str, log: Path) -> None:
    """Ask for the front page: it takes long, for the server reads its code and templates. Say why where it fails."""
    try:
        urlopen(base + "/", timeout=300).close()
    except HTTPError as error:
        # What the server says of it comes by another thread.
        time.sleep(1)
        pytest.fail(f"{base}/ answers {error.code}. The server says:\n{log.read_text()[-5000:]}")


@contextlib.contextmanager
def served(var: Path, **own: str) -> Iterator[str]:
    """Serve the data in a folder until the block ends; yield the address.

    What the server says is in the folder's "server.log".
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "hub.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "4"],
        cwd=ROOT,
        env=environment(var, own),
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stderr
        for line in server.stderr:
            if "Booting worker" in line:
                break
        else:
            pytest.fail("The server did not start.")
        # A full pipe would stop the server.
        threading.Thread(target=_written, args=(server.stderr, var / "server.log"), daemon=True).start()
        base = f"http://127.0.0.1:{port}"
        _first_answer(base, var / "server.log")
        yield base
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=chromium(), args=CHROMIUM_ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def context(browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=WIDE, locale="en-GB")
    yield context
    context.close()


@pytest.fixture
def page(context, hub) -> Iterator[Page]:
    """A page whose script errors and breaches of the content policy fail the test when it ends."""
    page = context.new_page()
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(f"script error: {error}"))
    # Wagtail's content checks print what they found of an editor's page as an error; that is their report.
    page.on(
        "console",
        lambda said: (
            trouble.append(said.text) if said.type == "error" and not said.text.startswith("axe.run") else None
        ),
    )
    yield page
    assert trouble == []


def sign_in(page: Page, hub: Hub, role: str) -> None:
    """Sign in through the form as the demo user of `role`: "Central editor", "Careers leader" or "Governor"."""
    login = hub.logins[role]
    page.goto(hub.url("/admin/login/"))
    page.get_by_label("Email").fill(login["email"])
    page.locator("input[name=password]").fill(login["password"])
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/admin/")


def write(page: Page, editor: Locator, words: str, *, into: str) -> None:
    """Type into a rich text editor; return when the form's field named `into` holds the words.

    The editor hands its words to the form a quarter of a second after the last key: a form sent sooner goes without.
    """
    editor.click()
    page.keyboard.type(words)
    expect(page.locator(f"[name={into}]")).to_have_value(re.compile(re.escape(words)))
