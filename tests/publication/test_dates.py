import datetime

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from hub.publication.dates import AcademicYear, add_months, add_years, validate_academic_year
from hub.publication.fields import AcademicYearFormField

DATES = st.dates(datetime.date(2010, 1, 1), datetime.date(2080, 12, 31))


@given(DATES)
def test_every_day_lies_in_exactly_one_school_year_and_its_text_reads_back(day):
    year = AcademicYear.containing(day)
    assert day in year and day not in year.previous
    assert AcademicYear.parse(str(year)) == year


@pytest.mark.parametrize("text", ["2026/28", "2026", "26/27", "next year", "2026/26", "", "1999/2001", "2026//27"])
def test_what_is_not_a_school_year_is_refused_with_an_example(text):
    with pytest.raises(ValidationError, match="2026/27"):
        validate_academic_year(text)


def test_a_school_year_may_be_written_with_a_hyphen_or_in_full_and_turns_with_the_century():
    assert AcademicYear.parse("2026-27") == AcademicYear.parse("2026/2027") == AcademicYear(2026)
    assert AcademicYear.parse("2099/00") == AcademicYear(2099)


def test_three_years_from_a_leap_day_is_the_28th():
    assert add_years(datetime.date(2024, 2, 29), 3) == datetime.date(2027, 2, 28)
    assert add_years(datetime.date(2024, 2, 29), 4) == datetime.date(2028, 2, 29)


@given(DATES, st.integers(0, 60))
def test_months_later_keeps_the_day_or_takes_the_last(day, months):
    later = add_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day


@pytest.mark.parametrize("typed", ["2026/27", "2026-27", "2026/2027", "2026 to 2027", "2026–27", " 2026 / 27 "])
def test_a_school_year_is_read_as_people_type_it_and_kept_in_one_form(typed):
    field = AcademicYearFormField(label="school year")
    assert field.clean(typed) == "2026/27"
    assert "September 2026 to August 2027" in str(field.widget.render("year", typed))


@pytest.mark.parametrize("typed", ["2026", "26/27", "2026/28", "2026to27x", "next year"])
def test_what_is_no_school_year_is_refused_at_its_field(typed):
    with pytest.raises(ValidationError, match="2026/27"):
        AcademicYearFormField(label="school year").clean(typed)
