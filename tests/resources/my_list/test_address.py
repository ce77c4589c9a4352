"""The address of a list: whatever stands in it, it is read as a list, and says what was left out."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from resources.my_list.address import MOST, TITLE_LENGTH, Item, ListAddress


def parsed(query: str) -> ListAddress:
    return ListAddress.parse(QueryDict(query))


def test_it_holds_a_title_and_items_in_their_order():
    read = parsed("title=Spring+term&i=456&i=123-3f2a9c1b")
    assert (read.title, read.items) == ("Spring term", (Item(456), Item(123, "3f2a9c1b")))
    assert read.query == "title=Spring+term&i=456&i=123-3f2a9c1b"


def test_an_item_counts_once_however_often_it_stands_there():
    assert parsed("i=5&i=6&i=5&i=5-a&i=5").items == (Item(5), Item(6), Item(5, "a"))


def test_of_five_hundred_it_keeps_sixty_and_counts_the_rest():
    read = parsed("&".join(f"i={n}" for n in range(1, 501)))
    assert (len(read.items), read.left_off, read.unreadable) == (MOST, 500 - MOST, 0)


@pytest.mark.parametrize(
    "text",
    ["0", "-1", "1.5", "abc", "12-", "12-a-b", "12-<b>", "١٢", "1" * 10, "9-" + "a" * 37, "'; DROP", "%00", "None"],
)
def test_nonsense_is_counted_and_left_out(text):
    query = QueryDict(mutable=True)
    query.setlist("i", [text, "7"])
    read = ListAddress.parse(query)
    assert (read.items, read.unreadable) == ((Item(7),), 1)


def test_a_title_is_one_line_cut_and_without_what_turns_text_round():
    assert parsed("title=" + "long+" * 40).title == ("long " * 40)[:TITLE_LENGTH].strip()
    assert parsed("title=a%0A%00b%E2%80%AEc").title == "a b c"


def test_moving_stops_at_both_ends():
    read = parsed("i=1&i=2&i=3")
    assert read.moved(Item(2), -1).query == "i=2&i=1&i=3"
    assert read.moved(Item(2), 1).query == "i=1&i=3&i=2"
    assert read.moved(Item(1), -1).items == read.items and read.moved(Item(3), 1).items == read.items


def test_adding_keeps_what_is_there_in_its_place_and_stops_when_it_is_full():
    read = parsed("i=1&i=2").with_more([Item(2), Item(3)])
    assert read.query == "i=1&i=2&i=3"
    full = read.with_more(Item(n) for n in range(10, 100))
    assert (len(full.items), full.left_off) == (MOST, 93 - MOST)


def test_putting_another_in_its_place_never_makes_two_of_one():
    assert parsed("i=1&i=2-a&i=3").replaced(Item(2, "a"), Item(2, "b")).query == "i=1&i=2-b&i=3"
    assert parsed("i=1&i=2-a&i=3").replaced(Item(2, "a"), Item(3)).query == "i=1&i=3"


@given(st.lists(st.text(max_size=20), max_size=80), st.text(max_size=200))
def test_what_is_read_from_any_address_is_read_again_from_its_own(texts, title):
    query = QueryDict(mutable=True)
    query.setlist("i", texts)
    query["title"] = title
    read = ListAddress.parse(query)
    again = ListAddress.parse(QueryDict(read.query))
    assert (again.title, again.items) == (read.title, read.items)
    assert (again.unreadable, again.left_off) == (0, 0)
