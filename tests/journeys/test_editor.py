"""A central editor builds a unit and publishes it; a teacher finds it at once."""

import re

from playwright.sync_api import expect

from .conftest import sign_in, write

PARTS = [(5, "Look at your hands. What did they make today?"), (30, "Build a bridge of paper."), (10, "What held?")]


def test_an_editor_builds_and_publishes_a_unit_that_search_finds(page, hub):
    sign_in(page, hub, "Central editor")
    page.get_by_role("link", name="Units", exact=True).click()
    page.get_by_role("link", name="Key stage 3").first.click()
    stage = page.url.split("/")[-3]
    page.goto(hub.url(f"/admin/pages/add/curriculum/unitpage/{stage}/"))

    page.locator("#id_title").fill("Zephyr bridges")
    page.locator("#id_summary").fill("Pupils build, load and compare bridges of paper.")
    outcomes = page.locator("#panel-child-lessons-outcomes-section")
    outcomes.get_by_role("button", name="Insert a block").first.click()
    outcomes.locator("[name=outcomes-0-value]").fill("I can say what held a bridge up.")
    lessons = page.locator("#panel-child-lessons-lessons-section")
    lessons.get_by_role("button", name="Insert a block").first.click()
    lessons.locator("[name=lessons-0-value-title]").fill("Paper and load")
    lessons.locator("[name=lessons-0-value-activity_kind]").select_option("in-class")
    for part, (minutes, words) in zip(("before", "during", "after"), PARTS, strict=True):
        lessons.locator(f"[name=lessons-0-value-{part}-minutes]").fill(str(minutes))
        editor = lessons.locator(f"[data-contentpath={part}] [contenteditable=true]")
        write(page, editor, words, into=f"lessons-0-value-{part}-text")
    page.get_by_role("tab", name="Where it fits").click()
    page.get_by_label("Year 8", exact=True).check()
    page.get_by_label("Design and technology", exact=True).check()

    page.get_by_role("button", name="More actions").first.click()
    page.get_by_role("button", name="Publish").first.click()
    expect(page.locator(".messages")).to_contain_text("published")

    page.goto(hub.url("/search/?q=zephyr&year=8"))
    # Its lesson names it, too.
    page.get_by_role("link", name="Zephyr bridges").first.click()
    expect(page.get_by_text("45 min").first).to_be_visible()
    expect(page.get_by_text("What held?")).to_be_visible()


def test_publishing_while_a_new_page_is_autosaved_waits_for_it(page, hub):
    sign_in(page, hub, "Central editor")
    page.get_by_role("link", name="Units", exact=True).click()
    page.get_by_role("link", name="Key stage 2").first.click()
    page.goto(hub.url(f"/admin/pages/add/curriculum/unitpage/{page.url.split('/')[-3]}/"))
    answered: list[int] = []

    def slowly(route) -> None:
        if "application/json" in route.request.headers.get("accept", ""):
            answer = route.fetch()
            page.wait_for_timeout(700)
            answered.append(answer.status)
            route.fulfill(response=answer)
        else:
            answered.append(0)
            route.continue_()

    page.route(re.compile(r"/admin/pages/(add/curriculum/unitpage/)?\d+/(edit/)?$"), slowly)
    with page.expect_request(lambda request: "application/json" in request.headers.get("accept", "")):
        page.locator("#id_title").fill("Quartz clocks")
        # What is in the form before Wagtail first looks at it is no change, so this takes a person's time.
        page.locator("#id_summary").press_sequentially("Pupils take a clock to pieces.", delay=80)
    page.get_by_role("button", name="More actions").first.click()
    page.get_by_role("button", name="Publish").first.click()
    expect(page.locator(".messages")).to_contain_text("could not be")
    expect(page.locator(".messages")).not_to_contain_text("slug")
    assert answered[0] == 200, "The draft was saved first"
    page.unroute_all(behavior="wait")


def test_an_editor_sees_which_schools_fall_short(page, hub):
    sign_in(page, hub, "Central editor")
    page.goto(hub.url("/admin/reports/publication/"))
    overdue = page.locator("a[href*='rule=PUB-08'][href*='status=overdue']").first
    expect(overdue).to_have_text(re.compile(r"^\s*1\b"))
    overdue.click()
    found = page.get_by_role("region", name="Findings").locator("tbody")
    expect(found).to_contain_text("Larkspur Academy (sample)")
    expect(found).not_to_contain_text("Marigold Park")


def test_what_few_lessons_have_is_closed_and_opens_by_a_key_or_where_it_is_wrong(page, hub):
    sign_in(page, hub, "Central editor")
    page.goto(hub.url("/admin/pages/search/?q=Say+it+in+your+own+words"))
    page.locator("td.title a").first.click()
    lesson = page.locator("#panel-child-lessons-lessons-section [data-streamfield-child]").first
    fold = lesson.locator("[data-panel-toggle][aria-controls*=employers_and_figures]")
    address = lesson.locator("[name=lessons-0-value-lmi-url]")
    expect(lesson.locator("[name=lessons-0-value-title]")).to_be_visible()
    expect(fold).to_have_attribute("aria-expanded", "false")
    expect(address).to_be_hidden()
    fold.press("Enter")
    expect(fold).to_have_attribute("aria-expanded", "true")
    address.fill("ask in the library")
    page.get_by_role("button", name="More actions").first.click()
    page.get_by_role("button", name="Publish").first.click()
    expect(page.locator(".messages")).to_contain_text("could not be")
    expect(address).to_be_visible()
    expect(lesson.locator("[data-contentpath=lmi] .error-message")).to_contain_text("valid URL")
    others = page.locator("[data-panel-toggle][aria-controls*=employers_and_figures][aria-expanded=true]")
    expect(others).to_have_count(1)
