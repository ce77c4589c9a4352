"""A parent on a phone finds the options evening, looks at the months around it, and takes it into a calendar."""

import re
from pathlib import Path

import icalendar
import pytest
from playwright.sync_api import expect

from .conftest import PHONE, WIDE

SCHOOL = "/schools/marigold-park-school-sample-990001"


@pytest.fixture
def phone(page):
    page.set_viewport_size(PHONE)
    return page


def test_a_parent_finds_the_options_evening_and_takes_it_into_a_calendar(phone, hub):
    phone.goto(hub.url(f"{SCHOOL}/"))
    phone.locator(".band").get_by_role("link", name="Events").click()
    phone.get_by_role("link", name="Options evening").click()
    expect(phone.get_by_role("heading", name="Options evening", level=1)).to_be_visible()
    expect(phone.locator(".facts")).to_contain_text("Year 9")
    expect(phone.get_by_role("heading", name="If you need an adjustment")).to_be_visible()
    expect(phone.get_by_role("link", name="Add to my record")).to_be_visible()
    with phone.expect_download() as taken:
        phone.get_by_role("link", name="Add to my calendar").click()
    (event,) = icalendar.Calendar.from_ical(Path(taken.value.path()).read_bytes()).walk("VEVENT")
    assert event["summary"] == "Options evening" and str(event["location"]).startswith("Marigold Park")


def test_a_parent_goes_from_month_to_month_without_a_mouse(phone, hub):
    phone.goto(hub.url(f"{SCHOOL}/events/"))
    phone.get_by_role("link", name="Month by month").click()
    title = phone.locator("#month")
    first = title.inner_text()
    phone.locator(".month-head a[rel~=next]").focus()
    phone.keyboard.press("Enter")
    expect(title).not_to_have_text(first)
    for _month in range(3):
        if phone.get_by_role("link", name="Options evening").is_visible():
            break
        phone.locator(".month-head a[rel~=next]").click()
    expect(phone.get_by_role("link", name="Options evening")).to_be_visible()
    shown = phone.locator(".days td:visible")
    assert all(cell.locator("a").count() for cell in shown.all()), "on a phone only days with events are listed"
    phone.locator(".month-head a[rel~=prev]").click()


def test_a_month_is_a_table_where_there_is_room(page, hub):
    page.set_viewport_size(WIDE)
    page.goto(hub.url("/events/"))
    page.get_by_role("link", name="Month by month").click()
    expect(page.get_by_role("columnheader")).to_have_count(7)
    assert page.locator(".days td:visible").count() >= 28


def test_the_hub_shows_what_schools_open_to_others_and_whose_it_is(page, hub):
    page.goto(hub.url("/events/"))
    page.get_by_label("For whom").select_option("Parents and carers")
    page.get_by_role("button", name="Show events").click()
    line = page.locator("li", has=page.get_by_role("link", name="Apprenticeship evening for parents and carers"))
    expect(line.get_by_role("link", name=re.compile("Marigold Park School"))).to_be_visible()
    expect(page.get_by_role("link", name="Options evening")).to_have_count(0)
