"""At most three of one unit among any ten results, whatever page they are on, and none lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines import database_engine, get_engine
from search.engines.ranking import Ranked
from search.engines.spreading import AMONG, MOST, spread
from search.index.packing import Candidates, pack, unit_of
from tests.factories.search import make_document, make_entries
from tests.search import oracle

units = st.lists(st.sampled_from(["", "", "unit-1", "unit-2", "unit-3"]), max_size=40)


def spread_of(units: list[str]) -> list[int]:
    """Return the places of entries that were ranked in the order of their units."""
    packed = Candidates.of((pk, pack({"title": "word"}, filter(None, [unit]))) for pk, unit in enumerate(units))
    return [one.pk for one in spread([Ranked(pk, -pk) for pk in range(len(units))], unit_of(packed.ids, packed.units))]


@given(units)
def test_units_are_apart_as_plain_python_has_them(units):
    documents = [make_document(groups=tuple(filter(None, [unit]))) for unit in units]
    assert spread_of(units) == oracle.apart(list(range(len(units))), documents)


@given(units)
def test_nothing_is_lost_and_each_unit_keeps_its_own_order(units):
    order = spread_of(units)
    assert sorted(order) == list(range(len(units)))
    for unit in {"unit-1", "unit-2", "unit-3"}:
        own = [n for n in order if units[n] == unit]
        assert own == sorted(own)


def test_three_of_a_unit_among_ten_and_the_fourth_as_soon_as_it_may():
    order = spread_of(["unit-1"] * 5 + [""] * 12)
    assert order[:3] == [0, 1, 2]
    assert (order.index(3), order.index(4)) == (10, 11)


def test_where_there_is_only_one_unit_its_entries_follow_each_other():
    assert spread_of(["unit-1"] * 12) == list(range(12))


def test_what_two_units_use_is_of_none():
    candidates = Candidates.of(
        [(1, pack({}, ["page-1", "unit-1"])), (2, pack({}, ["page-2", "unit-1", "unit-2"])), (3, pack({}))]
    )
    assert list(unit_of(candidates.ids, candidates.units)) == [1]
    assert candidates.groups[0].tolist() == [0, 0, 1, 1, 1]


@pytest.mark.postgresql
def test_a_second_page_goes_on_where_the_first_ended(ask, db):
    make_entries(
        *(make_document(f"Interview {n}", groups=(f"page-{n}", f"unit-{n // 12}")) for n in range(48)),
        *(make_document("Interview and a few words more") for _ in range(12)),
    )
    engine = get_engine(database_engine())
    pages = [engine.search(ask(f"q=interview&page={page}")).ids for page in (1, 2, 3)]
    seen = [pk for ids in pages for pk in ids]
    assert len(seen) == len(set(seen)) == 60
    first = min(seen)
    named = [f"unit-{(pk - first) // 12}" if pk - first < 48 else "" for pk in seen]
    for start in range(len(seen) - 2 * AMONG):
        near = named[start : start + AMONG]
        assert all(near.count(unit) <= MOST for unit in set(near) - {""})
