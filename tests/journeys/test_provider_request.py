"""A provider asks, is refused on a published ground, asks again, is accepted, and counts once the school publishes."""

import datetime
import email
import shutil
import time
from collections.abc import Iterator
from email import policy
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from .conftest import Hub, served, sign_in

SCHOOL = "/schools/rowan-bridge-school-sample-990003/provider-access/"
WHO = "Lantern Street College"


@pytest.fixture(scope="module")
def posting_hub(hub, seed, tmp_path_factory) -> Iterator[Hub]:
    """A hub of its own whose letters are files."""
    var = shutil.copytree(seed, tmp_path_factory.mktemp("provider") / "var")
    (var / "mail").mkdir()
    with served(var, TEST_MAIL=str(var / "mail")) as base:
        yield Hub(base=base, logins=hub.logins, var=var)


def links(hub: Hub, subject: str) -> list[str]:
    """Return the paths of the links in the letters with a subject, the oldest first."""
    found = []
    for path in sorted((hub.var / "mail").glob("*.log"), key=lambda each: each.stat().st_mtime_ns):
        message = email.message_from_bytes(_first(path), policy=policy.default)
        part = message.get_body(("plain",))
        if part and subject in message["subject"]:
            line = next(line for line in part.get_content().splitlines() if line.startswith("http"))
            found.append("/" + line.strip().split("/", 3)[3])
    return found


def _first(path: Path) -> bytes:
    # The backend ends each letter with a line of dashes.
    return path.read_bytes().rpartition(b"\n" + b"-" * 79)[0]


def link(hub: Hub, subject: str, number: int) -> str:
    """Return that of letter `number`, once it has arrived."""
    for _attempt in range(50):
        if len(arrived := links(hub, subject)) >= number:
            return arrived[number - 1]
        time.sleep(0.2)
    raise AssertionError(f"no letter {number} about: {subject}")


def tuesdays() -> Iterator[str]:
    day = timezone.localdate() + datetime.timedelta(days=14)
    day += datetime.timedelta(days=(1 - day.weekday()) % 7)
    for week in range(12):
        yield (day + datetime.timedelta(days=7 * week)).isoformat()


def ask(page: Page) -> None:
    page.get_by_label("Your college, training provider").fill(WHO)
    page.get_by_label("We offer approved technical qualifications").check()
    page.get_by_label("Year 9", exact=True).check()
    page.get_by_label("What would you tell pupils?").fill("What T Levels are, and where they lead.")
    page.get_by_label("Your name").fill("Ola Grant")
    page.get_by_label("Your email at work").fill("ola@lantern.example")


def send(page: Page, hub: Hub, number: int) -> None:
    page.get_by_label("A day that suits you").fill(next(tuesdays()))
    page.get_by_role("button", name="Send the request").click()
    expect(page.locator("main")).to_contain_text("We have mailed you a link.")
    page.goto(hub.url(link(hub, "Confirm your request", number)))
    page.get_by_role("button", name="Yes, send it to the school").click()
    expect(page.locator("main")).to_contain_text("has your request")


def open_request(page: Page, hub: Hub) -> None:
    sign_in(page, hub, "Careers leader")
    page.goto(hub.url("/admin/opportunities/providers/"))
    page.get_by_role("link", name=WHO).first.click()


def test_a_provider_is_refused_asks_again_is_accepted_and_counts(page, posting_hub):
    hub = posting_hub
    page.goto(hub.url(SCHOOL))
    page.get_by_role("link", name="Ask for access").click()
    ask(page)
    send(page, hub, 1)

    open_request(page, hub)
    ground = page.locator("input[name=refuse-ground]").first
    said = ground.get_attribute("value") or ""
    ground.check()
    page.get_by_role("button", name="Refuse").click()
    expect(page.locator(".messages")).to_contain_text("told on which ground")

    page.context.clear_cookies()
    page.goto(hub.url(link(hub, "says no this time", 1)))
    expect(page.locator("main")).to_contain_text(said)
    expect(page.get_by_label("Your college, training provider")).to_have_value(WHO)
    send(page, hub, 2)

    open_request(page, hub)
    expect(page.locator("main")).to_contain_text("Earlier request")
    for day in tuesdays():
        page.locator("[name=accept-date]").fill(day)
        page.keyboard.press("Escape")
        with page.expect_navigation():
            page.get_by_role("button", name="Accept").click()
        if "/pages/" in page.url:
            break
    expect(page.locator(".messages")).to_contain_text("in the draft of the page")
    page.goto(hub.url(SCHOOL))
    expect(page.locator("main")).not_to_contain_text(WHO)
    page.go_back()
    page.get_by_role("button", name="More actions").first.click()
    with page.expect_navigation():
        page.get_by_role("button", name="Publish").first.click()
    page.goto(hub.url(SCHOOL))
    expect(page.locator("main")).to_contain_text(WHO)
