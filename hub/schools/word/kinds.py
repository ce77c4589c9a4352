"""The kinds of page that a Word document can become: what each takes and where, registered by the page's room."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from hub.publication.rules import LazyText
from hub.schools.word.front_page import FrontDate
from hub.schools.word.models import FromWordPage
from hub.schools.word.placing import Headed, Placed, Vocabulary
from hub.schools.word.reader import Contents

# What a date of the front page is of.
DATES: Mapping[str, LazyText] = {
    "approved": _("approved"),
    "reviewed": _("last reviewed"),
    "next": _("next review"),
    "effective": _("in force from"),
    "dated": _("date of the document"),
}


@dataclass(frozen=True)
class Offer:
    """A field of the page and the values that a document has for it, each with its words; none is taken by itself."""

    name: str
    values: tuple[tuple[Any, str], ...]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A page type, and how it is written from a document.

    `key`: its word in addresses. `title`: what the import is called. `places`: (key, label) of where a section can go,
    without UNPLACED. `write(page, placed)` writes the sections and returns what it could not take. `offers`: values
    for fields that a person chooses. `notes(page, placed)`: sentences on what the draft will hold. `made(page)`: what
    the draft holds. `about_dates`: what is said below the dates of the front page.
    """

    key: str
    model: type[FromWordPage]
    title: LazyText
    vocabulary: Vocabulary
    places: Callable[[], list[tuple[str, str]]]
    write: Callable[[Any, Sequence[Placed]], list[Headed]]
    made: Callable[[Any], str]
    offers: Callable[[Contents], list[Offer]]
    notes: Callable[[Any, Sequence[Placed]], list[str]] = field(default=lambda page, placed: [])
    about: LazyText = ""
    about_dates: LazyText = ""


_kinds: dict[str, Kind] = {}


def register_kind(kind: Kind) -> None:
    """Called from AppConfig.ready()."""
    _kinds[kind.key] = kind


def kinds() -> tuple[Kind, ...]:
    """Return the kinds in the order in which they were registered."""
    return tuple(_kinds.values())


def kind_called(key: str) -> Kind | None:
    return _kinds.get(key)


def offered_days(name: str, dates: Sequence[FrontDate], of: Sequence[str]) -> list[Offer]:
    """Return the days of a front page as values for the field `name`: those `of` one of these, in this order."""
    found = {each.day: each for wanted in of for each in dates if each.day and each.of == wanted}
    values = tuple((day, f"{each.said} ({DATES[each.of]})") for day, each in found.items())
    return [Offer(name, values)] if values else []


def empty_places(kind: Kind, placed: Sequence[Placed]) -> list[str]:
    """Return the labels of the places that nothing of the document goes to."""
    taken = {each.place for each in placed if each.section.passages}
    return [label for key, label in kind.places() if key not in taken]
