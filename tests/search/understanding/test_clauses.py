"""The clauses that the words of a query become: synonyms, filler, words that stand together."""

import pytest

from search.understanding.clauses import TOGETHER
from search.understanding.query import Alternative

# The shipped terms are read from a database, which is made only where a test asks for one.
pytestmark = pytest.mark.django_db


def test_a_short_form_stands_for_all_of_its_words(mean):
    (clause,) = mean("LMI").query.clauses
    assert Alternative(("labour", "market", "inform"), 0.8, phrase=True) in clause.alternatives


def test_a_phrase_stands_for_its_short_form_at_each_of_its_words(mean):
    clauses = mean("labour market information").query.clauses
    assert [clause.typed for clause in clauses] == ["labour", "market", "information"]
    assert all(Alternative(("lmi",), 0.8) in clause.alternatives for clause in clauses)


def test_words_that_stand_for_something_count_for_more_side_by_side(mean):
    side_by_side = Alternative(("work", "experi"), TOGETHER * 2, phrase=True)
    clauses = mean("work experience diary").query.clauses
    assert [side_by_side in clause.alternatives for clause in clauses].count(True) == 1
    assert all(one.weight <= 1 for clause in mean("work diary").query.clauses for one in clause.alternatives)


def test_a_title_full_of_filler_counts_for_more_as_it_stands(mean):
    (clause,) = mean("who can do this job").query.clauses
    assert clause.alternatives[0] == Alternative(("job",))
    assert Alternative(("who", "can", "do", "this", "job"), TOGETHER * 5, phrase=True) in clause.alternatives


def test_a_misspelt_phrase_stands_for_what_the_phrase_stands_for(mean):
    meant = mean("work experiance")
    assert [(one.typed, one.meant) for one in meant.corrections] == [("experiance", "experience")]
    right = {one for clause in mean("work experience").query.clauses for one in clause.alternatives}
    assert {one for one in right if len(one.words) > 1 or one.weight < 1} <= {
        one for clause in meant.query.clauses for one in clause.alternatives
    }


def test_one_way_rows_go_one_way(mean):
    assert ("provid", "access") in [one.words for c in mean("Baker clause").query.clauses for one in c.alternatives]
    assert "baker" not in mean("provider access").query.words


def test_words_of_one_stem_and_two_meanings_are_kept_apart(mean):
    assert "essenti" not in mean("employers").query.words


def test_filler_counts_only_alone(mean):
    assert [clause.typed for clause in mean("how do I write a budget").query.clauses] == ["write", "budget"]
    assert mean("how do I").query


def test_words_that_say_little_count_beside_others(mean):
    assert [clause.typed for clause in mean("raw materials").query.clauses] == ["raw", "materials"]
    assert [clause.typed for clause in mean("what things I need").query.clauses] == ["things"]
    assert [clause.typed for clause in mean("needs of employers").query.clauses] == ["needs", "employers"]
    assert not mean("materials and things for year 9").query


def test_it_in_capitals_is_a_word(mean):
    assert [clause.typed for clause in mean("IT jobs").query.clauses] == ["IT", "jobs"]
    assert [clause.typed for clause in mean("is it work").query.clauses] == ["work"]


def test_an_examination_is_one_word(mean):
    assert [clause.typed for clause in mean("a level budget").query.clauses] == ["a level", "budget"]


def test_joined_words_are_found_as_one(mean):
    assert ("interview",) in [one.words for one in mean("inter view").query.clauses[0].alternatives]


def test_as_typed_corrects_nothing(mean):
    meant = mean("intervew skils", as_typed=True)
    assert (meant.corrections, meant.query.words) == ((), ("intervew", "skil"))
