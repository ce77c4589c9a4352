"""The page of a list: what the address holds, in its order; what is gone is said, and nothing ends in an error."""

import re

import pytest
from django.test import override_settings
from django.utils.html import escape
from wagtail.models import PageViewRestriction

from tests.factories.curriculum import UnitPageFactory, lesson
from tests.factories.resources import LessonResourcePageFactory
from tests.html import text_of
from tests.resources.my_list.conftest import FIRST, SECOND, publish

pytestmark = pytest.mark.django_db
# One list of sixty takes what one of two takes; measured 24.
LIST_QUERIES = 32


def shown(client, *items, **rest):
    return client.get("/my-list/", {"i": [str(item) for item in items], **rest})


def titles(response):
    return re.findall(r"<h3[^>]*><a[^>]*>(.*?)</a>", response.content.decode())


def test_it_shows_lessons_units_resources_and_collections_in_the_order_of_the_address(client, unit, sheet, collection):
    answer = shown(client, collection.pk, f"{unit.pk}-22222222", sheet.pk, unit.pk, title="Spring term")
    assert answer.status_code == 200
    assert titles(answer) == ["The point of maths", "Three routes at sixteen", "Six statements", "Keeping doors open"]
    text = text_of(answer)
    for words in ("Spring term", "Lesson of “Keeping doors open”", "Year 9", "Unit of lessons", "2 parts"):
        assert words in text
    assert "noindex" in answer.content.decode()


def test_the_scheme_of_work_has_a_week_for_each_lesson_of_a_unit(client, unit, sheet):
    answer = shown(client, unit.pk, sheet.pk)
    weeks = re.findall(r'data-l="Week">(\d+)</td>\s*<th scope="row">\s*(.*?)\s*<', answer.content.decode())
    assert weeks == [("1", "Locked, shut or open"), ("2", "Three routes at sixteen"), ("3", "Six statements")]
    assert "4.1" in text_of(answer)


def test_its_links_change_the_address_and_nothing_else(client, unit, sheet):
    html = shown(client, unit.pk, f"{unit.pk}-11111111", sheet.pk, title="A & B").content.decode()
    one, two, three = unit.pk, f"{unit.pk}-11111111", sheet.pk
    for query in (f"i={two}&i={one}&i={three}", f"i={one}&i={three}&i={two}", f"i={one}&i={two}"):
        assert escape(f"/my-list/?title=A+%26+B&{query}") in html


def test_an_empty_list_says_how_something_gets_on_it(client, db):
    answer = client.get("/my-list/")
    assert answer.status_code == 200
    assert "Nothing is on it yet" in text_of(answer) and "Find lessons and resources" in text_of(answer)


@pytest.mark.parametrize("items", [["x"], ["999999"], ["12-zz"], ["-"], ["<script>"]])
def test_nonsense_and_what_is_not_there_are_said(client, unit, items):
    answer = shown(client, *items, unit.pk)
    assert answer.status_code == 200
    assert "1 entry cannot be found" in text_of(answer) and titles(answer) == ["Keeping doors open"]


def test_of_five_hundred_the_rest_is_said_to_be_left_off(client, unit):
    answer = shown(client, unit.pk, *range(100_001, 100_500))
    assert "440 more were left off" in text_of(answer) and "59 entries cannot be found" in text_of(answer)


def test_pages_of_schools_pages_that_are_closed_and_drafts_are_never_shown(client, home, unit, sheet, stage_page):
    PageViewRestriction.objects.create(page=sheet, restriction_type=PageViewRestriction.LOGIN)
    unit.unpublish()
    answer = shown(client, home.pk, sheet.pk, unit.pk, f"{unit.pk}-11111111", stage_page.pk)
    assert "5 entries cannot be found" in text_of(answer)
    for title in ("Six statements", "Keeping doors open", "Locked, shut or open"):
        assert title not in text_of(answer)


def test_a_lesson_renamed_is_still_the_same(client, unit):
    first, second = unit.lessons.raw_data
    publish(unit, second, {**first, "value": {**first["value"], "title": "Which doors close?"}})
    assert titles(shown(client, f"{unit.pk}-11111111")) == ["Which doors close?"]


def test_a_lesson_written_again_is_offered_under_its_title(client, unit):
    publish(unit, *unit.lessons.raw_data)
    first, second = unit.lessons.raw_data
    publish(unit, second, {**first, "id": "33333333-0000-4000-8000-000000000000"})
    answer = shown(client, f"{unit.pk}-11111111", f"{unit.pk}-22222222")
    assert "The lesson “Locked, shut or open” is no longer part of “Keeping doors open”." in text_of(answer)
    assert f"/my-list/?i={unit.pk}-33333333&amp;i={unit.pk}-22222222" in answer.content.decode()


def test_of_a_lesson_that_is_gone_the_nearest_is_offered(client, unit):
    publish(unit, *unit.lessons.raw_data)
    publish(unit, {**lesson("Doors that are open"), "id": SECOND}, {**lesson("Pay"), "id": FIRST.replace("1", "4")})
    answer = shown(client, f"{unit.pk}-11111111")
    assert "The nearest to it: Doors that are open" in text_of(answer)


def test_a_lesson_that_moved_to_another_unit_is_found_there(client, unit, stage_page):
    other = UnitPageFactory(parent=stage_page, title="Two ways", lessons=[unit.lessons.raw_data[0]])
    publish(unit, unit.lessons.raw_data[1])
    answer = shown(client, f"{unit.pk}-11111111")
    assert "It stands in another unit now: Locked, shut or open (Two ways)" in text_of(answer)
    assert f"i={other.pk}-11111111" in answer.content.decode()


def test_of_a_lesson_nobody_knows_its_unit_is_offered_and_no_draft_is_told(client, unit):
    draft = [*unit.lessons.raw_data, {**lesson("A secret draft"), "id": "55555555-0000"}]
    unit.lessons = draft
    unit.save_revision(clean=False)
    answer = shown(client, f"{unit.pk}-55555555")
    assert "The unit is still there: Keeping doors open" in text_of(answer)
    assert "secret" not in text_of(answer)


@override_settings(ALLOWED_HOSTS=["*"])
def test_what_is_pasted_joins_the_list(client, unit, sheet, collection):
    for pasted, item in (
        (f"http://testserver{unit.lesson_url('11111111')}", f"{unit.pk}-11111111"),
        (unit.url, unit.pk),
        (f"{sheet.url}?from=search#top", sheet.pk),
        (collection.url, collection.pk),
        (f"/my-list/?title=Other&i={collection.pk}", collection.pk),
    ):
        answer = shown(client, "77", add=pasted, title="Mine")
        assert (answer.status_code, answer["Location"]) == (302, f"/my-list/?title=Mine&i=77&i={item}")


@pytest.mark.parametrize(
    "pasted",
    ["nonsense", "https://elsewhere.example/curriculum/", "/", "/no/such/page/", "http://[", "/my-list/", "x" * 9000],
)
def test_what_is_pasted_and_is_none_of_ours_is_said_at_its_field_and_nothing_is_lost(client, unit, pasted):
    answer = shown(client, unit.pk, add=pasted)
    html = answer.content.decode()
    assert answer.status_code == 400
    assert "No lesson, unit, resource, collection or list of this hub has that address." in html
    assert 'aria-invalid="true"' in html and titles(answer) == ["Keeping doors open"]
    assert escape(pasted) in html


def test_a_sixty_first_is_refused_at_its_field(client, unit):
    answer = shown(client, *range(1000, 1060), add=unit.url)
    assert answer.status_code == 400 and "A list holds 60 entries" in text_of(answer)


def test_it_is_shared_by_an_address_a_code_and_plain_links(client, unit):
    html = shown(client, unit.pk, title="Spring term").content.decode()
    whole = f"http://testserver/my-list/?title=Spring+term&i={unit.pk}"
    assert f'value="{escape(whole)}"' in html
    assert "https://classroom.google.com/share?url=http%3A%2F%2Ftestserver%2Fmy-list%2F" in html
    assert "https://teams.microsoft.com/share?href=http%3A%2F%2Ftestserver%2Fmy-list%2F" in html
    (code,) = re.findall(r"<svg[^>]*segno.*?</svg>", html, re.S)
    assert "style" not in code


def test_an_address_too_long_for_a_code_is_said_to_be(client, unit):
    items = [f"{unit.pk}-{key:036}" for key in range(60)]
    answer = shown(client, unit.pk, *items)
    assert "too long for a QR code" in text_of(answer) and "segno" not in answer.content.decode()


def test_a_hostile_title_is_words(client, db):
    html = shown(client, title="<script>alert(1)</script>").content.decode()
    assert "<script>alert" not in html


def test_a_list_of_many_takes_the_queries_of_a_list_of_few(client, library, unit, django_assert_max_num_queries):
    few = [unit.pk, f"{unit.pk}-11111111"]
    shown(client, *few)
    with django_assert_max_num_queries(LIST_QUERIES):
        shown(client, *few)
    pages = [LessonResourcePageFactory(parent=library) for _ in range(12)]
    units = [UnitPageFactory(parent=unit.get_parent(), lessons=unit.lessons.raw_data) for _ in range(6)]
    many = [*few, *(page.pk for page in pages), *(each.pk for each in units)]
    with django_assert_max_num_queries(LIST_QUERIES):
        assert len(titles(shown(client, *many))) == 20


def test_a_card_a_lesson_a_unit_a_resource_and_a_collection_lead_to_the_list(client, unit, sheet, collection):
    link = '<a class="keep no-print" href="/my-list/?i={0}" data-keep="{0}" rel="nofollow">'
    for address, item in (
        (unit.lesson_url("11111111"), f"{unit.pk}-11111111"),
        (unit.url, unit.pk),
        (unit.url, f"{unit.pk}-22222222"),
        (sheet.url, sheet.pk),
        (collection.url, collection.pk),
        ("/search/", unit.pk),
        ("/search/", sheet.pk),
        ("/search/", collection.pk),
    ):
        assert link.format(item) in client.get(address).content.decode(), address
