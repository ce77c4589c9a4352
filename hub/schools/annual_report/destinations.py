"""Where leavers went, as the page shows it. Rows are shown as they are and never added up."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .charts import FULL, bar

if TYPE_CHECKING:
    from hub.schools.annual_report.models import Destination

PER_CENT, FEW = "per-cent", "few"


@dataclass(frozen=True, slots=True)
class DestinationLine:
    """One row, and how long its bar is: None where the row says "fewer than 6"."""

    row: "Destination"
    bar: float | None


@dataclass(frozen=True, slots=True)
class LeaversGroup:
    """The leavers of one point; `most` is what the longest bar could show, `in_per_cent` how its rows are meant."""

    title: str
    lines: tuple[DestinationLine, ...]
    most: int
    in_per_cent: bool


def groups_of(rows: Iterable["Destination"]) -> list[LeaversGroup]:
    """Return the rows by who left, in the order in which they stand."""
    groups: dict[str, list[Destination]] = {}
    for row in rows:
        groups.setdefault(row.leavers, []).append(row)
    return [_group(own) for own in groups.values()]


def _group(rows: "list[Destination]") -> LeaversGroup:
    in_per_cent = any(row.measure == PER_CENT for row in rows)
    most = FULL if in_per_cent else max((row.figure or 0 for row in rows), default=0)
    lines = tuple(DestinationLine(row, None if row.measure == FEW else bar(row.figure or 0, most)) for row in rows)
    return LeaversGroup(rows[0].get_leavers_display(), lines, most, in_per_cent)
