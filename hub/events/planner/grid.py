"""A rota as it grows: who hears what at which time, what is free, and a trail by which steps are taken back."""

from collections import Counter, defaultdict

from hub.events.planner.rota import Parts

ANY_NUMBER = 1_000_000


class Grid:
    """Classes and times with their workshops. `heard`: what a class hears already, at any time."""

    def __init__(self, parts: Parts):
        self.parts = parts
        holds = (ANY_NUMBER if each.holds is None else each.holds for each in parts.places)
        self.holds = sorted(holds, reverse=True)
        self.people = {each.key: each.people for each in parts.groups}
        self.cells: dict[tuple[int, int], int] = {}
        self.at: dict[tuple[int, int], int] = {}
        self.here: dict[int, set[int]] = defaultdict(set)
        self.runs: Counter[int] = Counter()
        self.heard: dict[int, set[int]] = {each.key: set() for each in parts.groups}
        self.trail: list[tuple[bool, int, int, int]] = []

    def put(self, group: int, slot: int, talk: int) -> None:
        """Have a class hear a workshop at a time."""
        self.cells[group, slot], self.at[talk, slot] = talk, group
        self.here[slot].add(group)
        self.runs[talk] += 1
        self.heard[group].add(talk)
        self.trail.append((True, group, slot, talk))

    def take(self, group: int, slot: int) -> None:
        """Take away what a class hears at a time."""
        talk = self.cells.pop((group, slot))
        del self.at[talk, slot]
        self.here[slot].discard(group)
        self.runs[talk] -= 1
        self.heard[group].discard(talk)
        self.trail.append((False, group, slot, talk))

    def rewind(self, mark: int) -> None:
        """Take back all steps since the trail was `mark` long."""
        while len(self.trail) > mark:
            was_put, group, slot, talk = self.trail.pop()
            if was_put:
                self.take(group, slot)
            else:
                self.put(group, slot, talk)
            self.trail.pop()

    def has_runs(self, talk: int) -> bool:
        """Tell whether a workshop can run once more."""
        most = self.parts.talk_by_key[talk].runs
        return most is None or self.runs[talk] < most

    def has_room(self, slot: int, group: int) -> bool:
        """Tell whether all classes of a time, and this one, have a room that holds them: the largest the largest."""
        if not self.holds:
            return True
        all_here = sorted((self.people[each] for each in self.here[slot] | {group}), reverse=True)
        if len(all_here) > len(self.holds):
            return False
        return all(people <= holds for people, holds in zip(all_here, self.holds, strict=False))

    def is_free(self, group: int, slot: int, talk: int) -> bool:
        """Tell whether a class can hear a workshop at a time when its visitor is there."""
        taken = (group, slot) in self.cells or (talk, slot) in self.at
        return not taken and self.has_runs(talk) and self.has_room(slot, group)
