"""An audit becomes two actions, one of them done; a survey is answered on phones, counted and read."""

import re

from playwright.sync_api import Browser, Page, expect

from .conftest import PHONE, WIDE, sign_in
from .test_accessibility import assert_accessible

QUESTIONS = ("I know some jobs", "I know what I can do", "I know whom to ask", "Lessons show me")


def test_an_audit_becomes_two_actions_that_stand_on_the_first_screen(page, hub):
    sign_in(page, hub, "Careers leader")
    page.get_by_role("link", name="Audit and surveys").click()
    page.get_by_text("Begin an audit").click()
    page.get_by_label("Questions").select_option(label="Careers for pupils with special educational needs")
    page.get_by_role("button", name="Begin", exact=True).click()
    for place in (0, 1):
        page.locator(".audits-line").nth(place).get_by_label("Not yet").check()
    page.locator(".audits-line").nth(0).get_by_label("In your words").fill("We have begun to plan it.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("Saved")

    for day in ("1 February 2027", "1 March 2027"):
        page.get_by_role("link", name="Make an action of this gap").nth(0 if "Feb" in day else 1).click()
        page.get_by_label("By when").fill(day)
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.locator(".messages")).to_contain_text("stands in the school's agenda")

    page.locator(".audits-actions a").first.click()
    page.get_by_label("What was done").fill("The plan was written.")
    page.get_by_role("button", name="Close it").click()
    page.goto(hub.url("/admin/"))
    expect(page.get_by_role("heading", name="What the school has set itself to do")).to_be_visible()


def test_a_survey_is_answered_on_phones_and_shown_from_ten_on(page, hub, browser):
    sign_in(page, hub, "Careers leader")
    for times in (9, 10):
        address = make_survey(page)
        here = page.url
        path = hub.url("/survey/" + address.split("/survey/")[1])
        for place in range(times):
            answer(browser, path, checked=place == 0 and times == 9)
        page.goto(here)
        expect(page.locator("body")).to_contain_text(
            "Fewer than ten have answered" if times == 9 else "10 or more have answered"
        )
        page.get_by_text("Close it now").click()
        page.get_by_role("button", name="Close it", exact=True).click()
        page.get_by_role("link", name="Results", exact=True).click()
        expect(page.locator(".title")).to_contain_text(
            "Fewer than ten have answered: nothing is shown." if times == 9 else "10 have answered."
        )
        expect(page.locator("table.bars")).to_have_count(0 if times == 9 else len(QUESTIONS))
        assert_accessible(page, "results of a survey")
        closed(browser, path)


def make_survey(page: Page) -> str:
    """Make the yearly survey of pupils in Year 7 and return its address."""
    page.goto(re.sub(r"(//[^/]+)/.*", r"\1/admin/audits/", page.url))
    page.get_by_text("Make a survey").first.click()
    page.get_by_role("link", name="Careers this year").last.click()
    page.get_by_label("Year 7", exact=True).check()
    page.get_by_label("Last day").fill("31 December 2026")
    page.get_by_role("button", name="Make the survey").click()
    expect(page.locator(".messages")).to_contain_text("The survey is ready")
    return page.locator("a[href*='/survey/']").first.get_attribute("href") or ""


def answer(browser: Browser, path: str, *, checked: bool) -> None:
    """Answer on a phone of one's own; look at the page's accessibility once."""
    phone = browser.new_context(viewport=PHONE, locale="en-GB", java_script_enabled=checked)
    there = phone.new_page()
    there.goto(path)
    if checked:
        assert_accessible(there, "a survey on a phone")
        there.set_viewport_size(WIDE)
        assert_accessible(there, "a survey")
    for question in QUESTIONS:
        there.get_by_role("group", name=re.compile(question)).get_by_label("Mostly").check()
    there.get_by_role("button", name="Send", exact=True).click()
    expect(there.locator(".note[role=status]")).to_contain_text("Your answers are counted")
    assert phone.cookies() == []
    phone.close()


def closed(browser: Browser, path: str) -> None:
    """A survey that is over says so, with 410: in a window of its own, for Chromium logs that as an error."""
    phone = browser.new_context(viewport=PHONE, locale="en-GB")
    there = phone.new_page()
    there.goto(path)
    expect(there.locator(".note")).to_contain_text("This survey is closed")
    phone.close()
