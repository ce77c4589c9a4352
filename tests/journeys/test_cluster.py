"""A member shares a case study, another reviews it; then the member leaves, and what was reviewed stays."""

import re

from playwright.sync_api import Page, expect

from .conftest import Hub, sign_in

CLUSTER = "East London careers cluster (sample)"
TITLE = "A morning at the sorting office"


def enter(page: Page, hub: Hub, who: str) -> None:
    page.context.clear_cookies()
    sign_in(page, hub, who)
    page.goto(hub.url("/admin/clusters/"))


def into(page: Page, hub: Hub, who: str) -> None:
    enter(page, hub, who)
    page.get_by_role("link", name=CLUSTER).first.click()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def test_a_member_shares_a_case_study_and_leaves(page, hub):
    write_it(page, hub)
    review_it(page, hub)
    share_it_and_leave(page, hub)
    into(page, hub, "Careers leader at a college")
    page.get_by_role("link", name=TITLE).click()
    expect(page.locator("main")).to_contain_text("by Rowan Bridge School (sample)")
    expect(page.locator("main")).to_contain_text("Shared in the cluster")
    expect(page.locator("main")).to_contain_text("Reviewed by Lantern Quay College (sample)")


def write_it(page: Page, hub: Hub) -> None:
    into(page, hub, "Careers leader")
    page.get_by_role("link", name="Add: Case study").click()
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("In a sentence or two").fill("Year 9 see how a letter travels.")
    page.get_by_label("Context").fill("Twelve pupils with a plan.")
    page.get_by_label("What we did").fill("We followed one letter from the box to the bag.")
    press(page, "Save the draft")
    press(page, "Offer it to the members")
    expect(page.get_by_role("alert").last).to_contain_text("add the effect")
    page.get_by_role("link", name="Change it").click()
    page.get_by_label("Effect").fill("Four asked to go again.")
    press(page, "Save the draft")
    press(page, "Offer it to the members")
    expect(page.locator(".messages")).to_contain_text("Offered")


def review_it(page: Page, hub: Hub) -> None:
    into(page, hub, "Careers leader at a college")
    expect(page.get_by_role("heading", name="Waiting for a review")).to_be_visible()
    page.get_by_role("link", name=TITLE).click()
    page.get_by_label("What the school should know").fill("We shall try it.")
    press(page, "It can be shared")
    expect(page.locator(".messages")).to_contain_text("Reviewed by another member")


def share_it_and_leave(page: Page, hub: Hub) -> None:
    into(page, hub, "Careers leader")
    page.get_by_role("link", name=TITLE).click()
    expect(page.locator("main")).to_contain_text("We shall try it.")
    press(page, "Share it in the cluster")
    page.get_by_role("link", name="Back to the cluster").click()
    space = page.url
    page.get_by_role("link", name=re.compile("End the membership of Rowan Bridge")).click()
    press(page, "End the membership")
    expect(page.locator(".messages")).to_contain_text("has left")
    assert page.request.get(space).status == 404
