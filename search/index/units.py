"""Which units choose a resource for their lessons: ranking weighs a resource by the company it keeps, and the titles of
its units are among its words.

A unit's entry keeps the resources of its lessons beside its facet values: an index answers both ways, and only units
that anybody may open are known.
"""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from search.index.models.entries import Entry, EntryFacet

KIND = "unit"
# No facet: nobody filters by it, no engine counts it.
CHOOSES = "resource"


@dataclasses.dataclass(frozen=True)
class Unit:
    """A unit as its resources tell of it: the id of its page, its title."""

    pk: int
    title: str


def choosing(resources: Mapping[int, str]) -> Mapping[int, Sequence[Unit]]:
    """Return the units that choose each of some resources (id of the page -> language), by id: one query."""
    found: dict[int, list[Unit]] = defaultdict(list)
    rows = EntryFacet.objects.filter(facet=CHOOSES, value__in=list(map(str, resources)), entry__gone=False)
    columns = ("value", "entry__locale", "entry__page_id", "entry__title")
    for value, locale, pk, title in rows.order_by("entry__page_id").values_list(*columns):
        if resources[int(value)] == locale:
            found[int(value)].append(Unit(pk, title))
    return found


def chosen_by(entries: Iterable[Entry]) -> set[int]:
    """Return the resources (ids of pages) that the units among these entries choose; no query without units."""
    units = [entry.pk for entry in entries if entry.kind == KIND]
    if not units:
        return set()
    return {
        int(value)
        for value in EntryFacet.objects.filter(entry__in=units, facet=CHOOSES).values_list("value", flat=True)
    }


def tells(entry: Entry, units: Sequence[Unit]) -> bool:
    """Return whether an entry tells of these units and no others."""
    return (tuple(entry.groups), entry.texts.get("unit", "")) == (groups_of(entry.page_id or 0, units), text_of(units))


def put_in(entry: Entry, units: Sequence[Unit]) -> None:
    """Make an entry tell of these units; its analysed words are not ours."""
    entry.groups = list(groups_of(entry.page_id or 0, units))
    entry.texts = {zone: text for zone, text in {**entry.texts, "unit": text_of(units)}.items() if text}


def groups_of(page_id: int, units: Iterable[Unit] = ()) -> tuple[str, ...]:
    """Return the groups of a page: its units, and itself. To belong to no unit, or to one whose other resources answer
    less well, would else count against it."""
    return (f"page-{page_id}", *(f"unit-{unit.pk}" for unit in units))


def text_of(units: Iterable[Unit]) -> str:
    return "\n".join(unit.title for unit in units)
