"""What is near to a query is judged once for all who go on from it, and anew when an entry has changed."""

from typing import Any

import pytest

from search.engines import closeness, database_engine, get_engine
from search.request import SORTS, SearchRequest
from tests.factories.search import make_document, make_entries, make_entry

pytestmark = pytest.mark.postgresql
TEXTS = {"body": "at the end of the day " + "word " * 40}


@pytest.fixture
def engine(db):
    return get_engine(database_engine())


@pytest.fixture
def judgements(monkeypatch) -> list[SearchRequest]:
    """Count how often closeness is judged, by the real judge."""
    made: list[SearchRequest] = []
    judge = closeness.near

    def counted(request: SearchRequest, *others: Any) -> closeness.Near:
        made.append(request)
        return judge(request, *others)

    monkeypatch.setattr(closeness, "near", counted)
    return made


def test_filters_orders_and_pages_of_a_query_are_judged_once(ask, engine, judgements):
    make_entry("Enterprise day")
    make_entries(*(make_document(f"Lesson {n}", facets={"year": ["9"]}, texts=TEXTS) for n in range(20)))
    for parameters in ("", "&year=9", "&page=2", *(f"&sort={sort}" for sort in SORTS)):
        engine.search(ask(f"q=enterprise+day{parameters}"))
    assert len(judgements) == 1
    engine.search(ask("q=enterprise+word"))
    assert len(judgements) == 2


def test_a_new_entry_is_judged_like_the_others(ask, engine):
    both = make_entry("Enterprise day")
    make_entries(*(make_document(f"Lesson {n}", texts=TEXTS) for n in range(20)))
    assert engine.search(ask("q=enterprise+day")).ids == (both.pk,)
    about = make_entry("Enterprise")
    assert set(engine.search(ask("q=enterprise+day")).ids) == {both.pk, about.pk}
