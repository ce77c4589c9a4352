"""Figures near a school, for its pupils and for their parents, and where leavers went by what the DfE publishes."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from hub.core.figures import LONDON, Asked
from hub.core.figures import Figure as Said
from hub.labour_market.blocks import say
from hub.labour_market.models import Figure, InstitutionFigure
from hub.labour_market.words.numbers import in_hundred

FOR_PUPILS = ("jobs", "apprenticeship-starts-residents")
FOR_PARENTS = ("pay-week-full-time", "residents-in-work")
# By what the slugs of measures of leavers begin with: of one school or college, and of an area.
OF_SCHOOL, OF_AREA = "school-destination-", "destination-"


@dataclass(frozen=True)
class Near:
    """What is said near a school; `checked_on` is the day on which the oldest of its sources was looked at."""

    pupils: tuple[Said, ...] = ()
    parents: tuple[Said, ...] = ()

    @property
    def figures(self) -> tuple[Said, ...]:
        return self.pupils + self.parents

    @property
    def sources(self) -> list[str]:
        """Each source with its period, once."""
        return list(dict.fromkeys(figure.cited for figure in self.figures))

    @property
    def checked_on(self) -> datetime.date | None:
        """None unless there is something for pupils and for parents, all of it checked."""
        days = [figure.checked_on for figure in self.figures]
        checked = [day for day in days if day is not None]
        return min(checked) if self.pupils and self.parents and len(checked) == len(days) else None


def near(borough: str, *, on: datetime.date) -> Near:
    """Return the figures of a borough, given by its slug; London's where there is none, and for no borough at all."""
    area = borough or LONDON
    asks = {slug: Asked(slug, "", area) for slug in (*FOR_PUPILS, *FOR_PARENTS)}
    said = say(list(asks.values()), on)
    pupils, parents = (
        tuple(said[asks[slug]] for slug in slugs if asks[slug] in said) for slugs in (FOR_PUPILS, FOR_PARENTS)
    )
    return Near(pupils, parents)


@dataclass(frozen=True)
class Leavers:
    """One figure of where leavers went. `where` is the borough where it is not the school's own."""

    what: str
    share: str
    period: str
    source: str
    where: str = ""


def leavers(urn: int | None, borough: str) -> list[Leavers]:
    """Return what the DfE publishes of a school or, where that is nothing, of its borough: each measure's newest."""
    own = InstitutionFigure.objects.filter(
        urn=str(urn or ""), measure__slug__startswith=OF_SCHOOL, measure__source__withdrawn_on__isnull=True
    )
    if rows := list(own.select_related("measure__source").order_by("start")):
        return _newest(rows)
    of_area = Figure.objects.filter(
        measure__slug__startswith=OF_AREA,
        measure__source__withdrawn_on__isnull=True,
        area__slug=borough,
        sector__isnull=True,
        occupation__isnull=True,
    )
    return _newest(of_area.select_related("measure__source", "area__borough").order_by("start"))


def _newest(rows: Iterable[InstitutionFigure | Figure]) -> list[Leavers]:
    newest = {row.measure.slug: row for row in rows}
    return [
        Leavers(
            what=row.measure.label,
            share=in_hundred(row.value) if row.value is not None else str(row.get_withheld_display()),
            period=row.period,
            source=str(row.measure.source),
            where=str(row.area) if isinstance(row, Figure) else "",
        )
        for row in sorted(newest.values(), key=lambda row: row.measure.order)
    ]
