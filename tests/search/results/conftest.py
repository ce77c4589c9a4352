"""A lesson that searches find."""

import datetime

import pytest

from curriculum.models import Subject, YearGroup
from tests.factories.resources import LessonResourcePageFactory

PUBLISHED = datetime.datetime(2026, 9, 1, 9, tzinfo=datetime.UTC)


@pytest.fixture
def resource(library):
    return LessonResourcePageFactory(
        parent=library,
        title="Mock interview",
        summary="Pupils answer questions & listen.",
        year_groups=list(YearGroup.objects.filter(number__in=[8, 9])),
        subjects=list(Subject.objects.filter(slug="english")),
        minutes=20,
        first_published_at=PUBLISHED,
    )
