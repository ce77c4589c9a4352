"""A careers day for twelve classes from nothing: pasted, planned, changed by hand, taken back, printed as cards."""

import re

from playwright.sync_api import Page, expect

from .conftest import PHONE, WIDE, sign_in
from .test_accessibility import assert_accessible

CLASSES = "\n".join(f"{year}{form}\t{year}\t28" for year in range(1, 7) for form in "AB")
ROOMS = "\n".join(f"Room {n}\t40" for n in range(1, 7))
WISHES = "Flying a plane\t14\tYear 4\nLooking after animals\t20"
CHOSEN = "all => all.map(each => each.value)"
WORKSHOPS = ("What a pilot looks at", "Ears and paws", "Dough", "A bridge", "On the ward", "Behind the stage")


def test_a_day_is_planned_for_twelve_classes_without_a_clash(page, hub):
    sign_in(page, hub, "Careers leader")
    page.get_by_role("link", name="Careers days").click()
    page.get_by_role("link", name="Plan a careers day").click()
    page.locator("[name=date]").fill("10 March 2027")
    page.get_by_label("First workshop begins").fill("9:15")
    page.get_by_label("Last workshop ends by").fill("13:00")
    page.get_by_label("Breaks").fill("10:30 to 10:45")
    page.get_by_role("button", name="Begin").click()
    expect(page.locator(".messages")).to_contain_text("The day is begun")

    page.get_by_role("link", name="Type or paste what they asked for").click()
    save(page, wishes=WISHES)
    page.get_by_role("link", name="Type or paste classes and rooms").click()
    save(page, classes=CLASSES, rooms=ROOMS)
    page.get_by_role("link", name="Workshops and visitors").click()
    for title in WORKSHOPS:
        page.get_by_role("link", name="Add a workshop", exact=True).click()
        save(page, title=title)
    page.get_by_role("link", name="Back to the day").click()
    expect(page.locator(".planner-steps")).to_contain_text("12 classes")
    look(page, "a careers day")

    page.get_by_role("link", name="Plan the rota, or change it").click()
    page.get_by_role("button", name="Plan the rota").click()
    expect(page.get_by_text("Nothing clashes.")).to_be_visible()
    changed_by_hand(page)
    page.get_by_role("link", name="Back to the day").click()
    expect(page.locator(".planner-steps")).to_contain_text("nothing clashes, and each class hears its workshops")
    page.get_by_role("button", name="The day is ready").click()
    expect(page.locator(".messages")).to_contain_text("The day is ready.")
    printed(page)


def save(page: Page, **fields: str) -> None:
    for name, text in fields.items():
        page.locator(f"[name={name}]").fill(text)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("Saved")


def look(page: Page, where: str) -> None:
    for view in (PHONE, WIDE):
        page.set_viewport_size(view)
        assert_accessible(page, where)


def changed_by_hand(page: Page) -> None:
    """Exchange two classes, there and back; bring two to one visitor, and take that back."""
    before = page.locator("table select").evaluate_all(CHOSEN)
    for back in range(2):
        page.get_by_label("with this class").select_option(label="1B")
        page.get_by_role("button", name="Exchange").click()
        expect(page.locator(".messages")).to_contain_text("Exchanged.")
        assert (page.locator("table select").evaluate_all(CHOSEN) == before) is bool(back)

    taken = page.locator("table select[name$='-1-workshop']:has(option[selected]:not([value='']))")
    choice = taken.nth(0).input_value()
    taken.nth(1).select_option(value=choice)
    page.get_by_role("button", name="Save the changes by hand").click()
    expect(page.locator(".planner-clash").first).to_contain_text(re.compile("The visitor is with|hears this workshop"))
    look(page, "a rota with a clash")
    page.get_by_role("button", name="Take back").click()
    expect(page.locator(".messages")).to_contain_text("the rota before the last change")
    expect(page.locator(".planner-clash")).to_have_count(0)
    assert page.locator("table select").evaluate_all(CHOSEN) == before


def printed(page: Page) -> None:
    page.get_by_role("link", name="A card for each family").click()
    cards = page.locator(".planner-card:not(.print-only)")
    expect(cards).to_have_count(12)
    expect(cards.first).to_contain_text("Three questions to ask at home")
    look(page, "cards for families")
    page.get_by_role("link", name="বাংলা").first.click()
    expect(page.locator(".planner-card").first).to_contain_text("বাড়িতে জিজ্ঞেস করার তিনটি প্রশ্ন")
    page.emulate_media(media="print")
    assert page.locator(".planner-card").nth(1).is_visible()
    page.emulate_media(media="screen")
