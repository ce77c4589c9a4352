"""Cells, periods and areas as published tables write them."""

import datetime
from decimal import Decimal

import pytest

from hub.labour_market.loading import periods, values
from hub.labour_market.loading.areas import Areas, UnknownArea
from hub.labour_market.loading.periods import UnreadablePeriod
from hub.labour_market.loading.values import UnreadableValue, Value
from hub.labour_market.models import Area, Withheld


@pytest.mark.parametrize(
    ("cell", "number"),
    [("1,234", "1234"), ("£450.25", "450.25"), (" 12.345 ", "12.35"), ("93%", "93"), ("7 [p]", "7"), ("0", "0")],
)
def test_a_number_is_read_as_it_is_written(cell, number):
    assert values.parse(cell) == Value(Decimal(number))


def test_thousands_become_units():
    assert values.parse("485.5", times=Decimal(1000)) == Value(Decimal(485500))


@pytest.mark.parametrize(
    ("cell", "note", "withheld"),
    [
        ("c", "", Withheld.SUPPRESSED),
        ("[c]", "", Withheld.SUPPRESSED),
        ("SUPP", "", Withheld.SUPPRESSED),
        ("x", "", Withheld.NOT_PUBLISHED),
        ("-", "", Withheld.NOT_PUBLISHED),
        ("[low]", "", Withheld.LOW),
        ("[u]", "", Withheld.UNRELIABLE),
        ("z", "", Withheld.NOT_APPLICABLE),
        ("", "", Withheld.NOT_PUBLISHED),
        ("", "suppressed or not available", Withheld.NOT_PUBLISHED),
        ("", "suppressed: unreliable", Withheld.UNRELIABLE),
        ("", "suppressed: too few", Withheld.SUPPRESSED),
        ("", "low (fewer than 5, or rounds to 0)", Withheld.LOW),
    ],
)
def test_a_mark_is_a_reason_and_never_a_number(cell, note, withheld):
    assert values.parse(cell, note=note) == Value(withheld=withheld)


@pytest.mark.parametrize("cell", ["about 40", "1.2.3", "12,34", "nan", "inf", "1e5", "£", "9" * 20])
def test_what_is_no_number_is_named(cell):
    with pytest.raises(UnreadableValue, match=r"is not a number|is too large"):
        values.parse(cell)


@pytest.mark.parametrize(
    ("written", "said", "start", "end"),
    [
        ("2022", "2022", (2022, 1, 1), (2022, 12, 31)),
        ("Oct 2024 - Sep 2025", "October 2024 to September 2025", (2024, 10, 1), (2025, 9, 30)),
        ("Apr 2020-Mar 2021", "April 2020 to March 2021", (2020, 4, 1), (2021, 3, 31)),
        ("Aug 2024 – Jul 2025", "August 2024 to July 2025", (2024, 8, 1), (2025, 7, 31)),
        ("AY23/24", "2023/24", (2023, 8, 1), (2024, 7, 31)),
        ("2022/23", "2022/23", (2022, 8, 1), (2023, 7, 31)),
        ("Mar 2024", "March 2024", (2024, 3, 1), (2024, 3, 31)),
        ("Jul-25", "July 2025", (2025, 7, 1), (2025, 7, 31)),
        ("2020 to 2035", "2020 to 2035", (2020, 1, 1), (2035, 12, 31)),
        ("2025/26 (Aug to Apr, provisional)", "August 2025 to April 2026, provisional", (2025, 8, 1), (2026, 4, 30)),
        ("2025/26 Aug-Apr provisional", "August 2025 to April 2026, provisional", (2025, 8, 1), (2026, 4, 30)),
    ],
)
def test_a_period_is_said_in_words_and_has_its_days(written, said, start, end):
    period = periods.parse(written)
    assert (period.said, period.start, period.end) == (said, datetime.date(*start), datetime.date(*end))
    assert len(said) <= 40
    assert periods.parse(said) == period, "what is said is read as it was"


@pytest.mark.parametrize("written", ["", "22", "2022/24", "Foo 2024", "Sep 2025 - Oct 2024", "1822", "Q3 2024"])
def test_what_is_no_period_is_named(written):
    with pytest.raises(UnreadablePeriod, match="is not a period such as"):
        periods.parse(written)


HACKNEY = Area(pk=1, slug="hackney", label="Hackney", level="borough", gss_code="E09000012", also=["00AM"])
WESTMINSTER = Area(pk=2, slug="westminster", label="Westminster", level="borough", also=["city of westminster"])
HAMMERSMITH = Area(pk=3, slug="hammersmith-and-fulham", label="Hammersmith and Fulham", level="borough")


@pytest.mark.parametrize(
    ("code", "name", "area"),
    [
        ("E09000012", "", HACKNEY),
        ("00am", "", HACKNEY),
        ("", "London Borough of Hackney", HACKNEY),
        ("", "The London Borough of Hackney", HACKNEY),
        ("", "City of Westminster", WESTMINSTER),
        ("", "Hammersmith & Fulham", HAMMERSMITH),
        ("E09099999", "hackney", HACKNEY),
    ],
)
def test_an_area_is_found_by_code_and_by_any_of_its_names(code, name, area):
    assert Areas([HACKNEY, WESTMINSTER, HAMMERSMITH]).find(code=code, name=name) == area


def test_a_code_and_a_name_of_two_areas_are_refused():
    with pytest.raises(UnknownArea, match="E09000012 is Hackney, but the row is named City of Westminster"):
        Areas([HACKNEY, WESTMINSTER]).find(code="E09000012", name="City of Westminster")


def test_an_area_that_is_not_the_hubs_is_named():
    with pytest.raises(UnknownArea, match='"Leeds" is no area'):
        Areas([HACKNEY]).find(name="Leeds")
