"""What stands beside a page about work: what other rooms have on its sectors.

A room above the one that shows it registers, in `AppConfig.ready()`, a function of the sectors and the language: the
page never learns which rooms there are. `curriculum` adds units, `resources` what there is to use in them.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from django.http import HttpRequest
from django.utils.functional import Promise
from wagtail.models import Locale

# As many as can be read beside a page; the search has them all.
MOST = 6


class Entry(NamedTuple):
    """One thing beside a page: its title, its address, and in a few words what it is."""

    title: str
    url: str
    said: str | Promise = ""


class Group(NamedTuple):
    """Things of one kind, live and public in one language, and what they are called together."""

    heading: str | Promise
    entries: list[Entry]


# Takes the slugs of the sectors, the language, the request; asks a constant number of queries.
Finder = Callable[[Sequence[str], Locale, HttpRequest], Group]
_finders: list[Finder] = []


def register_beside(finder: Finder) -> Finder:
    """Register `finder(sectors, locale, request) -> Group`. Called from ready()."""
    _finders.append(finder)
    return finder


def beside(sectors: Sequence[str], locale: Locale, request: HttpRequest) -> list[Group]:
    """Return what every room has on any of the sectors, without the kinds of which there is nothing."""
    if not sectors:
        return []
    found = (finder(sectors, locale, request) for finder in _finders)
    return [group for group in found if group.entries]
