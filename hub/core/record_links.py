"""The link that begins an entry in a pupil's own record (hub.record), for pages that pupils meet.

What the entry begins with stands in the link's fragment, which a browser never sends: the record is kept in the browser
alone. Rooms below the record link to it by the name of its address.
"""

import datetime
import json
from dataclasses import dataclass
from urllib.parse import quote

from django.urls import NoReverseMatch, reverse
from django.utils import timezone

LONGEST_TEXT = 200
LONGEST_ADDRESS = 500
# What lasts longer, or over night, was not attended from end to end: the pupil says how long.
LONGEST_EVENT_MINUTES = 10 * 60
# Kept as they are by a browser's encodeURIComponent.
_UNCHANGED = "!'()*-._~"


@dataclass(frozen=True, kw_only=True)
class Beginning:
    """What an entry begins with; all of it may be changed before it is kept. `kind` is an ActivityKind slug."""

    what: str
    url: str
    source: str
    kind: str = ""
    minutes: int | None = None
    date: datetime.date | None = None
    where: str = ""

    @property
    def fragment(self) -> str:
        """The part of an address after the number sign: `add=` and what was given, as JSON."""
        known = {
            "what": self.what[:LONGEST_TEXT],
            "kind": self.kind or "other",
            "minutes": self.minutes or 0,
            "date": self.date.isoformat() if self.date else "",
            "where": self.where[:LONGEST_TEXT],
        }
        entry: dict[str, object] = {key: value for key, value in known.items() if value}
        if len(self.url) <= LONGEST_ADDRESS:
            entry["source"] = {"title": self.what[:LONGEST_TEXT], "url": self.url, "kind": self.source}
        return "add=" + quote(json.dumps(entry, ensure_ascii=False, separators=(",", ":")), safe=_UNCHANGED)


def address(beginning: Beginning) -> str:
    """Return the address of the record with a new entry begun; nothing where the hub has no record."""
    try:
        return f"{reverse('record')}#{beginning.fragment}"
    except NoReverseMatch:
        return ""


def minutes_between(starts: datetime.datetime | None, ends: datetime.datetime | None) -> int | None:
    """Return how long an event lasts in minutes; nothing where its end is not known or it lasts beyond a day."""
    if not starts or not ends:
        return None
    minutes = round((ends - starts).total_seconds() / 60)
    return minutes if 0 < minutes <= LONGEST_EVENT_MINUTES else None


def day_of(moment: datetime.datetime | None) -> datetime.date | None:
    """Return the day of a moment in London."""
    return timezone.localtime(moment).date() if moment else None
