"""What is like a lesson or a resource: what shares its stage, subject and words; never a sheet, nor its own unit."""

import re

import pytest

from search.results.alike import alike, alike_context
from tests.factories.curriculum import (
    ActivityKindFactory,
    CurriculumIndexPageFactory,
    KeyStageFactory,
    KeyStagePageFactory,
    SubjectFactory,
    UnitPageFactory,
    YearGroupFactory,
    lesson,
)
from tests.factories.resources import LessonResourcePageFactory, ResourceIndexPageFactory

pytestmark = pytest.mark.django_db
KEY = "11111111"


@pytest.fixture
def stage_page(home):
    ActivityKindFactory(slug="in-class")
    return KeyStagePageFactory(parent=CurriculumIndexPageFactory(parent=home), key_stage=KeyStageFactory(number=3))


@pytest.fixture
def make_unit(stage_page):
    def make(title, *, years=(9,), subject="english", key=KEY, **rest):
        blocks = [{**lesson(title), "id": f"{key}-0000"}, {**lesson(f"{title} again"), "id": f"2{key[1:]}-0000"}]
        subjects = [SubjectFactory(slug=subject)]
        return UnitPageFactory(parent=stage_page, title=title, years=years, subjects=subjects, lessons=blocks, **rest)

    return make


@pytest.fixture
def make_resource(home):
    library = ResourceIndexPageFactory(parent=home)

    def make(title, *, years=(9,), subject="english", **rest):
        terms = {"year_groups": [YearGroupFactory(number=n) for n in years], "subjects": [SubjectFactory(slug=subject)]}
        return LessonResourcePageFactory(parent=library, title=title, **terms, **rest)

    return make


def titles(page, rf, key=""):
    return [each.title for each in alike(page, key, rf.get("/"))]


def test_a_lesson_leads_to_what_shares_its_stage_subject_and_words_first(make_unit, make_resource, rf):
    own = make_unit("Doors of choice")
    make_unit("A choice of doors")
    make_unit("Rent", years=[13], subject="mathematics")
    make_resource("Doors and options")
    found = titles(own, rf, KEY)
    assert found[:2] == ["A choice of doors", "Doors and options"]
    assert not [title for title in found if title.startswith("Doors of choice")]


def test_of_one_unit_one_lesson_is_named(make_unit, rf):
    own = make_unit("Doors of choice")
    make_unit("A choice of doors")
    assert titles(own, rf, KEY) == ["A choice of doors"]


def test_a_sheet_is_nothing_without_its_lesson(make_unit, make_resource, rf):
    own = make_unit("Doors of choice")
    sheet = make_resource("Doors of choice: cards", sheet_kind="cards")
    assert titles(own, rf, KEY) == [] and alike_context(sheet, rf.get("/")) == {}


def test_what_is_no_longer_public_is_not_named(make_unit, make_resource, rf):
    own, other = make_resource("Doors of choice"), make_resource("A choice of doors")
    assert titles(own, rf) == ["A choice of doors"]
    other.unpublish()
    assert titles(own, rf) == []


def test_a_units_own_page_names_none_and_a_lessons_page_shows_addresses_that_answer(make_unit, make_resource, client):
    own, other = make_unit("Doors of choice"), make_unit("A choice of doors")
    assert "More like this" not in client.get(own.url).content.decode()
    for address in (own.lesson_url(KEY), make_resource("Choosing doors").url):
        html = client.get(address).content.decode()
        assert f'<a href="{other.lesson_url(KEY)}">A choice of doors</a>' in html
    assert client.get(other.lesson_url(KEY)).status_code == 200


def test_it_takes_three_queries(make_unit, make_resource, rf, django_assert_num_queries):
    own = make_unit("Doors of choice")
    for n in range(8):
        make_resource(f"Doors {n}")
    request = rf.get("/")
    titles(own, rf, KEY)
    with django_assert_num_queries(3):
        assert len(alike(own, KEY, request)) == 4


def test_four_at_most_are_named(make_unit, make_resource, client):
    own = make_unit("Doors of choice")
    for n in range(8):
        make_resource(f"Doors {n}")
    html = client.get(own.lesson_url(KEY)).content.decode()
    assert len(re.findall(r">Doors \d</a>", html)) == 4
