"""From a search to what lies on the tables tomorrow: a lesson, its sheets on paper and on the wall."""

import gzip
import re

import pytest
from playwright.sync_api import Page, Request, expect

from .conftest import PHONE, WIDE

UNIT = "/curriculum/key-stage-2/class-bakery/"
LESSON = re.compile(r"-[0-9a-f]{8}/$")
CARDS = "/resources/locked-shut-or-open-statements/"
SLIDES = "/resources/slides-locked-shut-or-open/"
SHEET_OF_PAPER = re.compile(rb"/Type /Page\b(?!s)")


def lessons_of(page: Page, unit: str) -> list[str]:
    """Return the addresses of a unit's lessons."""
    links = page.locator(f".lesson h3 a[href^='{unit}']").all()
    return [address for link in links if LESSON.search(address := link.get_attribute("href") or "")]


def sheets_of_paper(page: Page) -> int:
    return len(SHEET_OF_PAPER.findall(page.pdf(prefer_css_page_size=True)))


def size_of(request: Request) -> int:
    """Return the bytes sent in answer, as in production: what is static is compressed there, and here it is not."""
    answer = request.response()
    if answer and "/static/" in request.url:
        return len(gzip.compress(answer.body()))
    return int(request.sizes()["responseBodySize"])


def screen_in_sight(page: Page) -> str:
    """Return the id of the screen at the middle of the window."""
    where = "document.elementFromPoint(innerWidth / 2, innerHeight / 2).closest('.screen').id"
    return str(page.evaluate(where))


def test_a_teacher_gets_from_a_search_to_a_printed_sheet_in_four_clicks(page, hub):
    page.goto(hub.url("/"))
    page.get_by_label("What do you need?").fill("options year 9 20 minutes")
    page.get_by_role("button", name="Search").first.click()
    page.get_by_role("link", name="Locked, shut or open", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Locked, shut or open")
    page.get_by_role("link", name="Locked, shut or open: six statements and three doors").click()
    expect(page.get_by_role("button", name="Print the sheet")).to_be_visible()
    page.evaluate("window.print = () => { document.title = 'printed' }")
    page.get_by_role("button", name="Print the sheet").click()
    expect(page).to_have_title("printed")


def test_a_sheet_prints_as_the_pupils_copy(page, hub):
    page.goto(hub.url(CARDS))
    expect(page.get_by_text("Before you print")).to_be_visible()
    page.emulate_media(media="print")
    for for_teacher in ("Before you print", "Answers for the teacher", "Usually open or shut.", "Where it fits"):
        expect(page.get_by_text(for_teacher).first).to_be_hidden()
    sizes = page.locator(".cut-cards.per-6 li").evaluate_all("all => all.map(li => Math.round(li.offsetHeight))")
    assert len(sizes) == 6 and len(set(sizes)) == 1, "cards to cut out are of one size"
    # Three cards, six cards, and what is written on.
    assert sheets_of_paper(page) == 3


def test_answers_print_on_a_sheet_of_their_own(page, hub):
    page.goto(hub.url(CARDS))
    page.get_by_role("link", name="Answers and notes for you").click()
    expect(page.get_by_role("heading", name="Answers for the teacher")).to_be_visible()
    page.get_by_role("button", name="Print this for yourself").wait_for()
    assert sheets_of_paper(page) == 1


def test_a_unit_prints_on_a_sheet_for_each_lesson_and_one_more_and_a_lesson_on_two(page, hub):
    page.goto(hub.url(UNIT))
    addresses = lessons_of(page, UNIT)
    assert len(addresses) == 5
    assert sheets_of_paper(page) <= len(addresses) + 1
    for address in addresses:
        page.goto(hub.url(address))
        assert sheets_of_paper(page) <= 2, address


@pytest.mark.parametrize("view", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_show_moves_by_keys(browser, hub, view):
    context = browser.new_context(viewport=view)
    page = context.new_page()
    page.goto(hub.url(SLIDES))
    page.get_by_role("link", name="Show it on the screen").click()
    page.wait_for_url("**/show/")  # and until it is loaded: a key before its script is there moves nothing
    assert screen_in_sight(page) == "s1"
    for key, screen in (
        ("ArrowRight", "s2"),
        ("Space", "s3"),
        ("PageDown", "s4"),
        ("ArrowLeft", "s3"),
        ("Shift+Space", "s2"),
        ("End", "s9"),
        ("ArrowRight", "s9"),
        ("Home", "s1"),
        ("ArrowLeft", "s1"),
    ):
        page.keyboard.press(key)
        page.wait_for_function(
            "id => document.elementFromPoint(innerWidth / 2, innerHeight / 2).closest('.screen').id === id", arg=screen
        )
    assert page.locator("text=Each pupil writes one subject").count() == 0, "what the teacher says is not on the wall"
    page.keyboard.press("Escape")
    page.wait_for_url(hub.url(SLIDES))
    context.close()


def test_the_show_fills_the_screen_and_comes_back(page, hub):
    page.goto(hub.url(f"{SLIDES}show/"))
    page.get_by_role("button", name="Full screen").first.click()
    page.wait_for_function("document.fullscreenElement !== null")
    page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Full screen").nth(1).click()
    page.wait_for_function("document.fullscreenElement === null")
    assert screen_in_sight(page) == "s2"


def test_the_show_moves_without_a_script(browser, hub):
    context = browser.new_context(viewport=WIDE, java_script_enabled=False)
    page = context.new_page()
    page.goto(hub.url(f"{SLIDES}show/"))
    page.get_by_role("link", name="Next").first.click()
    assert page.url.endswith("#s2")
    page.locator("#s2").get_by_role("link", name="Back").click()
    assert page.url.endswith("#s1")
    page.locator("#s1").get_by_role("link", name="Close").click()
    page.wait_for_url(hub.url(SLIDES))
    expect(page.get_by_text("What the teacher says").first).to_be_visible()
    context.close()


def test_a_first_visit_to_a_lesson_takes_at_most_60_kilobytes(browser, hub):
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(hub.url(UNIT))
    address = lessons_of(page, UNIT)[0]
    context.close()
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    asked: list[Request] = []

    def note(request: Request) -> None:
        asked.append(request)

    page.on("requestfinished", note)
    page.goto(hub.url(address), wait_until="networkidle")
    sent = {request.url: size_of(request) for request in asked}
    assert sum(sent.values()) <= 60 * 1024, sent
    context.close()
