"""A month of a calendar, whatever stands in the address; and the feed."""

import datetime
import re

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.events.calendars.months import YEARS_AHEAD, YEARS_BACK, Month, read_month
from tests.html import text_of

from .conftest import HOUR, TODAY, at, event

LIST = "Here is what is to come."


def cells(response) -> dict[str, str]:
    """Return what stands in the table's cells, by day; only days with something."""
    found = re.findall(r"<td[^>]*>(.*?)</td>", response.content.decode(), re.S)
    days = {}
    for cell in found:
        if "<li" in cell:
            (day,) = re.findall(r'datetime="([^"]*)"', cell)
            days[day] = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", cell)).strip()
    return days


@pytest.mark.django_db
def test_a_month_is_a_table_of_its_days(client, calendars):
    event(calendars.school, "Options evening", at("12-08"))
    event(calendars.school, "Careers week", at("11-30", 9), ends=at("12-02", 15))
    event(calendars.school, "In January", at("01-12"))
    response = client.get(f"{calendars.school.url}?month=2026-12")
    assert cells(response) == {
        "2026-12-01": "Tuesday 1 December Careers week",
        "2026-12-02": "Wednesday 2 December Careers week",
        "2026-12-08": "Tuesday 8 December 6pm Options evening",
    }
    assert "November 2026" in text_of(response) and "January 2027" in text_of(response)
    html = response.content.decode()
    assert 'href="?month=2026-11#month" rel="prev nofollow"' in html
    assert 'href="?month=2027-01#month" rel="next nofollow"' in html


@pytest.mark.django_db
def test_late_on_the_last_day_of_a_month_in_summer_is_that_month_in_london(client, calendars):
    starts = datetime.datetime(2027, 6, 30, 22, 30, tzinfo=datetime.UTC)
    event(calendars.school, "Half past eleven", starts, ends=starts + HOUR / 4)
    assert list(cells(client.get(f"{calendars.school.url}?month=2027-06"))) == ["2027-06-30"]
    assert cells(client.get(f"{calendars.school.url}?month=2027-07")) == {}


@pytest.mark.django_db
def test_the_first_minutes_of_a_month_in_summer_are_that_month_in_london(client, calendars):
    starts = datetime.datetime(2027, 6, 30, 23, 15, tzinfo=datetime.UTC)
    event(calendars.school, "A quarter past midnight", starts, ends=starts + HOUR / 4)
    assert cells(client.get(f"{calendars.school.url}?month=2027-06")) == {}
    assert list(cells(client.get(f"{calendars.school.url}?month=2027-07"))) == ["2027-07-01"]


@pytest.mark.django_db
def test_a_month_without_events_says_so_and_a_filter_stays_on_the_way(client, calendars):
    event(calendars.school, "For staff", at("12-08"), audience="staff")
    assert "No events this month." in text_of(client.get(f"{calendars.school.url}?month=2027-02"))
    response = client.get(f"{calendars.school.url}?month=2026-12&for=parents")
    assert "No event of this month fits all of this." in text_of(response)
    assert 'href="?month=2027-01&amp;for=parents#month"' in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed",
    ["banana", "2026-13", "2026-00", "0001-01", "9999-12", "2026-1", "-1", "2026-12-01", "٢٠٢٦-١٢", "%00", "<b>"],
)
def test_what_is_no_month_leads_to_the_list_and_says_so(client, calendars, typed):
    event(calendars.school, "Options evening", at("01-21"))
    response = client.get(calendars.school.url, {"month": typed})
    assert response.status_code == 200
    assert LIST in text_of(response) and "Options evening" in text_of(response)
    assert "<b>”" not in response.content.decode()


@pytest.mark.django_db
def test_an_empty_month_is_no_month_and_no_mistake(client, calendars):
    assert LIST not in text_of(client.get(f"{calendars.school.url}?month="))


@given(st.text(max_size=12))
def test_whatever_is_typed_is_a_month_in_reach_or_none(typed):
    month = read_month(typed, on=TODAY)
    assert month is None or str(month) == typed


@given(st.dates(datetime.date(2016, 1, 1), datetime.date(2029, 12, 31)))
def test_months_beside_are_beside(day):
    month = Month.of(day)
    assert month.moved(1).first - datetime.timedelta(days=1) >= month.first
    assert month.moved(-1).moved(1) == month < month.moved(1)
    assert all(len(week) == 7 for week in month.weeks) and month.weeks[0][0].weekday() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(("month", "beside"), [(Month(2026 - YEARS_BACK, 1), 1), (Month(2026 + YEARS_AHEAD, 12), 1)])
def test_the_way_ends_at_the_first_and_the_last_month(client, calendars, month, beside):
    html = client.get(f"{calendars.hub.url}?month={month}").content.decode()
    assert html.count('#month" rel="') == beside


@pytest.mark.django_db
def test_the_feed_holds_what_is_to_come_and_the_last_months_and_says_whose(client, calendars):
    event(calendars.hub, "Skills week", at("12-01"))
    event(calendars.school, "Open evening", at("12-04"), is_open=True)
    event(calendars.school, "Assembly", at("12-05"), status="cancelled")
    event(calendars.school, "Two weeks ago", at("11-09"))
    event(calendars.school, "Long ago", at("11-09") - datetime.timedelta(days=200))

    def names(calendar) -> list[str]:
        response = client.get(f"{calendar.url}calendar.ics")
        assert response["Content-Type"].startswith("text/calendar")
        return sorted(str(each["summary"]) for each in icalendar.Calendar.from_ical(response.content).walk("VEVENT"))

    assert names(calendars.hub) == ["Open evening (Alder Wharf School)", "Skills week"]
    assert names(calendars.school) == ["Assembly", "Open evening", "Two weeks ago"]


@pytest.mark.django_db
def test_the_page_names_its_feed_for_people_and_for_readers_of_feeds(client, calendars):
    html = client.get(calendars.school.url).content.decode()
    address = f"{calendars.school.url}calendar.ics"
    assert f'<link rel="alternate" type="text/calendar" title="Events" href="{address}">' in html
    assert f'<a href="{address}"' in html


@pytest.mark.django_db
def test_the_site_map_names_calendars_and_events(client, calendars):
    page = event(calendars.school, "Options evening", at("01-21"))
    said = client.get("/sitemap-en.xml").content.decode()
    assert calendars.school.url in said and page.url in said
