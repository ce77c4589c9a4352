"""Writes values as rows: those that are new or differ, many at a time."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from curriculum.models import Sector
from hub.labour_market.loading.reading import Key
from hub.labour_market.loading.report import FileReport
from hub.labour_market.loading.values import Value
from hub.labour_market.models import Area, Figure, InstitutionFigure, Measure, Occupation

BATCH = 500
# What a row's identity is made of, in this order: the ids of its measure, place, sector and occupation, and its days.
Identity = tuple
Row = TypeVar("Row", Figure, InstitutionFigure)


def write(
    values: Mapping[Key, Value], measures: Mapping[str, Measure], report: FileReport, *, keep: bool = False
) -> None:
    """Add and change the rows that are not as `values` says; `keep` changes none that is there.

    Rows of keys that `values` does not have stay as they are.
    """
    areas = dict(Area.objects.values_list("slug", "pk"))
    of_areas = {key: value for key, value in values.items() if key.place in areas}
    of_schools = {key: value for key, value in values.items() if key.place not in areas}
    sectors = dict(Sector.objects.values_list("slug", "pk"))
    occupations = dict(Occupation.objects.values_list("code", "pk"))

    def figure(key: Key) -> Figure:
        return Figure(
            measure_id=measures[key.measure].pk,
            area_id=areas[key.place],
            sector_id=sectors[key.sector] if key.sector else None,
            occupation_id=occupations[key.occupation] if key.occupation else None,
        )

    def institution(key: Key) -> InstitutionFigure:
        return InstitutionFigure(measure_id=measures[key.measure].pk, urn=key.place)

    report.figures += len(values)
    pks = [measure.pk for measure in measures.values()]
    if of_areas:
        _write(_filled(figure, of_areas), Figure.objects.filter(measure__in=pks), report, keep=keep)
    if of_schools:
        _write(_filled(institution, of_schools), InstitutionFigure.objects.filter(measure__in=pks), report, keep=keep)


def _filled(make, values: Mapping[Key, Value]) -> Iterable:  # type: ignore[no-untyped-def]
    for key, value in values.items():
        row = make(key)
        row.period, row.start, row.end = key.period.said, key.period.start, key.period.end
        row.value, row.withheld = value.number, value.withheld
        yield row


def _identity(row: Row) -> Identity:
    if isinstance(row, InstitutionFigure):
        return (row.measure_id, row.urn, row.start, row.end)
    return (row.measure_id, row.area_id, row.sector_id, row.occupation_id, row.start, row.end)


def _write(rows: Iterable[Row], stored, report: FileReport, *, keep: bool) -> None:  # type: ignore[no-untyped-def]
    held = {_identity(row): row for row in stored.iterator(chunk_size=2000)}
    added, changed = [], []
    for row in rows:
        before = held.get(_identity(row))
        if before is None:
            added.append(row)
        elif keep or (before.value, before.withheld, before.period) == (row.value, row.withheld, row.period):
            report.unchanged += 1
        else:
            before.value, before.withheld, before.period = row.value, row.withheld, row.period
            changed.append(before)
    stored.model.objects.bulk_create(added, batch_size=BATCH)
    stored.model.objects.bulk_update(changed, ["value", "withheld", "period"], batch_size=BATCH)
    report.added += len(added)
    report.changed += len(changed)
