"""Suggestions while somebody types: what they offer, that they stay true, and that nothing is scanned for them."""

import pytest
from django.db import connection
from django.urls import reverse
from wagtail.models import PageViewRestriction

from curriculum.models import YearGroup
from resources.models import LessonResourcePage
from search.engines import snapshot
from search.index import rebuilding
from search.models import TitleStart
from search.results import suggestions
from search.results.suggestions import starts, suggest
from tests.factories.resources import LessonResourcePageFactory
from tests.factories.schools import BoroughFactory, SchoolFactory
from tests.factories.search import make_document, make_entries

pytestmark = pytest.mark.postgresql


@pytest.fixture
def texts(terms):
    """Return what is suggested for a text: filters as (words, facet, value), what teachers say as (words, meaning)."""

    def fetch(typed: str, locale: str = "en") -> list:
        found = suggest(typed, snapshot.current(), locale)
        return [
            (each.words, each.key, each.value) if each.key else (each.text, each.note) if each.note else each.text
            for each in found
        ]

    return fetch


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Prepare for a mock interview", ["prepare for a mock interview", "mock interview", "interview"]),
        ("The world of work", ["the world of work", "world of work", "work"]),
        ("Don't know? Café & A-levels", ["dont know cafe a levels", "know cafe a levels", "cafe a levels", "levels"]),
        ("", []),
    ],
)
def test_a_title_begins_at_its_telling_words(title, found):
    assert starts(title) == found


def test_titles_are_suggested_from_any_of_their_telling_words(texts):
    make_entries(*map(make_document, ("Mock interview", "Prepare for a mock interview", "Payslips")))
    both = ["Mock interview", "Prepare for a mock interview"]
    assert texts("mo") == texts("MOCK ") == texts("mock int") == both
    assert texts("interv") == both
    assert texts("mock x") == texts("m") == texts("") == []


def test_alike_titles_are_suggested_once_and_no_more_than_eight_come(texts):
    make_entries(*(make_document(title) for title in ["Same title"] * 30))
    assert texts("same") == ["Same title"]
    make_entries(*(make_document(f"Mock {number}") for number in range(20)))
    assert len(texts("mock")) == suggestions.MOST


def test_filters_come_first_with_what_they_find_and_keep_the_words_before_them(texts):
    make_entries(
        make_document("Year 9 options", facets={"year": ["9"]}),
        make_document("Forces", facets={"year": ["9", "10"], "subject": ["science"]}),
    )
    assert texts("year") == [("", "year", "9"), ("", "year", "10"), "Year 9 options"]
    assert texts("mock interview year 1") == [("mock interview", "year", "10")]
    assert texts("sci") == [("", "subject", "science")]
    (found,) = suggest("sci", snapshot.current(), "en")
    assert (found.note, found.count) == ("Subject, 1", 1)


def test_a_filter_that_would_find_nothing_is_not_suggested(texts):
    make_entries(make_document("Forces", facets={"subject": ["science"]}))
    assert texts("engl") == []


def test_what_teachers_call_it_is_suggested_where_the_hub_has_it(texts):
    assert texts("LMI") == []
    make_entries(make_document("Reading labour market information"))
    said = ("LMI", "labour market information")
    assert texts("lmi") == [said]
    assert said in texts("labour mar")
    assert texts("LMI", "bn") == []


def test_suggestions_follow_their_pages(texts, library):
    LessonResourcePageFactory(parent=library, title="Mock interview")
    page = LessonResourcePage.objects.get(title="Mock interview")
    assert texts("mock") == ["Mock interview"]
    page.title = "Group interview"
    page.save()
    assert (texts("mock"), texts("group")) == ([], ["Group interview"])
    restriction = PageViewRestriction.objects.create(page=library, restriction_type=PageViewRestriction.LOGIN)
    assert texts("group") == []
    restriction.delete()
    assert texts("group") == ["Group interview"]
    page.unpublish()
    assert not TitleStart.objects.exists()


def test_a_rebuild_writes_each_title_once(texts, library):
    LessonResourcePageFactory(parent=library, title="Mock interview")
    TitleStart.objects.all().delete()
    rebuilding.rebuild()
    rebuilding.rebuild()
    assert TitleStart.objects.count() == 2


def test_another_language_and_a_school_keep_to_themselves(texts, home):
    make_entries(
        make_document("মক ইন্টারভিউ", locale="bn"),
        make_document("Mock in a school", school_id=SchoolFactory.create().pk),
    )
    assert texts("mock") == []
    assert texts("মক", "bn") == ["মক ইন্টারভিউ"]


@pytest.mark.parametrize("typed", ["mo", "mock interview and so on", "\x00\ud800", "%_", "'" * 500, "9" * 200])
def test_no_text_breaks_them(typed, texts):
    make_entries(make_document("Mock interview"))
    texts(typed)


def test_one_range_of_an_index_is_all_that_is_read_for_titles(terms, django_assert_num_queries):
    make_entries(*(make_document(f"Mock {number}", facets={"year": ["9"]}) for number in range(500)))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    held = snapshot.current()
    suggest("mock", held, "en")
    with django_assert_num_queries(2) as asked:
        assert len(suggest("mock", held, "en")) == suggestions.MOST
    (query,) = [each for each in asked.captured_queries if "registermark" not in each["sql"]]
    with connection.cursor() as cursor:
        word = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
        cursor.execute(f"{word} {query['sql']}".replace("%", "%%"))
        plan = "\n".join(str(row) for row in cursor.fetchall())
    assert "search_title_starts_with" in plan
    assert "SCAN" not in plan.upper().replace("INDEX SCAN", ""), plan
    assert "TEMP B-TREE" not in plan, "sorted by hand"


@pytest.fixture
def fetch(client):
    def get(typed: str):
        return client.get(reverse("search_suggest"), {"q": typed})

    return get


def test_the_answer_is_a_small_list_that_says_how_many_there_are(fetch, terms):
    title = "Interview " + "<words & 'more words'> " * 6
    make_entries(*(make_document(f"{title}{number}", facets={"year": ["9"]}) for number in range(20)))
    response = fetch("interview")
    text = response.content.decode()
    assert text.count('role="option"') == 8
    assert "8 suggestions. Use the arrow keys." in text
    assert "<words" not in text
    assert len(response.content) <= 3 * 1024
    assert response["Cache-Control"] == "public, max-age=60"
    assert "Cookie" not in response.get("Vary", "")
    assert fetch("beekeeping").content.strip() == b""


@pytest.mark.parametrize("title", ["ক্যারিয়ার শিক্ষা " * 8, "ক্যারিয়ার " + "&" * 140], ids=["three bytes", "escaped"])
def test_eight_long_titles_are_cut_to_as_many_as_are_small(title, client, home):
    make_entries(*(make_document(f"{title.strip()}{number}", locale="bn") for number in range(20)))
    response = client.get("/bn/search/suggest/", {"q": "ক্যারিয়ার"})
    listed = response.content.decode().count('role="option"')
    assert 0 < listed < suggestions.MOST
    assert len(response.content) <= 3 * 1024
    assert len(response.content) > 2 * 1024, "more would have fitted"


def test_the_answer_takes_three_questions_to_the_database(fetch, terms, django_assert_num_queries):
    make_entries(*(make_document(f"Mock {number}", facets={"year": ["9"]}) for number in range(50)))
    fetch("mock")
    with django_assert_num_queries(3):
        fetch("mock")


def test_typing_is_limited_too_but_less(fetch, terms, settings, clock):
    settings.SEARCHES_PER_MINUTE = 1
    assert [fetch("mo").status_code for _ in range(6)] == [200] * 5 + [429]


def test_the_box_works_without_them(client, library):
    text = client.get("/search/").content.decode()
    assert 'data-url="/search/suggest/"' in text
    assert 'role="combobox"' not in text, "only a script can keep that promise"


def test_year_groups_are_suggested_by_their_long_name(texts, library):
    LessonResourcePageFactory(parent=library, title="Forces", year_groups=list(YearGroup.objects.filter(number=9)))
    assert texts("year 9") == [("", "year", "9")]


@pytest.mark.parametrize(
    "typed", ["mcok int", "mock intervw", "mock inetr", "mokc ", "mock interveiw ", "mock intreviw"]
)
def test_a_wrong_letter_is_put_right(texts, typed):
    make_entries(*(make_document(title) for title in ("Mock interview", "Mock interview again", "Payslips")))
    assert texts(typed)[:1] == ["Mock interview"]


def test_a_misspelt_filter_is_offered_with_the_words_before_it(texts):
    make_entries(make_document("Forces of nature", facets={"subject": ["science"]}), make_document("Science"))
    assert ("forces", "subject", "science") in texts("forces sceince")


def test_where_something_begins_so_nothing_is_put_right(texts):
    make_entries(make_document("Mock interview"), make_document("Mick"))
    assert texts("mick") == ["Mick"]
    assert texts("xqzv") == texts("xq") == []


def test_schools_are_suggested_behind_lessons_with_their_borough(texts, home):
    SchoolFactory(name="Wren Quill School", urn=900801, borough=BoroughFactory(label="Newham"))
    SchoolFactory(name="Wren Quill Old School", urn=900802, status="closed")
    SchoolFactory(name="St Osyth’s School", urn=900803, borough=None)
    make_entries(*(make_document(f"Wren {number}") for number in range(9)))
    assert texts("wren")[-1] == ("Wren Quill School", "School, Newham")
    assert len(texts("wren")) == suggestions.MOST
    assert texts("wren qui") == texts("wren quil") == texts("wern quil") == [("Wren Quill School", "School, Newham")]
    assert texts("saint osy") == texts("st. osyths") == [("St Osyth’s School", "School")]
    assert texts("sch") == texts("school") == texts("the") == []
