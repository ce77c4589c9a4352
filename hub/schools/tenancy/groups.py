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
