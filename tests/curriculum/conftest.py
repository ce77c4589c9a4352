"""Fixtures of the curriculum's pages."""

import pytest

from tests.factories.curriculum import (
    ActivityKindFactory,
    CurriculumIndexPageFactory,
    CurriculumMapPageFactory,
    KeyStageFactory,
    KeyStagePageFactory,
    YearGroupFactory,
)


@pytest.fixture
def index(home):
    return CurriculumIndexPageFactory(parent=home)


@pytest.fixture
def stage_page(index):
    """Key stage 3, with a classroom activity to teach in it."""
    ActivityKindFactory(slug="in-class")
    return KeyStagePageFactory(parent=index, key_stage=KeyStageFactory(number=3))


@pytest.fixture
def all_years(db):
    """Years 3 to 13."""
    return [YearGroupFactory(number=number) for number in range(3, 14)]


@pytest.fixture
def map_page(index, all_years):
    return CurriculumMapPageFactory(parent=index)
