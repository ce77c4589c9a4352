"""The programme as an Excel workbook: rows as the table shows them, and what its columns may say."""

import io
from collections.abc import Sequence

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from hub.core.spreadsheets import writable
from hub.schools.careers.grid.columns import Column
from hub.schools.careers.grid.rows import RowInput
from hub.schools.careers.grid.words import Words

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTHS = {"title": 45, "kind": 34, "lesson": 45, "with_whom": 28}
BOLD, WRAPPED = Font(bold=True), Alignment(wrap_text=True, vertical="top")
# Below the rows the lists of kinds and terms go on for so many that are added.
SPARE_ROWS = 200


def workbook(rows: Sequence[RowInput], columns: Sequence[Column], words: Words, *, title: str) -> bytes:
    """Return a workbook (.xlsx) with the sheets "Programme" and "How to"."""
    book = Workbook()
    book.properties.title, book.properties.language = writable(title), "en-GB"
    programme = book.active
    assert isinstance(programme, Worksheet)
    programme.title = _("Programme")
    for place, column in enumerate(columns, 1):
        _write(programme.cell(1, place), str(column.label)).font = BOLD
        programme.column_dimensions[get_column_letter(place)].width = WIDTHS.get(column.name, 16)
        for at, row in enumerate(rows, 2):
            _write(programme.cell(at, place), row.cells.get(column.name, ""), number=column.name == "minutes")
    programme.freeze_panes = "A2"
    programme.print_title_rows = "1:1"
    programme.page_setup.orientation, programme.page_setup.fitToHeight = "landscape", 0
    programme.sheet_properties.pageSetUpPr.fitToPage = True
    lists = _how_to(book.create_sheet(_("How to")), columns, words)
    _offer(programme, columns, lists, last=len(rows) + 1 + SPARE_ROWS)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _write(cell: Cell, text: str, *, number: bool = False) -> Cell:
    """Write text as text: a cell of text is never read as a formula, whatever it begins with."""
    if number and text.isdecimal() and len(text) < 7:
        cell.value = int(text)
    else:
        cell.value = writable(text)
        cell.data_type = "s"
        # Typed into later, 7-9 stays what it is and becomes no date.
        cell.number_format = "@"
    cell.alignment = WRAPPED
    return cell


def _how_to(sheet: Worksheet, columns: Sequence[Column], words: Words) -> dict[str, str]:
    """Write what each column may say; return where the lists stand, by their names."""
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 32, 90
    kinds = [str(kind) for kind in words.kinds if not kind.retired]
    lists = {"kinds": kinds, "terms": words.terms, "lessons": list(words.labels.values())}
    lines = [(_("One line for each activity. Keep the headings of the first sheet, in any order."), "")]
    lines += [(str(column.label), str(column.help)) for column in columns]
    for line, pair in enumerate(lines, 1):
        for place, text in enumerate(pair, 1):
            _write(sheet.cell(line, place), text)
        sheet.cell(line, 1).font = BOLD
    places, at = {}, len(lines) + 2
    for column in columns:
        if not (said := lists.get(column.suggests, [])):
            continue
        _write(sheet.cell(at, 1), str(column.label)).font = BOLD
        for line, text in enumerate(said, at):
            _write(sheet.cell(line, 2), text)
        places[column.suggests] = f"'{sheet.title}'!$B${at}:$B${at + len(said) - 1}"
        at += len(said) + 1
    return places


def _offer(sheet: Worksheet, columns: Sequence[Column], lists: dict[str, str], *, last: int) -> None:
    """Let Excel offer the words of a list in its column; others may be typed, for the upload reads more of them."""
    for place, column in enumerate(columns, 1):
        if column.suggests in lists:
            offered = DataValidation(type="list", formula1=lists[column.suggests], allow_blank=True)
            offered.showErrorMessage = False
            letter = get_column_letter(place)
            offered.add(f"{letter}2:{letter}{last}")
            sheet.add_data_validation(offered)
