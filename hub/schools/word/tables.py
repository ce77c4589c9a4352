"""Reads a table of mammoth's HTML: its caption, the headings of its columns, merged cells in every row. Pure."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

CELL_BREAK = " | "
NAME_MOST = 40
CAPTION_MOST = 200
# A heading, or what a merged cell says, is written once where it is longer: a file must not grow when it is read.
REPEATED_MOST = 300
SPAN_MOST = 100
# Word has 63 columns at most; so wide a table is measured, and its rows of headings are joined, in a moment.
WIDTH_MOST, HEAD_ROWS_MOST = 200, 10
NUMBERS = re.compile(r"\d+")
TAG = re.compile(r"<[^>]*>")

# Reads a cell as the lines of rich text in it.
CellText = Callable[[Element], Sequence[str]]


@dataclass(frozen=True)
class Cell:
    """A cell's lines of rich text, from which column on, over how many of them; `bold`: all of it is."""

    pieces: tuple[str, ...]
    column: int
    columns: int = 1
    bold: bool = False

    @property
    def html(self) -> str:
        return "; ".join(self.pieces)

    @property
    def words(self) -> str:
        """The cell's text, one space between words."""
        return " ".join(TAG.sub("", self.html).split())


@dataclass(frozen=True)
class Table:
    """A table: a heading for each column as rich text, or none; the cells of each row, those from above among them."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""

    @property
    def width(self) -> int:
        ends = [cell.column + cell.columns for row in self.rows for cell in row]
        return max([len(self.headings), *ends])

    def grid(self) -> list[list[Cell | None]]:
        """Return the cell of each column in each row; a short one over several columns in each."""
        found: list[list[Cell | None]] = []
        for row in self.rows:
            line: list[Cell | None] = [None] * self.width
            for cell in row:
                line[cell.column] = cell
                if len(cell.html) <= REPEATED_MOST:
                    line[cell.column : cell.column + cell.columns] = [cell] * cell.columns
            found.append(line)
        return found

    def lines(self) -> list[str]:
        """Return a line of rich text for each row: "Year 8 | Autumn term: Assembly"."""
        said = (CELL_BREAK.join(self._named(row)) for row in self.rows)
        return [line for line in said if line.replace(CELL_BREAK.strip(), "").strip()]

    def _named(self, row: Sequence[Cell]) -> list[str]:
        """Return the cells of a row under their headings, the filled ones only. The first names the row itself."""
        if not any(self.headings):
            return [cell.html for cell in row]
        said = []
        for cell in row:
            over = [name for name in self.headings[cell.column : cell.column + cell.columns] if name]
            names = ", ".join(over)
            if len(names) > REPEATED_MOST and len(over) > 1:
                names = f"{over[0]} – {over[-1]}"
            if cell.pieces:
                said.append(f"{names}: {cell.html}" if names and cell.column else cell.html)
        return said

    def html(self) -> str:
        """Return the table as rich text that knows no tables: its caption, and a list with an item for each row."""
        items = "".join(f"<li>{line}</li>" for line in self.lines())
        return (f"<p><b>{self.caption}</b></p>" if self.caption else "") + (f"<ul>{items}</ul>" if items else "")


def rows_of(table: Element) -> list[Element]:
    return [row for group in table for row in ([group] if group.tag == "tr" else group)]


def read_table(table: Element, text: CellText, caption: str = "") -> Table | None:
    """Return a table whose cells `text` reads; None where no cell says anything."""
    rows = [tuple(row) for row in _grid(rows_of(table), text)]
    caption, rows = _title(caption, rows)
    head = _header_rows(table, rows)
    headings = _headings(rows[:head])
    body = tuple(row for row in rows[head:] if any(cell.pieces for cell in row))
    return Table(headings, body, caption) if body or any(headings) else None


def _title(caption: str, rows: list[tuple[Cell, ...]]) -> tuple[str, list[tuple[Cell, ...]]]:
    """Take a first row that is one cell over the whole width for the caption, where there is none yet."""
    width = max((cell.column + cell.columns for row in rows for cell in row), default=0)
    if caption or len(rows) < 2 or width < 2 or len(rows[0]) != 1:
        return caption, rows
    (cell,) = rows[0]
    is_title = cell.columns == width and len(cell.pieces) == 1 and len(cell.words) <= CAPTION_MOST
    return (cell.words, rows[1:]) if is_title else (caption, rows)


def _headings(rows: Sequence[Sequence[Cell]]) -> tuple[str, ...]:
    """Return a heading for each column, from all rows of headings; what covers several columns names each."""
    over: dict[int, list[str]] = {}
    for row in rows:
        for cell in row:
            for column in range(cell.column, cell.column + cell.columns):
                names = over.setdefault(column, [])
                if cell.words and cell.words not in names:
                    names.append(cell.words)
    return tuple(", ".join(over.get(column, [])) for column in range(max(over, default=-1) + 1))


def _grid(rows: Sequence[Element], text: CellText) -> Iterator[list[Cell]]:
    """Yield the cells of each row, those that reach down from a row above among them."""
    reaching: dict[int, tuple[Cell, int]] = {}
    for row in rows:
        line: list[Cell] = []
        column, cells = 0, list(reversed(row))
        while cells or column in reaching:
            if column in reaching:
                cell, left = reaching.pop(column)
            else:
                element = cells.pop()
                span = _span(element, "colspan")
                columns = span if column + span <= WIDTH_MOST else 1
                cell = Cell(tuple(text(element)), column, columns, _is_bold(element))
                left = _span(element, "rowspan")
            if left > 1:
                below = cell if len(cell.html) <= REPEATED_MOST else Cell((), column, cell.columns)
                reaching[column] = (below, left - 1)
            line.append(cell)
            column += cell.columns
        yield line


def _header_rows(table: Element, rows: Sequence[Sequence[Cell]]) -> int:
    """Return how many of the first rows name the columns: those that say so, or one that is unlike those below.

    A table of two columns is more often a list of names and values, whose first row is one of them.
    """
    if len(rows) < 2 or len(rows[0]) < 2:
        return 0
    said = table.find("thead")
    if said is not None and len(said) <= HEAD_ROWS_MOST and _are_short(_headings(rows[: len(said)])):
        return min(max(len(said) - (len(rows_of(table)) - len(rows)), 0), len(rows) - 1)
    names = [cell.words for cell in rows[0]]
    fits = all(names[1:]) and len(set(names)) == len(names)
    fits = fits and not any(len(name) > NAME_MOST or name.endswith(":") for name in names)
    first, below = _shape(names[0]), {_shape(row[0].words) for row in rows[1:] if row}
    return int(fits and (all(cell.bold for cell in rows[0]) or (len(names) > 2 and first not in below)))


def _are_short(headings: Sequence[str]) -> bool:
    return all(len(heading) <= REPEATED_MOST for heading in headings)


def _shape(text: str) -> str:
    """Return a text with its numbers made alike: "Year 7" and "Year 8" are of one kind."""
    return NUMBERS.sub("#", text).casefold()


def _span(element: Element, name: str) -> int:
    value = element.get(name, "")
    return min(int(value), SPAN_MOST) if value.isdecimal() and int(value) else 1


def _is_bold(cell: Element) -> bool:
    words = "".join(cell.itertext()).strip()
    return bool(words) and "".join("".join(each.itertext()) for each in cell.iter("strong")).strip() == words
