"""The registry of what a school publishes and records, in parts: each room registers its own.

A part says which pages or records it consists of, how rules read them, and where in the admin its gaps are fixed.
"""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.models import Orderable, Page

from curriculum.models import ActivityKind, Criterion, YearGroup
from hub.labour_market.near import near
from hub.schools.duties.closed_days import Calendar, calendar


class Terms:
    """The vocabularies that programme rows point to, and the days without school, each read once."""

    def __init__(self) -> None:
        self.kinds = {kind.pk: kind for kind in ActivityKind.objects.all()}
        years = list(YearGroup.objects.values_list("pk", "number", "key_stage__number"))
        self.years = {key: number for key, number, _stage in years}
        self.stages = {number: stage for _key, number, stage in years}

    @cached_property
    def criteria(self) -> list[Criterion]:
        """Points of every framework in their order, each with its framework; read only where something shows them."""
        return list(Criterion.objects.select_related("framework"))

    @cached_property
    def figures_checked_on(self) -> datetime.date | None:
        """When the figures were checked that each careers page shows; read only where they may be the evidence."""
        return near("", on=timezone.localdate()).checked_on

    @cached_property
    def calendar(self) -> Calendar:
        """Read only where a school has meetings."""
        return calendar()


# Pages or records of a part, or rows of its page: of which model, the room knows that registers it.
Found = Sequence[Any]
Rows = Mapping[str, Found]
Facts = Callable[[Found, Rows, Terms], Any]


@dataclass(frozen=True, kw_only=True)
class Part:
    """A kind of page, or of record, that rules judge.

    `name`: the field of `SchoolSubject` that it fills. `facts(found, rows, terms)`: the value of that field, from the
    pages or records found (for none: an empty value). `rows`: the child rows read with a page, by their relation.
    `records`: narrows a part that is no page to what counts. `many`: a school has several such pages.
    `fixed_at(pk)`: addresses in the admin, by place (duties.places), where gaps are fixed that this page can fix.
    `added_at(home)`: the same for a school that has no such page, by the key of its home page.
    """

    name: str
    model: type[models.Model]
    facts: Facts
    rows: Mapping[str, type[Orderable]] = field(default_factory=dict)
    records: Callable[[QuerySet], QuerySet] | None = None
    many: bool = False
    fixed_at: Callable[[int], Mapping[str, str]] | None = None
    added_at: Callable[[int], Mapping[str, str]] | None = None

    @property
    def is_page(self) -> bool:
        return issubclass(self.model, Page)


_parts: list[Part] = []


def register_part(part: Part) -> None:
    """Add a part. Called from AppConfig.ready(), in the order in which the parts are read."""
    _parts.append(part)


def parts() -> Sequence[Part]:
    return tuple(_parts)


def part_of(page: Page) -> Part | None:
    """Return the part that a page belongs to; None for a page type without rules."""
    return next((part for part in _parts if type(page) is part.model), None)
