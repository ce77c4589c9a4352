"""Calendars as RFC 5545 has them: whole days only, which is all that the hub's dates are."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

CONTENT_TYPE = "text/calendar; charset=utf-8"
# In bytes, without the line's end (RFC 5545 3.1).
LINE_BYTES = 75
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_CONTROLS = dict.fromkeys([*range(0x20), 0x7F])


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something on one day. `uid` stays the same for the same thing for good, and is unique in the world."""

    uid: str
    day: datetime.date
    summary: str
    description: str = ""
    url: str = ""
    category: str = ""


def calendar(name: str, events: Iterable[Event], *, on: datetime.date) -> str:
    """Return a calendar as text, with CRLF at the end of each line. `on`: the day from which its facts are.

    The same facts on the same day give the same text.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//London Ambitions Hub//Due dates//EN",
        "CALSCALE:GREGORIAN",
        f"NAME:{_text(name)}",
        f"X-WR-CALNAME:{_text(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        "X-PUBLISHED-TTL:P1D",
        *(line for event in events for line in _event(event, on)),
        "END:VCALENDAR",
    ]
    return "".join(f"{fold(line)}\r\n" for line in lines)


def _event(event: Event, on: datetime.date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.uid)}"
    yield f"DTSTAMP:{on:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"SUMMARY:{_text(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{_text(event.description)}"
    if event.url:
        yield f"URL:{event.url}"
    if event.category:
        yield f"CATEGORIES:{_text(event.category)}"
    # A date by which something is due takes nobody's time.
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(value: str) -> str:
    """Escape a TEXT value (RFC 5545 3.3.11); control characters are not allowed in one."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.translate(_CONTROLS) for line in lines).translate(_ESCAPES)


def fold(line: str) -> str:
    """Break a line after at most 75 bytes, never inside a character; the parts after the first begin with a space."""
    parts, size = [""], 0
    for char in line:
        width = len(char.encode())
        if size + width > LINE_BYTES:
            parts.append("")
            size = 1
        parts[-1] += char
        size += width
    return "\r\n ".join(parts)
