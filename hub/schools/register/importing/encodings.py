"""What a file is: its encoding where it is text, else one sentence that says what it is and how to save it."""

import codecs
import zipfile
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

CHUNK = 1 << 20
Text = str | Promise
BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
WORKBOOK, PACKED = gettext_lazy("an Excel workbook"), gettext_lazy("a compressed file")
# By the bytes that a file begins with.
KINDS: tuple[tuple[bytes, Text], ...] = (
    (b"%PDF", gettext_lazy("a PDF document")),
    (b"\xd0\xcf\x11\xe0", WORKBOOK),
    (b"\x1f\x8b", PACKED),
    (b"7z\xbc\xaf", PACKED),
    (b"Rar!", PACKED),
    (b"\x89PNG", gettext_lazy("a picture")),
    (b"\xff\xd8\xff", gettext_lazy("a picture")),
    (b"SQLite format 3", gettext_lazy("a database")),
    (b"PAR1", gettext_lazy("a Parquet file")),
)
# By a name within a zip archive.
ARCHIVES: tuple[tuple[str, Text], ...] = (
    ("xl/", WORKBOOK),
    ("word/", gettext_lazy("a Word document")),
    ("content.xml", gettext_lazy("a LibreOffice spreadsheet")),
    (".numbers", gettext_lazy("a Numbers spreadsheet")),
)


class UnreadableFile(ValueError):
    """The file is not a register the hub can read; the message says why, for the person who runs the command."""


def probe(path: Path) -> tuple[str, int]:
    """Return the encoding of a text file and how many lines it has.

    UTF-8 if every byte agrees, UTF-16 by its mark or its zero bytes, else Windows-1252.

    Raises:
        UnreadableFile: when the file is empty or no text of rows and columns.
    """
    with path.open("rb") as handle:
        start = handle.read(4096)
    if kind := _kind(path, start):
        how = (
            _("Unpack it, and give the CSV file that is inside.")
            if kind is PACKED
            else _("Open it in a spreadsheet and save it as “CSV UTF-8 (comma delimited)”, or download the CSV again.")
        )
        raise UnreadableFile(
            _("%(path)s is %(kind)s, no CSV file. %(how)s") % {"path": path.name, "kind": kind, "how": how}
        )
    encoding = next((name for mark, name in BYTE_ORDER_MARKS if start.startswith(mark)), "") or _by_zero_bytes(start)
    return _read_through(path, encoding)


def _kind(path: Path, start: bytes) -> Text:
    """Return what a file is that is no text of rows and columns; empty for one that may be."""
    if not start.strip(b"\x00 \r\n\t"):
        return gettext_lazy("an empty file")
    if zipfile.is_zipfile(path):
        try:
            with zipfile.ZipFile(path) as archive:
                held = archive.namelist()
        except zipfile.BadZipFile:
            held = []
        kinds = (kind for part, kind in ARCHIVES if any(name.startswith(part) or part in name for name in held))
        return next(kinds, PACKED)
    if known := next((kind for mark, kind in KINDS if start.startswith(mark)), ""):
        return known
    text = start.lstrip(codecs.BOM_UTF8).replace(b"\x00", b"").lstrip().lower()
    if text.startswith((b"<!doctype html", b"<html")):
        return gettext_lazy("a web page")
    if text.startswith(b"<"):
        return gettext_lazy("an XML file")
    if text.startswith((b"{", b"[")):
        return gettext_lazy("a JSON file")
    return "" if _is_text(start) else gettext_lazy("no text")


def _is_text(start: bytes) -> bool:
    """Tell whether `start` has no control characters but those of lines; every other byte may be zero (UTF-16)."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _by_zero_bytes(start):
        return True
    return not any(byte < 32 and byte not in b"\t\n\r\x0b\x0c" for byte in start)


def _by_zero_bytes(start: bytes) -> str:
    """Return the UTF-16 of a text without a mark: of each two bytes the same one is zero, and hardly ever the other."""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if max(even, odd) * 4 < len(start) or min(even, odd) * 20 > len(start):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _read_through(path: Path, encoding: str) -> tuple[str, int]:
    decoder, lines = codecs.getincrementaldecoder("utf-8")(), 0
    with path.open("rb") as handle:
        while chunk := handle.read(CHUNK):
            lines += chunk.count(b"\n") or chunk.count(b"\r")
            if encoding in ("", "utf-8-sig"):
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError:
                    encoding = "cp1252"
    return encoding or "utf-8-sig", lines
