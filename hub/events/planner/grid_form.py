"""The rota as a form: for each class and time a workshop and a room, with the clashes beside the cell."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hub.events.planner.models import DayClass, Room, Workshop
from hub.events.planner.rota import Line, clashes_of
from hub.events.planner.selectors import Whole
from hub.events.planner.times import Slot

DIGITS_MOST = 9


@dataclass(frozen=True, slots=True)
class Cell:
    """One class at one time: what is chosen, and what is wrong with it. `name` begins the names of its two fields."""

    slot: Slot
    name: str
    workshop: Workshop | None
    room: Room | None
    clashes: Sequence[str]


@dataclass(frozen=True, slots=True)
class GridRow:
    """A class and its cells."""

    group: DayClass
    cells: Sequence[Cell]
    lacks: int


class GridForm:
    """What is stored, or what was sent. Only the day's own classes, times, workshops and rooms are read."""

    def __init__(self, whole: Whole, data: Mapping[str, Any] | None = None):
        self.whole = whole
        self.talks = {each.pk: each for each in whole.workshops}
        self.rooms = {each.pk: each for each in whole.rooms}
        self.refused = False
        self.lines = list(whole.lines) if data is None else list(self._read(data))
        # Lines of what is no longer part of the day stand in no cell.
        self.gone = [line for line in self.lines if line.slot not in whole.parts.numbers]
        self.clashes = clashes_of(whole.parts, self.lines)

    def _read(self, data: Mapping[str, Any]) -> Iterable[Line]:
        for group in self.whole.classes:
            for slot in self.whole.slots:
                name = f"cell-{group.pk}-{slot.number}"
                talk = self._key(data.get(f"{name}-workshop"), self.talks)
                room = self._key(data.get(f"{name}-room"), self.rooms)
                if talk is not None:
                    yield Line(slot.number, group.pk, talk, room)

    def _key(self, sent: Any, known: Mapping[int, object]) -> int | None:
        """Return a key that was sent, if it is one of the day's own; note it if it is not."""
        if not sent:
            return None
        text = str(sent)
        key = int(text) if text.isascii() and text.isdecimal() and len(text) <= DIGITS_MOST else None
        if key in known:
            return key
        self.refused = True
        return None

    @property
    def rows(self) -> list[GridRow]:
        """The grid, class by class."""
        by_cell = {(line.group, line.slot): line for line in self.lines}
        heard = {each.pk: sum(line.group == each.pk for line in self.lines) for each in self.whole.classes}
        return [
            GridRow(
                group,
                [self._cell(group, slot, by_cell.get((group.pk, slot.number))) for slot in self.whole.slots],
                max(0, self.whole.day.each - heard[group.pk]),
            )
            for group in self.whole.classes
        ]

    def _cell(self, group: DayClass, slot: Slot, line: Line | None) -> Cell:
        return Cell(
            slot,
            f"cell-{group.pk}-{slot.number}",
            self.talks.get(line.talk) if line else None,
            self.rooms.get(line.room) if line and line.room else None,
            self.clashes.cells.get((group.pk, slot.number), []),
        )
