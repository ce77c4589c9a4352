"""Places in London where people can be seen at work, by sector and by borough: chosen by the hub, read from a file."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "places.json"


@dataclass(frozen=True)
class Place:
    """A place to visit: what can be seen there, the slugs of its sectors and of its borough ("": not said)."""

    name: str
    see: str
    sectors: tuple[str, ...]
    borough: str = ""
    url: str = ""


@cache
def places() -> tuple[Place, ...]:
    """Return every place, by name."""
    rows = json.loads(DATA.read_text(encoding="utf-8"))["places"]
    found = (Place(row["name"], row["see"], tuple(row["sectors"]), row["borough"], row["url"]) for row in rows)
    return tuple(sorted(found, key=lambda place: place.name.casefold()))


def of_sector(slug: str) -> Sequence[Place]:
    """Return the places where work of a sector can be seen."""
    return [place for place in places() if slug in place.sectors]


def of_borough(slug: str) -> Sequence[Place]:
    """Return the places in a borough."""
    return [place for place in places() if place.borough == slug]


def shown(kind: str, slug: str) -> Sequence[Place]:
    """Return the places that the page of a sector or a borough shows; none of the others has any."""
    of = {"sector": of_sector, "borough": of_borough}.get(kind)
    return of(slug) if of else ()
