"""What a cell may say, as people write it in spreadsheets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.schools.careers.grid.cells import CellError, minutes_in, points_in, term_in, years_in, years_in_words

KNOWN = {*(f"gb{number}" for number in range(1, 9)), "gb1-2", "gb4-1", "gb5-1"}
TERMS = [("autumn", {"autumn"}), ("spring", {"spring"}), ("year", {"all year", "whole year"})]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("90", 90),
        ("90.0", 90),
        ("1,500", 1500),
        ("90 mins", 90),
        ("1h 30", 90),
        ("1h30m", 90),
        ("1 hour and 30 minutes", 90),
        ("1.5 hours", 90),
        ("1½ hours", 90),
        ("1:30", 90),
        ("2 days", 600),
        ("half a day", 150),
        ("1 school day", 300),
        ("a week", 1500),
        ("1 day 2 hours", 420),
    ],
)
def test_minutes_are_read_as_people_write_them(text, minutes):
    assert minutes_in(text) == minutes


@pytest.mark.parametrize("text", ["", "0", "-5", "abc", "90.5", "2 x 60", "60000", "an hour or so", "hours", "1:75"])
def test_what_is_no_time_is_refused_in_words(text):
    with pytest.raises(CellError, match=r"no time in minutes|above 0|whole school year"):
        minutes_in(text)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("7", (7,)),
        ("Years 7-9", (7, 8, 9)),
        ("Year 7 – Year 9", (7, 8, 9)),
        ("Y7 to Y9", (7, 8, 9)),
        ("7, 8 & 11", (7, 8, 11)),
        ("yr10", (10,)),
        ("9-7", (7, 8, 9)),
        ("KS3", (7, 8, 9)),
        ("ks3-4", (7, 8, 9, 10, 11)),
        ("Key stage 4 and sixth form", (10, 11, 12, 13)),
        ("All years", (7, 8, 9, 10, 11)),
    ],
)
def test_year_groups_are_read_as_people_write_them(text, years):
    assert years_in(text, taught=range(7, 12)) == years


@pytest.mark.parametrize("text", ["", "Level 3", "seven", "700", "7 or so", "2026-09-07 00:00:00"])
def test_what_names_no_year_group_is_refused_in_words(text):
    with pytest.raises(CellError, match="names no year groups"):
        years_in(text, taught=range(7, 12))


@given(st.sets(st.integers(min_value=3, max_value=13), min_size=1))
def test_year_groups_that_are_written_are_read_as_the_same(years):
    said = years_in_words(years)
    assert set(years_in(said, taught=())) == years
    assert "-" not in said, "a spreadsheet makes a date of 7-9"


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("4", ["gb4"]),
        ("4, 5.1", ["gb4", "gb5-1"]),
        ("GB4 and gb4-1", ["gb4", "gb4-1"]),
        ("Benchmarks 1 & 4.1", ["gb1", "gb4-1"]),
        ("4 4 5", ["gb4", "gb5"]),
        ("", []),
    ],
)
def test_benchmarks_are_read_as_people_write_them(text, points):
    assert points_in(text, known=KNOWN) == points


@pytest.mark.parametrize("text", ["9", "4.9", "1-3", "4-1", "all", "4, x"])
def test_what_is_no_benchmark_is_refused_in_words(text):
    with pytest.raises(CellError, match="is no Gatsby benchmark"):
        points_in(text, known=KNOWN)


def test_terms_are_read_with_their_halves_and_nothing_else():
    said = ("Autumn", "autumn term", "Spring 2", "whole year", "Spring half term 1")
    assert [term_in(text, TERMS) for text in said] == ["autumn", "autumn", "spring", "year", "spring"]
    for text in ("Easter", "Autumn 3", "term 1"):
        with pytest.raises(CellError, match="is no term"):
            term_in(text, TERMS)


@given(st.text(max_size=40))
def test_whatever_a_cell_holds_it_is_read_or_refused(text):
    for read in (
        minutes_in,
        lambda said: years_in(said, taught=()),
        lambda said: points_in(said, known=KNOWN),
        lambda said: term_in(said, TERMS),
    ):
        try:
            read(text)
        except CellError as error:
            assert str(error)
