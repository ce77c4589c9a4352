"""Text with separators, as spreadsheets copy and save it: tabs, commas or semicolons."""

import csv
import io
from collections.abc import Iterable

# A cell of a spreadsheet holds up to 32,767 characters.
csv.field_size_limit(1 << 20)


def split(text: str) -> list[list[str]]:
    """Return the cells of delimited text, line by line; lines without anything are left out."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    lines: Iterable[list[str]] = csv.reader(io.StringIO(text), delimiter=separator(text))
    return [line for line in lines if any(cell.strip() for cell in line)]


def separator(text: str) -> str:
    """Return what separates the cells of `text`: a tab wherever there is one, else what its first line has more of."""
    if "\t" in text:
        return "\t"
    first = text.partition("\n")[0]
    return ";" if first.count(";") > first.count(",") else ","
