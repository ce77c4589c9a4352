"""The searches that Elasticsearch is asked together, as values: no server."""

import pytest

from search.engines.elasticsearch import mapping
from search.engines.elasticsearch.body import searches
from search.engines.elasticsearch.documents import document, strengths
from search.engines.elasticsearch.mapping import LONGEST, MAPPING, term
from search.facets import FACETS
from search.index import zones
from search.models import Entry
from search.request import SearchRequest
from search.understanding.query import Alternative, Clause, Query

PLAIN = SearchRequest(query=Query.of("mock", "interview"))
FILTERED = PLAIN.change(selected=(("year", ("9", "10")), ("type", ("assembly",))))


def narrowed_by(search: dict) -> str:
    return str(search["query"])


def test_each_facet_is_counted_without_its_own_choice():
    asked = searches(FILTERED)
    assert "type=" in narrowed_by(asked["year"])
    assert "year=" not in narrowed_by(asked["year"])
    assert all(value in narrowed_by(asked["hits"]) for value in ("year=9", "year=10", "type=assembly"))
    assert asked["year"]["aggs"]["values"]["terms"]["include"] == "year=.*"


def test_every_count_says_how_many_values_it_wants():
    asked = searches(FILTERED)
    assert all(asked[name]["aggs"]["values"]["terms"]["size"] > 1000 for name in ("hits", "year", "type"))


def test_filters_narrow_the_hits_and_leave_the_words_to_be_counted_everywhere():
    asked = searches(FILTERED)
    assert "year=" not in narrowed_by(asked["words"])
    assert "year=" in narrowed_by(asked["filtered"])
    assert asked["filtered"]["aggs"] == asked["words"]["aggs"]
    assert list(searches(PLAIN)) == ["hits", "best", "words"]
    assert list(searches(PLAIN.change(any_words=True))) == ["hits", "words"]
    assert list(searches(SearchRequest())) == ["hits"]


def test_a_word_is_asked_for_in_one_language_and_one_school_or_the_hub():
    inside = searches(PLAIN.change(locale="bn", school=7))
    assert "'bn:7:mock'" in narrowed_by(inside["hits"])
    assert "'bn:7:mock'" in str(inside["words"]["aggs"])
    assert "'en:0:mock'" in narrowed_by(searches(PLAIN)["hits"])
    assert narrowed_by(searches(SearchRequest(school=7))["hits"]).count("'en:7'") == 1


def test_a_required_phrase_narrows_the_hits_and_not_the_count_of_words():
    phrase = Alternative(("mock", "interview"), phrase=True)
    asked = searches(SearchRequest(query=Query((Clause("", (phrase,), required=True),))))
    assert "match_phrase" in narrowed_by(asked["hits"])
    assert "match_phrase" not in str(asked["words"])


def test_what_is_gone_is_left_out_before_the_index_has_heard():
    left_out = str({"must_not": {"ids": {"values": ["7"]}}})
    assert all(left_out in narrowed_by(search) for search in searches(FILTERED, without=[7]).values())
    assert not any("must_not" in narrowed_by(search) for search in searches(FILTERED).values())


def test_a_page_by_date_is_asked_for_alone_and_best_matches_all_at_once():
    newest = searches(PLAIN.change(sort="newest", page=3))["hits"]
    assert (newest["from"], newest["size"]) == (40, 20)
    assert searches(PLAIN.change(page=3))["hits"]["size"] == 200


def test_a_word_that_the_server_would_cut_goes_in_as_a_digest():
    assert term("interview") == "interview"
    assert term("ইন্টারভিউ") == "ইন্টারভিউ"
    for word in ("two words", "x" * 200, "tab\there", "nel\x85here"):
        assert len(term(word)) <= LONGEST
        assert term(word).split() == [term(word)] != [word]


def test_a_word_is_written_as_often_as_it_is_strong():
    written = strengths({"title": "mock interview", "body": "interview day"}, "en:0").split()
    assert written.count("en:0:interview") > written.count("en:0:mock") > written.count("en:0:day") == 1


@pytest.mark.parametrize("scale", [zones.WEIGHTS, zones.LENGTH_B, zones.TYPICAL_LENGTHS])
def test_a_release_that_weighs_otherwise_has_an_index_and_checksums_of_its_own(scale, monkeypatch):
    entry = Entry(pk=3, words={"title": "mock interview day", "body": "mock"})
    made, before = document(entry, {}), mapping.fingerprint.__wrapped__()
    monkeypatch.setitem(scale, "title", 2 * scale["title"])
    assert mapping.fingerprint.__wrapped__() != before
    assert document(entry, {})["checksum"] != made["checksum"]


def test_a_gone_entry_says_nothing_but_that():
    gone = document(Entry(pk=3, gone=True, title="Secret", words={"title": "secret"}), {})
    assert gone.keys() == {"pk", "gone", "checksum"}


def test_a_document_names_only_fields_of_the_mapping():
    entry = Entry(pk=3, words={"title": "mock", "body": "day"}, lengths={"title": 1, "body": 1}, locale="en")
    made = document(entry, {facet.key: ["x"] for facet in FACETS})
    fields = MAPPING["properties"]
    assert made.keys() <= fields.keys()
    assert made["words"].keys() <= fields["words"]["properties"].keys()
    assert made["facets"] == sorted(f"{facet.key}=x" for facet in FACETS)
    assert document(entry, {"year": ["9"]})["checksum"] != document(entry, {"year": ["10"]})["checksum"]
