"""Finds the dates that a document gives of itself: approved, reviewed, next review, in force from. Pure."""

import calendar
import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hub.core.dates.reading import Unreadable, read_day
from hub.schools.word.markup import Section, lines_of
from hub.schools.word.tables import CELL_BREAK

# What a label speaks of, the first that fits: "next review date" is no review that was held.
LABELS = (
    ("next", re.compile(r"next review|review (?:is )?due|due for review|to be reviewed|review date", re.IGNORECASE)),
    ("approved", re.compile(r"approved|adopted|ratified|agreed by|signed off", re.IGNORECASE)),
    ("reviewed", re.compile(r"review", re.IGNORECASE)),
    ("effective", re.compile(r"effective|in force|implement|date of (?:this )?(?:policy|statement)", re.IGNORECASE)),
)
DATED = re.compile(r"\bdated?\b", re.IGNORECASE)
MONTHS = calendar.month_name[1:]
IN_WORDS = rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? )?({'|'.join(MONTHS)}),? (\d{{4}})\b"
DAY = re.compile(rf"{IN_WORDS}|\b(\d{{1,2}})[/.](\d{{1,2}})[/.](\d{{4}})\b", re.IGNORECASE)
# How far down a front page goes: sections, and letters of a line that is no paragraph.
SECTIONS, LINE_MOST = 3, 200
# Sections further down that speak of the document itself.
OF_ITSELF = re.compile(r"approv|adopt|ratif|document control|version|review", re.IGNORECASE)


@dataclass(frozen=True)
class FrontDate:
    """A date as written, what it is of (a name in LABELS, or "dated"), and the day where it gives one."""

    of: str
    said: str
    day: datetime.date | None


def dates_of(sections: Sequence[Section]) -> tuple[FrontDate, ...]:
    """Return the dates of a document's first sections, of those on its approval, of headers and footers, each once."""
    later = (each for each in sections[SECTIONS:] if each.margin or OF_ITSELF.search(each.heading))
    front = [*sections[:SECTIONS], *later]
    lines = [line for each in front for line in (each.heading, *(one for p in each.passages for one in lines_of(p)))]
    return tuple(dict.fromkeys(found for line in lines if len(line) <= LINE_MOST for found in _in_line(line)))


def _in_line(line: str) -> Iterator[FrontDate]:
    """Yield the dates of a line. A label stands before its date, in the same cell or in one to the left."""
    of = ""
    for cell in line.split(CELL_BREAK.strip()):
        begin = 0
        for match in DAY.finditer(cell):
            of = _label(cell[begin : match.start()], of)
            if of:
                yield FrontDate(of, match[0], _day(match))
            begin = match.end()
        of = _label(cell[begin:], of)


def _label(words: str, before: str) -> str:
    """Return what `words` announce; "Date:" alone goes on with what was announced before."""
    found = next((name for name, pattern in LABELS if pattern.search(words)), "")
    return found or before or ("dated" if DATED.search(words) else "")


def _day(match: re.Match[str]) -> datetime.date | None:
    try:
        return read_day(match[0])
    except Unreadable:
        return None
