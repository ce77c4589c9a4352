"""Hostile searches on the engine of the database in use; `manage.py fuzz_search` asks as many as one likes."""

import dataclasses
import random
from io import StringIO

import pytest
from django.core.management import call_command

from search import fuzzing
from search.engines import database_engine, get_engine
from search.engines.base import Engine
from search.facets import load_vocabulary
from search.index import writing

CASES, SEED = 2000, 4


@pytest.fixture
def engine(db):
    call_command("load_framework", stdout=StringIO())
    writing.write([(None, document) for document in fuzzing.corpus(load_vocabulary())])
    return get_engine(database_engine())


def test_two_thousand_hostile_searches_are_answered(engine):
    tally = fuzzing.run(engine, range(CASES), seed=SEED)
    assert tally.asked == CASES
    # Cases that reach nothing would prove nothing.
    assert min(tally.seen.values()) > CASES / 100
    assert len(tally.seen) == 9
    assert tally.seen["found something"] > CASES / 3


def test_a_case_follows_from_its_seed_and_number(engine):
    known = load_vocabulary()
    assert fuzzing.case(1, 7, known) == fuzzing.case(1, 7, known)
    assert fuzzing.case(1, 7, known) != fuzzing.case(2, 7, known) != fuzzing.case(2, 8, known)


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
def test_a_wrong_answer_is_found_and_its_address_told(engine, wrong):
    class Wrong(Engine):
        def search(self, request, *, explain=False):
            return dataclasses.replace(engine.search(request), **wrong)

    with pytest.raises(fuzzing.Broken, match=f"Seed {SEED}, case"):
        fuzzing.run(Wrong(), range(50), seed=SEED)


def test_an_exception_is_found_and_its_address_told(engine):
    class Failing(Engine):
        def search(self, request, *, explain=False):
            raise random.choice([ValueError, KeyError, UnicodeError])("no")

    with pytest.raises(fuzzing.Broken, match="no"):
        fuzzing.run(Failing(), range(1), seed=SEED)
