"""A lesson: its address, its page, and what becomes of both when it changes."""

import json
import re

import pytest
from django.test import override_settings
from wagtail.models import Locale

from curriculum import lessons as stored
from tests.factories.curriculum import NeedTypeFactory, UnitPageFactory, lesson
from tests.factories.resources import LessonResourcePageFactory, ResourceIndexPageFactory
from tests.html import text_of

pytestmark = pytest.mark.django_db

FIRST, SECOND = "11111111-0000-4000-8000-000000000000", "22222222-0000-4000-8000-000000000000"
# As a unit's page without what leads to other units, and three for what is like it.
LESSON_QUERIES = 34


@pytest.fixture
def unit(stage_page, home):
    NeedTypeFactory(slug="hi", label="Hearing impairment")
    sheet = LessonResourcePageFactory(parent=ResourceIndexPageFactory(parent=home), title="Six statements")
    needed = [
        {"type": "thing", "value": "Options booklet"},
        {"type": "sheet", "value": {"page": sheet.pk, "how_many": "one for each pair"}},
    ]
    change = {"needs": ["hi"], "others": "", "change": "Captions on for a call."}
    first = lesson(
        "Locked, shut or open", minutes=(4, 12, 4), materials=needed, adaptations=[{"type": "item", "value": change}]
    )
    second = lesson("Three routes at sixteen")
    return UnitPageFactory(
        parent=stage_page,
        title="Keeping doors open",
        slug="keeping-doors-open",
        years=[9],
        outcomes=[{"type": "outcome", "value": "I can say what a choice closes."}],
        lessons=[{**first, "id": FIRST}, {**second, "id": SECOND}],
    )


def change(unit, *blocks):
    """Publish a unit with other lessons."""
    unit.lessons = list(blocks)
    unit.save_revision(clean=False).publish()


def test_a_lesson_has_an_address_below_its_unit_and_a_page(unit, client):
    address = unit.lesson_url("11111111")
    assert address == f"{unit.url}locked-shut-or-open-11111111/"
    text = text_of(client.get(address))
    for words in (
        "Lesson 1 of 2 in Keeping doors open",
        "20 min",
        "Options booklet",
        "Six statements one for each pair",
        "What happens during.",
        "Hearing impairment Captions on for a call.",
        "Next: Three routes at sixteen",
    ):
        assert words in text


def test_its_address_survives_renaming_and_reordering_and_an_old_title_leads_on(unit, client):
    old = unit.lesson_url("11111111")
    first, second = unit.lessons.raw_data
    change(unit, second, {**first, "value": {**first["value"], "title": "Which doors close?"}})
    response = client.get(old)
    assert (response.status_code, response["Location"]) == (301, f"{unit.url}which-doors-close-11111111/")
    assert "Lesson 2 of 2" in text_of(client.get(response["Location"]))


def test_a_lesson_that_is_gone_says_so_and_offers_what_is_there(unit, client):
    old = unit.lesson_url("11111111")
    change(unit, unit.lessons.raw_data[1])
    response = client.get(old)
    assert response.status_code == 410
    assert "Three routes at sixteen" in text_of(response)
    assert "noindex" in response.content.decode()


def test_one_written_again_under_its_title_is_found_at_the_old_address(unit, client):
    old = unit.lesson_url("11111111")
    first, second = unit.lessons.raw_data
    change(unit, {**first, "id": "33333333-0000-4000-8000-000000000000"}, second)
    assert client.get(old)["Location"] == f"{unit.url}locked-shut-or-open-33333333/"


def test_two_lessons_of_one_title_have_two_addresses(unit, client):
    first, second = unit.lessons.raw_data
    change(unit, first, {**first, "id": SECOND}, second)
    assert {unit.part_path(key) for key in ("11111111", "22222222")} == {
        "locked-shut-or-open-11111111/",
        "locked-shut-or-open-22222222/",
    }


@pytest.mark.parametrize("below", ["x/", "keeping/", "-11111111/", "a-b/c-d/", "locked--/", "ক-11111111/x/"])
def test_what_is_no_lessons_address_is_not_found(unit, client, below):
    assert client.get(unit.url + below).status_code in (404, 410)


def test_a_unit_without_lessons_has_a_page_and_no_lesson(stage_page, client):
    empty = UnitPageFactory(parent=stage_page)
    assert client.get(empty.url).status_code == 200
    assert client.get(f"{empty.url}any-11111111/").status_code == 410


def test_a_lesson_is_as_public_as_its_unit(unit, client):
    address = unit.lesson_url("11111111")
    unit.unpublish()
    assert client.get(address).status_code == 404


def test_a_title_without_latin_letters_still_makes_an_address(unit):
    block = lesson("কাজের জগৎ")
    assert stored.path_of({**block, "id": FIRST}) == "lesson-11111111/"


def test_a_moved_unit_leads_on_from_its_lessons_addresses(unit, client, django_capture_on_commit_callbacks):
    old = unit.lesson_url("11111111")
    unit.slug = "keeping-every-door-open"
    with django_capture_on_commit_callbacks(execute=True):
        unit.save_revision().publish()
    assert client.get(old)["Location"].endswith("/keeping-every-door-open/locked-shut-or-open-11111111/")


@override_settings(ALLOWED_HOSTS=["*"])
def test_its_head_names_its_own_address_and_what_it_is(unit, client):
    html = client.get(unit.lesson_url("11111111")).content.decode()
    (canonical,) = re.findall(r'rel="canonical" href="([^"]+)"', html)
    assert canonical.endswith(unit.lesson_url("11111111"))
    graph = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)[0])["@graph"]
    resource = next(thing for thing in graph if thing["@type"] == "LearningResource")
    assert (resource["timeRequired"], resource["isPartOf"]["name"]) == ("PT20M", "Keeping doors open")
    crumbs = next(thing for thing in graph if thing["@type"] == "BreadcrumbList")["itemListElement"]
    assert [crumb["name"] for crumb in crumbs[-2:]] == ["Keeping doors open", "Locked, shut or open"]


def test_a_translated_lesson_is_offered_and_one_that_lacks_it_is_not(unit, client):
    bengali = Locale.objects.get_or_create(language_code="bn")[0]
    parent = unit.get_parent().specific
    parent.get_parent().specific.copy_for_translation(bengali, copy_parents=True)
    parent.copy_for_translation(bengali)
    translated = unit.copy_for_translation(bengali)
    change(translated, unit.lessons.raw_data[0])
    assert f'hreflang="bn" href="http://localhost{translated.lesson_url("11111111")}"' in (
        client.get(unit.lesson_url("11111111")).content.decode()
    )
    assert 'hreflang="bn"' not in client.get(unit.lesson_url("22222222")).content.decode()


def test_the_sitemap_lists_each_lesson(unit, client):
    listed = client.get("/sitemap-en.xml").content.decode()
    assert unit.lesson_url("11111111") in listed and unit.lesson_url("22222222") in listed


def test_the_page_takes_the_same_queries_however_many_lessons(unit, client, django_assert_max_num_queries):
    address = unit.lesson_url("11111111")
    client.get(address)
    with django_assert_max_num_queries(LESSON_QUERIES) as few:
        client.get(address)
    first = unit.lessons.raw_data[0]
    change(unit, first, *[{**first, "id": f"aaaaaa{n}-0000"} for n in range(10, 22)])
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(address)
