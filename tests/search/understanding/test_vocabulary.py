"""Every row of the shipped vocabulary does what it says."""

import pytest

from search.understanding import understand
from search.understanding.phrases import WEIGHTS, Phrases, name_key, stands_for
from search.understanding.query import Alternative
from search.understanding.vocabulary import KINDS, Row, check, rows, sourced, sources

# The shipped terms are read from a database, which is made only where a test asks for one.
pytestmark = pytest.mark.django_db

ROWS = rows()
SYNONYMS = [row for row in ROWS if row.means]
NAMES = [row for row in ROWS if not row.means]


def test_there_are_enough_rows_of_every_kind():
    assert len(ROWS) >= 150
    assert {row.kind for row in ROWS} == set(KINDS)


def test_each_row_comes_from_a_source_of_its_own_and_each_source_has_rows():
    told = {text: [row for row in ROWS if row.source == text] for text in sources().values()}
    assert sum(map(len, told.values())) == len(ROWS)
    assert all(told.values()), "a source that nothing comes from"
    assert all(len(text) > 20 for text in told)
    where = {row.says: row.source for row in ROWS if row.kind == "one-way"}
    assert "section 42B" in where["Baker clause"]
    assert "Gatsby" in where["GB"]
    assert "National Careers Service" in where["plumber"]
    with pytest.raises(ValueError, match="no source 'hearsay'"):
        sourced("hearsay")


def test_no_phrase_names_two_things():
    names = [name_key(row.says, "en") for row in NAMES]
    assert sorted({key for key in names if names.count(key) > 1}) == []


@pytest.mark.parametrize("row", SYNONYMS, ids=lambda row: f"{row.says} ({row.kind})")
def test_what_is_said_is_found_under_what_it_means(row, words_of_the_hub):
    def found(text: str) -> set[Alternative]:
        quiet = understand(text, vocabulary={}, index_words=words_of_the_hub, as_typed=True).query
        return {option for clause in quiet.clauses for option in clause.alternatives}

    def wanted(text: str) -> Alternative:
        return stands_for(text, WEIGHTS[row.kind], "en", apart=row.apart)

    for means in row.means:
        assert wanted(means) in found(row.says)
        if row.kind == "alternative" and not row.capitals:
            assert wanted(row.says) in found(means)
        elif row.kind == "one-way" and all(means not in (one.says, *one.means) for one in SYNONYMS if one != row):
            assert wanted(row.says) not in found(means)


def test_common_words_count_side_by_side_unless_the_row_says_otherwise():
    assert stands_for("next step", 0.6, "en") == Alternative(("next", "step"), 0.6, phrase=True)
    assert stands_for("next step", 0.6, "en", apart=True) == Alternative(("next", "step"), 0.6)
    assert stands_for("T level", 0.6, "en").phrase
    assert not stands_for("steps", 0.6, "en").phrase


@pytest.mark.parametrize("row", NAMES, ids=lambda row: f"{row.says} ({row.kind})")
def test_a_name_is_a_filter_an_offer_or_nothing(row, hub_vocabulary, words_of_the_hub):
    # "Guidance for parents" holds "for parents", which is a row of its own.
    meant = understand(
        row.says, vocabulary=hub_vocabulary, index_words=words_of_the_hub, taken={"audience"} - {row.facet}
    )
    wanted = [(row.facet, value) for value in row.values if value in hub_vocabulary.get(row.facet, {})]
    assert [(one.key, one.value) for one in meant.interpretations] == (wanted if row.kind == "filter" else [])
    if row.kind == "offer":
        assert wanted, "no value of this row exists"
        assert set(wanted) <= {(one.key, one.value) for one in meant.offers}
    elif row.kind == "literal":
        assert (meant.offers, meant.text) == ((), row.says)
    elif row.kind == "without":
        assert meant.text == row.says
        denied = understand(f"budget without {row.says}", vocabulary=hub_vocabulary, index_words=words_of_the_hub)
        assert (denied.text, len(denied.query.excluded)) == (f"budget -{row.says}", 1)
    if row.capitals:
        small = understand(row.says.lower(), vocabulary=hub_vocabulary, index_words=words_of_the_hub)
        assert small.interpretations == ()


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
    phrases = Phrases.of("en", {"subject": hub_vocabulary["subject"]})
    facets = {facet for name in phrases.names.values() for facet, _ in name.targets}
    assert facets == {"subject"}


def test_another_language_has_the_labels_in_that_language_only(hub_vocabulary):
    phrases = Phrases.of("bn", hub_vocabulary)
    assert phrases.names[name_key("গণিত", "bn")].targets == (("subject", "mathematics"),)
    assert name_key("maths", "bn") not in phrases.names
    assert phrases.expansions == {}
