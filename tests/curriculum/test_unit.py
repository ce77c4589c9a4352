"""A unit: its totals, its place, its page."""

import json
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Locale, PageViewRestriction

from curriculum import hours
from curriculum.lessons import activities
from curriculum.models import UnitPage
from curriculum.templatetags.curriculum_tags import as_hours, as_hours_exactly, in_words, year_words
from tests.factories.curriculum import (
    ActivityKindFactory,
    CriterionFactory,
    FrameworkFactory,
    NeedTypeFactory,
    SubjectFactory,
    UnitPageFactory,
    lesson,
)
from tests.factories.resources import LessonResourcePageFactory, ResourceIndexPageFactory

pytestmark = pytest.mark.django_db
# Home page, site, ancestors, restrictions, terms and links: none of these grows with lessons or resources.
UNIT_QUERIES = 37


def test_a_units_totals_are_added_up_from_its_lessons(stage_page):
    ActivityKindFactory(slug="study-hall", counts=False)
    lessons = [
        lesson(minutes=(10, 30, 10)),
        lesson(minutes=(5, 10, 5), counts_minutes=15),
        lesson(minutes=(0, 60, 0), kind="study-hall"),
    ]
    unit = UnitPageFactory(parent=stage_page, lessons=lessons)
    unit.refresh_from_db()
    assert unit.minutes_total == 50 + 20 + 60
    assert unit.minutes_counted == 50 + 15


@given(
    st.lists(
        st.tuples(*[st.none() | st.integers(0, 120)] * 3, st.none() | st.integers(0, 400), st.sampled_from("abc")),
        max_size=6,
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_totals_hold_for_any_lessons_and_half_written_drafts(rows):
    raw = [lesson(kind=kind, minutes=parts, counts_minutes=stated) for *parts, stated, kind in rows]
    planned = activities(raw, counting={"a", "b"})
    assert hours.total(a.minutes for a in planned) == sum(part or 0 for *parts, _, _ in rows for part in parts)
    expected = 0
    for *parts, stated, kind in rows:
        minutes = sum(part or 0 for part in parts)
        expected += (minutes if kind in "ab" else 0) if stated is None else min(stated, minutes)
    assert hours.counted_total(planned) == expected


def test_a_lesson_without_its_parts_adds_nothing():
    (planned,) = activities([{"type": "lesson", "value": {"title": "Not yet"}}], counting=set())
    assert (planned.minutes, planned.counted) == (0, 0)


def test_an_empty_draft_has_totals_of_nothing(stage_page):
    unit = UnitPageFactory(parent=stage_page, years=[], live=False)
    assert (unit.minutes_total, unit.minutes_counted, unit.key_stage, unit.year_numbers) == (0, 0, None, [])


@pytest.mark.parametrize("lessons", [[], [{"type": "lesson", "value": {}}]])
def test_an_empty_draft_can_be_previewed(stage_page, lessons):
    """As the admin previews a page that has never been saved."""
    path = UnitPage._get_children_path_interval(stage_page.path)[1]
    unit = UnitPage(title="New unit", slug="new", lessons=lessons, locale=stage_page.locale, path=path, depth=5)
    unit.set_url_path(stage_page)
    response = unit.make_preview_request()
    assert response.status_code == 200
    assert "New unit" in response.rendered_content


def test_a_unit_leads_to_the_public_units_that_build_on_it(stage_page):
    first = UnitPageFactory(parent=stage_page, title="First", years=[7])
    second = UnitPageFactory(parent=stage_page, title="Second", years=[9], builds_on=[first])
    UnitPageFactory(parent=stage_page, title="Draft", years=[9], builds_on=[first], live=False)
    private = UnitPageFactory(parent=stage_page, title="Private", years=[9], builds_on=[first])
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    assert [unit.title for unit in first.leads_to] == ["Second"]
    assert [unit.title for unit in second.public_builds_on] == ["First"]
    assert [unit.title for unit in private.public_builds_on] == ["First"]


TAUGHT: dict[str, object] = {"lessons": [lesson()], "outcomes": [{"type": "outcome", "value": "I can."}]}


def test_a_translation_leads_to_translations_only(stage_page):
    bengali = Locale.objects.get_or_create(language_code="bn")[0]
    first = UnitPageFactory(parent=stage_page, title="First", years=[7])
    second = UnitPageFactory(parent=stage_page, title="Second", years=[9], builds_on=[first], **TAUGHT)
    stage_page.get_parent().specific.copy_for_translation(bengali, copy_parents=True)
    stage_page.copy_for_translation(bengali, copy_parents=True)
    first_bn = first.copy_for_translation(bengali)
    assert first_bn.leads_to == []
    second_bn = second.copy_for_translation(bengali)
    second_bn.save_revision().publish()
    assert first_bn.leads_to == [second_bn]
    assert [unit.locale for unit in first.leads_to] == [first.locale]


@pytest.fixture
def full_unit(stage_page, home):
    """A unit with everything a page can show."""
    library = ResourceIndexPageFactory(parent=home)
    shown = LessonResourcePageFactory(parent=library, title="Job cards")
    library_page = LessonResourcePageFactory(parent=library, title="Explore careers")
    hidden = LessonResourcePageFactory(parent=library, title="Unfinished sheet", live=False)
    notes: dict[str, Any] = {
        "materials": [
            {"type": "thing", "value": "Scissors"},
            {"type": "sheet", "value": {"page": shown.pk, "how_many": "one set for each table"}},
            {"type": "sheet", "value": {"page": hidden.pk, "how_many": ""}},
        ],
        "employer_ask": "One visitor for 45 minutes",
        "adaptations": [
            {"type": "item", "value": {"needs": ["hi", "vi"], "others": "", "change": "Symbols on each card"}},
            {"type": "item", "value": {"needs": [], "others": "Young carers", "change": "Nothing at home"}},
        ],
        "home_task": "Ask somebody at home",
        "reflection": "What surprised you?",
        "lmi": {"text": "Jobs in London, 2025", "url": "https://example.org/jobs"},
        "resources": [library_page.pk, hidden.pk],
    }
    NeedTypeFactory(slug="hi", label="Hearing impairment")
    NeedTypeFactory(slug="vi", label="Visual impairment")
    gatsby = FrameworkFactory(slug="gatsby", synonyms=["Gatsby"])
    earlier = UnitPageFactory(parent=stage_page, title="Who chooses my job?", years=[8])
    return UnitPageFactory(
        parent=stage_page,
        title="Keeping doors open",
        slug="keeping-doors-open",
        years=[9],
        is_sample=True,
        outcomes=[{"type": "outcome", "value": "I can name three jobs."}],
        lessons=[lesson("What would I give up?", counts_minutes=30, **notes), lesson("Three routes", **notes)],
        subjects=[SubjectFactory(slug="english")],
        criteria=[CriterionFactory(slug="gb2-1", code="GB2.1", framework=gatsby), CriterionFactory(slug="manage")],
        builds_on=[earlier],
    )


def test_the_page_shows_what_it_takes_to_teach_the_unit_tomorrow(full_unit, client):
    html = client.get(full_unit.url).content.decode()
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))
    for words in ("Sample unit", "Year 9", "1 h 40 min", "1 h 20 min", "I can name three jobs.",
                  "What would I give up?", "counts 30 min", "One visitor for 45 minutes", "Adapted for",
                  "Hearing impairment, Visual impairment", "Scissors",
                  "one set for each table", "Explore careers",
                  "Jobs in London, 2025 example.org", "Gatsby 2.1",
                  "Who chooses my job?", "All resources (2)",
                  "2. Three routes Job cards one set for each table"):  # fmt: skip
        assert words in text
    assert "Unfinished sheet" not in text
    assert html.count("<h1") == 1


def test_the_page_says_what_search_engines_read(full_unit, client):
    html = client.get(full_unit.url).content.decode()
    (course,) = [
        thing
        for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
        for thing in json.loads(block)["@graph"]
        if thing["@type"] == "Course"
    ]
    assert course["timeRequired"] == "PT100M"
    assert course["typicalAgeRange"] == "13-14"
    assert course["teaches"] == ["I can name three jobs."]


def test_the_page_takes_the_same_queries_however_many_lessons(full_unit, client, django_assert_max_num_queries):
    client.get(full_unit.url)
    with django_assert_max_num_queries(UNIT_QUERIES) as few:
        client.get(full_unit.url)
    stored = list(full_unit.lessons.raw_data)
    full_unit.lessons = [*stored, *[{k: v for k, v in dict(b).items() if k != "id"} for b in stored] * 5]
    full_unit.save()
    with django_assert_max_num_queries(len(few.captured_queries)):
        html = client.get(full_unit.url).content.decode()
    assert 'href="#l12"' in html, "twelve lessons want a line to jump by"


def test_a_key_stage_lists_its_public_units_by_year_with_their_hours(full_unit, stage_page, client):
    UnitPageFactory(parent=stage_page, title="Hidden draft", live=False)
    html = client.get(stage_page.url).content.decode()
    assert "Keeping doors open" in html
    assert "1 h 40 min" in html
    assert "Hidden draft" not in html


def test_the_index_adds_up_each_key_stage(full_unit, index, client):
    html = client.get(index.url).content.decode()
    assert "Key stage 3" in html
    assert "1 h 40 min" in html


@pytest.mark.parametrize("name", ["stage_page", "index"])
def test_a_list_takes_the_same_queries_however_many_units(
    full_unit, stage_page, name, client, request, django_assert_max_num_queries
):
    url = request.getfixturevalue(name).url
    client.get(url)
    with django_assert_max_num_queries(25) as few:
        client.get(url)
    for _ in range(5):
        UnitPageFactory(parent=stage_page, lessons=[lesson()], criteria=list(full_unit.criteria.all()))
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(url)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 min"), (50, "50 min"), (60, "1 h"), (150, "2½ h"), (140, "2 h 20 min"), (None, "0 min")],
)
def test_minutes_are_said_as_people_say_them(minutes, words):
    assert as_hours(minutes) == words


def test_minutes_in_a_column_are_said_in_one_way():
    assert [as_hours_exactly(minutes) for minutes in (0, 45, 60, 210)] == ["0 min", "45 min", "1 h", "3 h 30 min"]


def test_years_are_said_as_people_say_them():
    assert [year_words(numbers) for numbers in ([], [9], [9, 7], [7, 8, 9])] == [
        "", "Year 9", "Years 7 and 9", "Years 7 to 9",
    ]  # fmt: skip
    assert in_words([4, 8, 11]) == "4, 8 and 11"
