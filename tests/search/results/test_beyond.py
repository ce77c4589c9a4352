"""A filter that was read from words ranks before it excludes: what follows without it stands below a line."""

from urllib.parse import quote_plus

import pytest
from django.http import QueryDict
from django.test import Client

from curriculum.models import YearGroup
from search.engines import Engine, database_engine, get_engine
from search.models import Entry
from search.request import PER_PAGE, SearchRequest
from search.results import answer as answers
from search.results.answer import Answer, answer
from search.results.beyond import MOST_SEARCHES
from tests.factories.resources import LessonResourcePageFactory
from tests.factories.search import make_document, make_entries
from tests.search.engine_cases import ToldEngine, new_index

pytestmark = pytest.mark.postgresql


class Counting(Engine):
    """An engine, and what it was asked."""

    def __init__(self, engine: Engine):
        self.engine = engine
        self.asked: list[SearchRequest] = []

    def search(self, request, *, explain=False):
        self.asked.append(request)
        return self.engine.search(request, explain=explain)


@pytest.fixture(params=["database", "elasticsearch"])
def engine(request, terms, monkeypatch):
    made: Engine = get_engine(database_engine())
    if request.param == "elasticsearch":
        client = request.getfixturevalue("elasticsearch")
        made = ToldEngine(client, new_index(client))
    counting = Counting(made)
    monkeypatch.setattr(answers, "get_engine", lambda: counting)
    return counting


def asked(query: str) -> Answer:
    return answer(QueryDict(query), language="en")


def shown(found: Answer) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """Return the titles found, then what follows: each line with its titles."""
    titles = dict(Entry.objects.values_list("pk", "title"))
    sections = [(section.line, [titles[pk] for pk in section.ids]) for section in found.sections]
    return [titles[pk] for pk in found.found.ids], sections


def document(title: str, *years: str, **facets: str):
    values = {key: [value] for key, value in facets.items()}
    return make_document(title, facets={"year": years, **values})


def test_the_year_that_was_read_comes_first_then_those_beside_it_then_the_rest(engine):
    make_entries(
        document("Interview for eleven", "11"),
        document("Interview for eight", "8"),
        document("Interview for ten", "10"),
        document("Interview for nine", "9"),
    )
    assert shown(asked("q=interview+year+9")) == (
        ["Interview for nine"],
        [
            ("Nothing more for Year 9. Year 8, Year 10:", ["Interview for eight", "Interview for ten"]),
            ("Nothing more for Year 9. Without it:", ["Interview for eleven"]),
        ],
    )


def test_what_was_found_is_counted_alone(engine):
    make_entries(document("Interview", "9"), document("Interview", "8"), document("Interview", "10"))
    found = asked("q=interview+year+9")
    assert (found.found.total, found.found.pages, found.found.counts["year"]["8"]) == (1, 1, 1)
    assert [section.total for section in found.sections] == [2]


def test_a_filter_that_was_ticked_excludes(engine):
    make_entries(document("Interview", "9"), document("Interview", "8"))
    assert shown(asked("q=interview&year=9")) == (["Interview"], [])
    assert asked("q=interview&year=7").sections == []
    found = asked("q=interview+year+9&subject=science")
    assert (found.found.total, found.sections) == (0, [])


def test_the_address_remembers_what_was_read(engine):
    make_entries(document("Interview", "9"), document("Interview", "8"))
    found = asked("q=interview+year+9")
    again = asked(found.asked.query_string().removeprefix("?"))
    assert (again.asked.text, again.sections) == ("interview", found.sections)


def test_a_page_that_is_full_ends_there(engine):
    make_entries(*(document(f"Interview {n}", "9") for n in range(PER_PAGE)), document("Interview", "8"))
    assert asked("q=interview+year+9").sections == []
    assert len(engine.asked) == 1


def test_what_follows_fills_the_page_and_no_more(engine):
    make_entries(*(document(f"Interview {n}", "8") for n in range(30)), document("Interview", "9"))
    (section,) = asked("q=interview+year+9").sections
    assert (len(section.ids), section.total) == (PER_PAGE - 1, 30)


def test_the_name_of_a_subject_nothing_has_is_looked_for_as_words(engine):
    make_entries(document("What English is for", "9"), document("Other", "9", subject="science"))
    assert shown(asked("q=English")) == (
        [],
        [("Nothing for English. “English” as words:", ["What English is for"])],
    )


def test_several_filters_are_given_up_one_by_one(engine):
    make_entries(
        document("Interview assembly", "11", type="assembly"),
        document("Interview for nine", "9"),
        document("Interview for eleven", "11"),
    )
    found = asked("q=interview+assembly+year+9")
    _first, sections = shown(found)
    assert sections == [
        ("Nothing for Year 9. Without it:", ["Interview assembly"]),
        ("Nothing more for Assembly. Without it:", ["Interview for nine"]),
        ("Nothing more for Year 9, Assembly. Without them:", ["Interview for eleven"]),
    ]
    assert len(engine.asked) <= 1 + MOST_SEARCHES


def test_words_that_leave_nothing_are_given_up_before_the_filters(engine):
    make_entries(document("Budget", "9", type="worksheet"), document("Free", "11"))
    _found, sections = shown(asked("q=free+worksheets+year+9"))
    assert sections[0] == ("Nothing with all of that. The filters without the words:", ["Budget"])
    assert sections[-1] == ("Nothing more for Year 9, Worksheet. Without them:", ["Free"])


def test_filters_alone_are_given_up_one_by_one(engine):
    make_entries(document("Budget", "11", type="worksheet"), document("Interview", "9"))
    assert shown(asked("q=worksheets+year+9")) == (
        [],
        [
            ("Nothing for Year 9. Without it:", ["Budget"]),
            ("Nothing more for Worksheet. Without it:", ["Interview"]),
        ],
    )


def test_a_year_alone_has_the_years_beside_it(engine):
    make_entries(document("Ten", "10"), document("Seven", "7"))
    assert shown(asked("q=year+9")) == ([], [("Nothing for Year 9. Year 8, Year 10:", ["Ten"])])


def test_what_holds_some_of_the_words_is_the_last(engine):
    make_entries(document("Mock interview", "9"), *(make_document(f"Lesson {n}", texts={"body": "mock"}) for n in "ab"))
    found = asked("q=mock+interview")
    assert shown(found) == (["Mock interview"], [("These hold some of the words:", ["Lesson a", "Lesson b"])])
    assert found.sections[0].asked.query_string() == "?q=mock+interview&words=any"
    assert (found.found.total, asked("q=mock+interview&words=any").found.total) == (1, 3)


def test_each_line_leads_to_what_it_says(engine):
    make_entries(*(document(f"Interview {n}", "8") for n in range(30)), document("Interview", "9"))
    (section,) = asked("q=interview+year+9").sections
    there = asked(section.asked.query_string().removeprefix("?"))
    assert (there.found.total, there.found.ids[: len(section.ids)]) == (section.total, tuple(section.ids))


@pytest.fixture
def lessons(library):
    for title, number in (("Interview skills", 9), ("Interview practice", 10)):
        LessonResourcePageFactory(parent=library, title=title, year_groups=[YearGroup.objects.get(number=number)])


def test_the_page_says_why_and_keeps_it_in_its_form(client: Client, lessons):
    text = client.get("/search/?q=interview+year+9").content.decode()
    assert '<strong id="found" tabindex="-1">1 result</strong>' in text
    line = text.index("Nothing more for Year 9. Year 8, Year 10:")
    assert text.index("skills</a>") < line < text.index("practice</a>")
    assert '<input type="hidden" name="read" value="year:9:year 9">' in text


def test_a_page_with_nothing_but_what_follows_is_no_dead_end(client: Client, lessons):
    text = client.get("/search/?q=interview+year+11").content.decode()
    assert "Nothing for Year 11. Year 10:" in text
    assert "what emptied the list" not in text


def test_the_page_leads_to_whatever_holds_any_word_and_back(client: Client, lessons):
    text = client.get("/search/?q=interview+skills&sort=newest").content.decode()
    assert '<strong id="found" tabindex="-1">1 result</strong>' in text
    assert 'href="/search/?q=interview+skills&amp;words=any&amp;sort=newest"' in text
    everything = client.get("/search/?q=interview+skills&words=any").content.decode()
    assert '<strong id="found" tabindex="-1">2 results</strong>' in everything
    assert 'href="/search/?q=interview+skills"' in everything
    assert '<input type="hidden" name="words" value="any">' in everything


def test_the_data_has_what_follows_as_well(client: Client, lessons):
    data = client.get("/api/v1/search/?q=" + quote_plus("interview year 9")).json()
    assert data["total"] == 1
    (follows,) = data["beyond"]
    assert (follows["filters"], follows["total"]) == ({"year": ["8", "10"]}, 1)
    assert [one["title"] for one in follows["results"]] == ["Interview practice"]
