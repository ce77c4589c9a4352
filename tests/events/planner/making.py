"""Parts of a day as values, for tests of what plans it."""

import datetime
import random
from typing import Any

from hub.events.planner.rota import Group, Parts, Place, Talk
from hub.events.planner.times import Slot


def slots(n: int) -> list[Slot]:
    return [Slot(at, datetime.time(8 + at), datetime.time(8 + at, 40)) for at in range(1, n + 1)]


def groups(n: int, *, people: int = 28, first_year: int = 1) -> list[Group]:
    """Two classes a year."""
    return [Group(at, f"{first_year + at // 2}{'AB'[at % 2]}", first_year + at // 2, people) for at in range(n)]


def talks(n: int, *, times: int, **more: Any) -> list[Talk]:
    return [Talk(at, f"Talk {at}", frozenset(range(1, times + 1)), **more) for at in range(n)]


def rooms(n: int, *, holds: int | None = None) -> list[Place]:
    return [Place(at, f"Room {at}", holds) for at in range(n)]


def day_by_chance(seed: int) -> tuple[Parts, dict[tuple[int, int], int]]:
    """Return the parts of a day and its wishes, of any shape: one that fits, or one that cannot."""
    chance = random.Random(seed)
    times = chance.randint(0, 5)
    classes = [Group(at, f"C{at}", chance.randint(0, 6), chance.randint(15, 60)) for at in range(chance.randint(0, 14))]
    all_times = range(1, times + 1)
    workshops = [
        Talk(
            at,
            f"T{at}",
            frozenset(chance.sample(all_times, chance.randint(0, times))),
            frozenset(chance.sample(range(7), chance.choice((0, 0, 3, 5)))),
            chance.choice((None, None, 1, 3)),
        )
        for at in range(chance.randint(0, 12))
    ]
    places = [Place(at, f"R{at}", chance.choice((None, 20, 35, 60))) for at in range(chance.randint(0, 10))]
    wishes = {(year, talk.key): chance.randint(0, 30) for year in range(7) for talk in workshops}
    return Parts(classes, slots(times), places, workshops, chance.randint(1, 4)), wishes
