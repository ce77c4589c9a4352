"""What a school has set itself to do by a day, for the agenda; rooms above register where it is read.

No rule asks for it, so it is no finding, and no reminder is mailed of it.
"""

import datetime
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from hub.publication.dates import days_left


@dataclass(frozen=True, slots=True)
class Task:
    """Something to be done at a school (its key) by a day; `who` does it, in words, if anybody is named."""

    school: int
    title: str
    day: datetime.date
    address: str
    who: str = ""

    def left(self, on: datetime.date) -> int:
        """Return the days that are left on `on`; negative once it is late."""
        return days_left(self.day, on)


# (keys of schools): what is open there, in a number of queries that does not grow with the schools.
Source = Callable[[Collection[int]], Iterable[Task]]
_sources: list[Source] = []


def register_tasks(source: Source) -> None:
    """Have what `source(schools)` returns listed in the agendas of the schools' people."""
    if source not in _sources:
        _sources.append(source)


def tasks_at(schools: Collection[int]) -> list[Task]:
    """Return what is open at these schools, the earliest first."""
    found = [task for source in _sources for task in source(schools)] if schools else []
    return sorted(found, key=lambda task: (task.day, task.title))
