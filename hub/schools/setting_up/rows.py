"""Reads the rows of a CSV file of schools and whom to invite; what is wrong with a line is told by its number."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hub.core.spreadsheets import harmless
from hub.schools.invitations.inviting import Invitee
from hub.schools.invitations.models import Invitation
from hub.schools.register.importing.encodings import UnreadableFile, probe
from hub.schools.tenancy.models import Role

COLUMNS = ("urn", "name", "email", "role")
ROLES = {role.label.lower(): role for role in Role} | {role.value: role for role in Role}
DELIMITERS = ",;\t"
URN = re.compile(r"(?<!\d)\d{5,7}(?!\d)", re.ASCII)
# More rows than London has schools, several people each.
MOST_ROWS = 50_000


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a file: a school, and whom to invite (or nobody)."""

    line: int
    urn: int
    invitee: Invitee | None


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that was not followed, and why."""

    line: int
    value: str
    reason: str


def read(path: Path, *, most: int = MOST_ROWS) -> tuple[list[Row], list[Problem]]:
    """Return the rows of a CSV file with a heading (urn; name, email and role if people are to be invited).

    Raises:
        UnreadableFile: when it is no such file, or has more than `most` rows; the message says why.
    """
    encoding, _lines = probe(path)
    rows: list[Row] = []
    problems: list[Problem] = []
    try:
        with path.open(encoding=encoding, newline="") as handle:
            for line, told, torn in _told(handle, name=path.name):
                if len(rows) + len(problems) == most:
                    raise UnreadableFile(_("%(name)s has more than %(n)d rows.") % {"name": path.name, "n": most})
                if torn:
                    problems.append(_torn(line, torn))
                else:
                    _take(line, told, rows, problems)
    except UnicodeError as error:
        said = _("%(name)s is damaged: it cannot be read to its end. Save it as CSV again.")
        raise UnreadableFile(said % {"name": path.name}) from error
    except csv.Error as error:
        last = max([0, *(row.line for row in rows), *(one.line for one in problems)])
        said = _("%(name)s, after line %(line)d: a quotation mark is not closed.")
        raise UnreadableFile(said % {"name": path.name, "line": last}) from error
    return rows, problems


def _told(handle: TextIO, *, name: str) -> Iterator[tuple[int, dict[str, str], str]]:
    """Yield the lines that say anything, with their numbers: empty ones count, or the numbers would not be the file's.

    With each comes the cell that other lines went into, empty where none did.

    Raises:
        UnreadableFile: when the heading has no URN.
    """
    heading = handle.readline()
    handle.seek(0)
    reader = csv.DictReader(handle, delimiter=max(DELIMITERS, key=heading.count))
    names = {(column or "").strip().lower(): column for column in reader.fieldnames or ()}
    if "urn" not in names:
        said = _("%(name)s has no column URN. Its heading may have: %(columns)s.")
        raise UnreadableFile(said % {"name": name, "columns": ", ".join(COLUMNS)})
    for cells in reader:
        told = {column: (cells.get(names[column]) or "").strip() if column in names else "" for column in COLUMNS}
        torn = _with_lines_of_others(cells, told)
        if torn or any(told.values()):
            yield reader.line_num, told, torn


def _with_lines_of_others(cells: Mapping[Any, Any], told: Mapping[str, str]) -> str:
    """Return the cell of a row that has rows in it, for a quotation mark that is not closed; empty where none has.

    Any column may, also one that is not read here. A name or a note in two lines has no URN in the second.
    """
    beyond: list[str] = cells.get(None) or []
    every = [cell for column, cell in cells.items() if column is not None and cell] + beyond
    torn = (cell for cell in every if any(URN.search(line) for line in cell.strip().splitlines()[1:]))
    known = (cell for cell in told.values() if "\n" in cell and any(mark in cell for mark in DELIMITERS))
    return next(torn, next(known, "")).strip()


def _torn(line: int, cell: str) -> Problem:
    words = _("has a quotation mark that is not closed: lines %(first)d to %(last)d")
    return Problem(line, cell.partition("\n")[0], words % {"first": line - cell.count("\n"), "last": line})


def _plain(cell: str) -> str:
    """Return a cell in one line and without what cannot be printed: no database and no letter takes a zero byte."""
    return "".join(letter for letter in " ".join(cell.split()) if letter.isprintable())


def write_report(problems: Iterable[Problem], handle: TextIO) -> None:
    """Write the rows that nothing came of as CSV, with line and reason, safe to open as a spreadsheet."""
    writer = csv.writer(handle)
    writer.writerow(["line", "value", "reason"])
    writer.writerows((one.line, harmless(one.value), harmless(one.reason)) for one in problems)


def _take(line: int, told: Mapping[str, str], rows: list[Row], problems: list[Problem]) -> None:
    """Parse one line into `rows`, or say in `problems` what is wrong with it."""
    told = {column: _plain(cell) for column, cell in told.items()}
    if not URN.fullmatch(told["urn"]):
        problems.append(Problem(line, told["urn"], _("is no URN: a number of five to seven digits")))
        return
    role = ROLES.get(told["role"].lower()) if told["role"] else Role.CAREERS_LEADER
    if role is None:
        known = ", ".join(str(each.label) for each in Role)
        problems.append(Problem(line, told["role"], _("is no role. They are: %(roles)s") % {"roles": known}))
        return
    if not told["email"]:
        if told["name"]:
            problems.append(Problem(line, told["name"], _("has no email address")))
            return
        rows.append(Row(line, int(told["urn"]), None))
        return
    try:
        # By the field that will hold it: PostgreSQL would refuse one that is too long, in the middle of the file.
        address = Invitation._meta.get_field("address").clean(told["email"], None)
    except ValidationError:
        problems.append(Problem(line, told["email"], _("is no email address")))
        return
    rows.append(Row(line, int(told["urn"]), Invitee(address, role, told["name"][:150])))
