"""Lessons a week apart, on days when there is school."""

import datetime

from hub.core.school_days import SchoolDays, school_days, weekly
from hub.schools.duties.closed_days import load_closed_days

MONDAY = datetime.date(2027, 1, 4)


def test_a_week_that_is_closed_is_left_out():
    closed = {MONDAY + datetime.timedelta(days=7)}
    found = weekly(MONDAY, SchoolDays(closed.__contains__))
    assert [next(found).isoformat() for _ in range(3)] == ["2027-01-04", "2027-01-18", "2027-01-25"]


def test_where_schools_are_always_closed_there_is_no_day():
    assert list(weekly(MONDAY, SchoolDays(lambda day: True))) == []


def test_the_hubs_calendar_knows_weekends_august_bank_holidays_and_usual_holidays(db):
    load_closed_days()
    days = school_days()
    closed = ["2027-01-09", "2027-08-04", "2027-05-03", "2027-02-17"]
    assert all(days.is_closed(datetime.date.fromisoformat(day)) for day in closed)
    assert not days.is_closed(MONDAY)
    assert days.known_until == datetime.date(2027, 6, 4)
