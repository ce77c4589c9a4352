"""Every hostname of a school, held by each process: a name that is not in it belongs to no school.

Whether it still holds is one question to the shared cache, at most once a second. Names that nobody gave a school are
held nowhere, however many are asked for. Without a shared cache a change reaches the other processes within a minute.
"""

import hashlib
import time
import uuid
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.core.cache import cache
from django.db import DatabaseError, transaction

from hub.core.origins import Origin, hub_root, split_language
from hub.schools.hosts.models import SchoolHost
from hub.schools.microsites.selectors import SCHOOLS

KEY = "schools:hosts"
ASK_SECONDS, KEEP_SECONDS = 1.0, 60.0


@dataclass(frozen=True, slots=True)
class Host:
    """A hostname of a school. `answers`: it has been seen to lead here."""

    hostname: str
    school: int
    origin: Origin
    is_address: bool
    answers: bool


@dataclass(slots=True)
class Table:
    """The hosts by name, and of each school (by slug) the origin that is its one address, if it is not on the hub."""

    by_name: dict[str, Host] = field(default_factory=dict)
    addresses: dict[str, Origin] = field(default_factory=dict)


@dataclass(slots=True)
class _Held:
    table: Table
    mark: str | None
    read: float
    asked: float
    # What the table says, in short.
    said: str = ""

    def __post_init__(self) -> None:
        # Links are made from these alone. Which host a page was asked for at is part of its key already.
        rows = sorted(repr(address) for address in self.table.addresses.items())
        self.said = hashlib.sha256("\n".join(rows).encode()).hexdigest()


# What this process holds: one, or none yet.
_held: list[_Held] = []


def root_of(hostname: str) -> str:
    """Return scheme, host and port of a school's hostname: it is reached the way the hub is."""
    hub = urlsplit(hub_root())
    return f"{hub.scheme}://{hostname}" + (f":{hub.port}" if hub.port else "")


def table() -> Table:
    """Return the hosts as they are now."""
    held, now = next(iter(_held), None), time.monotonic()
    if held is not None and now < held.asked + ASK_SECONDS:
        return held.table
    mark = cache.get(KEY)
    if held is not None and mark == held.mark and now < held.read + KEEP_SECONDS:
        held.asked = now
        return held.table
    try:
        read = _Held(_read(), mark, read=now, asked=now)
    except DatabaseError:
        if held is None:
            raise
        held.asked = now
        return held.table
    _held[:] = [read]
    return read.table


def said() -> str:
    """Return in short what this process goes by: links made from it lead where it says."""
    table()
    return _held[0].said


def hold(known: Table) -> None:
    """Take `known` for all there is, until something changes: tests begin so."""
    now = time.monotonic()
    _held[:] = [_Held(known, cache.get(KEY), read=now, asked=now)]


def forget(**_sent: object) -> None:
    """Read the hosts again, here at once and in every process once it is committed. A receiver of Django's signals."""
    _change()
    transaction.on_commit(_change)


def _change() -> None:
    _held.clear()
    cache.set(KEY, uuid.uuid4().hex, timeout=None)


def _read() -> Table:
    found = Table()
    rows = SchoolHost.objects.values_list("hostname", "school", "school__slug", "is_address", "answers_since")
    for hostname, school, slug, is_address, since in rows:
        origin = Origin(root_of(hostname), f"/{SCHOOLS}/{slug}/")
        found.by_name[hostname] = Host(hostname, school, origin, is_address, since is not None)
        if is_address and since is not None:
            found.addresses[slug] = origin
    return found


def slug_in(path: str) -> str:
    """Return the part of an address of the hub that names a school; "" where it names none."""
    parts = split_language(path)[1].split("/", 3)
    return parts[2] if len(parts) > 2 and parts[1] == SCHOOLS else ""


def origin_of(path: str) -> Origin | None:
    """Return the origin at which an address of the hub is read, if it is a school's with one (hub.core.origins)."""
    slug = slug_in(path)
    return table().addresses.get(slug) if slug else None
