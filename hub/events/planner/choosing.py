"""Chooses which class hears which workshops, before any time is given: as many as can be, fairly, best liked. Pure.

A flow of least cost from classes to workshops, one unit at a time along the cheapest path that is left: so nothing
better exists for these limits, and a class that lacks a workshop here lacks one in every rota.
"""

from collections import Counter, deque
from collections.abc import Mapping

from hub.events.planner.rota import Parts

Pair = tuple[int, int]
# More than all wishes together: a class without any comes before a better liked second one of another class.
FAIR = 10_000_000


def pairs_that_fit(parts: Parts) -> list[Pair]:
    """Return each class with each workshop that it might hear: by year, by a room for it, by a time of the visitor."""
    return [
        (group.key, talk.key)
        for group in parts.groups
        if not parts.places or any(place.fits(group.people) for place in parts.places)
        for talk in parts.talks
        if talk.is_for(group.year) and talk.slots & parts.numbers
    ]


def runs_of(parts: Parts, key: int) -> int:
    """Return how often a workshop can run."""
    talk = parts.talk_by_key[key]
    there = len(talk.slots & parts.numbers)
    return there if talk.runs is None else min(talk.runs, there)


def choose(parts: Parts, *, liked: Mapping[Pair, int]) -> set[Pair]:
    """Return who hears what; `liked` is the worth of each pair that fits."""
    return _Choice(parts, liked).fill()


class _Choice:
    def __init__(self, parts: Parts, liked: Mapping[Pair, int]):
        self.each = min(parts.each, len(parts.slots))
        self.liked = liked
        self.left = {talk.key: runs_of(parts, talk.key) for talk in parts.talks}
        self.heard: Counter[int] = Counter()
        self.chosen: set[Pair] = set()
        self.of_group: dict[int, list[int]] = {group.key: [] for group in parts.groups}
        self.of_talk: dict[int, list[int]] = {talk.key: [] for talk in parts.talks}
        for group, talk in liked:
            self.of_group[group].append(talk)
            self.of_talk[talk].append(group)

    def fill(self) -> set[Pair]:
        while path := self._cheapest():
            for pair in path:
                self.chosen ^= {pair}
            self.heard[path[0][0]] += 1
            self.left[path[-1][1]] -= 1
        return self.chosen

    def _cheapest(self) -> list[Pair]:
        """Return the pairs to choose and to give up, in turn, that add one at least cost; none where none can be."""
        cost: dict[tuple[str, int], int] = {}
        came: dict[tuple[str, int], tuple[str, int]] = {}
        queue: deque[tuple[str, int]] = deque()
        for group in self.of_group:
            if self.heard[group] < self.each:
                cost["group", group] = self.heard[group] * FAIR
                queue.append(("group", group))
        while queue:
            node = queue.popleft()
            for other, more in self._next(node):
                if cost[node] + more < cost.get(other, FAIR * FAIR):
                    cost[other], came[other] = cost[node] + more, node
                    if other not in queue:
                        queue.append(other)
        ends = [(cost["talk", talk], talk) for talk, left in self.left.items() if left > 0 and ("talk", talk) in cost]
        return self._path(came, min(ends)[1]) if ends else []

    def _next(self, node: tuple[str, int]) -> list[tuple[tuple[str, int], int]]:
        side, key = node
        if side == "group":
            free = (talk for talk in self.of_group[key] if (key, talk) not in self.chosen)
            return [(("talk", talk), -self.liked[key, talk]) for talk in free]
        taken = (group for group in self.of_talk[key] if (group, key) in self.chosen)
        return [(("group", group), self.liked[group, key]) for group in taken]

    def _path(self, came: Mapping[tuple[str, int], tuple[str, int]], talk: int) -> list[Pair]:
        node, path = ("talk", talk), []
        while node in came:
            before = came[node]
            path.append((before[1], node[1]) if node[0] == "talk" else (node[1], before[1]))
            node = before
        return path[::-1]
