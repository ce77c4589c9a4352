"""No group of fewer than ten is shown, nor left as what remains when the others are taken from the total."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.audits.surveys.showing import LEAST, hidden_groups

# A group: how many answered the survey, and each of two questions.
ROWS = st.integers(0, 40).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n), st.integers(0, n)))


def left_over(sizes, hidden) -> list[int]:
    return [sum(sizes[group][column] for group in hidden) for column in range(3)]


@given(st.dictionaries(st.integers(7, 13), ROWS, max_size=7))
def test_nothing_small_is_shown_or_left_over(sizes):
    hidden = hidden_groups(sizes)
    for group, row in sizes.items():
        if group not in hidden:
            assert all(n == 0 or n >= LEAST for n in row)
    shown = [group for group, row in sizes.items() if group not in hidden and any(row)]
    if shown and hidden:
        assert len(hidden) >= 2, "one alone is the total less the others"
        assert all(n == 0 or n >= LEAST for n in left_over(sizes, hidden))


@pytest.mark.parametrize(
    ("sizes", "hidden"),
    [
        ({7: (10,), 8: (12,)}, set()),
        ({7: (9,), 8: (12,), 9: (30,)}, {7, 8}),
        ({7: (9,), 8: (12,)}, {7, 8}),
        ({7: (3,), 8: (4,), 9: (11,), 10: (30,)}, {7, 8, 9}),
        ({7: (0,), 8: (12,), 9: (15,)}, set()),
        ({7: (0,), 8: (5,), 9: (15,), 10: (20,)}, {8, 9}),
        ({7: (12, 4), 8: (12, 12), 9: (20, 20)}, {7, 8}),
        ({}, set()),
    ],
)
def test_what_is_hidden(sizes, hidden):
    assert hidden_groups(sizes) == hidden
