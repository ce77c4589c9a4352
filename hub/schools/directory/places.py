"""Where a postcode lies, as far as the register tells: at its schools, or in the middle of those around it.

Distances are straight lines on the national grid. No postcode file is asked, and no browser where it is.
"""

import dataclasses
import math
import re
from collections.abc import Collection, Iterator

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from hub.schools.directory.table import DISTRICT, Row, Table
from hub.schools.text import fold

POSTCODE = re.compile(r"\b([a-z]{1,2}[0-9][0-9a-z]?) ?([0-9][a-z]{2})\b")
SECTOR = re.compile(r"\b([a-z]{1,2}[0-9][0-9a-z]?) ([0-9])\b")
OUTWARD = re.compile(rf"\b{DISTRICT.pattern}\b")
METRES_OF_A_MILE = 1609.344
LEAST_MILES, WHOLE_MILES = 0.05, 10


@dataclasses.dataclass(frozen=True)
class Place:
    """A postcode, or a part of one, with a position. `label` is what was typed, `middle_of` the part of the postcode
    whose schools gave the position: empty where they have that very postcode."""

    label: str
    middle_of: str
    easting: float
    northing: float

    def metres_to(self, row: Row) -> float | None:
        if row.easting is None or row.northing is None:
            return None
        return math.hypot(row.easting - self.easting, row.northing - self.northing)

    @property
    def said(self) -> str:
        """How the distances were measured, as a sentence."""
        if not self.middle_of:
            return _("Distances are in a straight line.")
        return _("Distances are in a straight line from the middle of the schools in %s.") % self.middle_of


def place_in(text: str, table: Table) -> tuple[Place | None, str]:
    """Return the place that `text` names, and the folded text without it; no place where none has a position."""
    folded = fold(text)
    for pattern, read in ((POSTCODE, _postcode), (SECTOR, _sector), (OUTWARD, _outward)):
        for found in pattern.finditer(folded):
            place = read(found, table)
            if place is not None:
                return place, f"{folded[: found.start()]} {folded[found.end() :]}"
    return None, folded


def _postcode(found: re.Match[str], table: Table) -> Place | None:
    outward, inward = found[1], found[2]
    here = table.postcodes.exactly(outward + inward)
    label = f"{outward} {inward}".upper()
    return _at(table, here, label, "") or _around(table, outward, inward[0], label)


def _sector(found: re.Match[str], table: Table) -> Place | None:
    return _around(table, found[1], found[2], f"{found[1]} {found[2]}".upper())


def _outward(found: re.Match[str], table: Table) -> Place | None:
    """E84 is no district, and is E8 4 written without its space."""
    word = found[0]
    if word not in table.districts and word[-1].isdigit() and word[:-1] in table.districts:
        return _around(table, word[:-1], word[-1], f"{word[:-1]} {word[-1]}".upper())
    return _at(table, table.in_district(word), word.upper(), word.upper())


def _around(table: Table, outward: str, sector: str, label: str) -> Place | None:
    """Return the middle of a sector's schools, else of the district's."""
    district = table.in_district(outward)
    near = {pk for pk in district if table.rows[pk].inward.startswith(sector)}
    return _at(table, near, label, f"{outward} {sector}".upper()) or _at(table, district, label, outward.upper())


def _at(table: Table, pks: Collection[int], label: str, middle_of: str) -> Place | None:
    positions = list(_positions(table, pks))
    if not positions:
        return None
    eastings, northings = zip(*positions, strict=True)
    return Place(label, middle_of, sum(eastings) / len(positions), sum(northings) / len(positions))


def _positions(table: Table, pks: Collection[int]) -> Iterator[tuple[int, int]]:
    for row in (table.rows[pk] for pk in pks):
        if row.easting is not None and row.northing is not None:
            yield row.easting, row.northing


def in_miles(metres: float | None) -> str:
    """Return a distance in words; nothing for one that is not known."""
    if metres is None:
        return ""
    miles = metres / METRES_OF_A_MILE
    if miles < LEAST_MILES:
        return _("less than 0.1 miles")
    if round(miles, 1) == 1:
        return _("about 1 mile")
    places = 1 if miles < WHOLE_MILES else 0
    return _("about %s miles") % number_format(round(miles, places), places)
