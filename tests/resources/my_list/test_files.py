"""What is made of a list: opened again, it holds what the list holds."""

import datetime
import io

import icalendar
import openpyxl  # type: ignore[import-untyped]
import pytest

from hub.schools.duties.closed_days import load_closed_days
from tests.factories.resources import LessonResourcePageFactory
from tests.html import text_of

pytestmark = pytest.mark.django_db


def get(client, name, *items, **rest):
    return client.get(f"/my-list/{name}", {"i": [str(item) for item in items], **rest})


def table(answer):
    """The rows of the first sheet of a workbook, each by its headings."""
    first, *rows = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0].iter_rows(values_only=True)
    return [dict(zip(first, row, strict=True)) for row in rows]


def test_the_workbook_has_a_row_a_week_with_all_that_a_scheme_of_work_says(client, unit, sheet):
    answer = get(client, "scheme-of-work.xlsx", f"{unit.pk}-11111111", sheet.pk, title="Spring: term/1")
    assert answer["Content-Disposition"] == 'attachment; filename="Spring term 1.xlsx"'
    first, second = table(answer)
    assert first == {
        "Week": 1,
        "Lesson": "Locked, shut or open",
        "Part of": "Lesson 1 of “Keeping doors open”",
        "Key stage": "3",
        "Years": "Year 9",
        "Minutes": 20,
        "Subjects": "English",
        "Gatsby benchmarks": "4.1",
        "By the end": "I can say what a choice closes.",
        "Sheets": "Six statements",
        "Address": f"http://testserver{unit.lesson_url('11111111')}",
        "Licence": "Open Government Licence v3",
        "Checked": "Not yet checked",
    }
    assert (second["Week"], second["Lesson"], second["Part of"]) == (2, "Six statements", "Worksheet")


def test_nothing_in_the_workbook_is_run_as_a_formula(client, library):
    page = LessonResourcePageFactory(parent=library, title='=HYPERLINK("https://bad.example")')
    answer = get(client, "scheme-of-work.xlsx", page.pk, title="=1+1")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s", "n"} and not any(cell.hyperlink for cell in cells)
    assert '=HYPERLINK("https://bad.example")' in [cell.value for cell in cells]


def test_a_workbook_of_nothing_is_still_one(client, db):
    assert table(get(client, "scheme-of-work.xlsx", "nonsense")) == []


def events(answer):
    calendar = icalendar.Calendar.from_ical(answer.content)
    return [(event.decoded("dtstart").isoformat(), str(event["summary"])) for event in calendar.walk("VEVENT")]


def test_the_calendar_has_a_lesson_a_week_in_term_time(client, unit, sheet):
    load_closed_days()
    answer = get(client, "dates.ics", unit.pk, sheet.pk, start="2027-02-08", title="Spring")
    assert answer["Content-Type"].startswith("text/calendar")
    assert events(answer) == [
        ("2027-02-08", "Locked, shut or open"),
        ("2027-02-22", "Three routes at sixteen"),
        ("2027-03-01", "Six statements"),
    ]


def test_the_same_list_moves_its_events_and_makes_no_new_ones(client, unit):
    def uids(start):
        calendar = icalendar.Calendar.from_ical(get(client, "dates.ics", unit.pk, start=start).content)
        return [str(event["uid"]) for event in calendar.walk("VEVENT")]

    assert uids("2027-01-11") == uids("2027-01-19")
    assert len(set(uids("2027-01-11"))) == 2


def test_a_day_whose_holidays_nobody_knows_yet_is_marked(client, unit):
    load_closed_days()
    said = get(client, "dates.ics", unit.pk, start="2027-09-13").content.decode().replace("\r\n ", "")
    assert "The holidays of that school year are not known here yet" in said
    assert "not known here yet" not in get(client, "dates.ics", unit.pk, start="2027-01-11").content.decode()


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("", "Write a date as day, month and year"),
        ("soon", "Write a date as day, month and year"),
        ("2027-02-30", "start-error"),
        ("2027-01-09", "usually closed"),
        ("1999-01-04", "within three years"),
        ("9999-12-31", "Write"),
    ],
)
def test_a_start_that_is_none_is_said_at_its_field_and_the_list_is_kept(client, unit, start, said):
    answer = get(client, "dates.ics", unit.pk, start=start, title="Spring")
    html = answer.content.decode()
    assert answer.status_code == 400 and said in html and f'value="{start}"' in html
    assert "Keeping doors open" in text_of(answer) and 'id="start-error"' in html


def test_dates_are_read_as_people_type_them(client, unit):
    assert (
        events(get(client, "dates.ics", unit.pk, start="11 January 2027"))[0][0]
        == datetime.date(2027, 1, 11).isoformat()
    )
