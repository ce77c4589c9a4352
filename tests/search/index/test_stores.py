"""Who holds a word, and where: whatever is written, replaced and removed, the table says so, and nothing else.

The ids lie on both sides of the borders between blocks, and of those between runs of blocks.
"""

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.index import impacts, postings
from search.index.analysis import analyse
from search.index.zones import ZONES
from search.models import Posting
from search.understanding.clauses import LONGEST_PHRASE
from tests.sizes import examples

pytestmark = pytest.mark.postgresql

IDS = [1, 2, 1023, 1024, 1025, 5000, 20_000]
WORDS = ["interview", "c++", "কাজ", "it's", "back\\slash", "job"]

words = st.dictionaries(
    st.sampled_from(["title", "unit", "body"]),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join),
    min_size=1,
)
steps = st.lists(
    st.tuples(st.just("write"), st.dictionaries(st.sampled_from(IDS), words, min_size=1), st.booleans())
    | st.tuples(st.just("remove"), st.lists(st.sampled_from(IDS), unique=True), st.booleans()),
    max_size=8,
)
phrases = st.lists(st.lists(st.sampled_from([*WORDS, "nobody"]), min_size=1, max_size=4), max_size=5)

SLOW = settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
Rows = Mapping[int, Mapping[str, str]]


def held_by(rows: Rows) -> dict[str, list[tuple[int, int]]]:
    """Return each word's entries and the numbers of their levels, from the words themselves."""
    found: dict[str, list[tuple[int, int]]] = {}
    for pk, zones in sorted(rows.items()):
        for word, level in impacts.levels(zones).items():
            found.setdefault(word, []).append((pk, impacts.LEVELS.index(level)))
    return found


def told() -> dict[str, list[tuple[int, int]]]:
    return {
        word: sorted(zip(ids.tolist(), levels.tolist(), strict=True))
        for word, (ids, levels) in postings.holders([*WORDS, "nobody"]).items()
    }


def side_by_side(rows: Rows, phrase: list[str]) -> list[int]:
    wanted = f" {' '.join(phrase)} "
    return [pk for pk, zones in sorted(rows.items()) if any(wanted in f" {text} " for text in zones.values())]


@SLOW
@given(taken=steps, wanted=phrases)
def test_after_any_steps_it_holds_what_was_last_written(taken, wanted, db):
    postings.remove(IDS)
    assert not Posting.objects.exists()
    rows: dict[int, Mapping[str, str]] = {}
    for step, given_rows, known in taken:
        before = rows if known else None
        if step == "write":
            postings.write(given_rows.items(), before)
            rows = rows | given_rows
        else:
            postings.remove(given_rows, before)
            rows = {pk: zones for pk, zones in rows.items() if pk not in given_rows}
    assert told() == held_by(rows)
    assert [found.tolist() for found in postings.phrases(wanted)] == [side_by_side(rows, phrase) for phrase in wanted]
    assert postings.ids() == set(rows)
    assert postings.differing(rows.items()) == set()


@SLOW
@given(one=st.text(min_size=1).map(analyse), other=st.text(min_size=1).map(analyse))
def test_two_words_never_become_one(one, other, db):
    postings.remove([1, 2])
    rows = {1: {"title": " ".join(one)}, 2: {"title": " ".join(other)}}
    postings.write(rows.items())
    wanted = {word: {pk for pk, words in ((1, one), (2, other)) if word in words} for word in {*one, *other}}
    assert {word: set(ids.tolist()) for word, (ids, _levels) in postings.holders(wanted).items()} == wanted


def test_what_differs_from_what_was_written_is_told(db):
    held = {1: {"title": "interview"}, 1024: {"body": "job interview"}, 5000: {"body": "job"}}
    postings.write(held.items())
    wanted = held | {1: {"title": "job"}, 1024: {"body": "interview job"}, 5000: {"title": "job"}}
    assert postings.differing(wanted.items()) == {1, 1024, 5000}


def test_what_was_written_before_need_not_be_known(db):
    """A word whose strength is reckoned otherwise than when it was written: only looking tells."""
    postings.write([(1, {"title": "interview"})])
    Posting.objects.update(held=b"\1\0\0")
    postings.write([(1, {"title": "interview"})], {1: {"title": "interview"}})
    assert told() == {"interview": [(1, 0)]}
    postings.write([(1, {"title": "interview"})])
    assert told() == held_by({1: {"title": "interview"}})


def test_no_phrase_runs_from_one_zone_or_entry_into_the_next(db):
    rows = {1023: {"title": "job", "body": "interview"}, 1024: {"title": "job", "body": "interview"}}
    postings.write(rows.items())
    found = postings.phrases([["job", "interview"], ["interview", "job"]])
    assert [ids.tolist() for ids in found] == [[], []]


def test_of_a_zone_without_end_the_first_words_are_kept_in_their_places(monkeypatch, db):
    monkeypatch.setattr(postings, "MOST_WORDS", 3)
    postings.write([(7, {"title": "a b c d", "unit": "d e"})])
    found = postings.phrases([["b", "c"], ["c", "d"], ["d", "e"], ["d"]])
    assert [ids.tolist() for ids in found] == [[7], [], [7], [7]]
    assert postings.holders(["d"])["d"][0].tolist() == [7]


def test_every_zone_has_places_of_its_own():
    last = postings.PLACES_OF_A_ZONE * len(ZONES) - 1
    assert last < postings.PLACES_OF_AN_ENTRY
    assert postings.MOST_WORDS + LONGEST_PHRASE < postings.PLACES_OF_A_ZONE
    assert (postings.SPAN - 1) * postings.PLACES_OF_AN_ENTRY + last <= np.iinfo(postings.PLACE).max
