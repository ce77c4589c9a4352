"""The times of a day: the slots in which workshops run, worked out from its hours, lengths and breaks. Pure."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hub.core.dates.words import time_in_words

SLOTS_MOST = 12
Span = tuple[datetime.time, datetime.time]


@dataclass(frozen=True, slots=True)
class Slot:
    """One time of the day, counted from 1."""

    number: int
    starts: datetime.time
    ends: datetime.time

    def __str__(self) -> str:
        return f"{time_in_words(self.starts)} - {time_in_words(self.ends)}"


def _minutes(time: datetime.time) -> int:
    return time.hour * 60 + time.minute


def _time(minutes: int) -> datetime.time:
    return datetime.time(minutes // 60, minutes % 60)


def slots_between(
    starts: datetime.time, ends: datetime.time, *, minutes: int, gap: int, breaks: Iterable[Span]
) -> list[Slot]:
    """Return the slots of `minutes` that fit between two times, `gap` minutes apart and never across a break.

    After a break the first slot begins at once. No more than `SLOTS_MOST` are made.
    """
    pauses = sorted((_minutes(first), _minutes(last)) for first, last in breaks)
    end, begin = _minutes(ends), _minutes(starts)
    found: list[Slot] = []
    while minutes > 0 and begin + minutes <= end and len(found) < SLOTS_MOST:
        across = next((last for first, last in pauses if first < begin + minutes and last > begin), None)
        if across is not None:
            begin = across
            continue
        found.append(Slot(len(found) + 1, _time(begin), _time(begin + minutes)))
        begin += minutes + gap
    return found


def within(slots: Sequence[Slot], *, first: datetime.time | None, last: datetime.time | None) -> frozenset[int]:
    """Return the numbers of the slots that lie whole between two times; None is the day's own begin or end."""
    return frozenset(
        slot.number for slot in slots if (first is None or slot.starts >= first) and (last is None or slot.ends <= last)
    )


def read_pairs(pairs: Iterable[Sequence[str]]) -> list[Span]:
    """Return stored breaks as times."""
    return [(datetime.time.fromisoformat(first), datetime.time.fromisoformat(last)) for first, last in pairs]
