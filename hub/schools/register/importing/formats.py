"""The files a register comes in: which columns mean what, in which encoding, one row at a time."""

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from hub.schools.register.importing.rows import Reader, RowProblem

PROBE = 1 << 20
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
        "website": "WEBLINK",
    },
}
# Columns a file must have to be read as a format; the rest may be absent and then nothing is said about them.
NEEDED = ("urn", "name", "la_name", "type_name", "status")


class UnreadableFile(ValueError):
    """The file is not a register the hub can read; the message says why, for the person at the keyboard."""


@dataclass(frozen=True)
class RegisterFile:
    """A file that was recognised: its format, its encoding and how many lines it has (for the progress bar)."""

    path: Path
    format: str
    columns: dict[str, str]
    encoding: str
    lines: int

    def rows(self) -> Iterator[Reader | RowProblem]:
        """Yield a reader for each row, or the problem of one that is no row at all; blank lines are passed over."""
        with self.path.open(encoding=self.encoding, errors="replace", newline="") as handle:
            reader = csv.reader(handle)
            header = [name.strip() for name in next(reader)]
            while True:
                line = reader.line_num + 1
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    yield RowProblem(line, "", "", _("the row cannot be read: %s") % error)
                    continue
                if not any(cell.strip() for cell in cells):
                    continue
                if len(cells) != len(header):
                    reason = _("%(here)s columns where the header has %(header)s")
                    yield RowProblem(line, "", "", reason % {"here": len(cells), "header": len(header)})
                    continue
                yield Reader(dict(zip(header, cells, strict=True)), self.columns, line)


def open_register(path: Path) -> RegisterFile:
    """Recognise a register by its header.

    Raises:
        UnreadableFile: when there is no such file, it is empty, or its header belongs to no known format.
    """
    if not path.is_file():
        raise UnreadableFile(_("There is no file %s.") % path)
    encoding, lines = _probe(path)
    with path.open(encoding=encoding, errors="replace", newline="") as handle:
        try:
            header = {name.strip() for name in next(csv.reader(handle), [])}
        except csv.Error as error:
            raise UnreadableFile(_("%(path)s is not a CSV file: %(error)s") % {"path": path, "error": error}) from error
    for name, columns in FORMATS.items():
        if all(columns[field] in header for field in NEEDED):
            present = {field: column for field, column in columns.items() if column in header}
            return RegisterFile(path, name, present, encoding, lines)
    known = "; ".join(f"{name}: {', '.join(columns[field] for field in NEEDED)}" for name, columns in FORMATS.items())
    raise UnreadableFile(
        _("%(path)s has no header the hub knows. Known ones: %(known)s.") % {"path": path, "known": known}
    )


def _probe(path: Path) -> tuple[str, int]:
    """Return the encoding (UTF-8 if every byte agrees, else Windows-1252) and the number of lines, in one pass."""
    decoder, encoding, lines = codecs.getincrementaldecoder("utf-8")(), "utf-8-sig", 0
    with path.open("rb") as handle:
        while chunk := handle.read(PROBE):
            lines += chunk.count(b"\n")
            if encoding == "utf-8-sig":
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError:
                    encoding = "cp1252"
    return encoding, lines
