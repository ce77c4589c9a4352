"""The files a register comes in: which columns mean what, one row at a time."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from hub.schools.register.importing.encodings import UnreadableFile, probe
from hub.schools.register.importing.rows import Reader, RowProblem

LINKS = "links between schools"
# The head's name stands in these files too. It is personal data the hub has no use for, so no format names it.
FORMATS: dict[str, dict[str, str]] = {
    "official register": {
        "urn": "URN",
        "la_code": "LA (code)",
        "la_name": "LA (name)",
        "name": "EstablishmentName",
        "type_code": "TypeOfEstablishment (code)",
        "type_name": "TypeOfEstablishment (name)",
        "status_code": "EstablishmentStatus (code)",
        "status": "EstablishmentStatus (name)",
        "phase": "PhaseOfEducation (name)",
        "low_age": "StatutoryLowAge",
        "high_age": "StatutoryHighAge",
        "gender": "Gender (name)",
        "address": "Street",
        "locality": "Locality",
        "address_3": "Address3",
        "town": "Town",
        "postcode": "Postcode",
        "easting": "Easting",
        "northing": "Northing",
        "website": "SchoolWebsite",
        "telephone": "TelephoneNum",
        "starts_on": "OpenDate",
        "ends_on": "CloseDate",
    },
    "register extract": {
        "urn": "URN",
        "la_code": "LA_code",
        "la_name": "LA_name",
        "name": "EstablishmentName",
        "type_name": "TypeOfEstablishment",
        "status": "EstablishmentStatus",
        "phase": "PhaseOfEducation",
        "low_age": "StatutoryLowAge",
        "high_age": "StatutoryHighAge",
        "gender": "Gender",
        "address": "Address",
        "town": "Town",
        "postcode": "Postcode",
        "website": "SchoolWebsite",
        "telephone": "TelephoneNum",
    },
    "London schools atlas": {
        "urn": "URN",
        "la_name": "LA_NAME",
        "name": "SCHOOL_NAM",
        "type_name": "TYPE",
        "status": "STATUS",
        "phase": "PHASE",
        "ages": "AGE",
        "gender": "GENDER",
        "address": "ADDRESS",
        "town": "TOWN",
        "postcode": "POSTCODE",
        "easting": "EASTING",
        "northing": "NORTHING",
        "website": "WEBLINK",
    },
    LINKS: {
        "urn": "URN",
        "link_urn": "LinkURN",
        "link_name": "LinkName",
        "link_type": "LinkType",
        "established_on": "LinkEstablishedDate",
    },
}
# Columns a file must have to be read as a format; the rest may be absent and then nothing is said about them.
NEEDED = ("urn", "name", "la_name", "type_name", "status")
NEEDED_OF_LINKS = ("urn", "link_urn", "link_type")
DELIMITERS = (",", ";", "\t", "|")
_SEPARATOR = re.compile(r"sep=(.)", re.IGNORECASE)


@dataclass(frozen=True)
class RegisterFile:
    """A file that was recognised: its format, how it is written, and its lines (for the progress bar).

    `columns` is our names by those of the file's header, which is line `heading`.
    """

    path: Path
    format: str
    columns: dict[str, str]
    encoding: str
    lines: int
    delimiter: str = ","
    heading: int = 1

    def rows(self) -> Iterator[Reader | RowProblem]:
        """Yield a reader for each row, or the problem of one that is no row at all; blank lines are passed over."""
        with self.path.open(encoding=self.encoding, errors="replace", newline="") as handle:
            for _passed in range(self.heading - 1):
                handle.readline()
            reader = csv.reader(handle, delimiter=self.delimiter)
            header = _without_blank_end(next(reader), 0)
            while True:
                line = self.heading + reader.line_num
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    yield RowProblem(line, "", "", _("the row cannot be read: %s") % error)
                    continue
                if not any(cell.strip() for cell in cells):
                    continue
                cells = _without_blank_end(cells, len(header))
                if len(cells) != len(header):
                    reason = _("%(here)s columns where the header has %(header)s")
                    yield RowProblem(line, "", "", reason % {"here": len(cells), "header": len(header)})
                    continue
                yield Reader(dict(zip(header, cells, strict=True)), self.columns, line)


def _needed(name: str) -> tuple[str, ...]:
    return NEEDED_OF_LINKS if name == LINKS else NEEDED


def open_register(path: Path) -> RegisterFile:
    """Recognise a register, or its file of links, by its header: in any encoding, delimiter and case of a spreadsheet.

    Raises:
        UnreadableFile: when there is no such file, it is of another kind, or its header belongs to no known format.
    """
    if not path.is_file():
        raise UnreadableFile(_("There is no file %s.") % path)
    encoding, lines = probe(path)
    heading, first, separator = _first_line(path, encoding)
    for delimiter in (separator,) if separator else DELIMITERS:
        try:
            cells = _without_blank_end(next(csv.reader([first], delimiter=delimiter), []), 0)
        except csv.Error:
            continue
        names = {_key(cell): cell for cell in cells}
        for name, columns in FORMATS.items():
            if all(_key(columns[field]) in names for field in _needed(name)):
                present = {field: names[key] for field, column in columns.items() if (key := _key(column)) in names}
                return RegisterFile(path, name, present, encoding, lines, delimiter, heading)
    known = "; ".join(
        f"{name}: {', '.join(columns[field] for field in _needed(name))}" for name, columns in FORMATS.items()
    )
    shown = {"path": path, "known": known, "first": _as_shown(first)}
    raise UnreadableFile(
        _("%(path)s has no header the hub knows; its first line is: %(first)s. Known ones: %(known)s.") % shown
    )


def _as_shown(text: str) -> str:
    """Return the beginning of a line as it may be shown."""
    shown = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(shown.split())[:120] or _("nothing")


def _first_line(path: Path, encoding: str) -> tuple[int, str, str]:
    """Return the number and the text of the first line that is not blank, and the delimiter that "sep=" names."""
    separator = ""
    with path.open(encoding=encoding, errors="replace", newline="") as handle:
        for number, line in enumerate(handle, start=1):
            if found := _SEPARATOR.fullmatch(line.strip('\r\n"')):
                separator = found[1]
            elif line.strip(" \t\r\n,;|"):
                return number, line, separator
    return 1, "", separator


def _key(heading: str) -> str:
    """Return a heading as its letters and digits: "LA (name)", "LA_NAME" and "la (Name) " are the same."""
    return "".join(char for char in heading.casefold() if char.isalnum())


def _without_blank_end(cells: list[str], most: int) -> list[str]:
    """Return trimmed cells without the blank ones that a spreadsheet adds behind the last of `most` columns."""
    cells = [cell.strip() for cell in cells]
    while len(cells) > most and not cells[-1]:
        cells.pop()
    return cells
