"""Schools in their own hands: somebody leaves, a borough's officer reads, and a school is read at its own hostname."""

import csv
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import CHROMIUM_ARGUMENTS, ROOT, WIDE, Hub, chromium, environment, logins_of, served, sign_in
from .own_hands import HOSTNAME, OFFICER, SCHOOLS
from .test_accessibility import assert_accessible

LEFT, KEPT = "Rowan Bridge School (sample)", "Marigold Park School (sample)"
ON_THE_HUB = "/schools/marigold-park-school-sample-990001/"
# How the hub calls itself in tests.
HUB, SCHOOL = "http://testserver", f"http://{HOSTNAME}"
MAKE = "from tests.journeys.own_hands import make; make()"


@pytest.fixture(scope="module")
def made(seed, tmp_path_factory) -> Iterator[tuple[Hub, list[str]]]:
    """A hub with its own data: what is ended here would be missed elsewhere. And the borough's home pages."""
    var = shutil.copytree(seed, tmp_path_factory.mktemp("own-hands") / "var")
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", MAKE]
    done = subprocess.run(command, cwd=ROOT, env=environment(var, {}), check=True, capture_output=True, text=True)
    logins = logins_of(var)
    with served(var) as base:
        yield Hub(base=base, logins=logins | {"Officer": OFFICER}, var=var), done.stdout.split()


def somebody(browser: Browser) -> Page:
    """Return a page in a browser of one's own. What is refused prints an error there, so errors are not counted."""
    page = browser.new_context(viewport=WIDE, locale="en-GB").new_page()
    page.set_default_timeout(60_000)
    return page


def test_a_governor_whose_role_was_ended_is_refused_at_the_next_click(browser, made):
    hub, _homes = made
    governor, leader = somebody(browser), somebody(browser)
    sign_in(governor, hub, "Governor")
    governor.goto(hub.url("/admin/schools/people/"))
    expect(governor.get_by_role("link", name=LEFT)).to_be_visible()

    sign_in(leader, hub, "Careers leader")
    leader.goto(hub.url("/admin/schools/people/"))
    row = leader.get_by_role("row").filter(has_text="Okafor")
    expect(row).to_contain_text("Governor")
    row.get_by_role("link", name="Leaves").click()
    expect(leader.locator("main")).to_contain_text("What J Okafor wrote stays")
    assert_accessible(leader, "somebody leaves")
    leader.get_by_role("button", name="End it").click()
    expect(leader.locator(".messages")).to_contain_text("J Okafor is no longer governor at Rowan Bridge School")
    expect(leader.get_by_role("row").filter(has_text="Okafor")).to_have_count(0)

    with governor.expect_response(re.compile(r"/admin/schools/\d+/people/")) as refused:
        governor.get_by_role("link", name=LEFT).click()
    assert refused.value.status == 404
    governor.goto(hub.url("/admin/schools/people/"))
    expect(governor.locator("main")).to_contain_text("Marigold Park School")
    expect(governor.locator("main")).not_to_contain_text("Rowan Bridge School")


def test_an_officer_reads_the_report_on_eighty_schools_and_edits_none(browser, made):
    hub, homes = made
    page = somebody(browser)
    sign_in(page, hub, "Officer")
    page.locator("section[aria-labelledby=boroughs]").get_by_role("link", name="Newham").click()
    expect(page.locator("main")).to_contain_text("Newham School 1 (sample)")
    expect(page.locator("main")).not_to_contain_text(LEFT)
    expect(page.locator("main")).to_contain_text(f"There are {SCHOOLS} matches")
    export = page.request.get(hub.url("/admin/reports/publication/schools/?export=csv"))
    rows = list(csv.reader(export.text().splitlines()))
    assert len(rows) == 1 + SCHOOLS
    assert {row[rows[0].index("Borough")] for row in rows[1:]} == {"Newham"}

    assert page.locator("main a[href*='/edit/']").count() == 0
    assert len(homes) >= SCHOOLS  # those in other languages, too
    for home in homes:
        answer = page.request.get(hub.url(f"/admin/pages/{home}/edit/"), max_redirects=0)
        assert answer.status in {302, 403, 404}, home
    # Refused is the officer, not everybody.
    page.context.clear_cookies()
    sign_in(page, hub, "Central editor")
    assert page.request.get(hub.url(f"/admin/pages/{homes[0]}/edit/"), max_redirects=0).status == 200


@pytest.fixture
def visitor(browser, made) -> Iterator[Page]:
    """Somebody's browser to which the names of the hub and of the school are the server's."""
    server = urlsplit(made[0].base).netloc
    names = f"--host-resolver-rules=MAP {HOSTNAME} {server}, MAP {urlsplit(HUB).netloc} {server}"
    started = browser.browser_type.launch(executable_path=chromium(), args=[*CHROMIUM_ARGUMENTS, names])
    yield somebody(started)
    started.close()


def says_its_address(page: Page, address: str) -> None:
    """Hold what the page says of its address to the one it stands at."""
    expect(page).to_have_url(address)
    assert page.locator("link[rel=canonical]").get_attribute("href") == address
    assert page.locator("meta[property='og:url']").get_attribute("content") == address


def test_a_school_at_its_own_hostname_has_one_address(visitor):
    visitor.goto(f"{HUB}{ON_THE_HUB}careers/")
    says_its_address(visitor, f"{SCHOOL}/careers/")
    expect(visitor.locator("h1")).to_be_visible()
    assert visitor.context.cookies() == []
    assert_accessible(visitor, "a careers page at the school's own hostname")

    visitor.goto(f"{SCHOOL}/")
    says_its_address(visitor, f"{SCHOOL}/")
    visitor.locator(f"main a[href='/careers/'], main a[href='{SCHOOL}/careers/']").first.click()
    expect(visitor).to_have_url(f"{SCHOOL}/careers/")

    assert f"<loc>{SCHOOL}/careers/</loc>" in visitor.goto(f"{SCHOOL}/sitemap.xml").text()
    assert visitor.goto(f"{SCHOOL}/nothing-here/").status == 404
    # What is the hub's is read and signed in to there.
    visitor.goto(f"{SCHOOL}/admin/")
    expect(visitor).to_have_url(re.compile(f"^{HUB}/admin/login/"))
    other = visitor.goto(f"{SCHOOL}/schools/rowan-bridge-school-sample-990003/")
    assert urlsplit(visitor.url).netloc == urlsplit(HUB).netloc and other.status == 200
    says_its_address(visitor, f"{HUB}/schools/rowan-bridge-school-sample-990003/")
