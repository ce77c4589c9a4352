"""Calendars of whole days and of hours, written by the `icalendar` library (RFC 5545)."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

import icalendar
from icalendar.prop import vText

CONTENT_TYPE = "text/calendar; charset=utf-8"
# RFC 5545 3.3.11 allows none of them in a text, and the library writes what it is given.
_CONTROLS = dict.fromkeys([*range(0x0A), *range(0x0B, 0x20), 0x7F])


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something on one day. `uid` stays the same for the same thing for good, and is unique in the world.

    `starts` and `ends`: the moments, for what has hours; whoever is there then is busy.
    """

    uid: str
    day: datetime.date
    summary: str
    description: str = ""
    url: str = ""
    category: str = ""
    place: str = ""
    starts: datetime.datetime | None = None
    ends: datetime.datetime | None = None
    is_cancelled: bool = False


def calendar(name: str, events: Iterable[Event], *, on: datetime.date) -> str:
    """Return a calendar as text, with CRLF at the end of each line. `on`: the day from which its facts are.

    The same facts on the same day give the same text.
    """
    made = icalendar.Calendar()
    made.add("version", "2.0")
    made.add("prodid", "-//London Ambitions Hub//Due dates//EN")
    made.add("calscale", "GREGORIAN")
    made.add("name", _text(name))
    made.add("x-wr-calname", _text(name))
    made.add("refresh-interval", datetime.timedelta(days=1), parameters={"value": "DURATION"})
    made.add("x-published-ttl", "P1D")
    for event in events:
        made.add_component(_component(event, on))
    return made.to_ical(sorted=False).decode()


def _component(event: Event, on: datetime.date) -> icalendar.Event:
    made = icalendar.Event()
    made.add("uid", _text(event.uid))
    made.add("dtstamp", datetime.datetime(on.year, on.month, on.day, tzinfo=datetime.UTC))
    # In UTC: a calendar then needs no table of when London changes its clocks.
    made.add("dtstart", event.starts.astimezone(datetime.UTC) if event.starts else event.day)
    if event.ends:
        made.add("dtend", event.ends.astimezone(datetime.UTC))
    made.add("summary", _text(event.summary))
    if event.description:
        made.add("description", _text(event.description))
    if event.url:
        made.add("url", event.url)
    if event.place:
        made.add("location", _text(event.place))
    if event.category:
        made.add("categories", [_text(event.category)])
    if event.is_cancelled:
        made.add("status", "CANCELLED")
    # Neither a due date nor what is cancelled marks anybody as busy.
    made.add("transp", "OPAQUE" if event.starts and not event.is_cancelled else "TRANSPARENT")
    return made


def _text(value: str) -> vText:
    """Return a text without control characters, typed, because the library escapes no name it does not know."""
    return vText(value.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS))
