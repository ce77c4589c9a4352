"""A school's first hour: an invited careers leader comes from the letter to a published careers page by the path alone.

Counted are the screens she sees from the link on, and the fields she fills in.
"""

import datetime
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

from . import mails
from .conftest import WIDE, Hub, served, sign_in, write

SCREENS_MOST, FIELDS_MOST = 12, 25
SCHOOL = "Sorrel Green School"
LEADER = ("Ruth Adeyemi", "ruth@sorrel.example")
TEXTS = {
    "programme_summary": "Talks, visits and a week in a workplace, in every year from Year 7.",
    "information_for_pupils": "Your tutor has the programme; the careers office is open at lunch.",
    "information_for_parents": "The programme comes home in September, and there is an evening in March.",
    "information_for_teachers": "Each department's part is in the staff handbook.",
    "information_for_employers": "Half a day with a class helps most: the programme says when.",
    "impact": "Each July we read the answers and change what did not help.",
}


@pytest.fixture(scope="module")
def posting_hub(hub, seed, tmp_path_factory) -> Iterator[Hub]:
    """A hub of its own whose letters are files."""
    var = mails.copy_with_mail(seed, tmp_path_factory.mktemp("first-hour"))
    with served(var, TEST_MAIL=str(var / "mail")) as base:
        yield Hub(base=base, logins=hub.logins, var=var)


class Counted:
    """A page that counts the documents it loads and the fields that are filled in."""

    def __init__(self, page: Page):
        self.page, self.screens, self.fields = page, 0, 0
        page.on("domcontentloaded", lambda _page: self._seen())

    def _seen(self) -> None:
        self.screens += 1

    def fill(self, name: str, value: str) -> None:
        self.fields += 1
        self.page.locator(f"[name={name}]").fill(value)

    def write(self, name: str, words: str) -> None:
        """Type into a rich text editor."""
        self.fields += 1
        write(self.page, self.page.locator(f"[data-contentpath={name}] [contenteditable=true]").first, words, into=name)

    def publish(self) -> None:
        self.page.get_by_role("button", name="More actions").first.click()
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="Publish").first.click()


def set_up_and_invite(browser: Browser, hub: Hub) -> None:
    """Give the school its pages, as the hub's staff do, and ask its careers leader."""
    context = browser.new_context(viewport=WIDE, locale="en-GB")
    page = context.new_page()
    sign_in(page, hub, "Central editor")
    page.goto(hub.url("/admin/schools/add/unknown/"))
    page.get_by_label("URN").fill("990950")
    page.locator("[name=name]").fill(SCHOOL)
    page.locator("[name=type_code]").select_option("01")
    page.locator("[name=low_age]").fill("11")
    page.locator("[name=high_age]").fill("18")
    page.locator("main form button").last.click()
    page.locator("[name=people-0-name]").fill(LEADER[0])
    page.locator("[name=people-0-address]").fill(LEADER[1])
    page.get_by_role("button", name="Send the invitations").click()
    expect(page.locator(".messages")).to_contain_text(LEADER[1])
    context.close()


def join(her: Counted, hub: Hub) -> None:
    her.page.goto(hub.url(mails.link(mails.letter(hub, "Your invitation", to=LEADER[1]))))
    expect(her.page.locator("[name=first_name]")).to_have_value("Ruth")
    her.fill("password", "sorrel bramble teasel")
    her.page.get_by_role("button", name="Make my account").click()
    expect(her.page.get_by_role("heading", name=f"First steps for {SCHOOL}")).to_be_visible()


def say_how_the_school_is_reached(her: Counted) -> None:
    her.page.get_by_role("link", name="Say how the school is reached").click()
    her.fill("contact_telephone", "020 7946 0142")
    her.fill("contact_email", "office@sorrel.example")
    her.fill("office_hours", "8.30 to 4, in term time")
    her.publish()


def fill_in_the_careers_page(her: Counted) -> None:
    """Begin where the message after publishing leads."""
    page = her.page
    expect(page.locator(".messages")).to_contain_text("Next: Fill in the careers page.")
    page.locator(".messages").get_by_role("link", name="Fill in the careers page").click()
    for name, value in (("name", LEADER[0]), ("email", LEADER[1]), ("telephone", "020 7946 0142")):
        expect(page.locator(f"[name=careers_leader_{name}]")).to_have_value(value)
    for name, words in TEXTS.items():
        her.write(name, words)
    her.fill("impact_measure", "A survey of pupils each June")
    in_spring = datetime.datetime.now(tz=ZoneInfo("Europe/London")) + datetime.timedelta(days=150)
    her.fill("next_review", in_spring.date().isoformat())
    her.publish()


def test_from_the_letter_to_a_published_careers_page(browser, posting_hub):
    set_up_and_invite(browser, posting_hub)
    context = browser.new_context(viewport=WIDE, locale="en-GB")
    her = Counted(context.new_page())
    join(her, posting_hub)
    say_how_the_school_is_reached(her)
    fill_in_the_careers_page(her)
    expect(her.page.locator(".messages")).to_contain_text("Next: Provider access statement.")
    print(f"{her.screens} screens, {her.fields} fields")
    assert her.screens <= SCREENS_MOST and her.fields <= FIELDS_MOST

    public = context.new_page()
    public.goto(posting_hub.url("/schools/sorrel-green-school-990950/careers/"))
    expect(public.locator("main")).to_contain_text(LEADER[0])
    expect(public.locator("main")).to_contain_text(TEXTS["impact"])
    context.close()
