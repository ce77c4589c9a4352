"""A library with one resource that has everything."""

import datetime

import pytest
from django.core.files.base import ContentFile

from curriculum.models import Audience, NeedType
from hub.media.models import HubDocument
from tests.factories.curriculum import (
    CriterionFactory,
    FrameworkFactory,
    SectorFactory,
    SubjectFactory,
    YearGroupFactory,
)
from tests.factories.resources import LessonResourcePageFactory, ResourceIndexPageFactory

BLOCKS = [
    {"type": "paragraph", "value": "<p>Read the cards aloud.</p>"},
    {"type": "steps", "value": {"steps": [{"text": "Hand out the cards.", "minutes": 5}]}},
    {"type": "heading", "value": "The sheet itself"},
    {"type": "task", "value": {"prompt": "Write three jobs.", "lines": 3, "hint": "Think of your street."}},
    {"type": "task", "value": {"prompt": "Draw your workplace.", "lines": 6, "box": True}},
    {
        "type": "sort_table",
        "value": {
            "caption": "Sort the jobs",
            "headers": ["Job", "Needed", "Useful"],
            "rows": [{"cells": ["Nurse"]}, {"cells": ["Baker", "", "yes"]}],
            "blank_rows": 2,
        },
    },
    {
        "type": "cards",
        "value": {"caption": "Cut along the lines.", "cards": [{"title": "Surveyor", "text": "Measures."}]},
    },
    {"type": "teacher_note", "value": "<p>Answers: any three.</p>"},
    {"type": "quote", "value": {"text": "I never knew.", "role": "Year 9 pupil"}},
    {
        "type": "case_study",
        "value": {"context": "A college.", "what": "Tutors met weekly.", "effect": "More applied.", "role": "Tutor"},
    },
    {"type": "video_link", "value": {"title": "A day on site", "url": "https://films.example/1", "minutes": 4}},
]


@pytest.fixture
def library(home):
    return ResourceIndexPageFactory(parent=home)


@pytest.fixture
def pdf(db):
    document = HubDocument(title="Job cards")
    document.file.save("cards.pdf", ContentFile(b"%PDF-1.4 cards"))
    return document


@pytest.fixture
def full(library, pdf):
    """A resource with every field filled and every block but the two that need an upload."""
    gatsby = FrameworkFactory(slug="gatsby", label="Gatsby Benchmarks")
    return LessonResourcePageFactory(
        parent=library,
        title="Jobs on our street",
        slug="jobs-on-our-street",
        provider="A provider",
        provider_status="Renamed in 2020.",
        link="https://www.example.org/jobs",
        file=pdf,
        last_checked=datetime.date(2026, 11, 2),
        is_sample=True,
        body=BLOCKS,
        year_groups=[YearGroupFactory(number=n) for n in (7, 8, 9)],
        subjects=[SubjectFactory(slug="english"), SubjectFactory(slug="geography")],
        sectors=[SectorFactory(slug="digital")],
        criteria=[
            CriterionFactory(slug="gb4", framework=gatsby, code="GB4", label="Linking curriculum learning to careers"),
            CriterionFactory(slug="explore", label="Explore possibilities"),
        ],
        audiences=[Audience.objects.get_or_create(slug="teacher", defaults={"label": "Teacher"})[0]],
        needs=[
            NeedType.objects.get_or_create(
                slug="hi",
                defaults={"label": "Hearing impairment", "code": "02", "abbreviation": "HI", "area": "Sensory"},
            )[0]
        ],
    )
