"""Where a database keeps who holds a word: whatever is written, replaced and removed, it says so, and nothing else.

The ids lie on both sides of the borders between blocks.
"""

from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.index import impacts, writing

IDS = [1, 2, 1023, 1024, 1025, 5000]
WORDS = ["interview", "c++", "কাজ", "it's", "back\\slash", "job"]

words = st.dictionaries(
    st.sampled_from(["title", "unit", "body"]),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join),
    min_size=1,
)
steps = st.lists(
    st.tuples(st.just("write"), st.dictionaries(st.sampled_from(IDS), words, min_size=1))
    | st.tuples(st.sampled_from(["remove", "forget"]), st.lists(st.sampled_from(IDS), unique=True)),
    max_size=8,
)

Rows = Mapping[int, Mapping[str, str]]


@pytest.fixture
def store(db):
    return writing.store()


def held_by(rows: Rows) -> dict[str, list[tuple[int, int]]]:
    """Return each word's entries and the numbers of their levels, from the words themselves."""
    found: dict[str, list[tuple[int, int]]] = {}
    for pk, zones in sorted(rows.items()):
        for word, level in impacts.levels(zones).items():
            found.setdefault(word, []).append((pk, impacts.LEVELS.index(level)))
    return found


def told(store) -> dict[str, list[tuple[int, int]]]:
    return {
        word: sorted(zip(ids.tolist(), levels.tolist(), strict=True))
        for word, (ids, levels) in store.holders([*WORDS, "nobody"]).items()
    }


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(taken=steps)
def test_after_any_steps_it_holds_what_was_last_written(taken, store):
    store.remove(IDS)
    rows: dict[int, Mapping[str, str]] = {}
    for step, given_rows in taken:
        if step == "write":
            store.write(given_rows.items())
            rows |= given_rows
        else:
            getattr(store, step)(given_rows)
            rows = {pk: zones for pk, zones in rows.items() if pk not in given_rows}
    assert told(store) == held_by(rows)
    assert store.ids() == set(rows)
    assert store.differing(rows.items()) == set()


def test_what_differs_from_what_was_written_is_told(store):
    held = {1: {"title": "interview"}, 1024: {"body": "job interview"}, 5000: {"body": "job"}}
    store.write(held.items())
    wanted = held | {1: {"title": "job"}, 5000: {"title": "job"}}
    assert store.differing(wanted.items()) == {1, 5000}
