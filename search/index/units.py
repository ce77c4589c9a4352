"""The units that lessons and resources belong to: ranking uses them, and the titles of a resource's units are among
its words.

A unit's entry keeps the resources of its lessons beside its facet values: an index answers both ways, and only units
that anybody may open are known.
"""

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from search.index.models.entries import Entry, EntryFacet
from search.index.packing import UNIT

KIND, LESSON = "unit", "lesson"
# Kept beside the facets: no filter uses them and no engine counts them. A lesson's kind of activity is for its card.
CHOOSES, ACTIVITY = BESIDE = ("resource", "activity")


@dataclasses.dataclass(frozen=True)
class Unit:
    """A unit as kept with its resources: the id of its page, its title."""

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


def titles_of(resources: Collection[int], locale: str) -> dict[int, str]:
    """Return the titles of those of some resources (ids of pages) that anybody may open, in a language: one query."""
    if not resources:
        return {}
    found = Entry.objects.current().filter(page_id__in=resources, part="", locale=locale)
    return dict(found.values_list("page_id", "title"))


def that_choose(resources: Iterable[int]) -> set[int]:
    """Return the units (ids of pages) whose lessons choose any of some resources."""
    found = EntryFacet.objects.filter(facet=CHOOSES, value__in=list(map(str, resources)), entry__gone=False)
    return {pk for pk in found.values_list("entry__page_id", flat=True) if pk}


def whose_lessons_name(facet: str, slug: str) -> set[int]:
    """Return the units (ids of pages) with a lesson of this need or kind of activity (`facet`: "need", ACTIVITY)."""
    found = EntryFacet.objects.filter(facet=facet, value=slug, entry__kind=LESSON, entry__gone=False)
    return {pk for pk in found.values_list("entry__page_id", flat=True) if pk}


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
    """Return whether these units, and no others, are kept with an entry."""
    return (tuple(entry.groups), entry.texts.get("unit", "")) == (groups_of(entry.page_id or 0, units), text_of(units))


def put_in(entry: Entry, units: Sequence[Unit]) -> None:
    """Keep these units with an entry; its analysed words are written elsewhere."""
    entry.groups = list(groups_of(entry.page_id or 0, units))
    entry.texts = {zone: text for zone, text in {**entry.texts, "unit": text_of(units)}.items() if text}


def groups_of(page_id: int, units: Iterable[Unit] = ()) -> tuple[str, ...]:
    """Return the groups of a page: its units, and itself. To belong to no unit, or to one whose other resources answer
    less well, would else count against it."""
    return (f"page-{page_id}", *(f"{UNIT}{unit.pk}" for unit in units))


def groups_within(page_id: int, part: str = "") -> tuple[str, ...]:
    """Return the groups of a unit itself, or of one of its lessons by key: itself, and the unit."""
    return ("-".join(filter(None, ("page", str(page_id), part))), f"{UNIT}{page_id}")


def text_of(units: Iterable[Unit]) -> str:
    return "\n".join(unit.title for unit in units)
