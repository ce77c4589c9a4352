"""Writes values as rows: those that are new or differ, many at a time."""

import datetime
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.db.models import QuerySet

from curriculum.models import Sector
from hub.labour_market.loading.reading import Key
from hub.labour_market.loading.report import FileReport
from hub.labour_market.loading.values import Value
from hub.labour_market.models import Area, Figure, InstitutionFigure, Measure, Occupation

BATCH = 500
# What makes a row that row, and what else it says.
FIGURE = ("measure_id", "area_id", "sector_id", "occupation_id", "start", "end")
INSTITUTION = ("measure_id", "urn", "start", "end")
SAYS = ("period", "value", "withheld")
Row = TypeVar("Row", Figure, InstitutionFigure)
Identity = tuple[int | str | datetime.date | None, ...]


def write(
    values: Mapping[Key, Value], measures: Mapping[str, Measure], report: FileReport, *, keep: bool = False
) -> None:
    """Add and change the rows that are not as `values` says; `keep` changes none that is there.

    Rows of keys that `values` does not have stay as they are.
    """
    areas = dict(Area.objects.values_list("slug", "pk"))
    sectors = {"": None} | dict(Sector.objects.values_list("slug", "pk"))
    occupations = {"": None} | dict(Occupation.objects.values_list("code", "pk"))
    pks = {slug: measure.pk for slug, measure in measures.items()}

    def figure(key: Key) -> Identity:
        of = (areas[key.place], sectors[key.sector], occupations[key.occupation])
        return (pks[key.measure], *of, key.period.start, key.period.end)

    def institution(key: Key) -> Identity:
        return (pks[key.measure], key.place, key.period.start, key.period.end)

    report.figures += len(values)
    of_areas = {key: value for key, value in values.items() if key.place in areas}
    of_schools = {key: value for key, value in values.items() if key.place not in areas}
    if of_areas:
        stored = Figure.objects.filter(measure__in=pks.values())
        _write(of_areas, figure, FIGURE, stored, report, keep=keep)
    if of_schools:
        schools = InstitutionFigure.objects.filter(measure__in=pks.values())
        _write(of_schools, institution, INSTITUTION, schools, report, keep=keep)


def _write(
    values: Mapping[Key, Value],
    identity: Callable[[Key], Identity],
    names: tuple[str, ...],
    stored: QuerySet[Row],
    report: FileReport,
    *,
    keep: bool,
) -> None:
    """Compare tuples, and build rows only for what is written: most runs write nothing."""
    held = {row[: len(names)]: row[len(names) :] for row in stored.values_list(*names, *SAYS, "pk").iterator()}
    added, changed = [], []
    for key, value in values.items():
        who = identity(key)
        says: dict[str, Any] = dict(zip(SAYS, (key.period.said, value.number, value.withheld), strict=True))
        before = held.get(who)
        if before is None:
            added.append(stored.model(**dict(zip(names, who, strict=True)), **says))
        elif keep or before[:-1] == tuple(says.values()):
            report.unchanged += 1
        else:
            changed.append(stored.model(pk=before[-1], **dict(zip(names, who, strict=True)), **says))
    stored.model._default_manager.bulk_create(added, batch_size=BATCH)
    stored.model._default_manager.bulk_update(changed, SAYS, batch_size=BATCH)
    report.added += len(added)
    report.changed += len(changed)
