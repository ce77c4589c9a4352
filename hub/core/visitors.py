"""Who comes to a school on a day, and what was asked for in its surveys: for a room that knows neither of the others.

The rooms that hold visits and surveys register a function in `AppConfig.ready()`; a school is told by its key.
"""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Visitor:
    """A visit that is agreed: what it is about, who comes, where it is kept, and from when to when, if that is said."""

    title: str
    organisation: str
    address: str
    starts: datetime.time | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for in a question: its key and title, and how many of which year group (None: all) chose what."""

    key: str
    title: str
    counts: Sequence[tuple[str, int, int | None]]


VisitorsOn = Callable[[int, datetime.date], Iterable[Visitor]]
AskedAt = Callable[[int, datetime.date], Iterable[Asked]]
_visitors: list[VisitorsOn] = []
_asked: list[AskedAt] = []


def register_visitors(find: VisitorsOn) -> None:
    """Have `find(school, day)` say who comes."""
    if find not in _visitors:
        _visitors.append(find)


def register_asked(find: AskedAt) -> None:
    """Have `find(school, on)` say what was asked for until a day."""
    if find not in _asked:
        _asked.append(find)


def visitors_on(school: int, day: datetime.date) -> list[Visitor]:
    """Return who comes to a school on a day."""
    return [each for find in _visitors for each in find(school, day)]


def asked_at(school: int, *, on: datetime.date) -> list[Asked]:
    """Return what was asked for at a school until a day."""
    return [each for find in _asked for each in find(school, on)]
