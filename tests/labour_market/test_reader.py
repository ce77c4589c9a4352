"""What an address says of its reader is read once; nonsense falls back, and is said."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from hub.labour_market.reader import LONGEST, Reader, read

BOROUGHS, SECTORS = {"hackney", "city-of-london"}, {"digital", "care-services"}


def reading(query: str) -> Reader:
    return read(QueryDict(query), boroughs=BOROUGHS, sectors=SECTORS)


def test_an_address_that_says_nothing_is_read_for_young_people_in_full():
    assert reading("") == Reader()
    assert reading("for=young-people") == Reader()
    assert reading("for=&view=&borough=") == Reader()


def test_every_choice_is_read():
    found = reading("for=parents&view=easy&borough=hackney&kind=sector&a=digital&b=care-services")
    assert found == Reader(True, True, "hackney", "sector", "digital", "care-services")


def test_a_borough_is_known_however_its_name_is_typed():
    assert reading("borough=City+of+London").borough == "city-of-london"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("for=teachers", "teachers"),
        ("view=hard", "hard"),
        ("borough=atlantis", "atlantis"),
        ("kind=planet", "planet"),
        ("a=digital", "digital"),
        ("kind=sector&b=hackney", "hackney"),
    ],
)
def test_what_makes_no_sense_falls_back_and_is_said(query, said):
    found = reading(query)
    assert len(found.unread) == 1
    assert f"“{said}”" in found.unread[0]
    assert found.query == ""


def test_a_link_keeps_the_reader_the_view_and_the_borough():
    found = reading("for=parents&view=easy&borough=hackney&a=hackney")
    assert found.query == "?for=parents&view=easy&borough=hackney"
    assert found.query_as() == "?borough=hackney"
    assert found.hidden == [("for", "parents"), ("view", "easy")]


@given(st.dictionaries(st.sampled_from(["for", "view", "borough", "kind", "a", "b"]), st.text()))
def test_any_address_is_read_and_nothing_of_it_comes_back_but_what_is_known(query):
    found = read(query, boroughs=BOROUGHS, sectors=SECTORS)
    assert {found.borough, found.a, found.b} <= BOROUGHS | SECTORS | {""}
    assert all(len(said) < LONGEST + 80 for said in found.unread)
