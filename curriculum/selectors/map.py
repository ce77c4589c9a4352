"""The hub's curriculum map: where there is no unit, and where one repeats another."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.models import Locale

from curriculum.lessons import StoredBlock
from curriculum.mapping import Key, MapUnit, Placed, Strand, build, everyday_repeats, spans
from curriculum.models import ActivityKind, Criterion, CurriculumMapPage, Framework, UnitPage, YearGroup
from curriculum.selectors.criteria import short_name
from hub.core.page_context import Context

DEFAULT_FRAMEWORK = "cdi"


@dataclass(frozen=True)
class MapView:
    """The map as its page shows it: `strands` down, `years` across, under `stages` with how many years each spans."""

    frameworks: list[tuple[Framework, str]]
    framework: Framework | None
    years: list[int]
    stages: list[tuple[int, int]]
    strands: list[Strand]
    unit_count: int
    gap_count: int
    cell_count: int
    overlap_count: int
    everyday: list[tuple[Criterion, Placed]]

    @property
    def columns(self) -> int:
        return len(self.years)


def map_context(page: CurriculumMapPage, request: HttpRequest, **kwargs: object) -> Context:
    """Return the map by a framework's strands, in a number of queries that does not grow with the units.

    `by` is a framework's slug; anything else shows the CDI areas.
    """
    by = request.GET.get("by")
    frameworks = sorted(Framework.objects.current(), key=lambda each: each.slug != DEFAULT_FRAMEWORK)
    chosen = next((each for each in frameworks if each.slug == by), frameworks[0] if frameworks else None)
    years = list(YearGroup.objects.current().select_related("key_stage"))
    current = list(Criterion.objects.current().filter(framework=chosen))
    units, links = read_units(page.locale, request, {each.pk: each.parent_id or each.pk for each in current})
    tops = [each for each in current if each.parent_id is None]
    numbers = [year.number for year in years]
    strands = build(criteria=tops, years=numbers, units=units, links=links)
    everyday = everyday_repeats(strands, build(criteria=tops, years=numbers, units=_with_everyday(units), links=links))
    view = MapView(
        frameworks=[(each, short_name(each)) for each in frameworks],
        framework=chosen,
        years=numbers,
        stages=spans(year.key_stage.number for year in years),
        strands=strands,
        unit_count=len(units),
        gap_count=sum(len(strand.gaps) for strand in strands),
        cell_count=len(strands) * len(years),
        overlap_count=sum(len(strand.overlaps) for strand in strands),
        everyday=everyday,
    )
    return {"map": view}


def _with_everyday(units: Sequence[MapUnit]) -> list[MapUnit]:
    return [replace(unit, kinds=unit.kinds | unit.everyday) for unit in units]


def read_units(
    locale: Locale, request: HttpRequest, strand_of: Mapping[int, int]
) -> tuple[list[MapUnit], dict[Key, set[Key]]]:
    """Return the public units of a language and the links among them, which translations share."""
    model = UnitPage
    pages = list(model.objects.public_in(locale).order_by("path"))
    here = [each.pk for each in pages]
    years = _pairs(model.year_groups.through.objects.filter(unitpage__in=here), "unitpage_id", "yeargroup__number")
    criteria = _pairs(model.criteria.through.objects.filter(unitpage__in=here), "unitpage_id", "criterion_id")
    links = _pairs(
        model.builds_on.through.objects.filter(from_unitpage__in=here),
        "from_unitpage__translation_key",
        "to_unitpage__translation_key",
    )
    kinds = ActivityKind.objects.all()
    marked = {kind.slug: str(kind) for kind in kinds if not kind.everyday}
    everyday = {kind.slug: str(kind) for kind in kinds if kind.everyday}
    units = [
        MapUnit(
            key=each.translation_key,
            years=tuple(sorted(years.get(each.pk, ()))),
            strands=frozenset(strand_of[pk] for pk in criteria.get(each.pk, ()) if pk in strand_of),
            kinds=kinds_of(each.lessons.raw_data, marked),
            everyday=kinds_of(each.lessons.raw_data, everyday),
            title=each.title,
            url=each.get_url(request) or "",
        )
        for each in pages
    ]
    keys = {unit.key for unit in units}
    return units, {later: earlier & keys for later, earlier in links.items()}


def kinds_of(raw: Iterable[StoredBlock], labels: Mapping[str, str]) -> frozenset[str]:
    """Return the labels of the kinds of activity in a unit's stored lessons, of those in `labels` by their slug."""
    slugs = {block["value"].get("activity_kind") for block in raw}
    return frozenset(label for slug, label in labels.items() if slug in slugs)


def _pairs(rows: QuerySet, left: str, right: str) -> dict[Any, set[Any]]:
    pairs: dict[Any, set[Any]] = {}
    for one, other in rows.values_list(left, right):
        pairs.setdefault(one, set()).add(other)
    return pairs
