"""Gives chosen pairs of class and workshop their times, one time after another. Pure.

At each time as many pairs as can be: first of all for those classes and workshops that have no time to lose. Where
every visitor stays all day that is enough (a matching covers all that are pressed); else the rest is for `mending`.
"""

from collections import defaultdict
from collections.abc import Iterable

from hub.events.planner.choosing import Pair
from hub.events.planner.grid import Grid


def give_times(grid: Grid, pairs: Iterable[Pair], slots: list[int]) -> set[Pair]:
    """Put pairs into the grid, slot by slot in the order given; return those without a time."""
    left = set(pairs)
    for place, slot in enumerate(slots):
        matched = _Matching(grid, left, slot, slots[place:]).match()
        for talk, group in sorted(matched.items()):
            grid.put(group, slot, talk)
            left.discard((group, talk))
    return left


class _Matching:
    """The pairs of one slot: each class once, each workshop once, and a room for each."""

    def __init__(self, grid: Grid, left: set[Pair], slot: int, coming: list[int]):
        self.grid, self.slot = grid, slot
        talks = grid.parts.talk_by_key
        of_group, of_talk = defaultdict(list), defaultdict(list)
        for group, talk in sorted(left):
            of_talk[talk].append(group)
            if slot in talks[talk].slots:
                of_group[group].append(talk)
        waiting = {group: sum(pair[0] == group for pair in left) for group in of_group}
        self.haste_of_talk = {talk: len(talks[talk].slots & set(coming)) - len(of_talk[talk]) for talk in of_talk}
        self.haste = {group: len(coming) - waiting[group] for group in of_group}
        self.talks = {group: sorted(own, key=self._soonest) for group, own in of_group.items()}
        self.groups = {talk: [g for g in groups if talk in self.talks.get(g, ())] for talk, groups in of_talk.items()}
        self.by_talk: dict[int, int] = {}
        self.by_group: dict[int, int] = {}

    def _soonest(self, talk: int) -> tuple[int, int]:
        return self.haste_of_talk[talk], talk

    def match(self) -> dict[int, int]:
        """Return who hears each workshop now."""
        people = self.grid.people
        for group in sorted(self.talks, key=lambda each: (self.haste[each], -people[each], each)):
            if self._has_room(group):
                self._cover_group(group, set())
        for talk in sorted(self.groups, key=self._soonest):
            if talk not in self.by_talk:
                self._cover_talk(talk, set(), self.haste_of_talk[talk])
        return self.by_talk

    def _has_room(self, group: int) -> bool:
        holds = self.grid.holds
        if not holds:
            return True
        people = sorted((self.grid.people[each] for each in [*self.by_group, group]), reverse=True)
        return len(people) <= len(holds) and all(n <= most for n, most in zip(people, holds, strict=False))

    def _pair(self, group: int, talk: int) -> None:
        self.by_talk[talk], self.by_group[group] = group, talk

    def _cover_group(self, group: int, seen: set[int]) -> bool:
        """Give a class a workshop, moving others to another one if need be."""
        for talk in self.talks[group]:
            if talk in seen:
                continue
            seen.add(talk)
            holder = self.by_talk.get(talk)
            if holder is None or self._cover_group(holder, seen):
                self._pair(group, talk)
                return True
        return False

    def _cover_talk(self, talk: int, seen: set[int], haste: int) -> bool:
        """Give a workshop a class: one that is free, or one whose workshop finds another or can wait longer."""
        for group in self.groups[talk]:
            if group in seen:
                continue
            seen.add(group)
            now = self.by_group.get(group)
            if now is None:
                if not self._has_room(group):
                    continue
            elif not self._cover_talk(now, seen, haste):
                if self.haste_of_talk[now] <= haste:
                    continue
                self.by_talk.pop(now, None)
            self._pair(group, talk)
            return True
        return False
