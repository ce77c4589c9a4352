"""The curriculum map: years across, strands down; where there is no unit, and where one repeats another."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from curriculum.lessons import StoredBlock
from curriculum.models import ActivityKind, Criterion, CurriculumMapPage, Framework, UnitPage, YearGroup
from curriculum.selectors.criteria import NUMBERED, short_code, short_name
from hub.core.page_context import Context

DEFAULT_FRAMEWORK = "cdi"
# What a unit has in common with its translations.
Key = Hashable


@dataclass(frozen=True)
class MapUnit:
    """A unit as the map sees it. `strands` are ids of top-level criteria.

    `kinds` are labels of activity kinds whose repetition marks a cell; `everyday` those (classroom lessons) whose
    repetition is only told in words, since nearly every unit has one.
    """

    key: Key
    years: tuple[int, ...]
    strands: frozenset[int] = frozenset()
    kinds: frozenset[str] = frozenset()
    everyday: frozenset[str] = frozenset()
    page: UnitPage | None = field(default=None, compare=False)

    @property
    def first_year(self) -> int:
        return self.years[0]


@dataclass(frozen=True)
class Placed:
    """A unit in one cell: the year of what it builds on, and the earlier units it repeats, nearest first."""

    unit: MapUnit
    after: int | None = None
    repeats: tuple[MapUnit, ...] = ()

    @property
    def overlaps_year(self) -> int | None:
        return self.repeats[0].first_year if self.repeats else None

    @property
    def shared(self) -> list[str]:
        """The kinds of activity it has in common with the nearest unit it repeats."""
        return sorted(self.unit.kinds & self.repeats[0].kinds) if self.repeats else []


@dataclass(frozen=True)
class Cell:
    year: int
    units: tuple[Placed, ...] = ()

    @property
    def overlaps(self) -> bool:
        return any(placed.repeats for placed in self.units)


@dataclass(frozen=True)
class Strand:
    """One row of the map."""

    criterion: Criterion
    cells: tuple[Cell, ...]

    @property
    def anchor(self) -> str:
        return f"s-{self.criterion.slug}"

    @property
    def number(self) -> str:
        return short_code(self.criterion) if NUMBERED.match(self.criterion.code) else ""

    @property
    def gaps(self) -> list[int]:
        """The years without a unit."""
        return [cell.year for cell in self.cells if not cell.units]

    @property
    def overlaps(self) -> list[Placed]:
        """Units that repeat another here, each once, however many years it is taught in."""
        seen = {placed.unit.key: placed for cell in self.cells for placed in cell.units if placed.repeats}
        return list(seen.values())


def ancestors(links: Mapping[Key, Iterable[Key]]) -> dict[Key, set[Key]]:
    """Return all that each unit builds on, directly or through others. `links` are {later: earlier ones}."""
    reached: dict[Key, set[Key]] = {}
    for key in links:
        seen: set[Key] = set()
        front = set(links[key])
        while front:
            seen |= front
            front = {earlier for each in front for earlier in links.get(each, ())} - seen
        reached[key] = seen
    return reached


def repeats(units: Sequence[MapUnit], *, strand: int, above: Mapping[Key, set[Key]]) -> dict[Key, tuple[MapUnit, ...]]:
    """Return, for each unit of a strand that repeats one, the earlier units it repeats, nearest first.

    A unit repeats an earlier one (of an earlier year or, in the same year, earlier in `units`) when both have an
    activity kind in common and neither builds on the other, directly or through others.
    """
    here = sorted((unit for unit in units if strand in unit.strands and unit.years), key=lambda unit: unit.first_year)
    found = {}
    for position, later in enumerate(here):
        earlier = [
            each
            for each in here[:position]
            if each.kinds & later.kinds
            and each.key not in above.get(later.key, ())
            and later.key not in above.get(each.key, ())
        ]
        if earlier:
            found[later.key] = tuple(reversed(earlier))
    return found


def build(
    *, criteria: Sequence[Criterion], years: Sequence[int], units: Sequence[MapUnit], links: Mapping[Key, set[Key]]
) -> list[Strand]:
    """Place every unit in the cells of its years and strands; pure, so that it can be checked by brute force."""
    above = ancestors(links)
    by_key = {unit.key: unit for unit in units}
    rows = []
    for criterion in criteria:
        again = repeats(units, strand=criterion.pk, above=above)
        cells = []
        for year in years:
            placed = [
                Placed(unit, _after(unit, links, by_key), again.get(unit.key, ()))
                for unit in units
                if year in unit.years and criterion.pk in unit.strands
            ]
            cells.append(Cell(year, tuple(placed)))
        rows.append(Strand(criterion, tuple(cells)))
    return rows


def _after(unit: MapUnit, links: Mapping[Key, set[Key]], by_key: Mapping[Key, MapUnit]) -> int | None:
    earlier = [by_key[key] for key in links.get(unit.key, ()) if key in by_key]
    return max((each.years[-1] for each in earlier if each.years), default=None)


@dataclass(frozen=True)
class MapView:
    """The map as its page shows it: `strands` down, `years` across, under `stages` with how many years each spans."""

    frameworks: list[tuple[Framework, str]]
    framework: Framework | None
    years: list[YearGroup]
    stages: list[tuple[int, int]]
    strands: list[Strand]
    unit_count: int
    gap_count: int
    cell_count: int
    overlap_count: int
    everyday: list[tuple[Criterion, Placed]]


def map_context(page: CurriculumMapPage, request: HttpRequest, **kwargs: object) -> Context:
    """Return the map by a framework's strands, in a number of queries that does not grow with the units.

    `by` is a framework's slug; anything else shows the CDI areas.
    """
    by = request.GET.get("by")
    frameworks = sorted(Framework.objects.current(), key=lambda each: each.slug != DEFAULT_FRAMEWORK)
    chosen = next((each for each in frameworks if each.slug == by), frameworks[0] if frameworks else None)
    years = list(YearGroup.objects.current().select_related("key_stage"))
    current = list(Criterion.objects.current().filter(framework=chosen))
    units, links = _read(page, {each.pk: each.parent_id or each.pk for each in current})
    tops = [each for each in current if each.parent_id is None]
    numbers = [year.number for year in years]
    strands = build(criteria=tops, years=numbers, units=units, links=links)
    everyday = everyday_repeats(strands, build(criteria=tops, years=numbers, units=_with_everyday(units), links=links))
    view = MapView(
        frameworks=[(each, short_name(each)) for each in frameworks],
        framework=chosen,
        years=years,
        stages=_spans(years),
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


def everyday_repeats(marked: Sequence[Strand], every: Sequence[Strand]) -> list[tuple[Criterion, Placed]]:
    """Return, strand by strand, the overlaps of `every` kind of activity that are not among the `marked` ones."""
    return [
        (strand.criterion, placed)
        for strand, wide in zip(marked, every, strict=True)
        for placed in wide.overlaps
        if placed.unit.key not in {each.unit.key for each in strand.overlaps}
    ]


def _spans(years: Sequence[YearGroup]) -> list[tuple[int, int]]:
    """Return (stage number, columns) for the bar over the years."""
    return [(number, len(list(group))) for number, group in groupby(years, key=lambda year: year.key_stage.number)]


def _read(page: CurriculumMapPage, strand_of: Mapping[int, int]) -> tuple[list[MapUnit], dict[Key, set[Key]]]:
    """Read the public units of the page's language and the links among them, which translations share."""
    model = UnitPage
    pages = list(model.objects.public_in(page.locale).order_by("path"))
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
            kinds=_kinds(each.lessons.raw_data, marked),
            everyday=_kinds(each.lessons.raw_data, everyday),
            page=each,
        )
        for each in pages
    ]
    keys = {unit.key for unit in units}
    return units, {later: earlier & keys for later, earlier in links.items()}


def _kinds(raw: Iterable[StoredBlock], labels: Mapping[str, str]) -> frozenset[str]:
    slugs = {block["value"].get("activity_kind") for block in raw}
    return frozenset(label for slug, label in labels.items() if slug in slugs)


def _pairs(rows: QuerySet, left: str, right: str) -> dict[Any, set[Any]]:
    pairs: dict[Any, set[Any]] = {}
    for one, other in rows.values_list(left, right):
        pairs.setdefault(one, set()).add(other)
    return pairs
