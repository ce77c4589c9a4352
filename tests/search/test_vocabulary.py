"""Every row of the shipped vocabulary does what it says."""

import pytest

from search.analysis import query_words
from search.phrasebook import Phrasebook, name_key
from search.understanding import understand
from search.vocabulary import KINDS, Row, check, rows

ROWS = rows()
SYNONYMS = [row for row in ROWS if row.means]
NAMES = [row for row in ROWS if not row.means]


def test_there_are_enough_rows_and_each_says_where_it_comes_from():
    assert len(ROWS) >= 150
    assert {row.kind for row in ROWS} == set(KINDS)
    assert all(len(row.source) > 20 for row in ROWS)


def test_no_phrase_names_two_things():
    names = [name_key(row.says, "en") for row in NAMES]
    assert sorted({key for key in names if names.count(key) > 1}) == []


@pytest.mark.parametrize("row", SYNONYMS, ids=lambda row: f"{row.says} ({row.kind})")
def test_what_is_said_is_found_under_what_it_means(row, hub_vocabulary, words_of_the_hub):
    def found(text: str) -> set[tuple[str, ...]]:
        quiet = understand(text, vocabulary={}, lexicon=words_of_the_hub, as_typed=True).query
        return {option.words for clause in quiet.clauses for option in clause.alternatives}

    for means in row.means:
        assert tuple(query_words(means)) in found(row.says)
        if row.kind == "alternative":
            assert tuple(query_words(row.says)) in found(means) or row.capitals
        else:
            backwards = [other for other in SYNONYMS if row.says in other.means or other.says == means]
            assert tuple(query_words(row.says)) not in found(means) - {tuple(query_words(means))} or backwards


@pytest.mark.parametrize("row", NAMES, ids=lambda row: f"{row.says} ({row.kind})")
def test_a_name_is_a_filter_an_offer_or_nothing(row, hub_vocabulary, words_of_the_hub):
    # "Guidance for parents" holds "for parents", which is a row of its own.
    meant = understand(row.says, vocabulary=hub_vocabulary, lexicon=words_of_the_hub, taken={"audience"} - {row.facet})
    wanted = [(row.facet, value) for value in row.values if value in hub_vocabulary.get(row.facet, {})]
    assert [(one.key, one.value) for one in meant.readings] == (wanted if row.kind == "filter" else [])
    if row.kind == "offer":
        assert wanted, "no value of this row exists"
        assert set(wanted) <= {(one.key, one.value) for one in meant.offers}
    elif row.kind == "literal":
        assert (meant.offers, meant.text) == ((), row.says)
    if row.capitals:
        small = understand(row.says.lower(), vocabulary=hub_vocabulary, lexicon=words_of_the_hub)
        assert small.readings == ()


@pytest.mark.parametrize(
    "values",
    [
        {"says": "x", "kind": "rumour"},
        {"says": " ", "kind": "literal"},
        {"says": "x", "kind": "one-way"},
        {"says": "x", "kind": "filter", "facet": "year"},
    ],
)
def test_a_row_that_lacks_what_its_kind_needs_is_refused(values):
    with pytest.raises(ValueError):
        check(Row(source="test", **values))


def test_what_the_vocabulary_lacks_names_nothing(hub_vocabulary):
    book = Phrasebook.of("en", {"subject": hub_vocabulary["subject"]})
    facets = {facet for name in book.names.values() for facet, _ in name.targets}
    assert facets == {"subject"}


def test_another_language_has_the_labels_in_that_language_only(hub_vocabulary):
    book = Phrasebook.of("bn", hub_vocabulary)
    assert book.names[name_key("গণিত", "bn")].targets == (("subject", "mathematics"),)
    assert name_key("maths", "bn") not in book.names
    assert book.expansions == {}
