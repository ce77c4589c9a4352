"""Reads an uploaded spreadsheet (.xlsx or CSV) as rows of the table, and remembers in which cell each text stood.

Nothing in the file is trusted: its size, its packing and its XML are looked at before a library reads it.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from hub.schools.careers.grid.columns import COLUMNS, recognised
from hub.schools.careers.grid.files import reach
from hub.schools.careers.grid.files.delimited import split
from hub.schools.careers.grid.files.sheets import ROWS_MOST as LINES_MOST
from hub.schools.careers.grid.files.sheets import Grid, TooLong, sheets_of
from hub.schools.careers.grid.table import ROWS_MOST
from hub.schools.word.archive import COMPOUND_FILE, unpacks_too_far

MEGABYTE = 1024 * 1024
FILE_MOST = 5 * MEGABYTE
# Five thousand rows are two megabytes of XML; reading takes a second or two for each megabyte.
PART_MOST = 4 * MEGABYTE
READ_MOST = 10 * MEGABYTE
# Headings stand near the top: a title, a logo and a line of advice come before them at most.
HEADING_WITHIN = 25
NAMED_AT_LEAST = 3
# By so many bytes a part is known as XML.
BEGINNING = 64

# What reading a part of a damaged zip may raise: RuntimeError where it has a password, OverflowError where a size in it
# is no size.
UNZIPPING = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, OverflowError)


class Refusal(ValueError):
    """A file that is not taken; the message says what is wrong and what to do."""


@dataclass(frozen=True)
class Line:
    """A line of the file: its cells by the name of the column, where they stand ("C14"), and what is wrong."""

    cells: dict[str, str]
    places: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Read:
    """What was read of a file: its lines, and what its reader should know of how."""

    lines: list[Line]
    remarks: list[str]


def read(data: bytes, *, name: str) -> Read:
    """Return the lines of an uploaded file.

    Raises:
        Refusal: when it is no spreadsheet that can be read, has other headings or too many rows.
    """
    if not data:
        raise Refusal(_("The file is empty."))
    if len(data) > FILE_MOST:
        raise Refusal(_("The file is larger than %d MB. A programme of a thousand rows is far less.") % 5)
    if data.startswith(b"PK"):
        _check(data)
        return _of_sheets(_opened(data))
    if data.startswith(COMPOUND_FILE):
        raise Refusal(_("This is a workbook of an old Excel (.xls), or one with a password. Save it as .xlsx without."))
    if not name.lower().endswith((".csv", ".tsv", ".txt")):
        raise Refusal(_("This is no Excel workbook, whatever its name says. Save it from Excel as .xlsx, or as CSV."))
    rows = split(_text(data), most=LINES_MOST)
    if len(rows) > LINES_MOST:
        raise _too_long()
    return _of_sheets([Grid(_("the file"), rows)])


def _opened(data: bytes) -> list[Grid]:
    try:
        return sheets_of(data)
    except TooLong as error:
        raise _too_long() from error
    except (*UNZIPPING, KeyError, ValueError, TypeError, IndexError, AttributeError, SyntaxError) as error:
        # What openpyxl stumbles over in a workbook that is none.
        raise damaged() from error


def _text(data: bytes) -> str:
    """Return the text of a CSV file: Excel writes it in one of three encodings, and says which in the first two."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data:
        raise Refusal(_("This is no text. Save the spreadsheet as .xlsx, or as CSV."))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _check(data: bytes) -> None:
    """Refuse a zip that is no workbook, would unpack too far, or whose XML could define anything."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise Refusal(_("The workbook is locked with a password. Save it without one."))
            if not any(part.filename.lower() == "xl/workbook.xml" for part in parts):
                raise Refusal(_("This is no Excel workbook. Save the spreadsheet as .xlsx, or as CSV."))
            if unpacks_too_far(parts):
                raise Refusal(_("The file would unpack to far more than a programme holds."))
            _check_xml(archive, parts)
    except UNZIPPING as error:
        raise damaged() from error


def _check_xml(archive: zipfile.ZipFile, parts: Sequence[zipfile.ZipInfo]) -> None:
    """Look at each part that is XML, whatever its name: a workbook may call its sheets anything."""
    left, covered = READ_MOST, 0
    for part in parts:
        with archive.open(part) as file:
            text = file.read(BEGINNING)
            if not _is_xml(part, text):
                continue
            text += file.read(PART_MOST + 1 - len(text))
        left -= len(text)
        if len(text) > PART_MOST or left < 0:
            raise _far_more()
        try:
            covered += reach.check(text)
        except reach.TooFar as error:
            raise _far_more() from error
        except ValueError as error:
            raise damaged() from error
        if covered > reach.CELLS_MOST:
            raise _far_more()


def _is_xml(part: zipfile.ZipInfo, beginning: bytes) -> bool:
    """Tell whether a part is XML, by its name or by what it begins with in any encoding that XML is written in."""
    first = beginning.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")
    return (
        part.filename.lower().endswith((".xml", ".rels")) or first.startswith(b"<") or (not first and bool(beginning))
    )


def _far_more() -> Refusal:
    return Refusal(_("The workbook holds far more than a programme. Copy the rows into a new one, upload that."))


def _too_long() -> Refusal:
    return Refusal(_("The file has more than %d rows of activities, which is more than the table holds.") % ROWS_MOST)


def damaged() -> Refusal:
    return Refusal(_("The file is damaged: it cannot be read to its end. Save it in Excel once more and upload that."))


def _of_sheets(grids: Sequence[Grid]) -> Read:
    """Return the lines of the first sheet that has the headings of a programme."""
    wanted = {column.name for column in COLUMNS if column.wanted}
    best: tuple[int, Grid, int, dict[str, int]] | None = None
    for grid in grids:
        for at, row in enumerate(grid.rows[:HEADING_WITHIN]):
            found = recognised(row)
            if best is None or len(found) > best[0]:
                best = (len(found), grid, at, found)
            if wanted <= found.keys():
                return _lines(grid, at, found)
    raise Refusal(_other_layout(best, wanted))


def _other_layout(best: tuple[int, Grid, int, dict[str, int]] | None, wanted: set[str]) -> str:
    names = ", ".join(f"“{column.label}”" for column in COLUMNS if column.wanted)
    said = _("No row of the file has the headings of a programme. It needs at least: %s.") % names
    if best and best[0] >= NAMED_AT_LEAST:
        missing = ", ".join(f"“{column.label}”" for column in COLUMNS if column.name in wanted - best[3].keys())
        said += " " + _("In row %(row)d of %(sheet)s, these are missing: %(names)s.") % {
            "row": best[2] + 1,
            "sheet": best[1].name,
            "names": missing,
        }
    return said


def _lines(grid: Grid, heading: int, columns: dict[str, int]) -> Read:
    lines = [line for line in _each(grid, heading, columns) if any(line.cells.values()) or line.errors]
    if len(lines) > ROWS_MOST:
        raise _too_long()
    unread = [text for at, text in enumerate(grid.rows[heading]) if text and at not in columns.values()]
    remarks = list(grid.remarks)
    if unread:
        remarks.append(_("Columns that are not read: %s.") % ", ".join(f"“{text}”" for text in unread[:10]))
    return Read(lines, remarks)


def _each(grid: Grid, heading: int, columns: dict[str, int]) -> Iterator[Line]:
    for at, row in enumerate(grid.rows[heading + 1 :], heading + 1):
        errors = {name: grid.errors[at, place] for name, place in columns.items() if (at, place) in grid.errors}
        yield Line(
            {name: row[place] if place < len(row) else "" for name, place in columns.items()},
            {name: f"{get_column_letter(place + 1)}{at + 1}" for name, place in columns.items()},
            errors,
        )
