"""Quotation marks, minus and star in a query."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.understanding.clauses import MOST_BEGINNINGS
from search.understanding.marks import parse, write
from search.understanding.query import Alternative

# The shipped terms are read from a database, which is made only where a test asks for one.
pytestmark = pytest.mark.django_db


def test_quoted_words_are_required_side_by_side_and_nothing_else(mean):
    meant = mean('"year 9 intervew" skills')
    phrase, word = meant.query.clauses
    assert phrase.alternatives == (Alternative(("year", "9", "intervew"), phrase=True),)
    assert (phrase.required, word.required) == (True, False)
    assert (list(meant.interpretations), meant.corrections) == ([], ())


def test_one_quoted_word_is_required(mean):
    (clause,) = mean("“maths”").query.clauses
    assert (clause.alternatives, clause.required) == ((Alternative(("math",)),), True)


def test_a_minus_leaves_out_a_word_or_a_phrase(mean):
    meant = mean('interview -maths -"work experience" A-level mid-term')
    assert [one.words for one in meant.query.excluded] == [("math",), ("work", "experi")]
    assert list(meant.interpretations) == []
    assert "alevel" in meant.query.words


def test_a_star_finds_the_commonest_words_that_begin_so(mean):
    (clause,) = mean("employ*").query.clauses
    assert len(clause.alternatives) <= MOST_BEGINNINGS
    assert ("employ",) in [one.words for one in clause.alternatives]


def test_signs_without_effect_are_named_once(mean):
    meant = mean("mock AND (interview | skills) +work")
    assert len(meant.notices) == 1
    assert mean(meant.text).notices == ()


def test_only_a_minus_looks_for_nothing(mean):
    assert not mean("-maths").query


@given(st.text(alphabet='ab5 "-*“+()!:AORND&|,\u00a0', max_size=16) | st.text())
def test_what_is_written_is_cut_the_same_way(text):
    parts, _ = parse(text)
    assert parse(write(parts)) == (parts, False)
