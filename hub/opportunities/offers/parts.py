"""What stands on the page of somebody who speaks for an organisation, beside their offers.

A sub-room above adds its own in registrations.py: a template, and what it needs.
"""

from collections.abc import Callable
from dataclasses import dataclass

from hub.core.page_context import Context
from hub.opportunities.organisations.models import Representative


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the page, and the function that gives its context for a person."""

    template: str
    context: Callable[[Representative], Context]


@dataclass(frozen=True, slots=True)
class Shown:
    """A part that is filled for somebody."""

    template: str
    values: Context


_parts: list[Part] = []


def register_part(part: Part) -> None:
    """Register a section. They stand in the order of registration, before the offers."""
    if part not in _parts:
        _parts.append(part)


def parts_for(person: Representative) -> list[Shown]:
    """Return the sections of a person's page."""
    return [Shown(part.template, part.context(person)) for part in _parts]
