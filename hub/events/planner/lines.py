"""Reads lists as they come from a spreadsheet: one row in a line, its cells by tab, semicolon or comma. Pure."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.utils.translation import gettext as _

from hub.core.public_forms import one_line
from hub.events.planner.models import CAPACITY_MOST, LINES_MOST, PUPILS_MOST, YEARS

PROBLEMS_MOST = 5
ALL_YEARS = ("", "all")
HEADINGS = {"class", "classes", "name", "room", "rooms", "topic", "topics"}
_YEAR = re.compile(r"(?:year|yr|y)?\s*(?P<number>\d{1,2})(?!\d)", re.IGNORECASE)
_RECEPTION = re.compile(r"r(?:eception|ec)?(?![a-z])|r[a-z]?$", re.IGNORECASE)


class Unread(ValueError):
    """A list that cannot be read; `problems` are sentences for who typed it."""

    def __init__(self, problems: list[str]):
        super().__init__("; ".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class ClassLine:
    """A class, its year group, and how many pupils it has (0: not said)."""

    name: str
    year: int
    pupils: int


@dataclass(frozen=True, slots=True)
class RoomLine:
    """A room, and how many people it holds (None: not said)."""

    name: str
    capacity: int | None


@dataclass(frozen=True, slots=True)
class WishLine:
    """What children ask about, how many of them, and of which year group (None: of all)."""

    topic: str
    n: int
    year: int | None

    @property
    def name(self) -> str:
        """What may stand once only."""
        return f"{self.topic} ({self.year})"


Row = TypeVar("Row", ClassLine, RoomLine, WishLine)


def cells_of(line: str) -> list[str]:
    """Return the cells of a line, without those that are empty at its end."""
    by = next((mark for mark in ("\t", ";", ",") if mark in line), "\t")
    cells = [one_line(cell) for cell in line.split(by)]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def year_of(text: str) -> int | None:
    """Return the year group that "4", "Year 4", "4B" or "Reception" (0) begins with; None where there is none."""
    if found := _YEAR.match(text):
        number = int(found["number"])
        return number if number in YEARS else None
    return 0 if _RECEPTION.match(text) else None


def read_lines(text: str, read: Callable[[list[str]], Row], *, most: int = LINES_MOST) -> list[Row]:
    """Return the rows of a text. A first line of headings is left out.

    Raises:
        Unread: with what is wrong in which line, if anything is.
    """
    lines = [(place, cells) for place, line in enumerate(text.splitlines(), 1) if (cells := cells_of(line))]
    if lines and lines[0][1][0].casefold() in HEADINGS:
        lines = lines[1:]
    if len(lines) > most:
        raise Unread([_("These are %(n)s lines. At most %(most)s can be planned.") % {"n": len(lines), "most": most}])
    rows, problems, known = [], [], set()
    for place, cells in lines:
        try:
            row = read(cells)
            if row.name.casefold() in known:
                raise ValueError(_("“%(name)s” stands twice.") % {"name": cells[0]})
            known.add(row.name.casefold())
            rows.append(row)
        except ValueError as error:
            problems.append(_("Line %(n)s: %(what)s") % {"n": place, "what": error})
    if problems:
        raise Unread(problems[:PROBLEMS_MOST])
    return rows


def _name(text: str, most: int) -> str:
    if not text:
        raise ValueError(_("it begins with an empty cell."))
    if len(text) > most:
        raise ValueError(_("“%(text)s…” is longer than %(most)s letters.") % {"text": text[:20], "most": most})
    return text


def _number(text: str, most: int) -> int:
    if not (text.isascii() and text.isdecimal()) or len(text) > len(str(most)) or int(text) > most:
        raise ValueError(_("“%(text)s” is no number from 0 to %(most)s.") % {"text": text[:20], "most": most})
    return int(text)


def _few(cells: Iterable[str], most: int) -> list[str]:
    cells = list(cells)
    if len(cells) > most:
        raise ValueError(_("it has %(n)s cells, and no more than %(most)s are read.") % {"n": len(cells), "most": most})
    return cells + [""] * (most - len(cells))


def class_line(cells: list[str]) -> ClassLine:
    """Read a class: name, pupils; or name, year group, pupils. A name such as 4B says its year group itself."""
    asked = len(cells) > 2
    name, second, third = _few(cells, 3)
    name = _name(name, 20)
    year, pupils = (year_of(second), third) if asked else (year_of(name), second)
    if year is None:
        raise ValueError(
            _("which year group is “%(name)s”? Write the year after the name: Oak, 4, 28.") % {"name": name}
        )
    return ClassLine(name, year, _number(pupils or "0", PUPILS_MOST))


def room_line(cells: list[str]) -> RoomLine:
    """Read a room: name, people it holds."""
    name, holds = _few(cells, 2)
    return RoomLine(_name(name, 40), _number(holds, CAPACITY_MOST) if holds else None)


def wish_line(cells: list[str]) -> WishLine:
    """Read a wish: topic, how many children, year group (or nothing, for all)."""
    topic, n, of_year = _few(cells, 3)
    topic = _name(topic, 80)
    year = None if of_year.casefold() in ALL_YEARS else year_of(of_year)
    if year is None and of_year.casefold() not in ALL_YEARS:
        raise ValueError(_("“%(text)s” is no year group.") % {"text": of_year[:20]})
    return WishLine(topic, _number(n or "1", 9999), year)


def lines_text(rows: Iterable[Iterable[object]]) -> str:
    """Return rows as the text that is read back: cells by comma, or by semicolon where one holds a comma."""
    texts = [["" if cell is None else str(cell) for cell in row] for row in rows]
    return "\n".join((("; " if any("," in cell for cell in row) else ", ").join(row)).rstrip(",; ") for row in texts)
