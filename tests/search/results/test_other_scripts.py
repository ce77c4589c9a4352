"""A word in another script is told of the pages in its language."""

import pytest

from search.engines import database_engine, get_engine, snapshot
from search.results.other_scripts import other_scripts
from tests.factories.search import make_entry


@pytest.fixture
def told(ask):
    return lambda query: list(other_scripts(ask(query), snapshot.current(), get_engine(database_engine())))


def test_a_bengali_word_leads_to_the_bengali_pages_that_hold_it(told):
    make_entry("সাক্ষাৎকার", locale="bn")
    make_entry("Interview")
    (found,) = told("q=সাক্ষাৎকার")
    assert found.text == "1 result in Bengali"
    assert found.url.startswith("/bn/search/?q=")


def test_where_there_are_none_it_says_so(told):
    make_entry("Interview")
    (found,) = told("q=সাক্ষাৎকার")
    assert (found.url, "Bengali" in found.text) == ("", True)


def test_latin_words_and_an_empty_search_lead_nowhere(told):
    make_entry("Interview", locale="bn")
    assert told("q=entrevista") == told("") == []
