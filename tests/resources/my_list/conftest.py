"""A unit of two lessons, one of which needs a sheet; a resource and a collection that holds it."""

import pytest

from tests.factories.curriculum import (
    ActivityKindFactory,
    CriterionFactory,
    CurriculumIndexPageFactory,
    FrameworkFactory,
    KeyStageFactory,
    KeyStagePageFactory,
    SubjectFactory,
    UnitPageFactory,
    YearGroupFactory,
    lesson,
)
from tests.factories.resources import (
    CollectionItemFactory,
    CollectionPageFactory,
    LessonResourcePageFactory,
    ResourceIndexPageFactory,
)

FIRST, SECOND = "11111111-0000-4000-8000-000000000000", "22222222-0000-4000-8000-000000000000"


@pytest.fixture
def library(home):
    return ResourceIndexPageFactory(parent=home)


@pytest.fixture
def sheet(library):
    return LessonResourcePageFactory(parent=library, title="Six statements", year_groups=[YearGroupFactory(number=9)])


@pytest.fixture
def collection(library, sheet):
    page = CollectionPageFactory(parent=library, title="The point of maths")
    CollectionItemFactory(page=page, resource=sheet)
    return page


@pytest.fixture
def stage_page(home):
    ActivityKindFactory(slug="in-class")
    return KeyStagePageFactory(parent=CurriculumIndexPageFactory(parent=home), key_stage=KeyStageFactory(number=3))


@pytest.fixture
def unit(stage_page, sheet):
    needed = [{"type": "sheet", "value": {"page": sheet.pk, "how_many": "one each"}}]
    gatsby = FrameworkFactory(slug="gatsby", label="Gatsby Benchmarks")
    return UnitPageFactory(
        parent=stage_page,
        title="Keeping doors open",
        slug="keeping-doors-open",
        years=[9],
        subjects=[SubjectFactory(slug="english")],
        criteria=[CriterionFactory(slug="gb4-1", framework=gatsby, code="GB4.1")],
        outcomes=[{"type": "outcome", "value": "I can say what a choice closes."}],
        lessons=[
            {**lesson("Locked, shut or open", minutes=(4, 12, 4), materials=needed), "id": FIRST},
            {**lesson("Three routes at sixteen"), "id": SECOND},
        ],
    )


def publish(unit, *blocks):
    """Publish a unit with these lessons."""
    unit.lessons = list(blocks)
    unit.save_revision(clean=False).publish()
