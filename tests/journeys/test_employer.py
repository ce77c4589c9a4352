"""An employer offers from a phone, confirms by the mailed link, the hub approves, and the offer is public."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from . import mails
from .conftest import PHONE, Hub, served, sign_in

TITLE = "A morning at the oven"


@pytest.fixture(scope="module")
def posting_hub(hub, seed, tmp_path_factory) -> Iterator[Hub]:
    """A hub of its own whose letters are files."""
    var = mails.copy_with_mail(seed, tmp_path_factory.mktemp("employer"))
    with served(var, TEST_MAIL=str(var / "mail")) as base:
        yield Hub(base=base, logins=hub.logins, var=var)


def fits(page: Page) -> bool:
    """Tell whether nothing scrolls sideways."""
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def offer(page: Page, hub: Hub) -> None:
    page.goto(hub.url("/opportunities/"))
    page.get_by_role("link", name="Offer something to schools").click()
    page.get_by_label("What do you offer?").select_option("talk")
    page.get_by_label("Its title").fill(TITLE)
    page.get_by_label("What happens?").fill("Pupils shape a loaf, and ask what a night shift is like.")
    page.get_by_label("At the workplace").check()
    page.get_by_label("Catering and hospitality").check()
    page.get_by_label("Year 9").check()
    page.get_by_label("Most pupils").fill("24")
    page.get_by_label("Your organisation").fill("Rye Bakery")
    page.get_by_label("Your name").fill("Ada Baker")
    page.get_by_label("Your email address at work").fill("ada@rye.example")
    assert fits(page)
    page.get_by_role("button", name="Send me the link").click()
    expect(page.get_by_role("heading", name="Look in your mail")).to_be_visible()


def approve(browser: Browser, hub: Hub) -> None:
    context = browser.new_context(base_url=hub.base)
    page = context.new_page()
    sign_in(page, hub, "Central editor")
    page.goto(hub.url("/admin/opportunities/checks/"))
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    page.get_by_role("button", name="Approve: Rye Bakery").click()
    expect(page.locator(".messages")).to_contain_text("Approved: Rye Bakery")
    context.close()


def test_an_employer_offers_from_a_phone_and_the_offer_is_public(browser, posting_hub):
    context = browser.new_context(viewport=PHONE, base_url=posting_hub.base)
    page = context.new_page()
    offer(page, posting_hub)

    confirm = mails.link(mails.letter(posting_hub, "Confirm your offer"))
    page.goto(posting_hub.url(confirm))
    page.get_by_role("button", name="Yes, this is my offer").click()
    expect(page.get_by_text("The hub checks an organisation once")).to_be_visible()
    assert fits(page)
    page.goto(posting_hub.url(confirm))
    expect(page.get_by_role("heading", name="This link does not work")).to_be_visible()

    approve(browser, posting_hub)
    assert "Rye Bakery" in mails.text(mails.letter(posting_hub, "Your offer is public"))
    page.goto(posting_hub.url("/opportunities/?kind=talk&year=9&q=oven"))
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(page.locator(".facts").first).to_contain_text("up to 24 pupils")

    page.goto(posting_hub.url("/opportunities/manage/"))
    page.get_by_role("button", name="End this visit").click()
    page.goto(posting_hub.url("/opportunities/manage/"))
    expect(page.get_by_role("heading", name="Change or renew your offers")).to_be_visible()
    context.close()
