"""What an entry says of its page, beyond the page's own words."""

import pytest

from curriculum.models import Criterion, Subject, YearGroup
from search.index.adapters.base import names
from search.models import EntryFacet
from tests.factories.resources import CollectionItemFactory, CollectionPageFactory, LessonResourcePageFactory
from tests.search.index.as_written import assert_true


@pytest.mark.parametrize(
    ("slug", "code", "said"),
    [
        ("gb5", "GB5", ["GB5"]),
        ("gb5-1", "GB5.1", ["GB5.1"]),
        ("gb5", "5", ["5", "GB5"]),
        ("la2", "2", ["2"]),
    ],
)
def test_a_code_is_said_once(slug, code, said):
    assert names(Criterion(slug=slug, label="", code=code), "en")[1:] == said


@pytest.fixture
def collection(library):
    """A collection of a lesson for Year 9, 20 minutes, and one for Year 7, an hour."""
    english = Subject.objects.get(slug="english")
    made = CollectionPageFactory(parent=library, title="Ready")
    for number, minutes in ((9, 20), (7, 60)):
        years = [YearGroup.objects.get(number=number)]
        member = LessonResourcePageFactory(parent=library, year_groups=years, minutes=minutes, subjects=[english])
        CollectionItemFactory(page=made, resource=member)
    made.save_revision().publish()
    return made


def values(page, key: str) -> set[str]:
    return set(EntryFacet.objects.filter(entry__page=page, facet=key).values_list("value", flat=True))


def test_a_collection_is_found_by_what_is_in_it(collection):
    assert values(collection, "year") == {"7", "9"}
    assert values(collection, "minutes") == {"20", "30", "60"}
    assert values(collection, "subject") == {"english"}
    assert values(collection, "kind") == {"collection"}
    assert_true()


def test_a_member_that_changes_or_goes_takes_its_collection_along(collection):
    first, second = (item.resource for item in collection.items.all())
    first.year_groups = [YearGroup.objects.get(number=11)]
    first.save_revision().publish()
    assert values(collection, "year") == {"7", "11"}
    second.unpublish()
    assert values(collection, "year") == {"11"}
    assert_true()
    first.delete()
    assert values(collection, "year") == set()
    assert_true()
