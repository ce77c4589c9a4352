"""Text with separators, as spreadsheets copy and save it: tabs, commas or semicolons."""

import csv
import io
from itertools import islice

# No upload is as long as this: a quote that is never closed makes one cell of the rest of a file.
csv.field_size_limit(1 << 24)


def split(text: str, *, most: int) -> list[list[str]]:
    """Return the cells of delimited text, line by line; lines without anything are left out.

    It stops one line after `most`, so that whoever asks sees that there are more: five megabytes hold millions.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    lines = csv.reader(io.StringIO(text), delimiter=separator(text))
    return list(islice((line for line in lines if any(cell.strip() for cell in line)), most + 1))


def separator(text: str) -> str:
    """Return what separates the cells of `text`: a tab wherever there is one, else what its first line has more of."""
    if "\t" in text:
        return "\t"
    first = text.partition("\n")[0]
    return ";" if first.count(";") > first.count(",") else ","
