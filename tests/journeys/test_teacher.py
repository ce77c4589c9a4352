"""A teacher has ten minutes, a Year 9 tutor group and a slot of 20 minutes."""

from playwright.sync_api import expect

from .conftest import PHONE


def minutes_shown(page) -> list[int]:
    """Return the minutes that the cards show."""
    return [int(shown.split()[0]) for shown in page.locator(".hits .mins").all_inner_texts()]


def test_a_teacher_narrows_to_a_20_minute_year_9_resource_and_prints_it(page, hub):
    page.goto(hub.url("/"))
    page.get_by_label("What do you need?").fill("interview")
    page.get_by_label("Who for?").select_option("9")
    page.get_by_label("How long?").select_option("20")
    page.get_by_role("button", name="Search").first.click()
    page.wait_for_url(lambda url: "q=interview" in url and "year=9" in url and "minutes=20" in url)

    # A collection has no minutes of its own: it is found by those of what it holds.
    timed = page.locator(".hits > li:has(.mins)")
    titles = timed.locator("h3 a")
    assert titles.count() >= 1
    for card in timed.all():
        assert int(card.locator(".mins").inner_text().split()[0]) <= 20

    page.get_by_role("link", name="Remove Up to 20 minutes").click()
    page.wait_for_url(lambda url: "minutes" not in url)
    page.go_back()
    page.wait_for_url(lambda url: "minutes=20" in url)

    titles.first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.evaluate("window.print = () => { document.title = 'printed' }")
    page.get_by_role("button", name="Print").click()
    expect(page).to_have_title("printed")
    page.emulate_media(media="print")
    expect(page.locator(".mast")).to_be_hidden()


def test_a_tick_changes_the_results_without_a_new_page_and_keeps_the_focus(page, hub):
    page.goto(hub.url("/search/?q=interview"))
    page.evaluate("window.stays = true")
    longest = max(minutes_shown(page))
    assert longest > 20, "nothing here for the filter to take away"
    box = page.get_by_role("checkbox", name="Up to 20")
    box.focus()
    page.keyboard.press("Space")
    page.wait_for_url(lambda url: "minutes=20" in url)
    expect(page.get_by_role("link", name="Remove Up to 20 minutes")).to_be_visible()
    assert page.evaluate("window.stays"), "the page was loaded again"
    assert page.evaluate("document.activeElement.value") == "20"
    assert minutes_shown(page) and max(minutes_shown(page)) <= 20


def test_the_search_works_without_javascript(browser, hub):
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(hub.url("/search/?q=interview&year=9"))
    assert page.locator(".hits > li").count() >= 1
    page.get_by_role("button", name="Filters").click()
    page.get_by_role("checkbox", name="Up to 20").check()
    page.get_by_role("button", name="Show results").click()
    assert "minutes=20" in page.url and "year=9" in page.url
    assert page.locator(".hits > li").count() >= 1
    context.close()
