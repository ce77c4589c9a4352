"""Groups of schools that share with each other, as a careers cluster does. Rooms above say which there are."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SharingGroup:
    """A group by the key and title of its page, and the keys of the schools that belong to it today."""

    page: int
    title: str
    schools: frozenset[int]


# (keys of schools): the groups that any of them belongs to, in a number of queries that does not grow with them.
Source = Callable[[Collection[int]], Iterable[SharingGroup]]
_sources: list[Source] = []


def register_groups(source: Source) -> None:
    """Let schools share with the groups that `source(schools)` returns. Called from AppConfig.ready()."""
    if source not in _sources:
        _sources.append(source)


def groups_of(schools: Collection[int]) -> list[SharingGroup]:
    """Return the groups that any of these schools belongs to, by title."""
    found = [group for source in _sources for group in source(schools)] if schools else []
    return sorted(found, key=lambda group: (group.title, group.page))


def fellows_of(schools: Collection[int]) -> dict[int, dict[int, SharingGroup]]:
    """Return, for each of these schools, the other members of its groups, each with the group that both are in."""
    found: dict[int, dict[int, SharingGroup]] = {school: {} for school in schools}
    for group in groups_of(schools):
        for school in group.schools & found.keys():
            for other in group.schools - {school}:
                found[school].setdefault(other, group)
    return found


Parted = Callable[[int], None]
_told: list[Parted] = []


def register_parting(parted: Parted) -> None:
    """Have `parted(school)` called when a school has left a group. Called from AppConfig.ready()."""
    if parted not in _told:
        _told.append(parted)


def has_left(school: int) -> None:
    """Say that a school has left a group, so that what it shared there ends."""
    for parted in _told:
        parted(school)
