"""A college asks a school for access, is refused with a published ground, asks again, is accepted, and it counts."""

import datetime
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from . import mails
from .conftest import PHONE, WIDE, Hub, served, sign_in
from .test_accessibility import assert_accessible
from .weeks_ahead import in_words, school_days_of

SCHOOL = "/schools/marigold-park-school-sample-990001"
COLLEGE, OLA = "Brick Lane College", "ola@bricklane.example"
LEADER = "Careers leader at another school"


@pytest.fixture
def posting_hub(hub, seed, tmp_path) -> Iterator[Hub]:
    """A hub of its own whose letters are files."""
    var = mails.copy_with_mail(seed, tmp_path)
    with served(var, TEST_MAIL=str(var / "mail")) as base:
        yield Hub(base=base, logins=hub.logins, var=var)


def on_a(browser: Browser, hub: Hub, view) -> Page:
    return browser.new_context(viewport=view, base_url=hub.base, locale="en-GB").new_page()


def test_a_provider_is_refused_asks_again_is_accepted_and_counts(browser, posting_hub):
    first, second = school_days_of(posting_hub)
    phone, desk = on_a(browser, posting_hub, PHONE), on_a(browser, posting_hub, WIDE)
    ask(phone, posting_hub, first)
    sign_in(desk, posting_hub, LEADER)
    refuse(desk, posting_hub)
    ask_again(phone, posting_hub, second)
    accept(desk, posting_hub, second)
    publish_and_count(desk, posting_hub, second)


def ask(phone: Page, hub: Hub, day: datetime.date) -> None:
    """Ask from the school's provider access page, and confirm by the mailed link."""
    phone.goto(hub.url(f"{SCHOOL}/provider-access/"))
    phone.get_by_role("link", name="Ask for access").first.click()
    expect(phone.get_by_label("Your college, training provider")).to_be_visible()
    assert_accessible(phone, "a provider's request")
    phone.get_by_label("Your college, training provider").fill(COLLEGE)
    phone.get_by_label("We offer approved technical qualifications").check()
    phone.get_by_label("Year 10").check()
    phone.get_by_label("What would you tell pupils?").fill("What T Levels are, and where they lead.")
    phone.get_by_label("A day that suits you").fill(day.isoformat())
    phone.get_by_label("Your name").fill("Ola Grant")
    phone.get_by_label("Your email at work").fill(OLA)
    send_and_confirm(phone, hub)


def send_and_confirm(phone: Page, hub: Hub) -> None:
    phone.get_by_role("button", name="Send the request").click()
    expect(phone.get_by_role("heading", name="Look at your mail")).to_be_visible()
    phone.goto(hub.url(mails.link(mails.letter(hub, "Confirm your request", to=OLA))))
    phone.get_by_role("button", name="Yes, send it to the school").click()
    expect(phone.get_by_text("The answer comes by mail.")).to_be_visible()


def open_request(desk: Page, hub: Hub) -> None:
    told = mails.letter(hub, f"{COLLEGE} asks to meet your pupils", to=hub.logins[LEADER]["email"])
    assert OLA not in mails.text(told)
    desk.goto(hub.url(mails.link(told)))
    expect(desk.locator("main")).to_contain_text("What T Levels are, and where they lead.")


def refuse(desk: Page, hub: Hub) -> None:
    """Refuse on a ground that the page publishes: there is no other to choose."""
    open_request(desk, hub)
    desk.get_by_role("button", name="Refuse").click()
    expect(desk.locator("main")).to_contain_text("Choose the ground")
    desk.get_by_label("The day clashes with public examinations").check()
    desk.locator("[name=refuse-words]").fill("A week later, please.")
    desk.get_by_role("button", name="Refuse").click()
    expect(desk.locator(".messages")).to_contain_text("Refused, and the provider is told on which ground.")


def ask_again(phone: Page, hub: Hub, day: datetime.date) -> None:
    """Ask again by the link of the refusal: what was written stands there, the day is new."""
    refused = mails.letter(hub, "says no this time", to=OLA)
    assert "The day clashes with public examinations" in mails.text(refused)
    assert "A week later, please." in mails.text(refused)
    phone.goto(hub.url(mails.link(refused)))
    expect(phone.get_by_label("Your college, training provider")).to_have_value(COLLEGE)
    expect(phone.get_by_label("Year 10")).to_be_checked()
    phone.get_by_label("A day that suits you").fill(day.isoformat())
    send_and_confirm(phone, hub)


def accept(desk: Page, hub: Hub, day: datetime.date) -> None:
    """Accept with the day and the hours; the provider is told, and what was counted stands in the log."""
    open_request(desk, hub)
    expect(desk.locator("[name=accept-date]")).not_to_have_value("")
    desk.locator("[name=accept-starts]").fill("10:00")
    desk.locator("[name=accept-ends]").fill("11:00")
    desk.get_by_role("button", name="Accept").click()
    expect(desk.locator(".messages")).to_contain_text("The meeting is in the draft of the page")
    accepted = mails.letter(hub, "says yes", to=OLA)
    assert in_words(day) in mails.text(accepted)


def publish_and_count(desk: Page, hub: Hub, day: datetime.date) -> None:
    """In the draft it counts as planned; published, everybody reads it. The log has both requests."""
    panel = desk.locator(".publication-checklist.meetings li", has_text=COLLEGE).last
    expect(panel).to_contain_text(f"{in_words(day)}: {COLLEGE} (planned)")
    public = on_a(desk.context.browser, hub, WIDE)  # type: ignore[arg-type]
    public.goto(hub.url(f"{SCHOOL}/provider-access/"))
    expect(public.locator("main")).not_to_contain_text(COLLEGE)
    desk.get_by_role("button", name="More actions").first.click()
    with desk.expect_navigation():
        desk.get_by_role("button", name="Publish").first.click()
    public.reload()
    row = public.locator("section.meetings tr", has_text=COLLEGE).first
    expect(row).to_contain_text(in_words(day))
    expect(row).to_contain_text("Planned")
    expect(row).not_to_contain_text("ot counted")
    desk.goto(hub.url("/admin/opportunities/providers/"))
    table = desk.get_by_role("table").filter(has_text="Not answered yet")
    assert [cell.inner_text() for cell in table.locator("td").all()][1:] == ["2", "1", "1", "0"]
