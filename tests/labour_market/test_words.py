import datetime
from decimal import Decimal

import pytest
from django.utils import translation

from hub.labour_market.models import Area, Source
from hub.labour_market.profiles import Point
from hub.labour_market.words import jobs, names, numbers, periods, projections
from tests.labour_market.rows import period_days

HACKNEY = Area(slug="hackney", label="Hackney", level=Area.Level.BOROUGH)


def point(period: str, value: float | None = None, withheld: str = "") -> Point:
    return Point(period, *period_days(period), None if value is None else Decimal(str(value)), withheld)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (6_583_000, "6.6 million"),
        (5_000_000, "5 million"),
        (999_700, "1 million"),
        (147_400, "147,000"),
        (3_149, "3,100"),
        (346, "350"),
        (35, "35"),
        (0, "0"),
    ],
)
def test_a_count_is_rounded_as_it_is_said(value, said):
    assert numbers.count(Decimal(value)) == said


@pytest.mark.parametrize(
    ("value", "said"), [("764.70", "£765"), ("20.01", "£20.01"), ("20", "£20"), ("1200", "£1,200")]
)
def test_pay_is_said_in_pounds_and_pence_only_by_the_hour(value, said):
    assert numbers.pounds(Decimal(value)) == said


@pytest.mark.parametrize(
    ("value", "said"), [("92.4", "92 in 100"), ("0.5", "1 in 100"), ("0.4", "fewer than 1 in 100"), ("0", "none")]
)
def test_a_percentage_is_said_of_a_hundred(value, said):
    assert numbers.in_hundred(Decimal(value)) == said


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (50, "about half"),
        (34, "about a third"),
        (20, "about one in five"),
        (17, "about 17 in 100"),
        (0.2, "fewer than 1 in 100"),
    ],
)
def test_a_share_has_a_name_where_it_is_near_one(part, said):
    assert numbers.share(Decimal(str(part)), Decimal(100)) == said


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("2022", "in 2022"),
        ("July 2025", "in July 2025"),
        ("2022/23", "in the school year 2022/23"),
        ("April 2024 to March 2025", "in the year to March 2025"),
        ("2020 to 2035", "from 2020 to 2035"),
    ],
)
def test_a_period_is_said_from_its_days(period, said):
    assert periods.when(point(period)) == said


def test_a_year_that_is_not_over_says_its_months():
    part = Point("2025/26, provisional", datetime.date(2025, 8, 1), datetime.date(2026, 4, 30), Decimal(1))

    assert periods.when(part) == "from August 2025 to April 2026"
    assert not periods.is_year(part)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (100_000, 104_000, "Hackney had about as many jobs in 2022 as in 2012: about 104,000."),
        (100_000, 106_000, "Hackney had more jobs in 2022 than in 2012: about 106,000, up from 100,000."),
        (100_000, 90_000, "Hackney had fewer jobs in 2022 than in 2012: about 90,000, down from 100,000."),
    ],
)
def test_a_small_change_is_none(before, after, said):
    assert jobs.change(HACKNEY, point("2012", before), point("2022", after)) == said


def test_what_has_no_value_says_so_and_is_never_nought():
    assert numbers.exact(point("2022", withheld="suppressed"), "people") == "not published"
    assert numbers.exact(point("2022", withheld="low"), "people") == "fewer than five, or rounds to nothing"
    with pytest.raises(ValueError, match="2022 has no value"):
        jobs.how_many(HACKNEY, point("2022", withheld="suppressed"))


def test_a_projection_without_a_day_still_is_no_promise():
    assert projections.not_a_promise(Source(), point("2020", 1)) == (
        "This is a projection that starts from 2020. It is not a promise."
    )


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Therapy professionals n.e.c.", "Other therapy professionals"),
        ("Other health professionals n.e.c.", "Other health professionals"),
        ("IT managers", "IT managers"),
        ("Nurses", "Nurses"),
    ],
)
def test_a_job_has_a_name_in_plain_words(title, said):
    assert names.job(title) == said


def test_a_title_inside_a_sentence_begins_small_unless_it_is_an_acronym():
    assert names.inside("Health professionals") == "health professionals"
    assert names.inside("IT managers") == "IT managers"


def test_numbers_are_written_as_the_language_writes_them():
    with translation.override("de"):
        assert numbers.count(Decimal(147_000)) == "147.000"


def test_one_place_that_holds_half_is_said_as_one():
    assert jobs.in_half(["Camden"], point("2022", 1)) == "Half of these jobs or more were in Camden in 2022."
    assert jobs.in_half(["Brent", "Camden"], point("2022", 1)).endswith("in these places in 2022: Brent; Camden.")
