import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines.counted import Counted
from search.engines.ranking import NEAR_BONUS, NEAR_LENGTH, UNIT_SHARE, Corpus, rarity
from search.engines.ranking import rank as rank_query
from search.index.packing import Candidates, pack
from search.index.zones import LENGTH_B, SATURATION, WEIGHTS, ZONES
from search.understanding.query import Alternative, Clause, Query
from tests.search import oracle

CORPUS = Corpus(
    size=100,
    held={"interview": 10, "job": 60},
    size_filtered=50,
    held_filtered={"interview": 5, "job": 40},
)
MEAN_LENGTHS = {"title": 4, "body": 100}


def rank(words, candidates, corpus, **wanted):
    packed = Candidates.of((pk, pack(zones)) for pk, zones in candidates)
    query = Query.of(*words)
    return [one.pk for one in rank_query(query, Counted.of(query, packed, MEAN_LENGTHS), corpus, **wanted)]


def test_a_rare_word_weighs_more_than_a_common_one():
    assert rarity(100, 1) > rarity(100, 50) > rarity(100, 100) > 0


def test_a_word_in_the_title_beats_the_same_word_in_the_body():
    candidates = [(1, {"body": "interview"}), (2, {"title": "interview"})]
    assert rank(["interview"], candidates, CORPUS) == [2, 1]


def test_a_lesson_comes_before_a_sheet_that_says_the_same_and_a_better_sheet_before_it():
    words = {"body": "interview"}
    found = [(1, words, "sheet"), (2, words, "lesson"), (3, {"title": "interview"}, "sheet")]
    packed = Candidates.of((pk, pack(zones, kind=kind)) for pk, zones, kind in found)
    query = Query.of("interview")
    assert [one.pk for one in rank_query(query, Counted.of(query, packed, MEAN_LENGTHS), CORPUS)] == [3, 2, 1]


def test_repeating_a_common_word_does_not_beat_holding_both():
    candidates = [(1, {"body": "job job job job"}), (2, {"body": "job interview"})]
    assert rank(["job", "interview"], candidates, CORPUS) == [2, 1]


def test_a_short_title_beats_a_long_one_with_the_same_word():
    candidates = [(1, {"title": "interview with many other words beside it"}), (2, {"title": "interview"})]
    assert rank(["interview"], candidates, CORPUS) == [2, 1]


def test_equals_come_in_the_order_of_their_numbers_whatever_order_they_arrive_in():
    candidates = [(n, {"title": "interview"}) for n in (3, 1, 2)]
    assert rank(["interview"], candidates, CORPUS) == [1, 2, 3]


def test_a_word_nobody_has_ranks_without_harm():
    assert rank(["nothing"], [(1, {"title": "interview"})], CORPUS) == [1]


def test_nothing_is_ranked_without_harm():
    assert rank(["interview"], [], CORPUS) == []


def test_an_entry_without_words_ranks_last():
    assert rank(["interview"], [(1, {}), (2, {"body": "interview"}), (3, {})], CORPUS) == [2, 1, 3]


WORDS = ["job", "interview", "year", "9", "কাজ"]
texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
entries = st.tuples(
    st.fixed_dictionaries(dict.fromkeys(("title", "unit", "body"), texts)),
    st.lists(st.sampled_from(["unit-1", "unit-2", "unit-3"]), unique=True, max_size=2),
    st.none() | st.integers(0, 90),
)
several = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(tuple)
options = st.builds(Alternative, several, st.sampled_from([2.0, 1.0, 0.5]), st.booleans())
clauses = st.builds(Clause, st.just("typed"), st.lists(options, min_size=1, max_size=3).map(tuple))


def together(option, worth, words):
    zones = [words.get(zone, "").split() for zone in ZONES]
    return sum(map(worth.get, option.words)) / len(option.words) if oracle.holds(zones, option) else 0.0


def plain_scores(query, candidates, corpus, near_minutes):
    """The ranker's formula once more, word by word."""
    matched = []
    for words, _, _ in candidates:
        worth = {}
        for word in query.words:
            strength = 0.0
            for zone in ZONES:
                found = words.get(zone, "").split()
                length = 1 - LENGTH_B[zone] + LENGTH_B[zone] * len(found) / (MEAN_LENGTHS.get(zone) or 1.0)
                strength += WEIGHTS[zone] * found.count(word) / length
            worth[word] = corpus.weight_of(word) * strength / (SATURATION + strength)
        best = [max(one.weight * together(one, worth, words) for one in c.alternatives) for c in query.clauses]
        matched.append(sum(best))
    means = {}
    for unit in {unit for _, units, _ in candidates for unit in units}:
        members = [score for score, (_, units, _) in zip(matched, candidates, strict=True) if unit in units]
        means[unit] = sum(members) / len(members)
    scores = []
    for score, (_, units, minutes) in zip(matched, candidates, strict=True):
        near = None not in (near_minutes, minutes) and NEAR_LENGTH * near_minutes <= minutes <= near_minutes
        unit = UNIT_SHARE * max((means[unit] for unit in units), default=0.0)
        scores.append((score + unit) * (NEAR_BONUS if near else 1.0))
    return scores


@given(st.lists(entries, max_size=8), st.lists(clauses, max_size=3), st.none() | st.integers(1, 90))
def test_many_at_once_score_as_one_by_one(found, wanted, near_minutes):
    query = Query(tuple(wanted))
    packed = Candidates.of((pk, pack(*entry)) for pk, entry in enumerate(found))
    counted = Counted.of(query, packed, MEAN_LENGTHS)
    ranked = rank_query(query, counted, CORPUS, near_minutes=near_minutes, explain=True)
    expected = plain_scores(query, found, CORPUS, near_minutes)
    assert [one.score for one in ranked] == pytest.approx(sorted(expected, reverse=True))
    assert {one.pk: one.score for one in ranked} == pytest.approx(dict(enumerate(expected)))
    for one in ranked:
        assert one.explanation
        held = set(" ".join(found[one.pk][0].values()).split()) & set(query.words)
        assert set(one.explanation.words) == held
        assert (one.explanation.matched + one.explanation.unit) * one.explanation.near == pytest.approx(one.score)


@given(st.lists(entries, min_size=1, max_size=8), st.lists(clauses, max_size=3), st.sets(st.integers(0, 7)))
def test_counted_in_parts_and_taken_out_again_they_are_as_counted_alone(found, wanted, chosen):
    query = Query(tuple(wanted))
    rows = [(pk, pack(*entry)) for pk, entry in enumerate(found)]

    def counted(pks):
        return Counted.of(query, Candidates.of(row for row in rows if row[0] in pks), MEAN_LENGTHS)

    everything, parts = set(range(len(rows))), chosen & set(range(len(rows)))
    joined = counted(everything - parts).joined(counted(parts))
    for made, expected in ((joined, counted(everything)), (joined.among(sorted(parts)), counted(parts))):
        for field in dataclasses.fields(Counted):
            assert getattr(made, field.name).tolist() == getattr(expected, field.name).tolist(), field.name


@given(st.lists(entries, min_size=1, max_size=8), several)
def test_what_is_packed_comes_out_again(found, phrase):
    candidates = Candidates.of((pk, pack(*entry)) for pk, entry in enumerate(found))
    counts = candidates.counts(WORDS)
    for pk, (words, _, minutes) in enumerate(found):
        zones = [words.get(zone, "").split() for zone in ZONES]
        assert candidates.minutes[pk] == (-1 if minutes is None else minutes)
        assert candidates.lengths[pk].tolist() == [len(zone) for zone in zones]
        assert counts[pk].tolist() == [[zone.count(word) for zone in zones] for word in WORDS]
        assert candidates.holds(phrase)[pk] == oracle.holds(zones, Alternative(phrase, phrase=True))
