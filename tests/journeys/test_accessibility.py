"""Each kind of page through axe at both widths and in both schemes; no sideways scroll, no other host, no cookie."""

import dataclasses
import datetime
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.sizes import WHOLE

from .conftest import PHONE, WIDE, Hub, served, sign_in

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCHOOL = "/schools/marigold-park-school-sample-990001"
NOWHERE = "/no/such/page/"
# The demo has events in that month, whenever it is loaded.
SOON = datetime.datetime.now(tz=datetime.UTC) + datetime.timedelta(days=16)
PATHS = [
    "/",
    "/search/",
    "/search/?q=interview&year=9&minutes=20",
    "/search/?q=interview&year=3&minutes=10&type=policy-example",
    "/search/?q=intervew+skils+yr10+1+hour",
    "/search/?q=health+art",
    "/search/?q=marigold+park",
    "/search/?q=provider+access",
    "/bn/search/",
    "/ur/search/?q=interview&year=9",
    f"{SCHOOL}/search/?q=work",
    f"{SCHOOL}/search/?q=experiance",
    "/api/v1/",
    "/curriculum/",
    "/curriculum/key-stage-3/",
    "/curriculum/key-stage-3/keeping-doors-open/",
    "{lesson}",
    "/curriculum/map/",
    "/curriculum/map/?by=gatsby",
    "/resources/",
    "/resources/quiz-check-my-next-step/",
    "/resources/read-a-payslip/",
    "/resources/locked-shut-or-open-statements/",
    "/resources/locked-shut-or-open-statements/show/",
    "/resources/locked-shut-or-open-statements/answers/",
    "/resources/slides-locked-shut-or-open/",
    "/resources/slides-locked-shut-or-open/show/",
    "/resources/case-tutor-system-college/",
    "/resources/screenskills/",
    "/resources/whats-the-point/",
    "/schools/",
    "/schools/?q=nowhere-at-all",
    "/schools/?q=ZZ1+1ZZ",
    "/schools/data/",
    f"{SCHOOL}/",
    f"{SCHOOL}/careers/",
    f"/bn{SCHOOL}/careers/",
    f"/ur{SCHOOL}/careers/",
    f"{SCHOOL}/careers-policy/",
    f"{SCHOOL}/provider-access/",
    "/schools/rowan-bridge-school-sample-990003/",
    "/schools/rowan-bridge-school-sample-990003/careers/",
    "{report}",
    "/schools/juniper-lane-primary-school-sample-990004/careers/",
    "/schools/larkspur-academy-sample-990002/careers/",
    "/clusters/",
    "/clusters/east-london-careers-cluster-sample/",
    "{made}",
    "/opportunities/",
    "/opportunities/?kind=talk&kind=fair&year=9&borough=newham&from=2026-01-01",
    "{offer}",
    "/opportunities/requests/",
    "/opportunities/stories/",
    "/opportunities/offer/",
    "/opportunities/come-in/",
    "/what-we-keep/",
    "/ur/what-we-keep/",
    "/labour-market/",
    "/labour-market/?view=easy",
    "/labour-market/sectors/",
    "/labour-market/sectors/digital/?for=parents&borough=hackney",
    "/labour-market/sectors/care-services/?view=easy",
    "/labour-market/boroughs/",
    "/labour-market/boroughs/hackney/",
    "/labour-market/boroughs/city-of-london/?view=easy",
    "/labour-market/compare/?kind=borough&a=hackney&b=havering",
    "/labour-market/occupations/2134/",
    "/labour-market/sources/",
    "/events/",
    "/events/?past=1",
    f"/events/?month={SOON:%Y-%m}",
    "{event}",
    f"{SCHOOL}/events/",
    f"{SCHOOL}/events/?month=banana",
    f"{SCHOOL}/events/options-evening/",
    "/news/",
    "{news}",
    "/parents/",
    "/record/",
    "/record/?view=easy",
    "/ur/record/",
    "/accessibility/",
    "/privacy/",
    "/cookies/",
    NOWHERE,
]
# Pages whose address the demo decides: the first link of that shape on another page.
FOUND = {
    "{report}": (f"{SCHOOL}/careers/", "a[href*='careers-report']"),
    "{lesson}": ("/curriculum/key-stage-3/keeping-doors-open/", ".lesson h3 a"),
    "{made}": ("/clusters/east-london-careers-cluster-sample/", "a[href*='/made/']"),
    "{offer}": ("/opportunities/", ".hits h3 a"),
    "{news}": ("/news/", "main a[href*='/news/']"),
    "{event}": ("/events/", "main h3 a"),
}
# What is there only once somebody acts.
STATES = [
    ("suggestions on the search page", "/search/", WIDE),
    ("suggestions on the search page", "/search/", PHONE),
    ("suggestions on the front page", "/", WIDE),
    ("suggestions on the front page", "/", PHONE),
    ("filters", "/search/?q=interview", PHONE),
    ("why", "/search/?q=mock+interview+year+10", WIDE),
    ("why", "/search/?q=mock+interview+year+10", PHONE),
    ("too many", "/search/?q=interview", PHONE),
]
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="session")
def paths(browser, hub) -> dict[str, str]:
    page = browser.new_page()
    found = {path: path for path in PATHS}
    for name, (start, link) in FOUND.items():
        page.goto(hub.url(start))
        found[name] = urlsplit(page.locator(link).first.get_attribute("href") or "").path
    page.close()
    return found


# Wagtail's messages come down and fade in once the page is ready; in between their colours are no colours of theirs.
SETTLED = """async () => {
  const waits = () => document.querySelector(".messages > ul > li") && !document.querySelector(".ready, .appear");
  for (let tries = 100; tries && waits(); tries--)
    await new Promise((done) => setTimeout(done, 50));
  const ends = (each) => Number.isFinite(each.effect.getComputedTiming().endTime);
  await Promise.allSettled(document.getAnimations().filter(ends).map((each) => each.finished));
}"""


def assert_accessible(page: Page, where: str) -> None:
    page.wait_for_load_state()
    page.evaluate(SETTLED)
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    assert not found.response["violations"], f"{where}\n{found.generate_report()}"
    assert page.evaluate(OVERFLOW) <= 0, f"{where} scrolls sideways"


# Each width and each scheme once; in the whole suite, each width in each scheme.
VIEWS = [(WIDE, "light"), (PHONE, "dark"), *([(WIDE, "dark"), (PHONE, "light")] if WHOLE else [])]


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_accessible_at_both_widths_and_in_both_schemes(browser, hub, paths, path):
    for view, scheme in VIEWS:
        context = browser.new_context(viewport=view, color_scheme=scheme, locale="en-GB")
        page = context.new_page()
        hosts: set[str] = set()
        page.on("request", lambda request, hosts=hosts: hosts.add(urlsplit(request.url).netloc))
        answer = page.goto(hub.url(paths[path]))
        assert answer and answer.status == (404 if path == NOWHERE else 200)
        where = f"{paths[path]} at {view['width']} px, {scheme}"
        assert_accessible(page, where)
        assert hosts == {urlsplit(hub.base).netloc}, f"{where} asks another host"
        assert context.cookies() == [], f"{where} sets a cookie"
        context.close()


@pytest.fixture(scope="session")
def impatient(hub) -> Iterator[Hub]:
    """The same hub, where one search a minute is all that a network has."""
    with served(hub.var, SEARCHES_PER_MINUTE="1") as base:
        yield dataclasses.replace(hub, base=base)


def suggest(page: Page) -> None:
    page.locator("#q").press_sequentially("interview year 1")
    expect(page.get_by_role("listbox", name="Suggestions")).to_be_visible()
    page.keyboard.press("ArrowDown")


def filters(page: Page) -> None:
    page.get_by_role("button", name="Filters").click()
    expect(page.get_by_role("heading", name="Filters")).to_be_visible()


def why(page: Page) -> None:
    page.get_by_text("Why is this here").first.click()
    expect(page.get_by_role("columnheader", name="Rarity").first).to_be_visible()


def too_many(page: Page) -> None:
    refused = page.get_by_role("heading", name="Too many searches")
    page.reload()
    if not refused.count():  # the minute was over in between; the next search is one too many of the new one
        page.reload()
    expect(refused).to_be_visible()


@pytest.mark.parametrize(("state", "path", "view"), STATES, ids=str)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_opens_is_accessible_too(browser, hub, impatient, state, path, view, scheme):
    context = browser.new_context(viewport=view, color_scheme=scheme, locale="en-GB")
    page = context.new_page()
    if state == "why":
        sign_in(page, hub, "Central editor")
    page.goto((impatient if state == "too many" else hub).url(path))
    acts = {"filters": filters, "why": why, "too many": too_many}
    acts.get(state, suggest)(page)
    assert_accessible(page, f"{state} at {view['width']} px, {scheme}")
    context.close()
