"""A pupil makes a CV out of the record: on paper, as a Word file, and as JSON Resume."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from .conftest import PHONE, WIDE
from .records import SHEET, STALL, WEEK, choose, entry, opened, reopened, said, skill, word_file
from .test_accessibility import assert_accessible

HOSTILE = "<img src=x onerror=alert(1)> ]]> &amp; \x07\x00 \u202egnp\u202c میں نے مدد کی"


def test_two_entries_become_a_cv_that_is_kept_printed_on_one_sheet_and_opened_by_word(page, hub, tmp_path):
    opened(page, hub, WEEK, STALL)
    page.get_by_label("Name", exact=True).first.fill("Amina Khan")
    page.get_by_role("textbox", name="About me").fill("I ask questions & listen.")
    choose(page, "A week with the porters", "Moved patients with two porters\n- Showed visitors the way")
    choose(page, "Saturday stall", "Served 90 customers a morning")
    skill(page, "teamwork", "Two lift, one talks")
    expect(page.locator("#cv-sheets")).to_have_text("1 sheet of A4.")
    reopened(page)
    preview = page.locator("#cv-preview")
    assert preview.locator("h3").all_inner_texts() == ["About me", "Experience", "Skills"]
    assert preview.locator("li").all_inner_texts() == [
        "Moved patients with two porters",
        "Showed visitors the way",
        "Served 90 customers a morning",
    ]
    paper = page.pdf(prefer_css_page_size=True)
    assert len(SHEET.findall(paper)) == 1
    page.emulate_media(media="print")
    expect(page.locator("#cv-form")).to_be_hidden()
    expect(page.get_by_role("heading", name="My CV")).to_be_hidden()
    expect(preview).to_be_visible()
    page.emulate_media(media="screen")

    document = word_file(page)
    assert document.core_properties.title == "CV of Amina Khan"
    assert document.core_properties.language == "en-GB"
    assert said(document, "Title") == ["Amina Khan"]
    assert said(document, "Heading 1") == ["About me", "Experience", "Skills"]
    assert said(document, "Heading 2") == ["A week with the porters", "Saturday stall", "Teamwork"]
    assert said(document, "List Bullet") == preview.locator("li").all_inner_texts()
    assert "Work experience placement · Homerton Hospital · Homerton" in said(document, "Facts")[0]
    as_pdf(document, tmp_path)


def as_pdf(document: Any, folder: Path) -> None:
    """Open a Word file with LibreOffice: it makes one sheet of it."""
    office = shutil.which("soffice")
    if not office:
        message = "LibreOffice is not installed (Debian: sudo apt install libreoffice-writer-nogui)"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    document.save(str(folder / "cv.docx"))
    profile = f"-env:UserInstallation=file://{folder}/office"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "cv.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", (folder / "cv.pdf").read_bytes())) == 1


def test_a_kind_of_cv_has_its_own_order_and_advice_and_a_layout_puts_skills_beside(page, hub):
    opened(page, hub, WEEK, profile={"name": "Amina", "cv": {"about": "I listen.", "available": "Saturdays"}})
    choose(page, "A week with the porters", "One\nTwo\nThree")
    skill(page, "teamwork", "On the ward")
    heads = page.locator("#cv-preview h3")
    assert heads.all_inner_texts() == ["About me", "Experience", "Skills"]
    page.get_by_label("An apprenticeship").check()
    assert heads.all_inner_texts() == ["About me", "Skills", "Experience"]
    expect(page.get_by_label("When I can work")).to_be_hidden()
    page.get_by_label("A part-time job").check()
    assert heads.all_inner_texts() == ["About me", "When I can work", "Experience", "Skills"]
    expect(page.get_by_text("2 points are enough here.")).to_be_visible()
    expect(page.get_by_text("2 words. About 40 are enough.")).to_be_visible()
    page.get_by_label("Two parts: skills first, beside the rest").check()
    assert heads.all_inner_texts() == ["Skills", "About me", "When I can work", "Experience"]
    document = word_file(page)
    side, main = document.tables[0].rows[0].cells
    assert [each.text for each in side.paragraphs] == ["Skills", "Teamwork", "On the ward"]
    assert main.paragraphs[0].text == "About me"


def test_nobody_is_named_who_was_not_asked_and_an_address_is_noticed(page, hub):
    opened(page, hub)
    page.locator("[name=refereeName]").fill("Ms O'Brien")
    expect(page.locator("#cv-preview")).not_to_contain_text("O'Brien")
    page.get_by_label("I have asked, and they agreed").check()
    expect(page.locator("#cv-preview")).to_contain_text("Ms O'Brien")
    expect(page.locator("#cv-address")).to_be_hidden()
    page.get_by_label("Borough").fill("12 Mare Street, E8 3AB")
    expect(page.locator("#cv-address")).to_be_visible()


def test_hostile_text_is_text_on_the_page_and_in_word(page, hub):
    opened(page, hub, entry(1, HOSTILE, where=HOSTILE, learned=HOSTILE, **{"with": HOSTILE}))
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    for field in page.locator("#cv-form input.field:visible, #cv-form textarea:visible").all():
        field.fill(HOSTILE)
    page.locator("#cv-entries").get_by_role("checkbox").check()
    page.get_by_role("button", name="Begin with these words").click()
    page.get_by_label("I have asked, and they agreed").check()
    skill(page, "teamwork", HOSTILE)
    reopened(page)
    assert page.locator("#cv-preview img, #cv-form img").count() == 0
    document = word_file(page)
    written = [each.text for each in document.paragraphs]
    seen = HOSTILE.replace("\x07", "").replace("\x00", "")
    assert document.paragraphs[0].text == seen
    assert sum(seen in each for each in written) > 8
    arabic = entry(3, "میں نے مدد کی")
    opened(page, hub, arabic)
    page.locator("#cv-entries").get_by_role("checkbox").first.check()
    heading = next(each for each in word_file(page).paragraphs if each.text == arabic["what"])
    assert "<w:bidi/>" in heading._p.xml and "<w:rtl/>" in heading._p.xml


def test_the_cv_is_saved_as_json_resume(page, hub):
    visit = entry(3, "Talk by a nurse", kind="insight-talk")
    help_out = entry(4, "Food bank", kind="volunteering", **{"with": "", "where": "Dalston"})
    opened(page, hub, WEEK, visit, help_out, profile={"name": "Amina", "cv": {"email": "not an address"}})
    for what in ("A week with the porters", "Talk by a nurse", "Food bank"):
        choose(page, what, "Did it")
    with page.expect_download() as download:
        page.get_by_role("button", name="As JSON Resume, for other programs").click()
    resume = json.loads(Path(download.value.path()).read_text())
    assert resume["basics"] == {"name": "Amina"}
    assert resume["work"] == [
        {
            "name": "Homerton Hospital",
            "position": "A week with the porters",
            "startDate": "2026-03-02",
            "endDate": "2026-03-06",
            "highlights": ["Did it"],
        }
    ]
    assert [each["name"] for each in resume["projects"]] == ["Talk by a nurse"]
    assert [each["organization"] for each in resume["volunteer"]] == ["Dalston"]
    assert "references" not in resume


def test_a_long_record_shows_the_newest_and_more_when_asked(page, hub):
    opened(page, hub, *[entry(number, f"Visit {number}") for number in range(1, 31)])
    rows = page.locator("#cv-entries > li")
    expect(rows).to_have_count(8)
    choose(page, "Visit 30", "Did it")
    page.get_by_role("button", name="Show more of my record").click()
    expect(rows).to_have_count(29)
    page.get_by_role("button", name="Show more of my record").click()
    expect(rows).to_have_count(30)
    expect(page.get_by_role("textbox", name="My points: Visit 30")).to_have_value("Did it")


def test_a_second_tab_shows_what_the_first_one_changed(page, hub, context):
    opened(page, hub)
    second = context.new_page()
    opened(second, hub)
    page.get_by_label("Borough").fill("Hackney")
    expect(second.get_by_label("Borough")).to_have_value("Hackney")


def test_a_browser_that_keeps_nothing_says_so_and_still_makes_a_cv(page, hub):
    page.add_init_script("indexedDB.open = () => { throw new DOMException('no', 'SecurityError') }")
    page.goto(hub.url("/record/cv/"))
    expect(page.get_by_role("alert")).to_contain_text("This browser keeps nothing for this page")
    page.get_by_label("Name", exact=True).first.fill("Amina Khan")
    assert said(word_file(page), "Title") == ["Amina Khan"]


@pytest.mark.parametrize("view", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_pages_are_accessible_when_they_are_filled(browser, hub, view, scheme):
    context = browser.new_context(viewport=view, color_scheme=scheme, locale="en-GB")
    page = context.new_page()
    opened(page, hub, {**WEEK, "shown": True, "next": "Ask"}, STALL)
    choose(page, "A week with the porters", "Moved patients")
    skill(page, "teamwork", "On the ward")
    page.get_by_label("A part-time job").check()
    page.get_by_role("button", name="Add an answer").click()
    page.get_by_label("Action").fill("I helped")
    for example in page.locator(".cv-example summary").all():
        example.click()
    assert_accessible(page, "the CV")
    page.goto(hub.url("/record/summary/"))
    expect(page.locator("#summary")).to_be_visible()
    assert_accessible(page, "the summary")
    context.close()
