"""A school finds an offer and asks, the employer answers from a phone, and what they agree takes place.

The day is weeks away, so the hub is served three times: today, by `remind_of_visits --on` before the day, and on it.
"""

import datetime
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from . import mails
from .conftest import PHONE, WIDE, Hub, manage, served, sign_in
from .test_accessibility import assert_accessible
from .weeks_ahead import in_words, school_days_of

OFFER = "Half a day at the treatment works"
EMPLOYER = "sample@marshwater.example"
LEADER = "careers@rowan-bridge.example"


@pytest.fixture
def posting_hub(hub, seed, tmp_path) -> Hub:
    """A hub of its own whose letters are files; nothing serves it yet."""
    return Hub(base="", logins=hub.logins, var=mails.copy_with_mail(seed, tmp_path))


def served_on(hub: Hub, **own: str) -> Iterator[Hub]:
    """Serve the hub's data, as on another day if TEST_DAY says so."""
    with served(hub.var, TEST_MAIL=str(hub.var / "mail"), **own) as base:
        yield Hub(base=base, logins=hub.logins, var=hub.var)


def on_a(browser: Browser, hub: Hub, view=WIDE) -> Page:
    return browser.new_context(viewport=view, base_url=hub.base, locale="en-GB").new_page()


def test_a_visit_goes_from_the_search_to_the_programme(browser, posting_hub):
    first, second = school_days_of(posting_hub)
    for now in served_on(posting_hub):
        school, phone = on_a(browser, now), on_a(browser, now, PHONE)
        ask(school, now)
        answer(phone, now, first, second)
        agree(school, now, second)
        calendars_and_sheet(school, phone, now, second)
    reminders(posting_hub, second)
    for now in served_on(posting_hub, TEST_DAY=second.isoformat()):
        school, phone = on_a(browser, now), on_a(browser, now, PHONE)
        thank(school, now)
        both_say_how_it_was(school, phone, now)
        in_the_programme(school, now)


def ask(school: Page, hub: Hub) -> None:
    """Find the offer among the results of a search, and ask for it."""
    school.goto(hub.url("/search/?q=treatment+works"))
    school.get_by_role("link", name=OFFER).click()
    expect(school.get_by_role("heading", name=OFFER)).to_be_visible()
    school.get_by_role("link", name="Ask for this").click()
    login = hub.logins["Careers leader"]
    school.get_by_label("Email").fill(login["email"])
    school.locator("input[name=password]").fill(login["password"])
    school.get_by_role("button", name="Sign in", exact=True).click()
    expect(school.get_by_label("what you ask for")).to_have_value(OFFER)
    school.get_by_label("what happens").fill("Year 9 have asked where their water comes from.")
    on = datetime.datetime.now(tz=datetime.UTC).date()
    for field, days in (("from_day", 15), ("to_day", 200), ("reply_by", 14)):
        school.locator(f"[name={field}]").fill(in_words(on + datetime.timedelta(days=days)))
    school.get_by_role("button", name="Ask employers").click()
    expect(school.locator(".messages")).to_contain_text("You are told by mail when somebody answers")


def come_in(phone: Page, hub: Hub, link: str) -> None:
    """Follow the link of a letter; who is not in gets a link that leads to the same page."""
    phone.goto(hub.url(link))
    if phone.get_by_role("heading", name="Change or renew your offers").count():
        phone.get_by_label("email").fill(EMPLOYER)
        phone.get_by_role("button", name="Send me the link").click()
        expect(phone.get_by_role("heading", name="Look in your mail")).to_be_visible()
        phone.goto(hub.url(mails.link(mails.letter(hub, "Your link to your offers", to=EMPLOYER))))
        phone.get_by_role("button", name="Go to my offers").click()
        phone.wait_for_url(f"**{link}")


def answer(phone: Page, hub: Hub, first: datetime.date, second: datetime.date) -> None:
    """Answer by the mailed link, with two days."""
    asked = mails.letter(hub, "asks you for a visit", to=EMPLOYER)
    assert OFFER in mails.text(asked)
    come_in(phone, hub, mails.link(asked))
    expect(phone.locator("main")).to_contain_text("Year 9 have asked where their water comes from.")
    assert_accessible(phone, "an employer's answer")
    phone.get_by_label("What you write").fill("Gladly. Bring flat shoes.")
    phone.get_by_label("A day that suits you").fill(first.isoformat())
    phone.get_by_label("Another day").fill(second.isoformat())
    phone.locator("[name=write-time_2]").fill("10:00")
    phone.get_by_role("button", name="Send the answer").click()
    expect(phone.locator("main")).to_contain_text("You proposed:")
    assert_accessible(phone, "a visit that is looked for")


def agree(school: Page, hub: Hub, day: datetime.date) -> None:
    """Read the answer by the mailed link and agree the second day."""
    told = mails.letter(hub, "answers your request", to=LEADER)
    assert "Bring flat shoes." in mails.text(told) and EMPLOYER not in mails.text(told)
    school.goto(hub.url(mails.link(told)))
    school.get_by_role("button", name=f"Agree {day:%A} {in_words(day)}").click()
    expect(school.locator(".messages")).to_contain_text("Agreed.")


def calendars_and_sheet(school: Page, phone: Page, hub: Hub, day: datetime.date) -> None:
    """Both get a letter with the calendar file; the school writes the sheet, and the visitor reads it."""
    for to in (EMPLOYER, LEADER):
        agreed = mails.letter(hub, f"Agreed: the visit is on {in_words(day)}", to=to)
        (file,) = agreed.iter_attachments()
        assert file.get_filename() == "visit.ics"
        assert f"DTSTART;VALUE=DATE:{day:%Y%m%d}" in file.get_content()
    school.get_by_role("link", name="Write the sheet for the visitor").click()
    school.get_by_label("Whom to ring on the day").fill("Reception, 020 7946 0142")
    school.get_by_role("button", name="Save", exact=True).click()
    expect(school.locator(".messages")).to_contain_text("The visitor sees it")
    come_in(phone, hub, mails.link(mails.letter(hub, "Agreed", to=EMPLOYER)))
    with phone.expect_download() as fetched:
        phone.get_by_role("link", name="Calendar file").click()
    assert fetched.value.suggested_filename == "visit.ics"
    phone.get_by_role("link", name="Sheet for the visitor").click()
    expect(phone.locator("main")).to_contain_text("Reception, 020 7946 0142")
    expect(phone.locator("main")).to_contain_text("Come to the main entrance")
    assert_accessible(phone, "the sheet for a visitor")


def reminders(hub: Hub, day: datetime.date) -> None:
    """Both are reminded 14 and 2 days before, each once."""

    def told() -> list[str]:
        found = [each for each in mails.letters(hub) if "Your visit is on" in each["subject"]]
        return sorted(each["to"] for each in found)

    for days, times in ((15, 0), (14, 1), (14, 1), (8, 1), (2, 2), (1, 2)):
        on = day - datetime.timedelta(days=days)
        manage(hub.var, "remind_of_visits", "--on", on.isoformat(), TEST_MAIL=str(hub.var / "mail"))
        assert told() == sorted([LEADER, EMPLOYER] * times), f"{days} days before"


def thank(school: Page, hub: Hub) -> None:
    """On the day the school says that it took place, and what pupils learned."""
    sign_in(school, hub, "Careers leader")
    school.goto(hub.url("/admin/opportunities/visits/"))
    school.get_by_role("link", name=OFFER).first.click()
    school.get_by_label("What pupils learned").fill("We saw how a filter works. One of us wants to be an engineer.")
    school.get_by_label("Minutes for each pupil").fill("180")
    school.get_by_role("button", name="Thank them").click()
    expect(school.locator(".messages")).to_contain_text("Thanked.")
    assert "We saw how a filter works." in mails.text(mails.letter(hub, "says thank you", to=EMPLOYER))


def both_say_how_it_was(school: Page, phone: Page, hub: Hub) -> None:
    """Each answers three questions, and reads what the other says."""
    come_in(phone, hub, mails.link(mails.letter(hub, "says thank you", to=EMPLOYER)))
    say(phone, "Partly", "A smaller group.")
    assert_accessible(phone, "a visit that took place")
    school.reload()
    expect(school.locator("main")).to_contain_text("A smaller group.")
    say(school, "Yes", "More time for questions.")
    phone.reload()
    expect(phone.locator("main")).to_contain_text("More time for questions.")


def say(page: Page, fitted: str, next_time: str) -> None:
    page.locator("[name=feedback-fitted]").and_(page.get_by_label(fitted, exact=True)).check()
    page.locator("[name=feedback-prepared]").and_(page.get_by_label("Yes", exact=True)).check()
    page.get_by_label("What should be different next time?").fill(next_time)
    page.get_by_role("button", name="Say how it was").click()
    expect(page.get_by_label("What should be different next time?")).to_have_value(next_time)


def in_the_programme(school: Page, hub: Hub) -> None:
    """The activity stands in the draft of the programme with its minutes, and nowhere in public."""
    school.get_by_role("button", name="Put it into the draft of the programme").click()
    expect(school.locator(".messages")).to_contain_text("The activity is in the draft of your programme")
    school.get_by_role("link", name="Open the table of the programme").click()
    rows = school.get_by_role("row").filter(has_text=OFFER)
    expect(rows.first).to_be_visible()
    expect(rows.first).to_contain_text("180")
    school.goto(hub.url("/schools/rowan-bridge-school-sample-990003/careers/"))
    expect(school.locator("main")).not_to_contain_text(OFFER)
