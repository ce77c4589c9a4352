"""What a resource knows of itself."""

import pytest

from curriculum.models import KeyStage, YearGroup
from tests.factories.resources import (
    CollectionItemFactory,
    CollectionPageFactory,
    LessonResourcePageFactory,
    ResourceIndexPageFactory,
)


@pytest.fixture
def library(home):
    return ResourceIndexPageFactory(parent=home)


@pytest.fixture
def years(db):
    """Years 6 to 10 by number."""
    stages = {
        n: KeyStage.objects.get_or_create(
            slug=f"ks{n}", defaults={"label": f"Key stage {n}", "number": n, "age_from": 7, "age_to": 11}
        )[0]
        for n in (2, 3, 4)
    }
    stage_of = {6: 2, 7: 3, 8: 3, 9: 3, 10: 4}
    return {
        n: YearGroup.objects.get_or_create(
            slug=str(n), defaults={"label": f"Year {n}", "number": n, "key_stage": stages[stage_of[n]]}
        )[0]
        for n in stage_of
    }


def test_stages_derive_from_the_years(library, years):
    page = LessonResourcePageFactory(parent=library, year_groups=[years[9], years[6], years[7]])
    page.refresh_from_db()
    assert page.year_numbers == [6, 7, 9]
    assert [stage.slug for stage in page.stages] == ["ks2", "ks3"]


def test_a_link_says_where_it_leads(library):
    page = LessonResourcePageFactory(parent=library, link="https://www.Example.org/jobs?x=1")
    assert page.link_host == "example.org"


def test_a_collection_keeps_its_order(library):
    collection = CollectionPageFactory(parent=library)
    first, second = LessonResourcePageFactory.create_batch(2, parent=library)
    CollectionItemFactory(page=collection, resource=second, sort_order=1)
    CollectionItemFactory(page=collection, resource=first, sort_order=0)
    assert [item.resource for item in collection.items.all()] == [first, second]
