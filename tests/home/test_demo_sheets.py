"""The sample lessons can be taught tomorrow: every made thing they name is a sheet, and nobody is left out unsaid."""

import re
from collections import Counter

import pytest

from curriculum.models import NeedType, UnitPage
from hub.home.demo import resources, units
from hub.home.demo.resource_data import SHEETS, read_resources
from hub.home.demo.unit_data import read_units

UNITS = read_units()
LESSONS = [(unit, lesson) for unit in UNITS for lesson in unit.lessons]
# What somebody has to make before the lesson begins, unless it is blank, or the class or the school has it already.
MADE = re.compile(
    r"\b(cards?|slips?|sheets?|forms?|logs?|checklists?|templates?|scripts?|adverts?|statements?|documents|payslips?"
    r"|grids?|timetables?|worksheets?|score sheets?|profiles?|bars|posters?|questions?)\b",
    re.IGNORECASE,
)
AT_HAND = (
    "blank slips",
    "sheets of paper",
    "one sheet for each child, folded",
    "cards and envelopes",
    "cards for the thank-you",
    "name cards",
    "the real application form or system",
    "logs from the day",
    "logs and supervisor’s words from lessons",
    "log on each day",
    "trail sheets from the visit",
    "profile from nomis",
    "profile on nomis",
    "paper, tape, card, string",
    "the application form",
    "the job profile",
    "job profiles",
    "for the three questions",
)


def names_a_made_thing(words: str) -> bool:
    return bool(MADE.search(words)) and not any(phrase in words.lower() for phrase in AT_HAND)


@pytest.mark.parametrize(
    ("words", "made"),
    [("Job cards", True), ("Score sheet and advert", True), ("Blank slips", False), ("Calculators", False)],
)
def test_what_counts_as_made(words, made):
    assert names_a_made_thing(words) is made


@pytest.mark.parametrize(("unit", "lesson"), LESSONS, ids=[f"{u.slug}: {each.title}" for u, each in LESSONS])
def test_a_lesson_names_no_made_thing_without_a_sheet(unit, lesson):
    assert [each.thing for each in lesson.materials if names_a_made_thing(each.thing)] == []


def test_every_sheet_that_a_lesson_names_is_written_and_every_one_written_is_named():
    written = {each.slug for each in read_resources(SHEETS)}
    known = {each.slug: each for each in read_resources()}
    named = {sheet.sheet for _unit, lesson in LESSONS for sheet in lesson.sheets}
    assert named <= set(known)
    assert written <= named
    assert all(known[slug].body for slug in named)


def test_titles_in_the_library_are_unlike():
    twice = [title for title, count in Counter(each.title for each in read_resources()).items() if count > 1]
    assert twice == []


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.slug)
def test_a_unit_ends_with_a_quick_check_and_says_what_good_work_looks_like(unit):
    assert 3 <= len(unit.quick_check) <= 5
    assert all(each.answer and len(each.options) != 1 for each in unit.quick_check)
    assert 3 <= len(unit.good_work) <= 5


def test_answers_stand_apart_from_the_pupils_copy():
    for each in read_resources(SHEETS):
        heading = ""
        for block in each.body:
            heading = block["value"] if block["type"] == "heading" else heading
            if heading.startswith("Answers"):
                assert block["type"] in ("heading", "teacher_note"), f"{each.slug}: {block['value']}"


@pytest.mark.django_db
def test_loading_ties_each_lesson_to_its_sheets_and_its_needs(framework, home, today, client):
    resources.load(home=home, on=today)
    units.load(home=home, on=today)
    pages = {page.slug: page for page in UnitPage.objects.all()}
    known = set(NeedType.objects.values_list("slug", flat=True))
    for unit in UNITS:
        raw = pages[unit.slug].lessons.raw_data
        for block, lesson in zip(raw, unit.lessons, strict=True):
            kinds = Counter(each["type"] for each in block["value"]["materials"])
            assert kinds["sheet"] == len(lesson.sheets)
            assert {slug for row in lesson.adaptations for slug in row.needs} <= known
    page = pages["keeping-doors-open"]
    address = page.lesson_url(units.lesson_id(page.slug, "Locked, shut or open").split("-")[0])
    html = client.get(address).content.decode()
    assert client.get(address).status_code == 200
    assert "/resources/locked-shut-or-open-statements/" in html
