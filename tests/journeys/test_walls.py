"""A careers leader tries to take what is another's: a school's name and address, a colleague's email address.

And what is nobody's to change: the signed minutes of a recorded approval, of the own school and of another.
"""

import subprocess
import sys

import pytest
from playwright.sync_api import APIResponse, BrowserContext, Page, expect

from .conftest import ROOT, Hub, environment, sign_in
from .minutes import LEADER, SIGNED

OTHER = "Larkspur Academy (sample)"
TAKEN = "larkspur-academy-sample-990002"


def test_a_careers_leader_takes_no_other_schools_name_nor_a_colleagues_email_address(context, hub):
    # Not the fixture "page": to what the form refuses Wagtail's autosave answers 400, and the browser prints that.
    page = context.new_page()
    sign_in(page, hub, "Careers leader")
    page.get_by_role("link", name="Rowan Bridge School (sample)", exact=True).first.click()
    page.wait_for_url("**/admin/pages/**")
    if "/edit/" not in page.url:
        page.goto(f"{page.url.partition('?')[0]}edit/")
    title = page.locator("[name=title]")
    own = title.input_value()
    title.fill(OTHER)
    page.get_by_role("button", name="More actions").first.click()
    with page.expect_navigation():
        page.get_by_role("button", name="Publish").first.click()
    expect(page.locator("main")).to_contain_text("is another school")
    expect(title).to_have_value(OTHER)
    page.goto(hub.url(f"/schools/{TAKEN}/"))
    expect(page.locator("h1").first).to_contain_text("Larkspur")
    page.goto(hub.url("/schools/rowan-bridge-school-sample-990003/"))
    expect(page.locator("h1").first).to_contain_text(own.split(" (")[0])

    page.goto(hub.url("/admin/account/"))
    page.locator("[name=address-address]").fill(hub.logins["Governor"]["email"].upper())
    page.locator("[name=address-password]").fill(hub.logins["Careers leader"]["password"])
    page.get_by_role("button", name="Save").first.click()
    expect(page.locator("main")).to_contain_text("Somebody else signs in with this address")


@pytest.fixture(scope="module")
def minutes(hub) -> tuple[str, str]:
    """Return the key of a document that is evidence, and its address."""
    code = "from tests.journeys.minutes import record; record()"
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", code]
    said = subprocess.run(
        command, cwd=ROOT, env=environment(hub.var, {}), check=True, capture_output=True, text=True
    ).stdout
    key, address = said.split()[-2:]
    return key, address


def post(page: Page, hub: Hub, path: str, **fields) -> APIResponse:
    """Send what the form at `path` would send, had it been shown."""
    (token,) = [each["value"] for each in page.context.cookies() if each["name"] == "csrftoken"]
    headers = {"X-CSRFToken": token, "Referer": hub.url(path)}
    return page.request.post(hub.url(path), headers=headers, multipart={"title": "Ours", "tags": "", **fields})


def tries(page: Page, hub: Hub, key: str) -> list[str]:
    """Open the forms to change and to delete the file and send them; return what each way answered."""
    forged = {"name": "minutes.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 forged"}
    said = []
    for path in (f"/admin/documents/edit/{key}/", f"/admin/documents/delete/{key}/"):
        page.goto(hub.url(path))
        said.append(page.content())
        assert page.locator("input[type=file]").count() == 0
        said.append(post(page, hub, path, file=forged, collection="1").text())
    bulk = f"/admin/bulk/media/hubdocument/delete/?id={key}&next=/admin/documents/"
    assert post(page, hub, bulk).status == 403  # nobody at a school acts on many files at once
    return said


def test_the_signed_minutes_are_read_by_their_school_and_replaced_or_deleted_by_nobody(
    context: BrowserContext, hub: Hub, minutes
):
    key, address = minutes
    page = context.new_page()
    assert page.request.get(hub.url(address)).status == 404  # the public

    sign_in(page, hub, "Careers leader")  # of another school, who learns nothing of it
    assert page.request.get(hub.url(address)).status == 404
    assert [said for said in tries(page, hub, key) if "evidence of a recorded approval" in said] == []
    page.goto(hub.url("/admin/documents/"))
    expect(page.locator("main")).not_to_contain_text("minutes.pdf")

    context.clear_cookies()
    sign_in(page, Hub(base=hub.base, logins={"Leader": LEADER}, var=hub.var), "Leader")
    assert all("evidence of a recorded approval" in said for said in tries(page, hub, key))
    kept = page.request.get(hub.url(address))
    assert (kept.status, kept.body()) == (200, SIGNED)
