"""Plans a rota: each class hears its number of workshops, nothing clashes, and children hear what they asked about.

The same parts give the same rota. First who hears what (`choosing`: the best there is), then when (`timing`), then what
found no time (`mending`); if something still lacks, again with what was left over liked less. Rooms come last
(`placing`): whether all have room at a time is seen before, by counting.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from hub.events.planner.choosing import Pair, choose, pairs_that_fit
from hub.events.planner.grid import Grid
from hub.events.planner.mending import Mending
from hub.events.planner.placing import places_for
from hub.events.planner.rota import Line, Parts
from hub.events.planner.shortfalls import reasons_for
from hub.events.planner.timing import give_times

TRIES = 4
# How many children of a year group (first) ask for what a workshop (second) is about.
Wishes = Mapping[tuple[int, int], int]


@dataclass(frozen=True, slots=True)
class Plan:
    """A rota, how many workshops each class still lacks in it, and why, in words."""

    lines: tuple[Line, ...]
    lacking: Mapping[int, int]
    reasons: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Tell whether each class hears as many as it should."""
        return not self.lacking


def plan_rota(parts: Parts, *, wishes: Wishes) -> Plan:
    """Return the best rota found; where it lacks something it says of which class and why."""
    years = {group.key: group.year for group in parts.groups}
    worth = {pair: wishes.get((years[pair[0]], pair[1]), 0) for pair in pairs_that_fit(parts)}
    liked, dislike = dict(worth), 1 + max(worth.values(), default=0)
    grid, most = Grid(parts), -1
    for turn in range(TRIES):
        chosen = choose(parts, liked=liked)
        tried, unmet = _timed(parts, chosen, worth, turn=turn)
        if len(tried.cells) > len(grid.cells):
            grid = tried
        most = len(chosen) if turn == 0 else most
        if len(grid.cells) >= most:
            break
        for pair in unmet:
            liked[pair] -= dislike
    lacking = {group.key: parts.each - len(grid.heard[group.key]) for group in parts.groups}
    lacking = {key: n for key, n in lacking.items() if n > 0}
    reasons = reasons_for(parts, lacking, proven=len(grid.cells) == most)
    return Plan(tuple(sorted(places_for(parts, grid.cells))), lacking, tuple(reasons))


def _timed(parts: Parts, chosen: set[Pair], worth: Mapping[Pair, int], *, turn: int) -> tuple[Grid, set[Pair]]:
    """Return a grid of the chosen pairs, and those that found no time at first."""
    grid = Grid(parts)
    there = {slot: sum(slot in talk.slots for talk in parts.talks) for slot in parts.numbers}
    # The times when fewest visitors are there come first; each turn begins at another one.
    slots = sorted(parts.numbers, key=lambda slot: (there[slot], slot))
    slots = slots[turn:] + slots[:turn]
    unmet = give_times(grid, chosen, slots)
    options = {
        group.key: sorted(
            (talk.key for talk in parts.talks if (group.key, talk.key) in worth),
            key=lambda talk: (-worth[group.key, talk], talk),
        )
        for group in parts.groups
    }
    mending = Mending(grid, options)
    for group, _talk in sorted(unmet):
        mending.insert(group)
    return grid, unmet
