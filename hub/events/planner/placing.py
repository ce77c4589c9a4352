"""Gives the lines of a rota their rooms. Pure: whether all have room in a slot has been seen already."""

from collections import defaultdict
from collections.abc import Mapping

from hub.events.planner.rota import Line, Parts, Place


def places_for(parts: Parts, grid: Mapping[tuple[int, int], int]) -> list[Line]:
    """Return the lines of a grid ((class, slot) -> workshop) with rooms: a workshop keeps one wherever it can."""
    if not parts.places:
        return [Line(slot, group, talk) for (group, slot), talk in grid.items()]
    return _Placing(parts, grid).lines()


class _Placing:
    def __init__(self, parts: Parts, grid: Mapping[tuple[int, int], int]):
        self.parts, self.grid = parts, grid
        self.people = {each.key: each.people for each in parts.groups}
        self.rooms = sorted(parts.places, key=lambda each: (each.holds is None, each.holds or 0, each.key))
        self.taken: dict[tuple[int, int], int] = {}
        self.waiting: dict[int, dict[int, int]] = defaultdict(dict)
        for (group, slot), talk in grid.items():
            self.waiting[slot][talk] = group

    def lines(self) -> list[Line]:
        """Place workshop by workshop, those with the largest classes first."""
        of_talk: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for (group, slot), talk in sorted(self.grid.items()):
            of_talk[talk].append((slot, group))
        most = {talk: max(self.people[group] for _slot, group in cells) for talk, cells in of_talk.items()}
        found = []
        for talk in sorted(of_talk, key=lambda each: (-most[each], each)):
            cells = of_talk[talk]
            kept = next((room for room in self.rooms if all(self._may(room, *cell, talk) for cell in cells)), None)
            for slot, group in cells:
                room = kept or next(room for room in self.rooms if self._may(room, slot, group, talk))
                self.taken[room.key, slot] = group
                del self.waiting[slot][talk]
                found.append(Line(slot, group, talk, room.key))
        return found

    def _may(self, room: Place, slot: int, group: int, talk: int) -> bool:
        """Tell whether a class may have a room, so that those who still wait in the slot have one each."""
        if (room.key, slot) in self.taken or not room.fits(self.people[group]):
            return False
        left = [each for each in self.rooms if each != room and (each.key, slot) not in self.taken]
        others = sorted((self.people[each] for key, each in self.waiting[slot].items() if key != talk), reverse=True)
        return len(left) >= len(others) and all(place.fits(n) for n, place in zip(others, reversed(left), strict=False))
