"""A school's printed pages: what is on paper, and what is not."""

import re

import pytest
from playwright.sync_api import expect

SCHOOL = "/schools/marigold-park-school-sample-990001/"
# Where test_walls has run before in the same process, another body has approved it since.
BODY = r"Governing body( of Marigold Park School \(sample\))?"
SHEET = re.compile(rb"/Type /Page\b(?!s)")


@pytest.mark.parametrize(
    ("path", "words", "most"),
    [
        ("careers/", re.compile(rf"Careers policy: approved by {BODY} on"), 3),
        ("careers-policy/", re.compile(rf"Approved by {BODY} on"), 1),
        ("provider-access/", "Statement of", 3),
    ],
)
def test_a_page_prints_without_what_only_a_screen_needs_and_says_who_approved_it(page, hub, path, words, most):
    page.goto(hub.url(SCHOOL + path))
    expect(page.locator(".print-only")).to_be_hidden()
    page.emulate_media(media="print")
    for gone in (".slim", ".band nav", ".foot", ".skip", ".langs"):
        for each in page.locator(gone).all():
            expect(each).to_be_hidden()
    expect(page.locator(".band .name")).to_be_visible()
    expect(page.locator(".print-only")).to_contain_text(words)
    # How many sheets depends a little on the faces of the machine.
    assert 1 <= len(SHEET.findall(page.pdf(prefer_css_page_size=True))) <= most


def test_a_link_that_leads_off_the_hub_says_where_to_on_paper_only(page, hub):
    page.goto(hub.url(SCHOOL + "careers/"))
    link = page.get_by_role("link", name="Jobs and pay: figures for you")
    written = "link => getComputedStyle(link, '::after').content"
    assert link.evaluate(written) == "none"
    page.emulate_media(media="print")
    assert link.get_attribute("href") in link.evaluate(written)
