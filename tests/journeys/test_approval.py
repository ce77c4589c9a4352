"""A careers policy from Word to a parent: uploaded, fixed, submitted, approved, read, and counted in the report."""

import datetime
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.schools.word.files import docx, heading, paragraph

from .conftest import Hub, sign_in, write
from .five_ways import type_in_five_ways

POLICY = docx(
    heading("Our careers policy"),
    heading("Work experience", 2),
    paragraph("Every pupil in Year 10 goes out for a week."),
    heading("Working with employers", 2),
    paragraph("Twelve employers of the borough come in each year."),
    heading("Careers provision", 2),
    paragraph("An adviser from outside the school sees every pupil in Year 11."),
)
SCHOOL = "/schools/rowan-bridge-school-sample-990003"


def test_a_word_policy_is_fixed_submitted_approved_and_read(page, hub, context, tmp_path):
    edit = from_word(page, hub, tmp_path)
    fix_what_the_panel_lists(page)
    submit(page)
    assert page.request.get(hub.url(f"{SCHOOL}/careers-policy/")).status == 404

    approve(page, hub, context)
    page.goto(hub.url(f"{SCHOOL}/careers-policy/"))
    expect(page.get_by_role("heading", name="Links with business")).to_be_visible()
    expect(page.locator("#approvals")).to_contain_text("Governing body of Rowan Bridge School")
    expect(page.locator(".facts").first).to_contain_text("Next approval due by")
    page.get_by_role("link", name=re.compile("^As approved")).first.click()
    expect(page.locator(".note").first).to_contain_text("This is the text as Governing body of Rowan Bridge School")
    assert page.request.get(hub.url(edit)).url.startswith(hub.url("/admin/login/"))

    the_report_is_green(page, hub)


def from_word(page: Page, hub: Hub, folder: Path) -> str:
    file = folder / "policy.docx"
    file.write_bytes(POLICY)
    sign_in(page, hub, "Careers leader")
    page.get_by_role("link", name="Rowan Bridge School (sample)", exact=True).first.click()
    page.wait_for_url(re.compile(r"/pages/\d+/"))
    home = re.search(r"/pages/(\d+)/", page.url)
    assert home
    page.goto(hub.url(f"/admin/schools/word/policy/{home[1]}/"))
    page.locator("input[type=file]").set_input_files(str(file))
    page.get_by_role("button", name="Upload and look").click()
    page.get_by_role("button", name="Make the draft").click()
    expect(page.locator(".messages")).to_contain_text("The draft is made")
    return page.url.removeprefix(hub.base)


def fix_what_the_panel_lists(page: Page) -> None:
    lacking = page.locator(".publication-checklist").get_by_text("what pupils do next").first
    expect(lacking).to_be_visible()
    page.locator("[data-streamfield-stream-container]").first.locator("button[title='Insert a block']").last.click()
    page.get_by_role("option", name="What pupils do next").click()
    fourth = page.locator("[data-contentpath=sections] [contenteditable=true]").nth(3)
    write(page, fourth, "Two in three go on to sixth form or college.", into="sections-3-value")
    page.locator("[name=change_note]").fill("Our first policy on the hub.")


def submit(page: Page) -> None:
    page.get_by_role("button", name="More actions").first.click()
    page.get_by_role("button", name=re.compile("^Submit to")).first.click()
    expect(page.locator(".messages")).to_contain_text("submitted")


def approve(page: Page, hub: Hub, context) -> None:
    context.clear_cookies()
    sign_in(page, hub, "Governor")
    waiting = page.locator("section[aria-labelledby=to-decide]")
    expect(waiting).to_contain_text("Rowan Bridge School")
    waiting.get_by_role("link").first.click()
    expect(page.locator(".decide")).to_contain_text("Our first policy on the hub.")
    expect(page.locator(".decide")).to_contain_text("all of it is new")
    page.get_by_label("Kind of body").select_option("governing-body")
    page.get_by_label("Approved by").fill("Governing body of Rowan Bridge School (sample)")
    # The 10th of a month: read the American way it would be another day.
    met = (datetime.datetime.now(tz=datetime.UTC).date().replace(day=1) - datetime.timedelta(days=1)).replace(day=10)
    type_in_five_ways(page, page.get_by_label("Date of the meeting"), met)
    page.get_by_label("Minute", exact=True).fill("9.1")
    page.get_by_role("button", name="Record the approval and publish").click()
    expect(page.locator(".messages")).to_contain_text("Approved and published")
    context.clear_cookies()


def the_report_is_green(page: Page, hub: Hub) -> None:
    sign_in(page, hub, "Central editor")
    for rule in ("LA3-1", "LA3-4", "LA3-5"):
        page.goto(hub.url(f"/admin/reports/publication/findings/?rule={rule}"))
        row = page.get_by_role("row").filter(has_text="Rowan Bridge School").first
        expect(row).to_contain_text("Met")
