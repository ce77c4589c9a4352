"""A lesson in the library, and somebody who may do everything with it."""

import pytest
from django.contrib.auth import get_user_model

from curriculum.models import Subject, YearGroup
from tests.factories.resources import (
    LessonResourcePageFactory,
)


@pytest.fixture
def resource(library):
    return LessonResourcePageFactory(
        parent=library,
        title="Mock interview",
        year_groups=list(YearGroup.objects.filter(number=9)),
        subjects=list(Subject.objects.filter(slug="english")),
    )


@pytest.fixture
def admin(client, db):
    user = get_user_model().objects.create_superuser("ada@example.org", "s3cret-enough")
    client.force_login(user)
    return user
