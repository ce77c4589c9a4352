"""Lists of units: by year under a key stage, and by key stage on the index."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import HttpRequest

from curriculum import hours
from curriculum.lessons import activities
from curriculum.models import ActivityKind, CurriculumIndexPage, CurriculumMapPage, KeyStagePage, UnitPage, YearGroup
from curriculum.selectors.criteria import grouped
from hub.core.page_context import Context


@dataclass(frozen=True)
class UnitRow:
    """A unit in a list, with its computed totals."""

    page: UnitPage
    lessons: int
    minutes_total: int
    minutes_counted: int


class Totals:
    """Adds up the minutes of `units`."""

    units: list[UnitRow]

    @property
    def minutes_total(self) -> int:
        return sum(row.minutes_total for row in self.units)

    @property
    def minutes_counted(self) -> int:
        return sum(row.minutes_counted for row in self.units)


@dataclass
class YearRows(Totals):
    """A year group and its units."""

    year: YearGroup
    units: list[UnitRow] = field(default_factory=list)


@dataclass
class StageRow(Totals):
    """A key stage's page, with what stands under it."""

    page: KeyStagePage
    years: list[int]
    units: list[UnitRow] = field(default_factory=list)


def unit_rows(units: Iterable[UnitPage]) -> list[UnitRow]:
    """Return units with their totals: one query for the kinds, however many units."""
    counting = ActivityKind.counting()
    rows = []
    for unit in units:
        planned = activities(unit.lessons.raw_data, counting=counting)
        total = hours.total(activity.minutes for activity in planned)
        rows.append(UnitRow(unit, len(planned), total, hours.counted_total(planned)))
    return rows


def key_stage_context(page: KeyStagePage, request: HttpRequest, **kwargs: object) -> Context:
    """Return a key stage's units by year, and the criteria they cover with how many units cover each."""
    units = UnitPage.objects.public_in(page.locale).child_of(page)
    rows = unit_rows(units.prefetch_related("year_groups", "criteria").order_by("path"))
    years: dict[int, YearRows] = {}
    stage = page.key_stage if page.key_stage_id else None
    for year in stage.year_groups.all() if stage else []:
        years[year.pk] = YearRows(year)
    counts: Counter[int] = Counter()
    criteria = {}
    for row in rows:
        for year in row.page.year_groups.all():
            years.setdefault(year.pk, YearRows(year)).units.append(row)
        for criterion in row.page.criteria.all():
            counts[criterion.pk] += 1
            criteria[criterion.pk] = criterion
    return {
        "stage": stage,
        "years": sorted(years.values(), key=lambda each: each.year.number),
        "units": rows,
        "criteria": grouped(criteria.values(), counts),
        "minutes_total": sum(row.minutes_total for row in rows),
        "minutes_counted": sum(row.minutes_counted for row in rows),
    }


def index_context(page: CurriculumIndexPage, request: HttpRequest, **kwargs: object) -> Context:
    """Return the key stages under the index with their units counted, and the map if it is public."""
    stages = KeyStagePage.objects.child_of(page).live().public()
    stages = stages.filter(locale=page.locale).select_related("key_stage").order_by("key_stage__number")
    years = _years_by_stage()
    rows = {stage.path: StageRow(stage, years.get(stage.key_stage_id, [])) for stage in stages}
    units = UnitPage.objects.public_in(page.locale).descendant_of(page)
    for row in unit_rows(units.order_by("path")):
        parent = row.page.path[: -row.page.steplen]
        if parent in rows:
            rows[parent].units.append(row)
    maps = CurriculumMapPage.objects.child_of(page).live().public()
    return {
        "stages": list(rows.values()),
        "map": maps.filter(locale=page.locale).first(),
    }


def _years_by_stage() -> dict[int, list[int]]:
    years: dict[int, list[int]] = {}
    for stage, number in YearGroup.objects.values_list("key_stage_id", "number"):
        years.setdefault(stage, []).append(number)
    return years
