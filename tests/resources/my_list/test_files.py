"""What is made of a list: opened again, it holds what the list holds."""

import csv
import datetime
import io
import zipfile

import docx
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


def test_the_word_document_has_a_row_a_week_and_links(client, unit, sheet):
    answer = get(client, "scheme-of-work.docx", f"{unit.pk}-11111111", sheet.pk, title="Spring term")
    assert answer["Content-Disposition"] == 'attachment; filename="Spring term.docx"'
    document = docx.Document(io.BytesIO(answer.content))
    assert document.core_properties.title == "Spring term"
    assert [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"] == ["Spring term"]
    (made,) = document.tables
    weeks = [[cell.text for cell in row.cells] for row in made.rows]
    assert weeks[0] == ["Week", "Lesson", "By the end", "Sheets"]
    assert weeks[1][0] == "1" and weeks[1][2:] == ["I can say what a choice closes.", "Six statements"]
    for words in ("Locked, shut or open", "Year 9, Key stage 3, 20 min", "Gatsby 4.1", "Not yet checked"):
        assert words in weeks[1][1]
    links = {rel.target_ref for rel in document.part.rels.values() if rel.is_external}
    assert f"http://testserver{unit.lesson_url('11111111')}" in links


def zipped(answer):
    return zipfile.ZipFile(io.BytesIO(answer.content))


def test_the_zip_has_each_sheet_once_its_answers_apart_and_a_table_of_them(client, unit, library):
    notes = [
        {"type": "task", "value": {"prompt": "=1+1", "lines": 2}},
        {"type": "teacher_note", "value": "<p>Two.</p>"},
    ]
    other = LessonResourcePageFactory(parent=library, title="=Sums: A/B", body=notes)
    answer = get(client, "sheets.zip", unit.pk, other.pk, f"{unit.pk}-11111111")
    files = zipped(answer)
    assert files.namelist() == [
        "sheets/Six statements.docx",
        "sheets/=Sums A B.docx",
        "answers/Answers and notes =Sums A B.docx",
        "contents.csv",
    ]
    assert "Two." not in words_of(files, "sheets/=Sums A B.docx")
    first, second = list(csv.DictReader(io.StringIO(files.read("contents.csv").decode("utf-8-sig"))))
    assert first["For"] == "Locked, shut or open; Locked, shut or open"
    assert second["Sheet"] == "'=Sums: A/B" and second["Licence"] == "Open Government Licence v3"


def words_of(files, name):
    return "\n".join(p.text for p in docx.Document(io.BytesIO(files.read(name))).paragraphs)


@pytest.mark.parametrize("name", ["sheets.zip", "scheme-of-work.docx", "scheme-of-work.xlsx"])
def test_a_list_of_nothing_or_of_nonsense_makes_files_too(client, db, name):
    for items in ([], ["x", "999999", "12-zz"]):
        assert get(client, name, *items).status_code == 200


def test_slides_are_in_the_zip_as_slides(client, library):
    told = {"title": "Three routes", "text": "<p>Stay on.</p>", "notes": "Ask who knows one."}
    page = LessonResourcePageFactory(
        parent=library, title="Routes", format="slides", sheet_kind="slides", body=[{"type": "slide", "value": told}]
    )
    assert "slides/Routes.pptx" in zipped(get(client, "sheets.zip", page.pk)).namelist()
