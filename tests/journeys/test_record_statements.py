"""What suits me, in a browser: asked five at a time, kept as one goes, taken back, and leading to sectors, never to a
mark."""

import pytest
from playwright.sync_api import Page, Request, expect

from tests.journeys.conftest import PHONE, WIDE

ADDRESS = "/record/what-suits-me/"
ANSWERS = """async () => {
  const { open } = await import("/static/record/store.js");
  return (await (await open()).load()).profile.suits?.answers ?? [];
}"""
SUGGEST = """async ([answers, all]) => {
  const { suggest, readAnswers } = await import("/static/record/suits.js");
  const statements = [...document.querySelectorAll("fieldset[data-number]")]
    .sort((one, other) => one.dataset.number - other.dataset.number)
    .map(({ dataset }) => ({ like: dataset.like, flipped: "flipped" in dataset }));
  const sectors = [...document.querySelectorAll("#suited [data-sector]")]
    .map(({ dataset }) => ({ slug: dataset.sector, likes: dataset.likes.split(" ") }));
  const liked = (like) => statements.map((each) => (each.like !== like ? 3 : each.flipped ? 1 : 5));
  const given = all ? readAnswers(answers, statements.length) : liked(answers);
  return { ...suggest(given, statements, sectors), sectors };
}"""


def opened(page: Page, hub, query: str = "") -> Page:
    page.goto(hub.url(ADDRESS + query))
    page.locator("#asked").wait_for()
    return page


def answer(page: Page, statement: str, words: str) -> None:
    page.get_by_role("group", name=statement, exact=True).get_by_role("radio", name=words, exact=True).check()


def kept(page: Page) -> list[int]:
    return page.evaluate(ANSWERS)


@pytest.mark.parametrize("view", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_pupil_answers_stops_comes_back_takes_back_and_sees_where_to_look(browser, hub, view):
    context = browser.new_context(viewport=view)
    page = opened(context.new_page(), hub)
    sent: list[str] = []

    def note(request: Request) -> None:
        sent.append(request.url)

    page.on("request", note)
    expect(page.get_by_role("heading", name="Statements 1 to 5 of 40")).to_be_visible()
    assert page.locator("fieldset:visible").count() == 5
    answer(page, "I like to help other people", "Strongly agree")
    answer(page, "I like to work out complicated things", "Disagree")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status")).to_contain_text("Undone: “I like to work out complicated things”")
    assert page.get_by_role("group", name="complicated").get_by_role("radio", checked=True).count() == 0
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_role("heading", name="Statements 6 to 10 of 40")).to_be_focused()
    page.get_by_role("button", name="Back").click()
    expect(page.get_by_text("You have answered 1 statement.")).to_be_visible()
    assert sent == [], "nothing is asked of the server while a pupil answers"

    page.reload()
    page.locator("#asked").wait_for()
    assert kept(page)[15] == 5 and sum(map(bool, kept(page))) == 1
    page.get_by_role("button", name="Stop here").click()
    expect(page.get_by_role("heading", name="Where to look first")).to_be_focused()
    look = page.locator("#suited > li:visible")
    assert look.count() == 5
    helping = look.filter(has_text="I like to help other people")
    assert helping.count() == 5, "each says what was said yes to"
    expect(page.locator("#unlikely > li:visible")).to_have_count(1)
    before = page.locator("#unlikely h3").inner_text()
    page.get_by_role("button", name="Show me another").click()
    assert page.locator("#unlikely h3").inner_text() != before

    page.get_by_role("button", name="Begin again").click()
    expect(page.get_by_role("status")).to_contain_text("Your answers are gone from this device.")
    page.wait_for_function(f"async () => (await ({ANSWERS})()).every((each) => !each)")
    page.get_by_role("button", name="Undo").click()
    page.wait_for_function(f"async () => (await ({ANSWERS})())[15] === 5")
    context.close()


def test_easy_to_read_asks_sixteen_with_three_answers(page, hub):
    opened(page, hub, "?view=easy")
    expect(page.get_by_role("heading", name="Statements 1 to 5 of 16")).to_be_visible()
    group = page.get_by_role("group", name="I like to help people.")
    assert [radio.get_attribute("value") for radio in group.get_by_role("radio").all()] == ["4", "3", "2"]
    group.get_by_role("radio", name="Yes").check()
    page.get_by_role("button", name="Stop here").click()
    expect(page.locator("#suited > li:visible").first).to_contain_text("I like to help people.")


def test_whatever_somebody_likes_leads_to_five_sectors_and_every_sector_can_come_first(page, hub):
    opened(page, hub)
    for like in ("leader", "driver", "influencer", "helper", "analyst", "creator", "organiser", "doer"):
        found = page.evaluate(SUGGEST, [like, False])
        likes = {each["slug"]: each["likes"] for each in found["sectors"]}
        assert found["pointing"] and len(found["first"]) == 5 and len(found["rest"]) == 10
        assert all(like in likes[slug] for slug in found["first"])
        assert like not in likes[found["rest"][0]], "the first one never chosen is unlike what is liked"


@pytest.mark.parametrize("answers", [[], [3] * 40, [1] * 40, [5] * 40, ["x", None, 99, -1], None], ids=str)
def test_answers_that_point_nowhere_or_make_no_sense_lead_to_five_unlike_sectors(page, hub, answers):
    opened(page, hub)
    found = page.evaluate(SUGGEST, [answers, True])
    assert len(set(found["first"])) == 5 and len(found["first"]) + len(found["rest"]) == 15


def test_a_browser_that_keeps_nothing_says_so_and_the_page_still_answers(browser, hub):
    context = browser.new_context(viewport=WIDE)
    context.add_init_script("indexedDB.open = () => { throw new DOMException('no', 'SecurityError') }")
    page = opened(context.new_page(), hub)
    expect(page.get_by_role("status")).to_contain_text("This browser keeps nothing for this page")
    answer(page, "I like to help other people", "Agree")
    page.get_by_role("button", name="Stop here").click()
    assert page.locator("#suited > li:visible").count() == 5
    context.close()
