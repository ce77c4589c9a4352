"""The programme as a file: out for Excel and Word, and in again from any spreadsheet, with a dry run first."""

import datetime
import io
import json
import zipfile

import pytest
from docx import Document
from openpyxl import load_workbook

from hub.schools.careers.grid.columns import NAMES
from tests.schools.careers.grid.conftest import cells, post, programme, said, sent
from tests.schools.careers.grid.spreadsheets import HEADINGS, ROW, at, book, states, upload


def test_the_workbook_comes_back_as_it_went(admin_client, page):
    answer = admin_client.get(at(page, "workbook"))
    assert answer["Content-Type"].endswith("spreadsheetml.sheet") and ".xlsx" in answer["Content-Disposition"]
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert sheet.freeze_panes == "A2" and sheet["A2"].value == "7 to 9" and sheet["E2"].value == 300
    again = upload(admin_client, page, answer.content)
    assert states(again) == [("same", "A day at the docks"), ("same", "A week of work")]
    assert again.context["problems"] == [] and again.context["remarks"] == []


def test_no_cell_of_the_workbook_is_a_formula(admin_client, page):
    title = '=HYPERLINK("http://x.example")'
    assert post(admin_client, page, sent(cells(title=title, with_whom="+44"))).status_code == 302
    sheet = load_workbook(io.BytesIO(admin_client.get(at(page, "workbook")).content)).worksheets[0]
    assert (sheet["B2"].value, sheet["B2"].data_type, sheet["F2"].data_type) == (title, "s", "s")


def test_the_scheme_of_work_has_a_table_with_headings_for_each_year(admin_client, page):
    answer = admin_client.get(at(page, "document"))
    made = Document(io.BytesIO(answer.content))
    assert [each.text for each in made.paragraphs if each.style and each.style.name == "Heading 1"] == [
        "Year 7",
        "Year 8",
        "Year 9",
        "Year 10",
    ]
    assert made.core_properties.language == "en-GB" and 'w:lang w:val="en-GB"' in made.styles.element.xml
    assert [len(table.rows) for table in made.tables] == [2, 2, 2, 2]
    assert made.tables[3].rows[1].cells[0].text == "A week of work"
    assert all("tblHeader" in table.rows[0]._tr.xml for table in made.tables)


def test_a_dry_run_says_what_would_change_and_saves_nothing(admin_client, page):
    again = [*ROW[:1], "A day at the docks", *ROW[2:]]
    answer = upload(admin_client, page, book(HEADINGS, ROW, again))
    assert states(answer) == [
        ("new", "A visit to a bakery"),
        ("changed", "A day at the docks"),
        ("gone", "A week of work"),
    ]
    minutes = answer.context["changes"][1]["cells"][NAMES.index("minutes")]
    assert minutes == ("2 days", "300")
    assert page.revisions.count() == 1


def test_what_was_shown_is_saved_when_it_is_confirmed_and_rows_keep_their_keys(admin_client, page):
    before = {row.translation_key for row in programme(page)}
    answer = upload(admin_client, page, book(HEADINGS, ["7 to 9", "A day at the docks", *ROW[2:]]))
    sent_on = {"rows": answer.context["rows"], "opened": answer.context["at"].version}
    assert admin_client.post(at(page, "grid"), sent_on).status_code == 302
    assert said(page) == [(year, "A day at the docks", 600) for year in (7, 8, 9)]
    assert {row.translation_key for row in programme(page)} < before


def test_an_activity_that_was_given_another_name_is_the_same_row(admin_client, page):
    data = book(HEADINGS, ["7 to 9", "A day at the harbour", "workplace visit", "Spring", "300", "", ""])
    assert states(upload(admin_client, page, data)) == [("changed", "A day at the harbour"), ("gone", "A week of work")]


def test_rows_are_added_and_those_that_are_there_stay(admin_client, page):
    answer = upload(admin_client, page, book(HEADINGS, ROW), how="add")
    assert states(answer) == [("new", "A visit to a bakery")]
    titles = [row["cells"][1] for row in json.loads(answer.context["rows"])]
    assert titles == ["A day at the docks", "A week of work", "A visit to a bakery"]


def test_a_confirmation_after_somebody_elses_change_is_refused_and_kept(admin_client, page):
    answer = upload(admin_client, page, book(HEADINGS, ROW))
    post(admin_client, page, sent(cells(title="Theirs")))
    sent_on = {"rows": answer.context["rows"], "opened": answer.context["at"].version}
    late = admin_client.post(at(page, "grid"), sent_on)
    assert late.status_code == 409 and "A visit to a bakery" in late.content.decode()


def test_errors_name_the_cell_of_the_file_and_nothing_is_half_imported(admin_client, page):
    rows = [["Our programme for parents"], [], HEADINGS, ROW, ["7", "", "Picnic", "Easter", "long", "9", ""]]
    answer = upload(admin_client, page, book(*rows))
    problems = dict(answer.context["problems"])
    assert problems.keys() == {"B5", "C5", "D5", "E5", "F5"}
    assert "no time in minutes" in problems["E5"] and "is no term" in problems["D5"]
    html = answer.content.decode()
    assert ">Save as a draft<" not in html and "Open it in the table" in html
    opened = {"rows": answer.context["rows"], "opened": answer.context["at"].version, "open": "1"}
    table = admin_client.post(at(page, "grid"), opened)
    assert [each["row"] for each in table.context["problems"]] == [2] * 5 and page.revisions.count() == 1


def test_merged_cells_give_their_value_to_each_row(admin_client, page):
    rows = [HEADINGS, ROW, ["", "A talk", "fair", "", "1h", "", ""], ["", "Another", "fair", "", "1h", "", ""]]
    answer = upload(admin_client, page, book(*rows, change=lambda sheet: sheet.merge_cells("A2:A4")))
    assert [each["cells"][0][0] for each in answer.context["changes"][:3]] == ["7-9"] * 3
    assert answer.context["problems"] == [] and "Merged cells" in answer.context["remarks"][0]


def test_a_formula_gives_what_it_came_to_or_is_named_when_it_came_to_nothing(admin_client, page):
    answer = upload(admin_client, page, book(HEADINGS, [*ROW[:4], "=30*2", *ROW[5:]]))
    assert [place for place, message in answer.context["problems"] if "without a value" in message] == ["E2"]
    data = io.BytesIO()
    formula = book(HEADINGS, [*ROW[:4], "=30*2", *ROW[5:]])
    with zipfile.ZipFile(io.BytesIO(formula)) as old, zipfile.ZipFile(data, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<v></v>", b"<v>60</v>").replace(b"<v />", b"<v>60</v>"))
    answer = upload(admin_client, page, data.getvalue())
    assert answer.context["changes"][0]["cells"][NAMES.index("minutes")][0] == "60", answer.context["problems"]
    assert any("formulas" in each for each in answer.context["remarks"])


def test_a_date_that_excel_made_of_years_and_a_time_of_day_are_read_for_what_they_are(admin_client, page):
    row = [datetime.date(2026, 9, 7), *ROW[1:4], datetime.time(1, 30), 4.1, ""]
    answer = upload(admin_client, page, book(HEADINGS, row))
    ((place, message),) = answer.context["problems"]
    assert place == "A2" and "7 September 2026" in message and "7 to 9" in message
    shown = answer.context["changes"][0]["cells"]
    assert (shown[NAMES.index("minutes")][0], shown[NAMES.index("benchmarks")][0]) == ("1:30", "4.1")


def test_hidden_sheets_are_not_read_and_said(admin_client, page):
    def add(sheet):
        hidden = sheet.parent.create_sheet("Old", 0)
        hidden.append(HEADINGS)
        hidden.append([*ROW[:1], "Hidden", *ROW[2:]])
        hidden.sheet_state = "hidden"

    answer = upload(admin_client, page, book(HEADINGS, ROW, change=add))
    assert ("new", "A visit to a bakery") in states(answer) and "Hidden" not in str(states(answer))
    assert "Hidden sheets are not read: Old." in answer.context["remarks"]


def test_a_csv_file_is_read_in_each_encoding_that_excel_writes(admin_client, page):
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        for mark in (",", ";", "\t"):
            row = [f'"{cell}"' for cell in ("7 to 9", "Café visit", "workplace visit", "Autumn", "60", "5, 6.1", "")]
            text = "\r\n".join([mark.join(HEADINGS), mark.join(row)])
            answer = upload(admin_client, page, text.encode(encoding), name="programme.csv")
            assert states(answer)[0] == ("new", "Café visit"), (encoding, mark)
            assert answer.context["problems"] == []
    bad = "\n".join([",".join(HEADINGS), "7,A talk,fair,Autumn,ages,,"])
    answer = upload(admin_client, page, bad.encode(), name="programme.csv")
    assert [place for place, _message in answer.context["problems"]] == ["E2"]


@pytest.mark.parametrize("letters", ["\uffff", "\ufffe", "\ud800", "\x01", "\x00"])
def test_letters_that_no_file_can_hold_are_left_out(admin_client, page, letters):
    answer = post(admin_client, page, sent(cells(title=f"A {letters}talk")))
    assert answer.status_code == 302, answer.context["problems"]
    written = Document(io.BytesIO(admin_client.get(at(page, "document")).content))
    assert "A talk" in [cell.text for table in written.tables for row in table.rows for cell in row.cells]
    again = upload(admin_client, page, admin_client.get(at(page, "workbook")).content)
    assert [title for _state, title in states(again)] == ["A talk"]
