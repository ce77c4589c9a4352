"""A parent on a 320 px phone wants to know whom to ring."""

import pytest
from playwright.sync_api import expect

from .conftest import PHONE


@pytest.fixture
def phone(page):
    page.set_viewport_size(PHONE)
    return page


def test_a_parent_finds_whom_to_ring(phone, hub):
    phone.goto(hub.url("/"))
    phone.get_by_role("link", name="Parent or carer? Find your child’s school").click()
    phone.get_by_role("searchbox").or_(phone.get_by_role("textbox")).first.fill("marigold")
    phone.keyboard.press("Enter")
    phone.get_by_role("link", name="Marigold Park School (sample)").first.click()
    if "/careers/" not in phone.url:
        phone.locator("main").get_by_role("link", name="Careers").first.click()
    number = phone.get_by_role("link", name="020 7946 0142")
    expect(number).to_be_in_viewport()
    assert number.get_attribute("href") == "tel:+44-20-7946-0142"


@pytest.mark.parametrize(("language", "direction"), [("বাংলা", "ltr"), ("اردو", "rtl")])
def test_a_parent_reads_the_page_in_their_language(phone, hub, language, direction):
    phone.goto(hub.url("/schools/marigold-park-school-sample-990001/careers/"))
    phone.get_by_role("link", name=language).first.click()
    expect(phone.locator("html")).to_have_attribute("dir", direction)
    expect(phone.get_by_role("link", name="020 7946 0142")).to_be_visible()
    phone.locator("main").get_by_role("link", name="English").first.click()
    expect(phone.locator("html")).to_have_attribute("lang", "en")
