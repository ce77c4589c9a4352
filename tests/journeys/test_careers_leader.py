"""A careers leader fixes what the checklist names, and publishes."""

import datetime
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from .conftest import sign_in, write
from .five_ways import type_in_five_ways

MISSING = ("telephone number", "employers", "next reviewed")


def test_a_careers_leader_fixes_three_missing_things_and_publishes(page, hub):
    sign_in(page, hub, "Careers leader")
    page.get_by_role("link", name="Rowan Bridge School (sample)", exact=True).first.click()
    page.get_by_role("link", name="Careers at Rowan Bridge").first.click()
    if "/edit/" not in page.url:
        page.get_by_role("link", name="Edit").first.click()
    for words in MISSING:
        expect(page.get_by_role("link", name=words).first).to_be_visible()

    publish(page)
    expect(page.locator(".publication-refused")).to_contain_text("Not published, and nothing is saved yet.")

    page.locator("[name=careers_leader_telephone]").fill("020 7946 0177")
    in_spring = datetime.datetime.now(tz=ZoneInfo("Europe/London")) + datetime.timedelta(days=150)
    type_in_five_ways(page, page.locator("[name=next_review]"), in_spring.date())
    page.locator("[name=academic_year]").fill(str(page.locator("[name=academic_year]").input_value()).replace("/", "-"))
    editor = page.locator("[data-contentpath=information_for_employers] [contenteditable=true]").first
    words = "Write to the careers office: we look for places for half a day a week."
    write(page, editor, words, into="information_for_employers")
    publish(page)
    expect(page.locator(".messages")).to_contain_text("published")

    page.goto(hub.url("/schools/rowan-bridge-school-sample-990003/careers/"))
    expect(page.locator("main")).to_contain_text(f"{in_spring.day} {in_spring:%B %Y}")
    expect(page.get_by_role("link", name="020 7946 0177")).to_be_visible()


def publish(page) -> None:
    page.get_by_role("button", name="More actions").first.click()
    # "Not published" stands on the page until the answer is there.
    with page.expect_navigation():
        page.get_by_role("button", name="Publish").first.click()
