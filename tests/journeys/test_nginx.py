"""A real nginx before the hub, with the file that is shipped: it holds pages and hides an edit for a second at most."""

import os
import shutil
import subprocess
import threading
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import services
from tests.servers import free_port, process

from .conftest import ROOT, WIDE, Hub, logins_of, served, sign_in

CAREERS = "/schools/marigold-park-school-sample-990001/careers/"
NUMBER = "020 7946 0177"
# A page is held to the end of the second in which it was asked for (X-Accel-Expires).
OLD_SECONDS = 1
HELD = ("HIT", "STALE", "UPDATING", "REVALIDATED")
NGINX = """
{user}pid {place}/nginx.pid; error_log stderr; events {{}}
http {{ access_log off; {temporary} include hub.conf; }}
"""


def configured(place: Path, *, listen: int, hub: str) -> Path:
    """Write the shipped file with the ports and folders of a test; return what nginx is started with."""
    own = (ROOT / "hub" / "nginx.conf").read_text()
    for shipped, here in (
        ("listen 80;", f"listen 127.0.0.1:{listen};"),
        ("server 127.0.0.1:8000;", f"server {urlsplit(hub).netloc};"),
        ("/var/cache/nginx/hub", str(place / "cache")),
        ("/srv/hub/media", str(place / "media")),
        # The port is part of the address here.
        ("Host $host;", "Host $http_host;"),
    ):
        assert own.count(shipped) == 1, shipped
        own = own.replace(shipped, here)
    (place / "hub.conf").write_text(own)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = " ".join(f"{kind}_temp_path {place}/{kind};" for kind in kinds)
    file = place / "nginx.conf"
    # The workers of one that root starts are somebody else's, who may not write here.
    user = "user root; " if os.geteuid() == 0 else ""
    file.write_text(NGINX.format(user=user, place=place, temporary=temporary))
    return file


@dataclass(frozen=True)
class Proxied(Hub):
    """A hub that keeps pages, behind nginx; `direct` is its own address."""

    direct: str


@pytest.fixture(scope="module")
def proxied(seed, tmp_path_factory) -> Iterator[Proxied]:
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if not program:
        services.without("nginx is not installed (Debian: sudo apt install nginx-light)")
    place = tmp_path_factory.mktemp("nginx")
    var = shutil.copytree(seed, place / "var")
    port = free_port()
    with served(var, TEST_KEEP_PAGES="1") as hub:
        command = [str(program), "-p", str(place), "-c", str(configured(place, listen=port, hub=hub))]
        with subprocess.Popen([*command, "-g", "daemon off;"]) as running:
            base = f"http://127.0.0.1:{port}"
            for _ in process.attempts(30):
                if asked(base, "/robots.txt")[0] == 200:
                    break
            yield Proxied(base=base, logins=logins_of(var), var=var, direct=hub)
            running.terminate()


def asked(base: str, path: str, **headers: str) -> tuple[int, str, str]:
    """Return an answer's status (0: nobody answers), what nginx says of its cache, and its text."""
    try:
        with urllib.request.urlopen(urllib.request.Request(base + path, headers=headers), timeout=60) as answer:
            return answer.status, answer.headers.get("X-Cache", ""), answer.read().decode()
    except HTTPError as error:
        return error.code, error.headers.get("X-Cache", ""), ""
    except OSError:
        return 0, "", ""


def test_a_page_is_held_for_visitors_and_for_nobody_whom_the_hub_knows(proxied):
    first = asked(proxied.base, CAREERS)
    assert first[0] == 200
    for _time in range(5):
        again = asked(proxied.base, CAREERS)
        assert again[1] in HELD and again[2] == first[2]
    for headers in ({"Cookie": "a=1; sessionid=x"}, {"Cookie": "csrftoken=x"}, {"Authorization": "Basic YTpi"}):
        assert asked(proxied.base, CAREERS, **headers)[1] == "BYPASS", headers
    assert asked(proxied.base, CAREERS, Cookie="_other=1")[1] in HELD
    # What is for one visitor is fetched each time.
    assert {asked(proxied.base, "/admin/login/")[1] for _time in range(2)} <= {"MISS", "BYPASS"}
    assert asked(proxied.base, "/media/documents/a.pdf")[0] == 404


@dataclass(frozen=True)
class Seen:
    """One answer through nginx: by the clock of this process when it was asked for and when it came, and what came."""

    began: float
    ended: float
    cache: str
    text: str


class Visitors(threading.Thread):
    """Visitors of one page, one after the other without a pause, until somebody says that it is enough."""

    def __init__(self, base: str, path: str) -> None:
        super().__init__(daemon=True)
        self.base, self.path = base, path
        self.seen: list[Seen] = []
        self.enough = threading.Event()

    def run(self) -> None:
        # More of them would take the processor from the hub, and see nothing else.
        while not self.enough.wait(0.05):
            self.seen.append(look(self.base, self.path))


def look(base: str, path: str) -> Seen:
    began = time.monotonic()
    status, cache, text = asked(base, path)
    assert status == 200
    return Seen(began, time.monotonic(), cache, text)


@pytest.fixture
def editor(browser: Browser, proxied) -> Iterator[Page]:
    context = browser.new_context(viewport=WIDE, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(60_000)
    sign_in(page, proxied, "Central editor")
    yield page
    context.close()


def publish(page: Page, hub: Hub, path: str, field: str, words: str) -> None:
    """Write words into a field of a page and publish it."""
    page.goto(hub.url(path))
    edit = page.locator("a[href*='/admin/pages/'][href$='/edit/']").first.get_attribute("href") or ""
    page.goto(hub.url(urlsplit(edit).path))
    page.locator(field).fill(words)
    page.get_by_role("button", name="More actions").first.click()
    page.get_by_role("button", name="Publish").first.click()
    expect(page.locator(".messages")).to_contain_text("published")


def test_an_edit_of_a_schools_page_is_seen_while_visitors_ask_for_it(editor: Page, proxied, record_property):
    """Visitors come all the while, so nginx holds the page when it is published. Others ask the hub itself: its first
    answer with the edit is when it was there to be seen."""
    direct, visitors = Visitors(proxied.direct, CAREERS), Visitors(proxied.base, CAREERS)
    for asking in (direct, visitors):
        asking.start()
    try:
        publish(editor, proxied, CAREERS, "#id_careers_leader_telephone", NUMBER)
        for _ in process.attempts(30):
            if NUMBER in visitors.seen[-1].text and NUMBER in direct.seen[-1].text:
                break
    finally:
        for asking in (direct, visitors):
            asking.enough.set()
            asking.join()
    there = next(each.ended for each in direct.seen if NUMBER in each.text)
    old = [each for each in visitors.seen if NUMBER not in each.text]
    first = next((each for each in visitors.seen if NUMBER in each.text), None)
    assert first, "The old page is shown for good."
    said = f"asked for {first.began - there:.2f} s after the hub had it; old last {old[-1].began - there:.2f} s after"
    record_property("edit seen", said)
    print(said)
    assert {each.cache for each in old} & set(HELD), "nothing was held, so nothing was tried"
    assert old[-1].began <= there + OLD_SECONDS, f"{old[-1].cache}: {said}"
    assert asked(proxied.base, CAREERS)[1] in HELD


def test_who_comes_first_after_a_quiet_while_is_shown_the_edit(editor: Page, proxied):
    asked(proxied.base, "/privacy/")
    assert asked(proxied.base, "/privacy/")[1] in HELD
    publish(editor, proxied, "/privacy/", "#id_title", "Privacy, said anew")
    # Nobody asks meanwhile: that would have the new one fetched. By then nginx has turned to the next second.
    time.sleep(OLD_SECONDS)
    assert "Privacy, said anew" in look(proxied.base, "/privacy/").text
    assert asked(proxied.base, "/privacy/")[1] in HELD
