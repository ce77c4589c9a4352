"""Whatever somebody types, it is understood within bounds, and what is left of it means the same again."""

from hypothesis import given, settings
from hypothesis import strategies as st

from search.understanding import understand
from search.understanding.clauses import MOST_CLAUSES, MOST_WORDS
from tests.sizes import examples

PIECES = (
    "interview|intervew|year 9|ks3|20|minutes|hour|LMI|SEND|maths|science|for parents|in Bengali|and|the|-|-maths|send|"
    '"mock interview"|"|engin*|Y7-9|,|:|AND|benchmark 4|workexperience|inter view|A level|RE|it|how do|years|7|to'
)
TEXT = st.text(max_size=200) | st.lists(st.sampled_from(PIECES.split("|")), max_size=14).map(" ".join)


@settings(max_examples=examples(400), deadline=None)
@given(text=TEXT, taken=st.sets(st.sampled_from(["year", "stage", "minutes", "subject", "type"])), typed=st.booleans())
def test_any_text_is_understood_within_bounds_and_what_is_left_means_the_same(
    text, taken, typed, words_of_the_hub, hub_vocabulary
):
    def mean(text, taken):
        return understand(
            text, vocabulary=hub_vocabulary, index_words=words_of_the_hub, taken=frozenset(taken), as_typed=typed
        )

    meant = mean(text, taken)
    assert len(meant.query.clauses) <= MOST_CLAUSES
    assert len(meant.query.words) <= MOST_WORDS
    assert sum(len(option.words) for option in meant.query.excluded) <= MOST_WORDS
    assert not taken & {one.key for one in meant.interpretations}
    assert all(one.value in hub_vocabulary[one.key] for one in (*meant.interpretations, *meant.offers))
    again = mean(meant.text, taken | {one.key for one in meant.interpretations})
    assert (again.text, again.query, again.offers) == (meant.text, meant.query, meant.offers)
    assert (again.interpretations, again.corrections) == ((), meant.corrections)
