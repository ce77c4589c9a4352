"""A programme of forty lines is pasted from a spreadsheet, put right with the keyboard, saved and published."""

import re
import shutil
from collections.abc import Iterator

import openpyxl
import pytest
from playwright.sync_api import BrowserContext, Dialog, Locator, Page, expect

from .conftest import PHONE, Hub, chromium, logins_of, served, sign_in
from .test_accessibility import OVERFLOW, RULES, Axe

HEADINGS = ["Activity", "Type", "Year group", "Term", "Time", "Gatsby", "Employer", "Notes"]
KINDS = ["Workplace visit", "employer talk", "Careers fair or big event", "lesson"]
PASTE = """([selector, text]) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  document.querySelector(selector).dispatchEvent(event);
}"""
ACTIVE = "[data-rows] td[tabindex='0']"
# Everything that the script does for one change of a table, in milliseconds of the browser's one thread.
TIMED = """([selector, text]) => {
  const begun = performance.now();
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  document.querySelector(selector).dispatchEvent(event);
  document.body.getBoundingClientRect();
  return performance.now() - begun;
}"""


def lines(count: int) -> list[list[str]]:
    """Return rows as somebody's own spreadsheet has them: other words, another order, a column that is not ours."""
    return [
        [f"Activity {at}", KINDS[at % 4], f"Years {7 + at % 4}-{8 + at % 4}", "autumn", "1h 30", "4, 5.1", "", "x"]
        for at in range(count)
    ]


def text(rows: list[list[str]]) -> str:
    return "\r\n".join("\t".join(row) for row in rows) + "\r\n"


@pytest.fixture(scope="module")
def hub(tmp_path_factory, seed) -> Iterator[Hub]:
    """A hub of its own: what is published here would be another page to the other journeys."""
    chromium()
    var = shutil.copytree(seed, tmp_path_factory.mktemp("grid") / "var")
    with served(var) as base:
        logins = logins_of(var)
        yield Hub(base=base, logins=logins, var=var)


@pytest.fixture
def table(page, hub) -> Page:
    """The table of a school whose careers page meets every rule."""
    sign_in(page, hub, "Central editor")
    page.goto(hub.url("/admin/pages/search/?q=Careers+at+Marigold+Park"))
    page.get_by_role("link", name="Careers at Marigold Park", exact=False).first.click()
    if "/edit/" not in page.url:
        page.get_by_role("link", name="Edit").first.click()
    page.get_by_role("link", name="Edit the programme as a table").last.click()
    expect(page.get_by_role("grid")).to_be_visible()
    return page


def paste(page: Page, text: str) -> None:
    page.evaluate(PASTE, [ACTIVE, text])


def cell(page: Page, row: int, name: str) -> Locator:
    return page.locator(f"#r{row}-{name}")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def empty(page: Page) -> None:
    cell(page, 1, "years").click()
    press(page, "Control+a", "Control+Delete")


def test_forty_lines_are_pasted_put_right_saved_and_published(table, hub):
    page = table
    empty(page)
    rows = lines(40)
    rows[13][4] = "ages"
    paste(page, text([HEADINGS, *rows]))
    expect(page.locator("[data-status]")).to_contain_text("rows 1 to 40")
    expect(cell(page, 40, "title")).to_have_text("Activity 39")
    expect(page.locator("p[data-unread]")).to_contain_text("1")

    page.get_by_role("button", name="Save as a draft").click()
    expect(page.get_by_role("alert")).to_contain_text("1 cell needs another look")
    page.get_by_role("link", name="Row 14, Minutes").click()
    expect(cell(page, 14, "minutes")).to_be_focused()
    expect(cell(page, 14, "minutes")).to_contain_text("no time in minutes")
    page.keyboard.type("2 days")
    press(page, "Enter")
    expect(cell(page, 15, "minutes")).to_be_focused()
    expect(cell(page, 14, "minutes")).to_have_text("2 days")
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.locator(".messages")).to_contain_text("Saved as a draft")
    expect(cell(page, 1, "years")).to_have_text("7, 8")

    page.get_by_role("link", name="Back to the page, to publish it").click()
    page.get_by_role("button", name="More actions").first.click()
    # Forty new rows, and as many in each of two translations: on a busy machine that is half a minute.
    with page.expect_navigation(timeout=120_000):
        page.get_by_role("button", name="Publish").first.click(timeout=120_000)
    expect(page.locator(".messages")).to_contain_text("published")
    page.goto(hub.url("/schools/marigold-park-school-sample-990001/careers/"))
    expect(page.locator("main")).to_contain_text("Activity 39")
    expect(page.locator("main")).to_contain_text("Activity 13")


def test_the_keyboard_moves_fills_down_undoes_and_leaves(table):
    page = table
    empty(page)
    paste(page, text(lines(3)[:1]))  # without headings: in the order of the table, so the words stand in wrong columns
    press(page, "Control+z")
    expect(cell(page, 1, "years")).to_have_text("")

    cell(page, 1, "years").click()
    page.keyboard.type("7-9")
    press(page, "Tab")
    page.keyboard.type("A visit")
    press(page, "Enter")
    expect(cell(page, 2, "title")).to_be_focused()
    press(page, "ArrowUp", "Home", "Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowRight", "Control+d")
    for row in (1, 2, 3):
        expect(cell(page, row, "years")).to_have_text("7-9")
        expect(cell(page, row, "title")).to_have_text("A visit")
    press(page, "Control+z")
    expect(cell(page, 3, "title")).to_have_text("")
    press(page, "Control+y")
    expect(cell(page, 3, "title")).to_have_text("A visit")

    cell(page, 2, "title").click()
    press(page, "F2")
    page.keyboard.type(" and a talk")
    press(page, "Escape")
    expect(cell(page, 2, "title")).to_have_text("A visit")
    press(page, "Control+Enter")
    expect(cell(page, 3, "years")).to_be_focused()
    expect(cell(page, 3, "title")).to_have_text("")
    expect(cell(page, 4, "title")).to_have_text("A visit")
    press(page, "Control+Delete")
    expect(cell(page, 3, "title")).to_have_text("A visit")
    press(page, "Escape")
    expect(page.get_by_role("button", name="Save as a draft")).to_be_focused()


def test_what_was_copied_is_pasted_as_it_was(table, context: BrowserContext):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = table
    before = cell(page, 1, "title").inner_text()
    cell(page, 1, "years").click()
    press(page, "Shift+End", "Control+c", "ArrowDown", "Home", "Control+v")
    expect(cell(page, 2, "title")).to_have_text(before)
    assert cell(page, 2, "kind").inner_text() == cell(page, 1, "kind").inner_text()


def test_leaving_with_unsaved_rows_asks_first(table):
    page = table
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    cell(page, 1, "title").click()
    page.keyboard.type("Not saved")
    press(page, "Enter")
    page.get_by_role("link", name="Back to the page, to publish it").click()
    expect(page.get_by_role("grid")).to_be_visible()
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]


def test_the_sum_while_typing_is_what_the_server_says_after_saving(table):
    page = table
    empty(page)
    paste(page, text([HEADINGS, *lines(40)]))
    live = page.locator("p[data-sum]").inner_text()
    hours = re.search(r"([\d.]+) of 100", live)
    assert hours and float(hours[1]) > 0
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.locator(".messages")).to_contain_text("Saved as a draft")
    expect(page.locator("p[data-sum]")).to_have_text(live)
    expect(page.locator(".programme-totals")).to_contain_text(f"{float(hours[1]):g}")


def test_four_hundred_rows_are_pasted_and_changed_without_delay(table):
    page = table
    empty(page)
    took = page.evaluate(TIMED, [ACTIVE, text([HEADINGS, *lines(400)])])
    assert took < 2500, "ms, on a slow core"
    cell(page, 200, "years").click()
    one = page.evaluate(TIMED, [ACTIVE, "12"])
    assert one < 300, "ms for one cell of four hundred rows"
    print(f"400 rows pasted in {took:.0f} ms, one cell in {one:.0f} ms")


@pytest.mark.parametrize("view", [None, PHONE], ids=["wide", "phone"])
def test_the_table_is_accessible_with_errors_and_without(table, view):
    page = table
    if view:
        page.set_viewport_size(view)
    for _state in range(2):
        assert_ours_accessible(page, ".grid-page")
        empty(page)
        paste(page, text(lines(3)))
        page.get_by_role("button", name="Save as a draft").click()
        expect(page.get_by_role("alert")).to_be_visible()


@pytest.mark.parametrize("view", [None, PHONE], ids=["wide", "phone"])
def test_a_workbook_goes_out_is_looked_at_and_comes_in_again(table, view, tmp_path):
    page = table
    if view:
        page.set_viewport_size(view)
    activity = f"Another activity at {page.viewport_size}"
    with page.expect_download() as going:
        page.get_by_role("link", name="Download for Excel").click()
    going.value.save_as(tmp_path / "programme.xlsx")
    book = openpyxl.load_workbook(tmp_path / "programme.xlsx")
    book.worksheets[0]["E2"].value, book.worksheets[0]["B3"].value = "ages", activity
    book.save(tmp_path / "programme.xlsx")
    page.get_by_role("link", name="Take it from a spreadsheet").click()
    assert_ours_accessible(page, ".word-form")
    page.locator("input[type=file]").set_input_files(tmp_path / "programme.xlsx")
    page.get_by_role("button", name="Upload and look").click()
    expect(page.locator(".grid-errors")).to_contain_text("E2: “ages” is no time in minutes")
    assert_ours_accessible(page, ".grid-page")
    page.get_by_role("button", name="Open it in the table").click()
    expect(cell(page, 1, "minutes")).to_contain_text("no time in minutes")
    cell(page, 1, "minutes").click()
    page.keyboard.type("60")
    press(page, "Enter")
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.locator(".messages")).to_contain_text("Saved as a draft")
    expect(cell(page, 2, "title")).to_have_text(activity)


def assert_ours_accessible(page: Page, part: str) -> None:
    """Judge a part of a page of the admin: Wagtail's own header and menu are not ours."""
    expect(page.locator(part).first).to_be_visible()
    found = Axe().run(page, context=part, options={"runOnly": {"type": "tag", "values": RULES}})
    assert not found.response["violations"], found.generate_report()
    assert page.evaluate(OVERFLOW) <= 0, "scrolls sideways"


def test_the_curriculum_map_follows_the_table_before_it_is_saved(table):
    page = table
    empty(page)
    shown = page.locator("[data-map-body]")
    expect(shown).to_contain_text("There is no map yet")
    paste(page, text([HEADINGS, *lines(2)]))
    gatsby = shown.locator("details[data-map='gatsby']")
    gatsby.locator("summary").click()
    expect(gatsby).to_contain_text("Activity 1")
    paste(page, text([["8", "An hour at the mill", "Workplace visit", "autumn", "60", "", "6"]]))
    expect(gatsby).to_contain_text("An hour at the mill")
    assert gatsby.get_attribute("open") is not None
    assert_ours_accessible(page, "[data-school-map]")
