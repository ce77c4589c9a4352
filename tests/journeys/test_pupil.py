"""A Year 9 pupil from the front page to a CV on a second device; what the server heard of it."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .conftest import Hub, served
from .record_copies import PASSPHRASE, save, unlock, visit
from .record_copies import add as add_copy
from .record_copies import choose as choose_file
from .records import choose, reopened, said, skill, word_file
from .test_record_cv import as_pdf

UNIT = "/curriculum/key-stage-3/which-engineer/"
LESSON = "Half a day on site"
VISIT, OTHER = "Morning at Zebrafinch Bakery", "Washing bikes at Quillfeather Garage"
# A word of everything that is typed; none stands anywhere in the hub.
TYPED = ("zebrafinch", "quillfeather", "sourdough", "okapi", "marmoset", "brown")
# More than the hub's own log keeps: the whole line with its query, and the headers that could carry something.
FORMAT = "%(r)s %(s)s from=%(f)s cookie=%({cookie}i)s length=%({content-length}i)s type=%({content-type}i)s"
NOTHING_SENT = "length=- type=-"
ANSWER = """(likes) => {
  for (const set of document.querySelectorAll("#asked fieldset:not([hidden])")) {
    const yes = likes.includes(set.dataset.like) !== "flipped" in set.dataset;
    set.querySelector(`input[value="${yes ? 5 : 2}"]`).click();
  }
}"""


@pytest.fixture
def hub(seed: Path, tmp_path: Path) -> Iterator[Hub]:
    """A hub of the journey's own, whose log holds every request."""
    var = shutil.copytree(seed, tmp_path / "var")
    kept = f"--access-logfile {var / 'access.log'} --access-logformat '{FORMAT}'"
    with served(var, GUNICORN_CMD_ARGS=kept) as base:
        yield Hub(base=base, logins={}, var=var)


@pytest.fixture
def asked(context: BrowserContext) -> list[str]:
    """What the first device asks for, its service worker too."""
    return watched(context)


def watched(context: BrowserContext) -> list[str]:
    seen: list[str] = []
    context.on("request", lambda request: seen.append(f"{request.method} {request.url} {request.post_data or ''}"))
    return seen


def test_a_pupil_goes_from_the_front_page_to_a_cv_and_the_server_hears_nothing_of_it(
    page, hub, asked, browser, tmp_path
):
    page.goto(hub.url("/"))
    page.get_by_role("link", name="At school? Your future in London").click()
    page.get_by_role("link", name="Begin with the first five").click()
    answer_all(page)
    read_a_sector_in_hackney(page)
    add_the_visit_of_a_lesson(page, hub)
    add_another_without_a_connection(page, hub)
    page.get_by_role("link", name="Copies", exact=True).click()
    copy = save(page, tmp_path / "copy.json", PASSPHRASE)
    page.get_by_role("button", name="Clear this device").click()
    page.get_by_role("button", name="Clear it now").click()
    expect(page.get_by_text("This device is cleared.")).to_be_visible()
    page.goto(hub.url("/record/"))
    expect(page.locator("#start")).to_be_visible()

    second = browser.new_context(locale="en-GB")
    asked_there = watched(second)
    other = second.new_page()
    visit(other, hub)
    choose_file(other, copy)
    unlock(other, PASSPHRASE)
    add_copy(other)
    other.get_by_role("link", name="My record", exact=True).click()
    for what in (VISIT, OTHER):
        expect(other.get_by_role("heading", name=what, exact=True)).to_be_visible()
    make_a_cv(other, tmp_path)
    second.close()

    log = (hub.var / "access.log").read_text().splitlines()
    assert_nothing_was_sent(asked + asked_there, log, (hub.var / "server.log").read_text())


def answer_all(page: Page) -> None:
    """Answer the forty statements, with a stop after fifteen."""
    for first in range(1, 41, 5):
        expect(page.get_by_role("heading", name=f"Statements {first} to {first + 4} of 40")).to_be_visible()
        page.evaluate(ANSWER, ["creator", "analyst"])
        expect(page.locator("#answered")).to_contain_text(f"{first + 4} statements")
        if first == 11:
            page.get_by_role("button", name="Stop here").click()
            expect(page.get_by_role("heading", name="Where to look first")).to_be_visible()
            page.reload()
        else:
            page.locator("#next").click()
    expect(page.locator("#suited > li:visible")).to_have_count(5)


def read_a_sector_in_hackney(page: Page) -> None:
    """Open the first sector that is suggested, and say which borough."""
    link = page.locator("#suited > li:visible h3 a").first
    sector = link.inner_text()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(sector)
    page.locator("#borough").select_option("hackney")
    page.get_by_role("button", name="Choose").first.click()
    page.wait_for_url(re.compile(r"\?borough=hackney"))
    expect(page.get_by_role("link", name="Work in Hackney")).to_be_visible()


def add_the_visit_of_a_lesson(page: Page, hub: Hub) -> None:
    """Begin an entry from a lesson of Year 9, and say what it was."""
    page.goto(hub.url(UNIT))
    page.locator(".lesson h3 a").filter(has_text=LESSON).click()
    page.get_by_role("link", name="Add to my record").click()
    expect(page.get_by_label("What did you do?")).to_have_value(LESSON)
    expect(page.locator("#f-kind")).to_have_value("workplace-visit")
    page.get_by_label("What did you do?").fill(VISIT)
    page.locator("#lengths [data-minutes='150']").click()
    page.get_by_text("Say more about it").click()
    page.get_by_label("My year then").select_option("9")
    page.get_by_label("With whom?").fill("Zebrafinch Bakery")
    page.get_by_label("What I learned").fill("Sourdough rises for a night")
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_role("heading", name=VISIT, exact=True)).to_be_visible()
    expect(page.get_by_role("link", name=LESSON)).to_be_visible()


def add_another_without_a_connection(page: Page, hub: Hub) -> None:
    """Lose the network, open the record again, add to it, and come back."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)
    page.goto(hub.url("/record/"))
    page.get_by_role("button", name="Add something I did").click()
    page.get_by_label("What did you do?").fill(OTHER)
    page.locator("#lengths [data-minutes='300']").click()
    page.get_by_role("button", name="Done").click()
    page.context.set_offline(False)
    page.reload()
    for what in (VISIT, OTHER):
        expect(page.get_by_role("heading", name=what, exact=True)).to_be_visible()
    expect(page.locator("#gauge-total")).to_have_text("7½ h")


def make_a_cv(page: Page, folder: Path) -> None:
    """Make a CV of both entries; Word's file of it is one sheet."""
    page.get_by_role("link", name="CV", exact=True).click()
    page.get_by_label("Name", exact=True).first.fill("Wrenna Okapi")
    page.get_by_role("textbox", name="About me").fill("I draw marmosets and mend bikes.")
    choose(page, VISIT, "Shaped forty loaves with the baker")
    choose(page, OTHER, "Washed nine bikes in a day")
    skill(page, "teamwork", "Zebrafinch Bakery: one weighs, one shapes")
    expect(page.locator("#cv-sheets")).to_have_text("1 sheet of A4.")
    reopened(page)
    document = word_file(page)
    assert said(document, "Title") == ["Wrenna Okapi"]
    assert {VISIT, OTHER} <= set(said(document, "Heading 2"))
    as_pdf(document, folder)


def assert_nothing_was_sent(asked: list[str], log: list[str], said: str) -> None:
    """Every page of the journey is in the log, as a question and nothing more."""
    for path in ("/record/what-suits-me/", "/record/", "/record/files/", "/record/cv/", "/labour-market/sectors/"):
        assert any(line.startswith(f"GET {path}") for line in log), path
    assert {line.split()[0] for line in log} == {"GET"} == {line.split()[0] for line in asked}
    assert [line for line in log if not line.endswith(NOTHING_SENT)] == []
    assert [line for line in log if line.startswith("GET /record/") and "cookie=- " not in line] == []
    assert [line for line in log if line.startswith("GET /record/") and "?" in line.split()[1]] == []
    for heard in (*log, *asked, *said.splitlines()):
        assert not [word for word in TYPED if word in heard.lower()], heard
