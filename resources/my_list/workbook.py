"""The scheme of work as a workbook: one plain table to work on, and a sheet that says where it comes from."""

import io
import math
from collections.abc import Sequence

import xlsxwriter  # type: ignore[import-untyped]
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from hub.core.spreadsheets import writable
from resources.my_list.scheme import COLUMNS, Row

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
A4 = 9
# The height of a line, in points. Not every program makes room for wrapped words by itself.
LINE = 15


def workbook(title: str, rows: Sequence[Row], *, address: str, made_on: str) -> bytes:
    """Return the workbook. `address` is where the list can be opened again, `made_on` the day in words.

    Every text is written as text: nothing that somebody typed is run as a formula or a link.
    """
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": writable(title), "author": "London Ambitions Hub"})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "align": "left"})
    sheet = book.add_worksheet(_("Scheme of work")[:31])
    for place, column in enumerate(COLUMNS):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, str(column.heading), bold)
        for line, row in enumerate(rows, start=1):
            value = row[column.key]
            if isinstance(value, int):
                sheet.write_number(line, place, value, wrapped)
            elif value:
                sheet.write_string(line, place, writable(value), wrapped)
    for line, row in enumerate(rows, start=1):
        sheet.set_row(line, LINE * max(_lines(row[column.key], column.width) for column in COLUMNS))
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, len(rows), len(COLUMNS) - 1)
    _paper(sheet)
    about = book.add_worksheet(_("About")[:31])
    about.set_column(0, 0, 100)
    source = _("London Ambitions Hub. Made on %(day)s from the list at:") % {"day": made_on}
    for line, text in enumerate((title, source, address)):
        about.write_string(line, 0, writable(text), bold if not line else wrapped)
    book.close()
    return file.getvalue()


def _lines(value: str | int | None, width: int) -> int:
    """Return how many lines of so many characters a text takes, about."""
    return sum(max(1, math.ceil(len(line) * 1.1 / width)) for line in str(value or "").split("\n"))


def _paper(sheet: xlsxwriter.worksheet.Worksheet) -> None:
    """Print on A4 across, as wide as the paper, with the headings on each page."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    if get_language_bidi():
        sheet.right_to_left()
