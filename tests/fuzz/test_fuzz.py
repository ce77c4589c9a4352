"""Hostile searches on the engine of the database in use; `manage.py fuzz_search` asks as many as one likes."""

import dataclasses
import random
import re
import shlex
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, seed, settings

from search.engines import database_engine, get_engine
from search.engines.base import Engine, SearchResponse
from search.facets import load_vocabulary
from search.index import writing
from search.request import SearchRequest
from tests.fuzz import runs
from tests.fuzz.checks import Broken, Tally, check
from tests.fuzz.corpus import corpus
from tests.fuzz.strategies import Case, cases
from tests.sizes import size

pytestmark = pytest.mark.postgresql

CASES, SEED = size(300, whole=2000), 4


@pytest.fixture(scope="module")
def entries(framework: None, once: Callable[..., None]) -> None:
    once(lambda: writing.write([(None, document) for document in corpus(load_vocabulary())]))


@pytest.fixture
def engine(entries: None, db: None) -> Engine:
    return get_engine(database_engine())


def test_hostile_searches_are_answered(engine: Engine) -> None:
    tally = Tally()

    @seed(SEED)
    @settings(max_examples=CASES, database=None, suppress_health_check=list(HealthCheck))
    @given(cases(load_vocabulary()))
    def ask(case: Case) -> None:
        # What fails in the database must not make the next search fail.
        with transaction.atomic():
            check(case, engine, tally)

    ask()
    assert tally.asked == CASES
    # Cases that reach nothing would prove nothing.
    assert min(tally.seen.values()) > CASES / 100
    assert len(tally.seen) == 9
    assert tally.seen["found something"] > CASES / 3


def test_a_case_follows_from_its_seed_and_number(engine: Engine) -> None:
    strategy = cases(load_vocabulary())

    def case(seed: int, number: int) -> Case:
        return runs.drawn(strategy, seed=seed, number=number)

    assert case(1, 7) == case(1, 7)
    assert case(1, 7) != case(2, 7) != case(2, 8)


@pytest.mark.parametrize(
    "wrong",
    [
        {"total": 0},
        {"total_all": 10_000},
        {"counts": {"year": {"9": 10_000}}},
        {"page": 0},
    ],
    ids=str,
)
def test_a_wrong_answer_is_found_and_its_address_told(engine: Engine, wrong: dict[str, Any]) -> None:
    class Wrong(Engine):
        def search(self, request: SearchRequest, *, explain: bool = False) -> SearchResponse:
            return dataclasses.replace(engine.search(request), **wrong)

    with pytest.raises(Broken, match=f"Seed {SEED}, case"):
        runs.run(Wrong(), range(50), seed=SEED)


def test_an_exception_is_found_and_its_address_told(engine: Engine) -> None:
    class Failing(Engine):
        def search(self, request: SearchRequest, *, explain: bool = False) -> SearchResponse:
            raise random.choice([ValueError, KeyError, UnicodeError])("no")

    with pytest.raises(Broken, match="no"):
        runs.run(Failing(), range(1), seed=SEED)


def test_a_failure_is_made_simple_and_can_be_asked_again(engine: Engine) -> None:
    class Failing(Engine):
        def search(self, request: SearchRequest, *, explain: bool = False) -> SearchResponse:
            if request.query.phrases:
                raise ValueError("no phrases here")
            return engine.search(request)

    with pytest.raises(Broken, match="The simplest that fails: ") as raised:
        runs.run(Failing(), range(50), seed=SEED)
    found = re.search(r"--case (\d+) --count 1, or --again (.+)", str(raised.value))
    assert found
    simplest = runs.parsed(shlex.split(found[2])[0])
    assert len(simplest.raw) < 40 and simplest.locale == "en" and simplest.school is None
    with pytest.raises(Broken, match="no phrases here"):
        check(simplest, Failing(), Tally())
    with pytest.raises(Broken, match=f"Seed {SEED}, case {found[1]}: "):
        runs.run(Failing(), range(int(found[1]), int(found[1]) + 1), seed=SEED)
