"""The kinds of value that are read from typed text and said back. A higher room registers its own (`school-year`)."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .reading import Unreadable, read_day, read_moment, read_time
from .words import day_in_words, moment_in_words, time_in_words


@dataclass(frozen=True, slots=True)
class Kind:
    """How text is read (it raises Unreadable), said in words, and written for a browser's own picker."""

    read: Callable[[str], Any]
    say: Callable[[Any], str]
    picked: Callable[[Any], str] = str


@dataclass(frozen=True, slots=True)
class SaidBack:
    """What a text was read as: the words, and the value as a browser's own picker writes it. Both "" if unread."""

    words: str = ""
    picked: str = ""
    problem: str = ""


KINDS: dict[str, Kind] = {
    "date": Kind(read_day, day_in_words, datetime.date.isoformat),
    "time": Kind(read_time, time_in_words, lambda time: time.isoformat("minutes")),
    "datetime": Kind(read_moment, moment_in_words, lambda moment: moment.isoformat(timespec="minutes")),
}


def register_kind(name: str, kind: Kind) -> None:
    """Register a kind that a field of a higher room names. Called from AppConfig.ready()."""
    KINDS[name] = kind


def said_back(kind: str, text: str) -> SaidBack:
    """Return what `text` is read as; nothing at all for an empty text."""
    if not text.strip():
        return SaidBack()
    try:
        value = KINDS[kind].read(text)
    except Unreadable as error:
        return SaidBack(problem=str(error.problem))
    return SaidBack(words=KINDS[kind].say(value), picked=KINDS[kind].picked(value))
