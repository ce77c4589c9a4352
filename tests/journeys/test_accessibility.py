"""Each kind of page through axe at both widths and in both schemes; no sideways scroll, no other host, no cookie."""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from .conftest import PHONE, WIDE

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCHOOL = "/schools/marigold-park-school-sample-990001"
NOWHERE = "/no/such/page/"
PATHS = [
    "/",
    "/search/",
    "/search/?q=interview&year=9&minutes=20",
    "/search/?q=interview&year=3&minutes=10&type=policy-example",
    "/search/?q=intervew+skils+yr10+1+hour",
    "/search/?q=health+art",
    f"{SCHOOL}/search/?q=work",
    "/api/v1/",
    "/curriculum/",
    "/curriculum/key-stage-3/",
    "/curriculum/key-stage-3/keeping-doors-open/",
    "/curriculum/map/",
    "/curriculum/map/?by=gatsby",
    "/resources/",
    "/resources/quiz-check-my-next-step/",
    "/resources/read-a-payslip/",
    "/resources/case-tutor-system-college/",
    "/resources/screenskills/",
    "/resources/whats-the-point/",
    "/schools/",
    "/schools/?q=nowhere-at-all",
    "/schools/data/",
    f"{SCHOOL}/",
    f"{SCHOOL}/careers/",
    f"/bn{SCHOOL}/careers/",
    f"/ur{SCHOOL}/careers/",
    f"{SCHOOL}/careers-policy/",
    "{report}",
    "/schools/juniper-lane-primary-school-sample-990004/careers/",
    "/schools/larkspur-academy-sample-990002/careers/",
    "/news/",
    "{news}",
    "/parents/",
    "/accessibility/",
    "/privacy/",
    "/cookies/",
    NOWHERE,
]
# Pages whose address the demo decides: the first link of that shape on another page.
FOUND = {
    "{report}": (f"{SCHOOL}/careers/", "a[href*='careers-report']"),
    "{news}": ("/news/", "main a[href*='/news/']"),
}
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


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_accessible_at_both_widths_and_in_both_schemes(browser, hub, paths, path):
    for view in (WIDE, PHONE):
        for scheme in ("light", "dark"):
            context = browser.new_context(viewport=view, color_scheme=scheme, locale="en-GB")
            page = context.new_page()
            hosts: set[str] = set()
            page.on("request", lambda request, hosts=hosts: hosts.add(urlsplit(request.url).netloc))
            answer = page.goto(hub.url(paths[path]))
            assert answer and answer.status == (404 if path == NOWHERE else 200)
            found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
            where = f"{paths[path]} at {view['width']} px, {scheme}"
            assert not found.response["violations"], f"{where}\n{found.generate_report()}"
            assert page.evaluate(OVERFLOW) <= 0, f"{where} scrolls sideways"
            assert hosts == {urlsplit(hub.base).netloc}, f"{where} asks another host"
            assert context.cookies() == [], f"{where} sets a cookie"
            context.close()
