"""A provider access statement from Word to a provider: uploaded, looked at, fields filled, published, read."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.schools.provider_access.statement import STATEMENT

from .conftest import Hub, sign_in, write

SCHOOL = "/schools/rowan-bridge-school-sample-990003"


def test_a_word_statement_is_looked_at_filled_published_and_read(page, hub, tmp_path):
    look_at_what_goes_where(page, hub, tmp_path)
    fill_what_is_missing(page)
    publish(page)
    read_as_the_public(page, hub)


def look_at_what_goes_where(page: Page, hub: Hub, folder: Path) -> None:
    file = folder / "statement.docx"
    file.write_bytes(STATEMENT)
    sign_in(page, hub, "Careers leader")
    page.get_by_role("link", name="Rowan Bridge School (sample)", exact=True).first.click()
    page.wait_for_url(re.compile(r"/pages/\d+/"))
    home = re.search(r"/pages/(\d+)/", page.url)
    assert home
    page.goto(hub.url(f"/admin/schools/word/provider-access/{home[1]}/"))
    page.locator("input[type=file]").set_input_files(str(file))
    page.get_by_role("button", name="Upload and look").click()
    expect(page.locator("main")).to_contain_text("6 times of access were read.")
    expect(page.locator(".word-table")).to_contain_text("Year 8 | Autumn term: Assembly with a college")
    page.get_by_label("Whom to ask").select_option("Ms R. Shah, Careers Leader")
    page.get_by_label("Email").select_option("careers@alder-row.example")
    page.get_by_label("Telephone").select_option("020 7946 0142")
    page.get_by_label("Date of this statement").select_option("2026-09-12")
    if page.get_by_label("Make the new draft over this one").count():
        page.get_by_label("Make the new draft over this one").check()
    page.get_by_role("button", name="Make the draft").click()
    expect(page.locator(".messages")).to_contain_text("times of access: 6")


def fill_what_is_missing(page: Page) -> None:
    for name in ("meetings_second", "meetings_third"):
        editor = page.locator(f"[data-contentpath={name}] [contenteditable=true]").first
        write(page, editor, "Two meetings before the end of February.", into=name)


def publish(page: Page) -> None:
    page.get_by_role("button", name="More actions").first.click()
    with page.expect_navigation():
        page.get_by_role("button", name="Publish").first.click()
    expect(page.locator(".messages")).to_contain_text("published")


def read_as_the_public(page: Page, hub: Hub) -> None:
    page.context.clear_cookies()
    page.goto(hub.url(f"{SCHOOL}/provider-access/"))
    expect(page.locator("main")).to_contain_text("We say no in the weeks of examinations.")
    expect(page.locator("main")).to_contain_text("Ms R. Shah")
    row = page.locator("#times tr", has_text="Year 8")
    expect(row).to_contain_text("Assembly with a college")
    expect(page.locator("main")).not_to_contain_text("A college and a training provider.")
