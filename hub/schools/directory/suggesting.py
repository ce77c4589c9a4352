"""Names of schools while somebody types one: from memory, a word at a time, one letter may be wrong."""

from dataclasses import dataclass

from hub.schools.directory import table, words
from hub.schools.directory.names import KIND_WORDS, SPARE, phrases, same
from hub.schools.directory.table import Row, Table
from hub.schools.directory.words import CORRECTED

MOST = 2
# With fewer letters too many schools begin so; a second word makes up for it.
SHORTEST = 4


@dataclass(frozen=True)
class Named:
    """A school to offer, and its borough, which tells it from others of that name."""

    name: str
    borough: str


def suggested(typed: str, *, corrected: bool = False, most: int = MOST) -> list[Named]:
    """Return the schools whose names begin with the words typed, those with the shortest names first.

    `corrected`: names that are nearly so, for text that begins no name.
    """
    asked = phrases(typed)
    own = [word for word in asked if word not in SPARE and same(word) not in KIND_WORDS]
    if not own or (len(asked) == 1 and len(asked[0]) < SHORTEST):
        return []
    held = table.current()
    pks = _near(typed, held) if corrected else _of_names(asked, held)
    open_ones = (held.rows[pk] for pk in pks if not held.rows[pk].closed)
    best = sorted(open_ones, key=lambda row: (len(row.name), row.name, row.pk))
    return [Named(row.name, row.borough) for row in _of_each_name(best)[:most]]


def _of_each_name(rows: list[Row]) -> list[Row]:
    return list({(row.name, row.borough): row for row in reversed(rows)}.values())[::-1]


def _of_names(asked: list[str], held: Table) -> set[int]:
    """The last word may be unfinished; so may "saint" as "st"."""
    *whole, last = asked
    sets = [held.names.exactly(word) | held.names.exactly(same(word)) for word in whole]
    return set.intersection(*sets, held.names.beginning(last) | held.names.beginning(same(last)))


def _near(typed: str, held: Table) -> frozenset[int]:
    reading = words.read(typed, held)
    return (reading.pks or frozenset()) if reading.by == CORRECTED and reading.place is None else frozenset()
