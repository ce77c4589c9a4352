"""Reads the sheets of a workbook as text: numbers, dates, times, merged cells and formulas as a person sees them."""

import datetime
import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

COLUMNS_MOST = 40
# Sheets are often formatted far below their last row: what is empty there does not count.
ROWS_MOST = 3000


class TooLong(Exception):
    """A sheet goes on below the last row that is read."""


@dataclass
class Grid:
    """A sheet as rows of text. `errors`: what is wrong with a cell, by its row and column from 0."""

    name: str
    rows: list[list[str]]
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def sheets_of(data: bytes) -> list[Grid]:
    """Return the sheets of a workbook that are shown, in their order.

    Raises:
        TooLong: when one has something below row 3,000.
    """
    with warnings.catch_warnings():
        # Of what it leaves out of a workbook, such as pictures.
        warnings.simplefilter("ignore")
        values = load_workbook(io.BytesIO(data), data_only=True)
        formulas = load_workbook(io.BytesIO(data))
    shown = [sheet for sheet in values.worksheets if sheet.sheet_state == "visible"]
    grids = [_grid(sheet, formulas[sheet.title]) for sheet in shown]
    hidden = [sheet.title for sheet in values.worksheets if sheet.sheet_state != "visible"]
    for grid in grids if hidden else ():
        grid.remarks.append(_("Hidden sheets are not read: %s.") % ", ".join(hidden[:5]))
    return grids


def _grid(values: Worksheet, formulas: Worksheet) -> Grid:
    last, width = min(values.max_row or 0, ROWS_MOST), min(values.max_column or 0, COLUMNS_MOST)
    below = values.iter_rows(min_row=last + 1, max_row=min(values.max_row, 2 * ROWS_MOST), max_col=width)
    if values.max_row > last and any(cell.value is not None for row in below for cell in row):
        raise TooLong
    grid = Grid(values.title, [])
    rows = values.iter_rows(min_row=1, max_row=last, max_col=width, values_only=True) if width else ()
    for at, row in enumerate(rows):
        grid.rows.append([_text(value, grid, at, place) for place, value in enumerate(row)])
    _note_formulas(grid, formulas)
    _spread_merged(grid, values)
    if any(values.row_dimensions[at].hidden for at in range(1, last + 1) if at in values.row_dimensions):
        grid.remarks.append(_("Rows that are hidden in the file were read as well."))
    return grid


def _text(value: Any, grid: Grid, at: int, place: int) -> str:
    """Return what a cell says. A date is named and marked: Excel makes one of 7-9."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime | datetime.date):
        said = date_format(value, "j F Y")
        grid.errors[at, place] = (
            _("This cell holds a date (%s): Excel has made one of what was typed. Write 7 to 9 for year groups.") % said
        )
        return said
    if isinstance(value, datetime.timedelta):
        return str(round(value.total_seconds() / 60))
    if isinstance(value, datetime.time):
        return f"{value.hour}:{value.minute:02}"
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return " ".join(str(value).split())


def _note_formulas(grid: Grid, formulas: Worksheet) -> None:
    """Take what a formula came to when the file was saved; mark one that never came to anything, and errors."""
    found = 0
    for at, row in enumerate(grid.rows):
        for place, text in enumerate(row):
            if formulas.cell(at + 1, place + 1).data_type == "f":
                found += 1
                if not text:
                    grid.errors[at, place] = _(
                        "This cell holds a formula without a value. Save the file in Excel again, or type the value."
                    )
            if (text.startswith("#") and text.rstrip("!?").isupper()) or text == "#N/A":
                grid.errors[at, place] = _("This cell holds an error of Excel (%s).") % text
    if found:
        grid.remarks.append(_("Of formulas, what they came to when the file was saved last was read."))


def _spread_merged(grid: Grid, sheet: Worksheet) -> None:
    """Give each cell under a merged one its value, as it looks on the screen; a title across the page stays one."""
    spread = False
    for merged in list(sheet.merged_cells.ranges):
        for at, place in _places(merged, grid):
            if merged.max_row > merged.min_row:
                grid.rows[at][place] = grid.rows[merged.min_row - 1][merged.min_col - 1]
                spread = True
    if spread:
        grid.remarks.append(_("Merged cells: what stands in one was taken for each row that it covers."))


def _places(merged: Any, grid: Grid) -> Iterator[tuple[int, int]]:
    """Yield the cells (from 0) of a merged range that lie in what was read."""
    if merged.min_row > len(grid.rows) or not grid.rows or merged.min_col > len(grid.rows[0]):
        return
    for at in range(merged.min_row - 1, min(merged.max_row, len(grid.rows))):
        for place in range(merged.min_col - 1, min(merged.max_col, len(grid.rows[0]))):
            yield at, place
