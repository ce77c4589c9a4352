from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.facets import FACETS
from search.request import LONGEST_TEXT
from search.understanding.clauses import MOST_CLAUSES, MOST_WORDS
from tests.fuzz.checks import limited
from tests.sizes import examples

KEYS = ["q", "sort", "page", "read", *(facet.key for facet in FACETS), "utm_source", ""]


def test_a_query_string_becomes_words_filters_order_and_page(ask):
    request = ask("q=Mock+interviews&year=9&year=8&minutes=20&sort=newest&page=2")
    assert [clause.typed for clause in request.query.clauses] == ["Mock", "interviews"]
    assert request.filters == {"year": ("8", "9"), "minutes": ("20",)}
    assert (request.sort, request.page, request.notices) == ("newest", 2, ())


def test_empty_parameters_and_foreign_ones_are_no_news(ask):
    assert ask("q=&year=&minutes=&sort=&page=&utm_source=x") == ask("")
    assert ask("q=&year=&utm_source=x").notices == ()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("year=99&subject=alchemy", "2 filters"),
        ("year=99", "One filter"),
        ("sort=sideways", "order"),
        ("page=-1", "page number"),
        ("page=1e9", "page number"),
        ("page=٣", "page number"),
        ("q=" + "interview " * 300, "long"),
        ("q=%22mock+interview", "no effect"),
        ("q=mock+AND+interview", "no effect"),
        ("q=mock+%2Binterview", "no effect"),
        ("q=" + "+".join(f"w{n}" for n in range(30)), "words"),
    ],
)
def test_what_cannot_be_used_is_left_out_and_said(ask, query, said):
    request = ask(query)
    assert any(said in notice for notice in request.notices)
    assert len(request.text) <= LONGEST_TEXT
    assert len(request.query.clauses) <= MOST_CLAUSES
    assert len(request.words) <= MOST_WORDS
    assert ask(request.query_string().removeprefix("?")) == request


def test_ordinary_punctuation_is_no_operator(ask):
    for text in ("A-level", "C++", "don't", "work, rest and play", "what's the point?", "health & care"):
        assert ask(f"q={quote(text)}").notices == ()


def test_words_that_name_a_filter_become_one_and_the_address_says_so(ask):
    request = ask("q=intervew+skils+yr10+1+hour&subject=science")
    assert request.text == "intervew skils"
    assert request.filters == {"year": ("10",), "minutes": ("60",), "subject": ("science",)}
    assert request.soft == ("year", "minutes")
    assert request.query_string() == (
        "?q=intervew+skils&year=10&minutes=60&subject=science&read=year%3A10%3Ayr10&read=minutes%3A60%3A1+hour&near=60"
    )
    again = ask(request.query_string().removeprefix("?"))
    assert (again.near_minutes, again.interpretations, again.soft) == (60, request.interpretations, request.soft)
    assert request.without("minutes", "60").near_minutes is None


@pytest.mark.parametrize(
    "query",
    [
        "q=job&year=9&read=year:8:y8",
        "q=job&year=9&year=8&read=year:9:y9",
        "q=job&year=9&read=year:9:",
        "q=job&year=9&read=year:9",
        "q=job&year=9&read=subject:9:y9",
        "q=job&read=year:9:y9",
        "q=job&year=9&read=" + "x" * 300,
        "q=job&year=9&read=year:9:" + "x" * 100,
    ],
)
def test_a_filter_with_anything_ticked_beside_it_is_no_longer_only_read(ask, query):
    assert (ask(query).soft, ask(query).interpretations) == ((), ())
    assert "read" not in ask(query).query_string()


def test_a_filter_set_by_hand_is_not_changed_by_words(ask):
    request = ask("q=interview+year+9&year=8")
    assert request.filters == {"year": ("8",)}
    assert request.text == "interview year 9"
    assert [(offer.key, offer.value) for offer in request.offers] == [("year", "9")]


def test_a_length_in_the_address_counts_only_beside_its_filter(ask):
    assert ask("near=60&minutes=60").near_minutes == 60
    for query in ("near=60", "near=9999&minutes=60", "near=x&minutes=60", "near=60&minutes=%28%28"):
        assert ask(query).near_minutes is None


def test_a_request_says_itself_in_an_address(ask):
    request = ask("q=job&year=8&year=9&sort=newest&page=2")
    assert request.query_string() == "?q=job&year=8&year=9&sort=newest&page=2"
    assert request.without("year", "8").query_string() == "?q=job&year=9&sort=newest"
    assert request.without_words().query_string() == "?year=8&year=9&sort=newest"


@settings(max_examples=examples(300), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pairs=st.lists(
        st.tuples(st.sampled_from(KEYS), st.text(max_size=300) | st.sampled_from(["9", "-1", "'\"--", "year:9:y9"]))
    )
)
def test_no_query_string_raises_and_what_is_kept_comes_back_the_same(ask, pairs):
    request = ask(urlencode(pairs, errors="surrogatepass"))
    again = ask(request.query_string().removeprefix("?"))
    assert again == request


def test_signs_before_a_filter_take_no_time(ask):
    # Found by fuzz_search: a pattern went back and forth over the hyphens, twice as long with each one more.
    with limited():
        assert ask("q=" + "-" * 60 + "_+year+9").filters == {"year": ("9",)}


def test_a_text_is_no_longer_when_its_marks_are_written_apart(ask):
    # Found by fuzz_search: a space on each side of a phrase made the canonical text longer than a text may be.
    request = ask("q=" + quote('ab"cd"' * 40))
    assert len(request.text) <= LONGEST_TEXT
    assert ask(request.query_string().removeprefix("?")) == request
