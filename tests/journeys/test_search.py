"""A teacher types a search and sees how it was understood."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from .conftest import PHONE, Hub

MISSPELT = "intervew skils yr10 1 hour"


def query_of(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def search(page: Page, hub: Hub, text: str) -> None:
    """Type a search on the results page and wait for its answer."""
    page.goto(hub.url("/search/"))
    page.get_by_label("Search words").fill(text)
    with page.expect_response(lambda answer: "/search/?" in answer.url):
        page.keyboard.press("Enter")


def test_a_misspelt_search_shows_an_hour_on_interviews_for_year_10_first(page, hub):
    search(page, hub, MISSPELT)
    expect(page.get_by_role("link", name="Remove Year 10")).to_be_visible()
    expect(page.get_by_role("link", name="Remove Up to 60 minutes")).to_be_visible()
    first = page.locator(".hits > li").first
    expect(first.get_by_role("heading")).to_contain_text("interview", ignore_case=True)
    assert 45 <= int(first.locator(".mins").inner_text().split()[0]) <= 60
    assert "10" in first.locator(".hit-facts").inner_text()
    expect(page.get_by_label("Search words")).to_have_value("intervew skils")
    assert query_of(page)["year"] == ["10"]
    expect(page.get_by_text("Showing results for interview skills.")).to_be_visible()
    page.get_by_role("link", name="Search for intervew skils as typed instead").click()
    page.wait_for_url(lambda url: "as=typed" in url)
    expect(page.get_by_text("Showing results for")).to_have_count(0)


def test_a_typed_year_becomes_a_chip_and_words_again(page, hub):
    search(page, hub, "interview year 9")
    page.evaluate("window.stays = true")
    chip = page.get_by_role("link", name="Remove Year 9")
    expect(chip).to_be_visible()
    expect(page.get_by_label("Search words")).to_have_value("interview")
    expect(page.get_by_role("checkbox", name="Year 9")).to_be_checked()
    chip.click()
    page.wait_for_url(lambda url: "%22year+9%22" in url)
    assert query_of(page) == {"q": ['interview "year 9"']}
    expect(chip).to_have_count(0)
    expect(page.get_by_label("Search words")).to_have_value('interview "year 9"')
    expect(page.get_by_role("checkbox", name="Year 9")).not_to_be_checked()
    assert page.evaluate("window.stays"), "the page was loaded again"


def test_typing_on_while_an_answer_comes_is_not_undone(page, hub):
    page.goto(hub.url("/search/"))
    box = page.get_by_label("Search words")
    box.fill("interview year 9")
    with page.expect_response(lambda answer: "/search/?" in answer.url):
        page.keyboard.press("Enter")
        page.keyboard.type(" and more")
    expect(page.get_by_role("link", name="Remove Year 9")).to_be_visible()
    expect(box).to_have_value("interview year 9 and more")
    expect(box).to_be_focused()


def test_suggestions_by_keyboard(page, hub):
    page.goto(hub.url("/search/"))
    box = page.get_by_role("combobox", name="Search words")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.focus()
    page.keyboard.type("interview year 1")
    listed = page.get_by_role("listbox", name="Suggestions")
    expect(listed).to_be_visible()
    options = listed.get_by_role("option")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#suggest-say")).to_contain_text("arrow keys")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", options.first.get_attribute("id") or "")
    expect(box).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(options.first).to_have_attribute("aria-selected", "false")
    page.keyboard.press("Escape")
    expect(listed).to_have_count(0)
    expect(box).to_have_value("interview year 1")
    page.keyboard.type("0")
    expect(listed).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "year=10" in url)
    assert query_of(page) == {"q": ["interview"], "year": ["10"]}
    expect(listed).to_have_count(0)
    expect(box).to_be_focused()


def test_a_title_is_chosen_with_the_mouse_and_found(page, hub):
    page.goto(hub.url("/search/"))
    page.get_by_label("Search words").press_sequentially("read a pay")
    page.get_by_role("option").filter(has_text="Read a payslip").first.click()
    expect(page.locator(".hits h3").first).to_have_text("Read a payslip")


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("interview year 1", {"q": ["interview"], "year": ["10"]}),
        ("interview worksh", {"q": ["interview"], "type": ["worksheet"]}),
    ],
)
def test_the_front_page_suggests_and_sends_a_filter_along(page, hub, typed, wanted):
    page.goto(hub.url("/"))
    box = page.get_by_role("combobox", name="What do you need?")
    box.press_sequentially(typed)
    (key,) = set(wanted) - {"q"}
    page.locator(f'[role="option"][data-key="{key}"][data-value="{wanted[key][0]}"]').click()
    page.wait_for_url("**/search/**")
    assert query_of(page) == wanted
    page.go_back()
    assert page.locator("form.ask input[type=hidden]").count() == 0


def test_the_front_page_searches_without_a_script(browser, hub):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(hub.url("/"))
    page.get_by_label("What do you need?").fill("mock interview")
    page.get_by_role("button", name="Search").first.click()
    assert query_of(page) == {"q": ["mock interview"]}
    assert page.locator(".hits > li").count()
    context.close()


def test_only_the_last_letters_are_asked_about(page, hub):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/suggest/" in request.url else None)
    page.clock.install(time=0)
    page.goto(hub.url("/search/"))
    # The page's clock stands while somebody types, however slow the machine is.
    page.clock.pause_at(3_600_000)
    page.get_by_label("Search words").press_sequentially("apprenticeship")
    assert not asked
    page.clock.run_for(200)
    expect(page.get_by_role("listbox", name="Suggestions")).to_be_visible()
    assert [urlsplit(address).query for address in asked] == ["q=apprenticeship"]


def test_an_opened_result_is_told_without_a_script_and_leads_to_its_plain_address(browser, hub):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(hub.url("/search/?q=interview"))
    link = page.locator(".hits h3 a").first
    address = link.get_attribute("href") or ""
    with page.expect_request(lambda request: "/search/opened/" in request.url) as told:
        link.click()
    assert told.value.method == "POST"
    assert urlsplit(page.url).path == urlsplit(address).path
    assert context.cookies() == []
    context.close()


@pytest.mark.parametrize("script", [True, False])
def test_a_school_is_searched_from_its_home_page(browser, hub, script):
    context = browser.new_context(viewport=PHONE, java_script_enabled=script)
    page = context.new_page()
    page.goto(hub.url("/schools/marigold-park-school-sample-990001/"))
    page.get_by_label("Search this school’s pages").fill("work experience")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Search this school’s pages")
    first = page.locator("main h3 a").first
    assert "/marigold-park-school-sample-990001/" in (first.get_attribute("href") or "")
    first.click()
    expect(page.get_by_text("Marigold Park").first).to_be_visible()
    context.close()


def test_the_words_became_filters_without_a_script_too(browser, hub):
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(hub.url("/search/"))
    page.get_by_label("Search words").fill(MISSPELT)
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_label("Search words")).to_have_value("intervew skils")
    page.get_by_role("link", name="Search for the words “yr10” instead").click()
    page.wait_for_url("**near=60**")
    read = {"read": ["minutes:60:1 hour"]}
    assert query_of(page) == {"q": ['intervew skils "yr10"'], "minutes": ["60"], **read, "near": ["60"]}
    context.close()


@pytest.mark.parametrize("typed", ["Marigold Park", "marigld park", "990001", "ZZ1 1ZZ", "secondary schools near ZZ1"])
def test_a_school_that_is_typed_into_the_search_of_lessons_stands_first(page, hub, typed):
    search(page, hub, typed)
    section = page.get_by_role("region", name="Schools")
    expect(section).to_be_visible()
    first = page.locator("#results a").first
    expect(first).to_have_text("Marigold Park School (sample)")
    first.click()
    expect(page.get_by_role("link", name="020 7946 0142").first).to_be_visible()


def test_from_a_postcode_a_parent_comes_to_the_nearest_schools_with_distances(page, hub):
    search(page, hub, "ZZ1 1ZZ")
    page.get_by_role("link", name="All of the nearest schools").click()
    expect(page.get_by_text("nearest to ZZ1 1ZZ")).to_be_visible()
    lines = page.locator("table.dir tbody th")
    expect(lines.first).to_contain_text("less than 0.1 miles")
    expect(lines.nth(1)).to_contain_text("about 3.1 miles")


def test_the_second_step_of_the_keyboard_leads_past_the_filters(page, hub):
    page.goto(hub.url("/search/?q=interview"))
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the results")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    for _step in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.hits h3') !== null"):
            return
    pytest.fail("no result within eight steps of the link")
