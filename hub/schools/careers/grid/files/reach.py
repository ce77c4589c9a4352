"""Looks at the XML of a workbook before a library reads it: what it may define, and how far its ranges reach.

openpyxl makes a cell for each place of a merged range and of a range with a link. One of all columns and rows is a few
letters of XML and seventeen thousand million cells.
"""

from typing import Any
from xml.parsers import expat

from openpyxl.utils import range_boundaries

RANGED = ("mergeCell", "hyperlink")
# A sheet of the most rows and columns that are read, merged from end to end.
CELLS_MOST = 120_000
LAST_COLUMN, LAST_ROW = 16_384, 1_048_576


class TooFar(ValueError):
    """Ranges of more cells than a programme has."""


def check(xml: bytes) -> int:
    """Return how many cells the ranges of a part cover.

    Raises:
        TooFar: when they are more than `CELLS_MOST`.
        ValueError: when it is no XML, or has a document type, which could define anything, in whatever encoding.
    """
    covered = 0

    def began(name: str, attributes: dict[str, Any]) -> None:
        nonlocal covered
        if name.rpartition(":")[2] in RANGED and ":" in attributes.get("ref", ""):
            covered += _cells(attributes["ref"])
            if covered > CELLS_MOST:
                raise TooFar("ranges reach too far")

    def defined(*_said: object) -> None:
        raise ValueError("a document type")

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.StartDoctypeDeclHandler = began, defined
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, LookupError) as error:
        raise ValueError("no XML") from error
    return covered


def _cells(ref: str) -> int:
    """Return the number of cells of "A1:C5"; whole columns ("A:C") and whole rows reach to the sheet's end."""
    left, top, right, bottom = range_boundaries(ref)
    return ((right or LAST_COLUMN) - (left or 1) + 1) * ((bottom or LAST_ROW) - (top or 1) + 1)
