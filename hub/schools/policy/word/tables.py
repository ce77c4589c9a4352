"""Reads a table of mammoth's HTML into rows in which each cell says its heading, merged cells in every row. Pure."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

CELL_BREAK = " | "
NAME_MOST = 40
NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True)
class Cell:
    """A cell's rich text, from which column on, over how many of them; `bold`: all of it is."""

    html: str
    column: int
    columns: int = 1
    bold: bool = False


def rows_of(table: Element) -> list[Element]:
    return [row for group in table for row in ([group] if group.tag == "tr" else group)]


def lines_of_table(table: Element, text: Callable[[Element], str]) -> list[str]:
    """Return a line of rich text for each row: "Year 8 | Autumn term: Assembly"; `text` reads a cell."""
    rows = grid(rows_of(table), text)
    if not has_header(table, rows):
        lines = [[cell.html for cell in row] for row in rows]
        return [CELL_BREAK.join(line) for line in lines if any(line)]
    names = {cell.column: _plain(cell.html) for cell in rows[0]}
    return [line for row in rows[1:] if (line := CELL_BREAK.join(_named(row, names)))]


def _named(row: Sequence[Cell], names: dict[int, str]) -> list[str]:
    """Return the filled cells of a row. The first names the row, and needs no heading."""
    said = []
    for cell in row:
        over = [names[column] for column in range(cell.column, cell.column + cell.columns) if names.get(column)]
        if cell.html:
            said.append(f"{', '.join(over)}: {cell.html}" if over and cell.column else cell.html)
    return said


def grid(rows: Sequence[Element], text: Callable[[Element], str]) -> list[list[Cell]]:
    """Return the cells of each row, those that reach down from a row above among them."""
    found: list[list[Cell]] = []
    reaching: dict[int, tuple[Cell, int]] = {}
    for row in rows:
        line: list[Cell] = []
        column, cells = 0, list(row)
        while cells or column in reaching:
            if column in reaching:
                cell, left = reaching.pop(column)
            else:
                element = cells.pop(0)
                cell = Cell(text(element), column, _span(element, "colspan"), _is_bold(element))
                left = _span(element, "rowspan")
            if left > 1:
                reaching[column] = (cell, left - 1)
            line.append(cell)
            column += cell.columns
        found.append(line)
    return found


def has_header(table: Element, rows: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether the first row names the columns: it says so, or it is unlike the rows below.

    A table of two columns is more often a list of names and values, whose first row is one of them.
    """
    if len(rows) < 2 or len(rows[0]) < 2:
        return False
    if table.find("thead") is not None:
        return True
    names = [_plain(cell.html) for cell in rows[0]]
    fits = all(names[1:]) and len(set(names)) == len(names)
    fits = fits and not any(len(name) > NAME_MOST or name.endswith(":") for name in names)
    first, below = _shape(names[0]), {_shape(_plain(row[0].html)) for row in rows[1:]}
    return fits and (all(cell.bold for cell in rows[0]) or (len(names) > 2 and first not in below))


def _shape(text: str) -> str:
    """Return a text with its numbers made alike: "Year 7" and "Year 8" are of one kind."""
    return NUMBERS.sub("#", text).casefold()


def _plain(html: str) -> str:
    return re.sub(r"<[^>]*>", "", html).strip()


def _span(element: Element, name: str) -> int:
    value = element.get(name, "")
    return min(int(value), 100) if value.isdecimal() and int(value) else 1


def _is_bold(cell: Element) -> bool:
    words = "".join(cell.itertext()).strip()
    return bool(words) and "".join("".join(each.itertext()) for each in cell.iter("strong")).strip() == words
