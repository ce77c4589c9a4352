from search.query import Query
from search.ranking import Candidate, Corpus, rarity
from search.ranking import rank as rank_query

CORPUS = Corpus(
    size=100,
    held={"interview": 10, "job": 60},
    size_filtered=50,
    held_filtered={"interview": 5, "job": 40},
    mean_lengths={"title": 4, "body": 100},
)


def rank(words, candidates, corpus, **wanted):
    candidates = [Candidate(pk, zones) for pk, zones in candidates]
    return [one.pk for one in rank_query(Query.of(*words), candidates, corpus, **wanted)]


def test_a_rare_word_weighs_more_than_a_common_one():
    assert rarity(100, 1) > rarity(100, 50) > rarity(100, 100) > 0


def test_a_word_in_the_title_beats_the_same_word_in_the_body():
    candidates = [(1, {"body": "interview"}), (2, {"title": "interview"})]
    assert rank(["interview"], candidates, CORPUS) == [2, 1]


def test_repeating_a_common_word_does_not_beat_holding_both():
    candidates = [(1, {"body": "job " * 4}), (2, {"body": "job interview"})]
    assert rank(["job", "interview"], candidates, CORPUS) == [2, 1]


def test_a_short_title_beats_a_long_one_with_the_same_word():
    candidates = [(1, {"title": "interview with many other words beside it"}), (2, {"title": "interview"})]
    assert rank(["interview"], candidates, CORPUS) == [2, 1]


def test_equals_come_in_the_order_of_their_numbers_whatever_order_they_arrive_in():
    candidates = [(n, {"title": "interview"}) for n in (3, 1, 2)]
    assert rank(["interview"], candidates, CORPUS) == [1, 2, 3]


def test_a_word_nobody_has_ranks_without_harm():
    assert rank(["nothing"], [(1, {"title": "interview"})], CORPUS) == [1]
