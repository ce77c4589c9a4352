"""The one request to Elasticsearch, as a value: no server."""

import pytest

from search import zones
from search.engines.elasticsearch import mapping
from search.engines.elasticsearch.body import body
from search.engines.elasticsearch.documents import document, strengths
from search.engines.elasticsearch.mapping import LONGEST, MAPPING, term
from search.facets import FACETS
from search.models import Entry
from search.query import Alternative, Clause, Query
from search.request import SearchRequest

PLAIN = SearchRequest(query=Query.of("mock", "interview"))
FILTERED = PLAIN.change(selected=(("year", ("9", "10")), ("type", ("assembly",))))


def filters_of(aggregation: dict) -> str:
    return str(aggregation["filter"])


def test_each_facet_is_counted_without_its_own_choice():
    counts = body(FILTERED)["aggs"]
    assert "facets.type" in filters_of(counts["facet-year"])
    assert "facets.year" not in filters_of(counts["facet-year"])
    assert all(field in filters_of(counts["free"]) for field in ("facets.year", "facets.type"))
    counted = {*counts["free"]["aggs"], *(key for name in counts for key in counts[name].get("aggs", {}))}
    assert {facet.key for facet in FACETS} <= counted


def test_every_count_says_how_many_values_it_wants():
    parts = [body(FILTERED)["aggs"]["free"]["aggs"][facet.key] for facet in FACETS if facet.key not in ("year", "type")]
    assert all(part["terms"]["size"] > 100 for part in parts)


def test_filters_narrow_the_hits_and_leave_the_words_to_be_counted_everywhere():
    asked = body(FILTERED)
    assert "facets.year" in str(asked["post_filter"])
    assert "facets.year" not in str(asked["query"]) + str(asked["aggs"]["words"])
    assert "facets.year" in filters_of(asked["aggs"]["filtered"])


def test_a_required_phrase_narrows_the_hits_and_not_the_count_of_words():
    phrase = Alternative(("mock", "interview"), phrase=True)
    asked = body(SearchRequest(query=Query((Clause("", (phrase,), required=True),))))
    assert "match_phrase" in str(asked["post_filter"])
    assert "match_phrase" not in str(asked["query"]["bool"]["filter"])


def test_what_is_gone_is_left_out_before_the_index_has_heard():
    assert body(PLAIN, without=[7])["query"]["bool"]["must_not"] == {"ids": {"values": ["7"]}}


def test_a_page_by_date_is_asked_for_alone_and_best_matches_all_at_once():
    newest = body(PLAIN.change(sort="newest", page=3))
    assert (newest["from"], newest["size"]) == (40, 20)
    assert body(PLAIN.change(page=3))["size"] == 200


def test_a_word_that_the_server_would_cut_goes_in_as_a_digest():
    assert term("interview") == "interview"
    assert term("ইন্টারভিউ") == "ইন্টারভিউ"
    for word in ("two words", "x" * 200, "tab\there", "nel\x85here"):
        assert len(term(word)) <= LONGEST
        assert term(word).split() == [term(word)] != [word]


def test_a_word_is_written_as_often_as_it_is_strong():
    written = strengths({"title": "mock interview", "body": "interview day"}).split()
    assert written.count("interview") > written.count("mock") > written.count("day") == 1


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
    assert made["facets"].keys() == fields["facets"]["properties"].keys()
    assert document(entry, {"year": ["9"]})["checksum"] != document(entry, {"year": ["10"]})["checksum"]
