"""A central editor builds a unit and publishes it; a teacher finds it at once."""

import re

from playwright.sync_api import expect

from .conftest import sign_in

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
        lessons.locator(f"[data-contentpath={part}] [contenteditable=true]").click()
        page.keyboard.type(words)
        # The editor hands its words to the form a moment after the last key.
        expect(lessons.locator(f"[name=lessons-0-value-{part}-text]")).to_have_value(re.compile(re.escape(words)))
    page.get_by_role("tab", name="Where it sits").click()
    page.get_by_label("Year 8", exact=True).check()
    page.get_by_label("Design and technology", exact=True).check()

    page.get_by_role("button", name="More actions").first.click()
    page.get_by_role("button", name="Publish").first.click()
    expect(page.locator(".messages")).to_contain_text("published")

    page.goto(hub.url("/search/?q=zephyr&year=8"))
    page.get_by_role("link", name="Zephyr bridges").click()
    expect(page.get_by_text("45 min").first).to_be_visible()
    expect(page.get_by_text("What held?")).to_be_visible()


def test_an_editor_sees_which_schools_fall_short(page, hub):
    sign_in(page, hub, "Central editor")
    page.goto(hub.url("/admin/reports/publication/"))
    overdue = page.locator("a[href*='rule=PUB-08'][href*='status=overdue']").first
    expect(overdue).to_have_text(re.compile(r"^\s*1\b"))
    overdue.click()
    found = page.get_by_role("region", name="Findings").locator("tbody")
    expect(found).to_contain_text("Larkspur Academy (sample)")
    expect(found).not_to_contain_text("Marigold Park")
