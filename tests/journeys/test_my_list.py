"""A teacher keeps a list in the browser, puts it in order, shares it, and plans with it."""

import io
import re
import zipfile
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import docx
import icalendar
import openpyxl  # type: ignore[import-untyped]
import pytest
from playwright.sync_api import Page, expect

from .conftest import PHONE, WIDE, Hub
from .test_accessibility import assert_accessible

UNIT = "/curriculum/key-stage-3/keeping-doors-open/"
COUNT = re.compile(r"My list \(\d+\)")


def items_of(page: Page) -> list[str]:
    return parse_qs(urlsplit(page.url).query).get("i", [])


def titles(page: Page) -> list[str]:
    return page.locator(".kept h3").all_inner_texts()


def add(page: Page, *, nth: int = 0) -> str:
    """Press one "Add to my list" of the page; return the item."""
    button = page.locator("button[data-keep]:not([data-on])").nth(nth)
    item = button.get_attribute("data-keep") or ""
    button.click()
    expect(page.locator(f'button[data-keep="{item}"]').first).to_contain_text("On my list")
    return item


def five(page: Page, hub: Hub) -> list[str]:
    """Put two results of a search, a lesson, a resource and a collection on the list; return the items."""
    page.goto(hub.url("/search/?q=interview"))
    found = [add(page), add(page)]
    page.goto(hub.url(UNIT))
    found.append(add(page, nth=1))
    page.goto(hub.url("/resources/read-a-payslip/"))
    found.append(add(page))
    page.goto(hub.url("/resources/whats-the-point/"))
    found.append(add(page))
    expect(page.get_by_role("link", name="My list (5)")).to_be_visible()
    return found


def test_five_are_kept_ordered_named_shared_and_downloaded(page, hub, browser):
    found = five(page, hub)
    page.get_by_role("link", name="My list (5)").click()
    page.wait_for_url("**/my-list/?**")
    assert items_of(page) == found
    before = titles(page)
    page.locator(".kept li").first.get_by_role("link", name="Down").press("Enter")
    expect(page.locator(".kept h3").first).to_have_text(before[1])
    # The focus stays on what was moved, so that it can be pressed again.
    expect(page.locator(".kept li").nth(1).get_by_role("link", name="Down")).to_be_focused()
    page.get_by_label("Title").fill("Spring term")
    page.get_by_role("button", name="Name it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Spring term")
    note = page.get_by_role("textbox", name="Note").first
    note.fill("Ask Zofia to read")
    shared = page.get_by_label("Address of the list").input_value()
    assert "Zofia" not in shared
    page.reload()
    expect(page.get_by_role("textbox", name="Note").first).to_have_value("Ask Zofia to read")

    other = browser.new_context(viewport=PHONE)
    second = other.new_page()
    second.goto(shared)
    expect(second.get_by_text("Somebody shared this list.")).to_be_visible()
    assert titles(second) == [before[1], before[0], *before[2:]]
    assert "Zofia" not in second.content()
    second.get_by_role("button", name="Add these 5 to my list").click()
    expect(second.get_by_role("link", name="My list (5)")).to_be_visible()
    expect(second.get_by_text("Somebody shared this list.")).to_be_hidden()
    other.close()
    downloads(page)


def lessons_in(file: Path) -> list[str]:
    """Return the lessons of a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(file.read_bytes()))
    return [row[1] for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)]


def downloads(page: Page) -> None:
    with page.expect_download() as saved:
        page.get_by_role("link", name="Scheme of work (Excel)").click()
    assert saved.value.suggested_filename == "Spring term.xlsx"
    lessons = lessons_in(Path(saved.value.path()))
    assert len(lessons) >= 5
    with page.expect_download() as saved:
        page.get_by_role("link", name="Scheme of work (Word)").click()
    document = docx.Document(str(saved.value.path()))
    weeks = [[cell.text for cell in row.cells] for row in document.tables[0].rows][1:]
    assert [week[1].split("\n")[0] for week in weeks] == lessons
    with page.expect_download() as saved:
        page.get_by_role("link", name="All sheets").click()
    with zipfile.ZipFile(saved.value.path()) as zipped:
        sheets = [name for name in zipped.namelist() if name.endswith(".docx")]
        assert sheets and "contents.csv" in zipped.namelist()
        for name in sheets:
            assert docx.Document(io.BytesIO(zipped.read(name))).paragraphs[0].text
    page.get_by_label("Day of the first lesson").fill("2027-01-11")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Calendar file").click()
    calendar = icalendar.Calendar.from_ical(Path(saved.value.path()).read_bytes())
    assert [str(event["summary"]) for event in calendar.walk("VEVENT")] == lessons


def test_what_is_taken_off_comes_back_with_its_note(page, hub):
    five(page, hub)
    page.goto(hub.url("/my-list/"))
    expect(page.locator(".kept li")).to_have_count(5)
    kept = titles(page)
    page.get_by_role("textbox", name="Note").nth(2).fill("For 9B")
    page.locator(".kept li").nth(2).get_by_role("link", name="Remove").click()
    expect(page.locator(".kept li")).to_have_count(4)
    expect(page.get_by_text(f"“{kept[2]}” is off the list.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".kept li")).to_have_count(5)
    assert titles(page) == kept
    expect(page.get_by_role("textbox", name="Note").nth(2)).to_have_value("For 9B")


def test_results_that_come_without_the_page_have_buttons_too_and_another_tab_follows(page, context, hub):
    page.goto(hub.url("/search/"))
    box = page.get_by_label("Search words")
    box.fill("payslip")
    with page.expect_response(lambda answer: "/search/?" in answer.url):
        box.press("Enter")
    expect(page.locator(".hits button[data-keep]").first).to_be_visible()
    other = context.new_page()
    other.goto(hub.url("/"))
    add(page)
    expect(page.get_by_role("link", name="My list (1)")).to_be_visible()
    expect(other.get_by_role("link", name="My list (1)")).to_be_visible()
    page.get_by_role("button", name="On my list: remove").click()
    expect(other.get_by_role("link", name="My list", exact=True)).to_be_visible()


def test_a_lesson_pasted_by_its_address_joins_the_list(page, hub):
    page.goto(hub.url("/resources/read-a-payslip/"))
    add(page)
    page.goto(hub.url("/my-list/"))
    expect(page.locator(".kept li")).to_have_count(1)
    page.get_by_label("Add", exact=True).fill(hub.url(UNIT))
    page.get_by_role("button", name="Add it").click()
    expect(page.locator(".kept li")).to_have_count(2)
    expect(page.get_by_role("link", name="My list (2)")).to_be_visible()
    expect(page.get_by_text("Somebody shared this list.")).to_be_hidden()


def test_a_browser_that_is_full_says_so_and_loses_nothing(page, hub):
    page.goto(hub.url("/resources/read-a-payslip/"))
    add(page)
    page.evaluate(
        """() => { Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError") } }"""
    )
    page.get_by_role("button", name="On my list").click()
    expect(page.get_by_text("its storage is full or switched off").first).to_be_visible()
    page.reload()
    expect(page.get_by_role("link", name="My list (1)")).to_be_visible()


def test_a_browser_is_left_alone_until_somebody_keeps_a_list_in_it(page, hub):
    for path in ("/", "/search/?q=interview", UNIT, "/my-list/"):
        page.goto(hub.url(path))
        assert page.evaluate("localStorage.length") == 0, path
    page.goto(hub.url(UNIT))
    add(page)
    assert page.evaluate("Object.keys(localStorage)") == ["hub.list"]


def test_damaged_storage_is_an_empty_list(page, hub):
    page.goto(hub.url("/"))
    for stored in ("{", "[]", '{"items": 5}', '{"items": [null, {"id": "<b>"}, {"id": "7"}]}'):
        page.evaluate("text => localStorage.setItem('hub.list', text)", stored)
        page.reload()
        expect(page.get_by_role("link", name=COUNT if '"7"' in stored else "My list")).to_be_visible()


def test_without_a_script_the_address_is_the_list(browser, hub):
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(hub.url("/search/?q=payslip"))
    page.get_by_role("link", name="Add to my list").first.click()
    expect(page.locator(".kept li")).to_have_count(1)
    expect(page.get_by_text("the address of this page is your list")).to_be_visible()
    for count, path in enumerate(("/resources/whats-the-point/", UNIT), start=2):
        page.get_by_label("Add", exact=True).fill(hub.url(path))
        page.get_by_role("button", name="Add it").click()
        expect(page.locator(".kept li")).to_have_count(count)
    *_before, above, last = titles(page)
    page.get_by_role("link", name="Up").last.click()
    expect(page.locator(".kept h3").last).to_have_text(above)
    assert titles(page)[-2] == last
    page.get_by_role("link", name="Remove").first.click()
    expect(page.locator(".kept li")).to_have_count(2)
    assert context.cookies() == []
    with page.expect_download() as saved:
        page.get_by_role("link", name="Scheme of work (Excel)").click()
    assert len(lessons_in(Path(saved.value.path()))) >= 2
    context.close()


@pytest.mark.parametrize(("view", "scheme"), [(WIDE, "light"), (PHONE, "dark")])
def test_the_list_is_accessible_full_shared_and_empty(browser, hub, view, scheme):
    context = browser.new_context(viewport=view, color_scheme=scheme, locale="en-GB")
    page = context.new_page()
    page.goto(hub.url("/my-list/"))
    assert_accessible(page, "an empty list")
    five(page, hub)
    page.goto(hub.url("/my-list/"))
    expect(page.get_by_role("textbox", name="Note").first).to_be_visible()
    assert_accessible(page, f"the own list at {view['width']} px, {scheme}")
    page.goto(page.url + "&i=999999&title=Other&i=nonsense")
    assert_accessible(page, f"a shared list at {view['width']} px, {scheme}")
    page.goto(hub.url("/search/?q=interview"))
    assert_accessible(page, f"search with buttons at {view['width']} px, {scheme}")
    context.close()
