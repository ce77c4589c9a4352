"""A unit as one zip: every file opens, the list names each, and names hold on every system."""

import csv
import re
from io import BytesIO, StringIO
from zipfile import ZipFile

import docx
import pptx
import pytest
from django.urls import reverse
from docx.oxml.ns import qn

pytestmark = pytest.mark.django_db


@pytest.fixture
def download(client):
    def opened(unit):
        return ZipFile(BytesIO(client.get(reverse("unit_zip", args=[unit.pk])).getvalue()))

    return opened


def manifest(archive):
    return list(csv.DictReader(StringIO(archive.read("manifest.csv").decode("utf-8-sig"))))


def words_of(archive, name):
    return "".join(node.text or "" for node in docx.Document(archive.open(name)).element.iter(qn("w:t")))


def test_it_holds_plans_sheets_answers_slides_the_check_and_a_list(download, unit):
    archive = download(unit)
    assert archive.testzip() is None
    assert archive.namelist() == [
        "plans/1 Locked, shut or open.docx",
        "plans/2 Three routes.docx",
        "Quick check.docx",
        "answers/Quick check, answers.docx",
        "sheets/Six statements.docx",
        "answers/Answers and notes Six statements.docx",
        "slides/Slides three doors.pptx",
        "manifest.csv",
    ]
    for name in archive.namelist():
        if name.endswith(".docx"):
            assert docx.Document(archive.open(name)).paragraphs
    assert len(pptx.Presentation(archive.open("slides/Slides three doors.pptx")).slides) == 3


def test_its_list_says_licence_dates_lessons_and_address(download, unit, sheet):
    rows = manifest(download(unit))
    found = {row["Title"]: row for row in rows}
    first = found["Six statements"]
    assert (first["File"], first["Kind"], first["Lessons"]) == ("sheets/Six statements.docx", "Worksheet", "1, 2")
    assert first["How many"] == "one for each pair"
    assert first["Licence"] == "Open Government Licence v3"
    assert (first["Responsible"], first["Address"]) == ("The editors", sheet.full_url)
    assert found["Locked, shut or open?"]["Address"] == f"{unit.full_url}locked-shut-or-open-11111111/"
    assert (found["A site"]["File"], found["A site"]["Lessons"]) == ("", "1")


def test_a_title_that_begins_like_a_formula_is_harmless_in_its_list(download, unit, sheet):
    sheet.title = "=1+1"
    sheet.save()
    assert "'=1+1" in {row["Title"] for row in manifest(download(unit))}


def test_the_check_for_pupils_has_no_answers(download, unit):
    archive = download(unit)
    questions = words_of(archive, "Quick check.docx")
    assert "Which door?" in questions and "☐ Locked" in questions
    assert "because" not in questions
    answers = words_of(archive, "answers/Quick check, answers.docx")
    assert "Open, because." in answers and "I asked the college." in answers


def test_two_of_one_title_are_two_files(download, unit, sheet, slides):
    slides.title = "SIX statements"
    slides.body = [{"type": "task", "value": {"prompt": "Write.", "lines": 1}}]
    slides.save()
    assert {"sheets/Six statements.docx", "sheets/SIX statements (2).docx"} <= set(download(unit).namelist())


def test_names_hold_on_windows(download, unit, sheet):
    sheet.title = 'A/B: "what"? <|>*'
    sheet.save()
    assert all(re.fullmatch(r'[^<>:"\\|?*]+', name) for name in download(unit).namelist())


def test_a_unit_without_lessons_is_a_list_and_its_check(download, unit):
    unit.lessons = []
    unit.save()
    assert download(unit).namelist()[-1] == "manifest.csv"


def test_it_is_another_once_a_sheet_of_it_is(client, unit, sheet):
    address = reverse("unit_zip", args=[unit.pk])
    first = client.get(address)
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    sheet.body = [{"type": "task", "value": {"prompt": "Another.", "lines": 1}}]
    sheet.save()
    assert client.get(address)["ETag"] != first["ETag"]


def test_what_is_not_public_is_not_in_it(client, download, unit, sheet):
    sheet.unpublish()
    assert not [name for name in download(unit).namelist() if "Six statements" in name]
    unit.unpublish()
    assert client.get(reverse("unit_zip", args=[unit.pk])).status_code == 404


def test_slides_have_a_first_one_with_the_title_and_what_to_say_as_notes(client, slides, sheet):
    response = client.get(reverse("slides_pptx", args=[slides.pk]))
    assert response["Content-Disposition"] == 'attachment; filename="Slides three doors.pptx"'
    made = pptx.Presentation(BytesIO(response.getvalue()))
    assert [slide.shapes.title.text for slide in made.slides] == ["Slides: three doors", "Three doors", "Statement 1"]
    assert made.slides[0].notes_slide.notes_text_frame.text == "Show the slides."
    assert made.slides[1].notes_slide.notes_text_frame.text == "Four minutes."
    assert client.get(reverse("slides_pptx", args=[sheet.pk])).status_code == 404
