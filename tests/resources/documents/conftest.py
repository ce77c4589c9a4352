"""A unit of two lessons with a sheet, slides and a link, and a way to open what is downloaded."""

from io import BytesIO

import docx
import pytest

from tests.factories.curriculum import (
    ActivityKindFactory,
    CurriculumIndexPageFactory,
    KeyStageFactory,
    KeyStagePageFactory,
    NeedTypeFactory,
    SubjectFactory,
    UnitPageFactory,
    YearGroupFactory,
    lesson,
)
from tests.factories.resources import LessonResourcePageFactory

FIRST, SECOND = "11111111-0000-4000-8000-000000000000", "22222222-0000-4000-8000-000000000000"


@pytest.fixture
def sheet(library):
    """A worksheet with answers."""
    return LessonResourcePageFactory(
        parent=library,
        title="Six statements",
        slug="six-statements",
        sheet_kind="worksheet",
        responsible="The editors",
        year_groups=[YearGroupFactory(number=9)],
        body=[
            {"type": "paragraph", "value": "<p>Print thirty copies.</p>"},
            {"type": "heading", "value": "Your turn"},
            {"type": "paragraph", "value": "<p>Read <b>each</b> one.</p>"},
            {"type": "task", "value": {"prompt": "Write three jobs.", "lines": 3, "hint": "Think of your street."}},
            {
                "type": "sort_table",
                "value": {"caption": "Sort them", "headers": ["Job", "Needed"], "rows": [{"cells": ["Nurse"]}]},
            },
            {
                "type": "cards",
                "value": {
                    "caption": "Cut these",
                    "per_page": "4",
                    "cards": [{"title": "Surveyor", "text": "Measures."}],
                },
            },
            {"type": "heading", "value": "Answers for the teacher"},
            {"type": "teacher_note", "value": "<ol><li>Any three.</li></ol>"},
        ],
    )


@pytest.fixture
def slides(library):
    return LessonResourcePageFactory(
        parent=library,
        title="Slides: three doors",
        slug="slides",
        format="slides",
        sheet_kind="slides",
        body=[
            {"type": "paragraph", "value": "<p>Show the slides.</p>"},
            {
                "type": "slide",
                "value": {"title": "Three doors", "text": "<ul><li><b>Locked</b></li></ul>", "notes": "Four minutes."},
            },
            {"type": "slide", "value": {"title": "Statement 1", "text": "<p>A vet.</p>", "notes": ""}},
        ],
    )


@pytest.fixture
def unit(home, sheet, slides, library):
    NeedTypeFactory(slug="hi", label="Hearing impairment")
    ActivityKindFactory(slug="in-class")
    linked = LessonResourcePageFactory(parent=library, title="A site", format="web-page", link="https://site.example/")
    needed = [
        {"type": "thing", "value": "Options booklet"},
        {"type": "sheet", "value": {"page": sheet.pk, "how_many": "one for each pair"}},
        {"type": "sheet", "value": {"page": slides.pk, "how_many": ""}},
    ]
    change = {"needs": ["hi"], "others": "", "change": "Captions on for a call."}
    first = lesson(
        "Locked, shut or open?",
        minutes=(4, 12, 4),
        materials=needed,
        adaptations=[{"type": "item", "value": change}],
        lmi={"text": "Nurses are wanted.", "url": "https://lmi.example/"},
        resources=[linked.pk],
    )
    stage = KeyStagePageFactory(parent=CurriculumIndexPageFactory(parent=home), key_stage=KeyStageFactory(number=3))
    return UnitPageFactory(
        parent=stage,
        title="Keeping doors open",
        slug="keeping-doors-open",
        years=[9],
        subjects=[SubjectFactory(slug="english")],
        responsible="The editors",
        lessons=[{**first, "id": FIRST}, {**lesson("Three routes", materials=[needed[1]]), "id": SECOND}],
        quick_check=[
            {
                "type": "question",
                "value": {"question": "Which door?", "options": ["Locked", "Open"], "answer": "Open, because."},
            }
        ],
        good_work=[{"type": "sign", "value": {"look_for": "A reason", "example": "I asked the college."}}],
    )


@pytest.fixture
def get(client):
    """Return a function that downloads an address and opens it with python-docx."""

    def opened(address):
        return docx.Document(BytesIO(b"".join(client.get(address).streaming_content)))

    return opened
