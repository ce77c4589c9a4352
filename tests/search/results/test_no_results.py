"""What is offered where nothing was found: true numbers, for few searches."""

import pytest
from django.http import QueryDict

from search.engines import Engine, database_engine, get_engine, snapshot
from search.request import SearchRequest
from search.results.no_results import MOST_OFFERS, MOST_SEARCHES, alternatives
from tests.factories.search import make_document, make_entries


class Counting(Engine):
    """The database's engine, and what it was asked."""

    def __init__(self):
        self.asked: list[SearchRequest] = []

    def search(self, request, *, explain=False):
        self.asked.append(request)
        return get_engine(database_engine()).search(request)


@pytest.fixture
def offered(ask):
    """Return the request for a query string that finds nothing, its ways on, and how many searches those took."""
    make_entries(
        make_document("Interview", facets={"year": ["9"], "subject": ["english"], "type": ["worksheet"]}, minutes=50),
        make_document("Interview", facets={"year": ["9", "10"], "subject": ["science"]}, minutes=20),
        make_document("Payslip", facets={"year": ["10"], "subject": ["english"], "kind": ["unit"]}, minutes=8),
    )

    def fetch(query: str):
        request, engine = ask(query), Counting()
        found = get_engine(database_engine()).search(request)
        assert found.total == 0
        return alternatives(request, found, engine, snapshot.current().vocabulary), len(engine.asked)

    return fetch


@pytest.mark.parametrize(
    "query",
    [
        "q=payslip&year=9",
        "q=interview&year=9&type=assembly",
        "q=interview&year=9&year=10&subject=english&minutes=20",
        "q=beekeeping&year=7&year=8&year=9&subject=english&subject=science&type=assembly&type=worksheet&kind=unit"
        "&minutes=10&minutes=20",
        "year=7",
        "year=9&minutes=10",
        "q=beekeeping",
    ],
)
def test_each_offer_finds_what_it_says_and_all_of_them_take_three_searches(query, offered, ask):
    ways, searches = offered(query)
    assert searches <= MOST_SEARCHES == 3
    assert len(ways.drops) <= MOST_OFFERS + 1
    for offer in (*ways.drops, *ways.near):
        other = ask(QueryDict(offer.url.removeprefix("?")).urlencode())
        assert get_engine(database_engine()).search(other).total == offer.total, offer
    assert ways.near and all(offer.total for offer in ways.near)


def test_the_filter_to_blame_is_the_one_whose_going_helps_most(offered):
    ways, _searches = offered("q=interview&year=9&type=assembly")
    assert ways.emptied_by == "Assembly"
    assert [drop.total for drop in ways.drops] == [0, 2, 2]
    assert offered("q=beekeeping&year=9")[0].emptied_by == ""


def test_of_two_values_of_a_facet_neither_alone_is_to_blame(offered):
    ways, _searches = offered("q=payslip&year=7&year=8")
    assert [drop.total for drop in ways.drops] == [0, 0, 1]
