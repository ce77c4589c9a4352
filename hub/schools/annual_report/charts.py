"""The geometry of the charts: pure functions from figures to lengths. A table gives the same figures."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# The longest bar.
FULL = 100
# The chart of columns: its picture, and the field in it on which columns stand.
WIDTH, HEIGHT = 240, 132
LEFT, TOP, FLOOR = 34, 10, 112
STEPS = (10, 20, 40, 60, 100)


def bar(value: float, most: float) -> float:
    """Return the length of a bar where `most` has the full length."""
    return round(min(max(value, 0) / most, 1) * FULL, 1) if most > 0 else 0


def stretch(first: int, last: int, days: int) -> tuple[float, float]:
    """Return the start and length of a span of days on a bar of `days`; days count from 0."""
    begins = bar(first, days)
    return begins, round(bar(last + 1, days) - begins, 1)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its label, position and size, and the middle, where the label is centred."""

    label: str
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True, slots=True)
class Columns:
    """A chart of columns: the columns, and the lines across with the value each stands for."""

    columns: tuple[Column, ...]
    lines: tuple[tuple[float, int], ...]


def top_of(values: Iterable[float]) -> int:
    """Return the value at which an axis for `values` ends: an even number of tens, or more."""
    most = max(values, default=0)
    return next((step for step in STEPS if most <= step), math.ceil(most / 100) * 100)


def columns_of(values: Sequence[tuple[str, float]]) -> Columns:
    """Return the chart of named values, none of them below nothing."""
    top = top_of(value for _label, value in values)
    place = (WIDTH - LEFT) / max(len(values), 1)
    width = round(min(place * 0.62, 30), 1)
    columns = []
    for index, (label, value) in enumerate(values):
        height = round(value / top * (FLOOR - TOP), 1)
        x = round(LEFT + place * index + (place - width) / 2, 1)
        columns.append(Column(label, x, round(FLOOR - height, 1), width, height))
    return Columns(
        tuple(columns), tuple((round(FLOOR - (FLOOR - TOP) * part, 1), int(top * part)) for part in (0, 0.5, 1))
    )
