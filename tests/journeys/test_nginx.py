"""A real nginx before the hub, with the file that is shipped: it holds pages for a second, and hides no edit longer."""

import os
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests import services
from tests.servers import free_port, process

from .conftest import ROOT, WIDE, Hub, logins_of, served, sign_in

CAREERS = "/schools/marigold-park-school-sample-990001/careers/"
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
        ("http://127.0.0.1:8000", hub),
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


@pytest.fixture(scope="module")
def proxied(seed, tmp_path_factory) -> Iterator[Hub]:
    """A hub that keeps pages, behind nginx."""
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
            yield Hub(base=base, logins=logins_of(var), var=var)
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


def test_an_edit_is_seen_through_the_cache_when_its_second_is_over(browser: Browser, proxied):
    page = browser.new_context(viewport=WIDE, locale="en-GB").new_page()
    page.set_default_timeout(60_000)
    sign_in(page, proxied, "Central editor")
    asked(proxied.base, "/privacy/")
    assert asked(proxied.base, "/privacy/")[1] in HELD
    page.goto(proxied.url("/privacy/"))
    edit = page.locator("a[href*='/admin/pages/'][href$='/edit/']").first.get_attribute("href") or ""
    page.goto(proxied.url(urlsplit(edit).path))
    page.locator("#id_title").fill("Privacy, said anew")
    page.get_by_role("button", name="More actions").first.click()
    page.get_by_role("button", name="Publish").first.click()
    expect(page.locator(".messages")).to_contain_text("published")
    # It is published by now. What was held is good for a second, by nginx's clock of whole seconds; after that it may
    # be shown while the new one is fetched, and is never a hit.
    since, words = time.monotonic(), ""
    while "Privacy, said anew" not in words:
        asked_at = time.monotonic()
        assert asked_at < since + 30, "The old page is shown for good."
        _status, cache, words = asked(proxied.base, "/privacy/")
        assert cache != "HIT" or "Privacy, said anew" in words or asked_at < since + 2
        time.sleep(0.1)
    assert asked(proxied.base, "/privacy/")[1] in HELD
