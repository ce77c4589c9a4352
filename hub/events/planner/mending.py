"""Finds a place for what is left over: where none is free, one is made by moving others, up to `DEPTH` moves. Pure."""

from collections.abc import Iterable, Mapping, Sequence

from hub.events.planner.grid import Grid

DEPTH = 3
VISITS = 200
Cells = frozenset[tuple[int, int]]


class Mending:
    """`options`: the workshops that a class may hear, best liked first."""

    def __init__(self, grid: Grid, options: Mapping[int, Sequence[int]]):
        self.grid, self.options = grid, options
        self.numbers = sorted(grid.parts.numbers)
        self.visits = 0

    def insert(self, group: int) -> bool:
        """Give a class one more workshop, by as few moves as can be; tell whether it was done."""
        self.visits = VISITS
        return any(self._insert(group, depth, frozenset()) for depth in range(DEPTH + 1))

    def _cells(self, group: int) -> Iterable[tuple[int, int]]:
        talks = self.grid.parts.talk_by_key
        for talk in self.options[group]:
            if talk not in self.grid.heard[group]:
                yield from ((slot, talk) for slot in self.numbers if slot in talks[talk].slots)

    def _insert(self, group: int, depth: int, locked: Cells) -> bool:
        cells = list(self._cells(group))
        for slot, talk in cells:
            if self.grid.is_free(group, slot, talk):
                self.grid.put(group, slot, talk)
                return True
        free = ((slot, talk) for slot, talk in cells if (group, slot) not in locked)
        return depth > 0 and any(self._make_way(group, slot, talk, depth, locked) for slot, talk in free)

    def _make_way(self, group: int, slot: int, talk: int, depth: int, locked: Cells) -> bool:
        """Take away who is in the way, put the class in, and find them another place; else leave all as it was."""
        for moved in self._in_the_way(group, slot, talk):
            if self.visits <= 0:
                return False
            if moved & locked:
                continue
            self.visits -= 1
            mark = len(self.grid.trail)
            for cell in sorted(moved):
                self.grid.take(*cell)
            if self.grid.is_free(group, slot, talk):
                self.grid.put(group, slot, talk)
                if all(self._insert(each, depth - 1, locked | {(group, slot)}) for each, _slot in sorted(moved)):
                    return True
            self.grid.rewind(mark)
        return False

    def _in_the_way(self, group: int, slot: int, talk: int) -> list[Cells]:
        """Return the sets of cells of which one must be emptied."""
        cells, at = self.grid.cells, self.grid.at
        base = frozenset(cell for cell in ((group, slot), (at.get((talk, slot), group), slot)) if cell in cells)
        if not self.grid.has_runs(talk) and not any(cells[cell] == talk for cell in base):
            return [base | {(other, when)} for (key, when), other in sorted(at.items()) if key == talk]
        if base:
            return [base]
        return [frozenset({(other, slot)}) for other in sorted(self.grid.here[slot]) if other != group]
