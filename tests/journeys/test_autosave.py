"""Somebody writes on while one field is wrong: the rest is saved, and the editor says what is not."""

import re

from playwright.sync_api import expect

from .conftest import sign_in

BOTH = """
for (const [id, value] of [["title", "Copper wires"], ["slug", "copper-wires"], ["last_checked", "some day"]])
  document.getElementById(`id_${id}`).value = value;
"""


def is_autosave(answer) -> bool:
    return "application/json" in answer.request.headers.get("accept", "") and answer.request.method == "POST"


def test_the_rest_is_saved_while_a_field_is_wrong(page, hub):
    sign_in(page, hub, "Central editor")
    page.goto(hub.url("/admin/pages/search/?q=Careers+at+Marigold+Park"))
    page.locator("td.title a").first.click()
    address = page.url
    page.wait_for_timeout(2500)  # What is in the form before Wagtail first looks at it is no change.
    page.locator("#id_careers_leader_telephone").fill("in the mornings")
    with page.expect_response(is_autosave):
        page.locator("#id_office_hours").press_sequentially("Mondays at noon", delay=40)
    told = page.locator(".footer__save-warning")
    expect(told).to_contain_text("Not everything is saved")
    expect(told).to_contain_text("Only the number here")
    with page.expect_response(is_autosave) as second:
        page.locator("#id_careers_leader_telephone").fill("020 7946 0199")
    assert second.value.json()["success"], "the version of the answer before was written over"
    expect(told).not_to_contain_text("Not everything is saved")
    page.goto(address)
    expect(page.locator("#id_office_hours")).to_have_value(re.compile("Mondays at noon"))


def test_a_new_page_with_a_wrong_field_is_one_draft_and_goes_on_as_that(page, hub):
    sign_in(page, hub, "Central editor")
    page.get_by_role("link", name="Units", exact=True).click()
    page.get_by_role("link", name="Key stage 3").first.click()
    page.goto(hub.url(f"/admin/pages/add/curriculum/unitpage/{page.url.split('/')[-3]}/"))
    page.wait_for_timeout(2500)
    with page.expect_response(is_autosave) as first:
        # Both at once: with the title alone the draft would be made before the day is wrong.
        page.evaluate(BOTH)
    said = first.value.json()
    assert not said["success"] and said["url"], said
    expect(page.locator(".footer__save-warning")).to_contain_text("Last checked")
    expect(page).to_have_url(re.compile(r"/edit/$"))
    page.evaluate("document.querySelector('#id_last_checked').value = ''")
    with page.expect_response(is_autosave) as second:
        page.locator("#id_summary").press_sequentially("Pupils follow a wire.", delay=40)
    assert second.value.json()["success"] and second.value.json()["pk"] == said["pk"]
    with page.expect_response(is_autosave):
        page.locator("#id_summary").press_sequentially(" And back.", delay=40)
    page.goto(hub.url("/admin/pages/search/?q=Copper+wires"))
    expect(page.locator("td.title")).to_have_count(1)


def test_the_form_of_a_unit_says_the_gap_once_the_draft_is_saved(page, hub):
    sign_in(page, hub, "Central editor")
    page.goto(hub.url("/admin/pages/search/?q=Contract%2C+rent+and+rest"))
    page.locator("td.title a").first.click()
    page.get_by_role("tab", name="Where it fits").click()
    place = page.locator("[data-refresh-from*='/place/']")
    expect(place).to_contain_text("It repeats no other unit.")
    gap = re.compile(r"Year 13 has no unit yet for:[^.]*Balance life and work")
    expect(place).not_to_contain_text(gap)
    page.wait_for_timeout(2500)  # What is in the form before Wagtail first looks at it is no change.
    ticked = page.locator("[name=criteria]:checked")
    with page.expect_response(is_autosave) as saved:
        while ticked.count():
            ticked.first.uncheck()
    assert saved.value.json()["success"]
    expect(place).to_contain_text(gap)
    # While a field is wrong the rest is saved, and said of what is saved.
    page.evaluate("document.querySelector('#id_last_checked').value = 'some day'")
    with page.expect_response(is_autosave) as kept:
        page.get_by_label("Balance life and work", exact=True).check()
    assert not kept.value.json()["success"] and kept.value.json()["revision_id"]
    expect(place).not_to_contain_text(gap)
