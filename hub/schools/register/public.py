"""Which schools have public pages: asked here, answered by the room that holds the pages (a registry)."""

from collections.abc import Callable, Collection

# Takes keys of schools, returns those of them whose pages are public, or were until the school was closed here.
Finder = Callable[[Collection[int]], set[int]]
_finders: list[Finder] = []


def register_public_pages(finder: Finder) -> None:
    """Let `finder` say which schools have public pages. Registering it twice is registering it once."""
    if finder not in _finders:
        _finders.append(finder)


def with_public_pages(schools: Collection[int]) -> set[int]:
    """Return those of `schools` (keys) that have public pages."""
    return set().union(*(finder(schools) for finder in _finders))
