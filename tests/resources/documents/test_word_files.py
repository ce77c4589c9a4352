"""Sheets, answers and lesson plans as Word documents: everything the page says, and nothing that is not for pupils."""

import pytest
from django.urls import reverse
from docx.document import Document
from docx.oxml.ns import qn

pytestmark = pytest.mark.django_db


def text_of(document: Document) -> str:
    return "\n".join(node.text or "" for node in document.element.iter(qn("w:t")))


def headings(document: Document) -> list[tuple[str, str]]:
    styled = ((str(each.style and each.style.name), each.text) for each in document.paragraphs)
    return [(style, text) for style, text in styled if style.startswith("Heading")]


def test_a_sheet_is_the_pupils_copy(get, sheet):
    document = get(reverse("sheet_docx", args=[sheet.pk]))
    assert headings(document) == [("Heading 1", "Six statements"), ("Heading 2", "Your turn")]
    text = text_of(document)
    for words in (
        "Name",
        "Date",
        "each",
        "Write three jobs.",
        "Think of your street.",
        "Sort them",
        "Nurse",
        "Surveyor",
    ):
        assert words in text
    assert "Any three" not in text
    assert "Answers" not in text
    assert "Print thirty" not in text
    assert [each.style.name for each in document.paragraphs].count("Writing line") == 3
    assert [each.bold for each in document.paragraphs[3].runs] == [None, True, None]


def test_what_is_for_the_teacher_is_a_file_of_its_own(get, sheet):
    document = get(reverse("sheet_answers_docx", args=[sheet.pk]))
    assert headings(document) == [
        ("Heading 1", "Answers and notes: Six statements"),
        ("Heading 2", "Before you print"),
        ("Heading 2", "Answers for the teacher"),
    ]
    text = text_of(document)
    assert "Print thirty copies." in text
    assert "Write three jobs" not in text
    assert (document.paragraphs[-1].text, document.paragraphs[-1].style.name) == ("Any three.", "List Number")


def test_cards_have_no_line_for_a_name(get, sheet):
    sheet.sheet_kind = "cards"
    sheet.save()
    assert "Date" not in text_of(get(reverse("sheet_docx", args=[sheet.pk])))


def test_every_kind_of_block_is_written_without_a_tag(get, full):
    full.link = ""
    full.save()
    text = text_of(get(reverse("sheet_docx", args=[full.pk])))
    for words in (
        "Read the cards aloud.",
        "Hand out the cards. (5 min)",
        "Draw your workplace.",
        "Sort the jobs",
        "Baker",
        "Surveyor",
        "“I never knew.”",
        "Tutors met weekly.",
        "A day on site",
    ):
        assert words in text
    assert "<" not in text


def test_a_lesson_plan_says_what_the_lessons_page_says(get, unit):
    document = get(reverse("lesson_plan_docx", args=[unit.pk, "11111111"]))
    assert headings(document) == [
        ("Heading 1", "Locked, shut or open?"),
        ("Heading 2", "You need"),
        ("Heading 2", "The lesson"),
        ("Heading 3", "Before (4 min)"),
        ("Heading 3", "During (12 min)"),
        ("Heading 3", "After (4 min)"),
        ("Heading 2", "Adaptations"),
        ("Heading 2", "Besides"),
        ("Heading 2", "Resources"),
    ]
    text = text_of(document)
    for words in (
        "Lesson 1 of 2 in",
        "Keeping doors open",
        "Year 9",
        "20 min",
        "English",
        "Options booklet",
        "one for each pair",
        "What happens during.",
        "Hearing impairment",
        "Captions on for a call.",
        "Nurses are wanted.",
        "Responsible: The editors.",
    ):
        assert words in text
    assert "<" not in text


def test_a_lesson_plan_leads_to_its_unit_its_sheets_and_its_sources(get, unit, sheet):
    links = {
        rel.target_ref
        for rel in get(reverse("lesson_plan_docx", args=[unit.pk, "11111111"])).part.rels.values()
        if rel.is_external
    }
    assert {unit.full_url, sheet.full_url, "https://lmi.example/"} <= links


def test_an_unfinished_lesson_makes_a_plan(get, unit):
    unit.lessons = [{"type": "lesson", "value": {"title": ""}, "id": "33333333-0000-4000-8000-000000000000"}]
    unit.save()
    assert headings(get(reverse("lesson_plan_docx", args=[unit.pk, "33333333"]))) == [("Heading 1", "")]


def test_letters_that_no_file_can_hold_are_left_out(get, sheet):
    sheet.title = "Six\x0b statements"
    sheet.body = [{"type": "task", "value": {"prompt": "Write\x00 it.\ufffe", "lines": 1}}]
    sheet.save()
    assert "Write it." in text_of(get(reverse("sheet_docx", args=[sheet.pk])))
