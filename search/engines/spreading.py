"""Puts what is ranked in an order in which no unit fills a page: at most three of one unit among ten that follow each
other. Pure; done once, on the best candidates of whichever engine, so every engine and every page has the same order.

A unit, its lessons and the sheets that it alone uses count as one. What has to wait comes as soon as it may, in its
own order, and nothing is left out: at the end, where nothing else is left, they follow each other.
"""

from collections import Counter, deque
from collections.abc import Mapping, Sequence

from search.engines.ranking import Ranked

MOST, AMONG = 3, 10


def spread(ranked: Sequence[Ranked], units: Mapping[int, int], *, first: int | None = None) -> list[Ranked]:
    """Return what is ranked, best first, with its units apart. `units`: entry -> its unit; one of none is left out.

    `first`: only so many of them, since what follows changes nothing before it.
    """
    order: list[Ranked] = []
    waiting: list[Ranked] = []
    left = deque(ranked)
    near: Counter[int] = Counter()

    def may(one: Ranked) -> bool:
        unit = units.get(one.pk)
        return unit is None or near[unit] < MOST

    while (waiting or left) and (first is None or len(order) < first):
        if len(order) >= AMONG:
            near[units.get(order[-AMONG].pk, 0)] -= 1
        at = next((n for n, one in enumerate(waiting) if may(one)), None)
        if at is None:
            while left and not may(left[0]):
                waiting.append(left.popleft())
        one = waiting.pop(at) if at is not None else left.popleft() if left else waiting.pop(0)
        near[units.get(one.pk, 0)] += 1
        order.append(one)
    return order
