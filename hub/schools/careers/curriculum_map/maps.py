"""Builds a school's curriculum map: years and pathways across, the strands of a framework down.

No law asks for such a map. What it cannot know it says: an activity that leads to no unit names no CDI area.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from curriculum.hours import HUNDRED_HOURS_BY_YEAR
from curriculum.mapping import Cell, MapUnit, Placed, Strand, ancestors, build, spans
from curriculum.models import Criterion, Framework, UnitPage
from curriculum.selectors.criteria import short_name
from hub.publication.rules import LazyText
from hub.schools.careers.curriculum_map.activities import Activity, years_and_pathways
from hub.schools.duties.parts import Terms
from hub.schools.duties.subject import SECONDARY_YEARS
from hub.schools.register.models import Registration

CDI, GATSBY, AMBITIONS = "cdi", "gatsby", "london-ambitions"
ORDER = (CDI, GATSBY, AMBITIONS)
# Element 2, the 100 hours: every activity of a kind that counts serves it.
HUNDRED_HOURS = "la2"
# The other elements are of the school (its policy, its governor, its cluster), not of an activity.
OF_ACTIVITIES = frozenset({"la1", HUNDRED_HOURS, "la5"})
STANDING: dict[str, LazyText] = {
    CDI: _("Voluntary: a framework of the Career Development Institute."),
    GATSBY: _(
        "Should: the benchmarks stand in statutory guidance, which does not ask for every benchmark in every year."
    ),
    AMBITIONS: _("Voluntary: London Ambitions."),
}
SOURCES: dict[str, LazyText] = {
    CDI: _("The areas are those of the unit of lessons that an activity leads to."),
    GATSBY: _("The benchmarks are those that an activity names."),
    AMBITIONS: _(
        "Every activity that counts towards the 100 hours serves element 2; the others come from its unit of lessons. "
        "Elements that are a matter of the whole school, such as its policy, are not on a map of years."
    ),
}
# Each pair of activities is compared: of a longer programme repeats are not looked for.
COMPARED_MOST = 250


@dataclass(frozen=True)
class FrameworkMap:
    """The map by one framework. `unknown`: activities of which nothing says what they serve.

    `leaves_empty`: an empty cell is no gap, since the benchmarks are not asked for by year at this school.
    """

    framework: Framework
    years: list[int]
    pathways: list[str]
    stages: list[tuple[int, int]]
    strands: list[Strand]
    unknown: int
    leaves_empty: bool = False

    @property
    def name(self) -> str:
        return short_name(self.framework)

    @property
    def columns(self) -> int:
        return len(self.years) + len(self.pathways)

    @property
    def standing(self) -> LazyText:
        return STANDING[self.framework.slug]

    @property
    def source(self) -> LazyText:
        return SOURCES[self.framework.slug]

    @property
    def cell_count(self) -> int:
        return len(self.strands) * self.columns

    @property
    def gap_count(self) -> int:
        return sum(not cell.units for strand in self.strands for cell in strand.cells)

    @property
    def filled_count(self) -> int:
        return self.cell_count - self.gap_count

    @property
    def overlap_count(self) -> int:
        return sum(len(strand.overlaps) for strand in self.strands)


@dataclass(frozen=True)
class SchoolMap:
    """The maps by each framework. `compared`: whether repeats were looked for. `unread`: rows with errors."""

    maps: list[FrameworkMap]
    activity_count: int
    compared: bool = True
    unread: int = 0


def school_map(
    activities: Sequence[Activity],
    *,
    terms: Terms,
    registration: Registration | None,
    units: Mapping[int, Page],
    request: HttpRequest | None = None,
) -> SchoolMap | None:
    """Return the map of a programme, None for one without activities.

    One query, and two more where activities lead to units. `units`: the public ones of these, by their keys.
    """
    if not activities:
        return None
    years = columns_of(activities, terms=terms, registration=registration)
    served = _Served(terms.criteria, _criteria_of(units), terms)
    compared = len(activities) <= COMPARED_MOST
    links = _links(activities, units) if compared else {}
    placed = [_map_unit(at, each, terms, units, request, compared) for at, each in enumerate(activities)]
    no_gaps = registration is not None and (registration.is_college or not set(years) & SECONDARY_YEARS)
    drawn = _Drawn(years, years_and_pathways(activities)[1], activities, placed, links, terms.stages)
    maps = (drawn.by(slug, served, leaves_empty=slug == GATSBY and no_gaps) for slug in ORDER)
    return SchoolMap([each for each in maps if each], len(activities), compared)


def columns_of(activities: Iterable[Activity], *, terms: Terms, registration: Registration | None) -> list[int]:
    """Return the years across: those of the programme, and those that the school teaches.

    From Year 7 where it teaches any of these; where it goes by course or pathway, those of the programme alone.
    """
    activities = list(activities)
    years, pathways = years_and_pathways(activities)
    if registration is None or registration.is_college or (registration.goes_by_pathway and pathways):
        return sorted(years)
    taught = set(registration.years_taught or ()) & set(terms.stages)
    return sorted(years | (taught & SECONDARY_YEARS or taught))


class _Served:
    """Tells which strands an activity serves. `of_units`: criteria of units, by the unit's key."""

    def __init__(self, criteria: Sequence[Criterion], of_units: Mapping[int, set[int]], terms: Terms):
        self.criteria = criteria
        self.of_units = of_units
        self.terms = terms
        self.by_slug = {each.slug: each for each in criteria}
        self.strand = {each.pk: each.parent_id or each.pk for each in criteria}
        self.framework = {each.pk: each.framework.slug for each in criteria}

    def by(self, framework: str, activity: Activity) -> frozenset[int]:
        """Return the keys of a framework's strands. Benchmarks are what the activity says itself, as in the totals."""
        if framework == GATSBY:
            named = {self.by_slug[slug].pk for slug in activity.criteria if slug in self.by_slug}
        else:
            named = {pk for pk in self.of_units.get(activity.unit_id or 0, ()) if self.framework.get(pk) == framework}
        if framework == AMBITIONS and self._counts(activity) and HUNDRED_HOURS in self.by_slug:
            named.add(self.by_slug[HUNDRED_HOURS].pk)
        return frozenset(self.strand[pk] for pk in named)

    def _counts(self, activity: Activity) -> bool:
        kind = self.terms.kinds.get(activity.kind_id)
        return bool(kind and kind.counts and any(year <= HUNDRED_HOURS_BY_YEAR for year in activity.years))

    def rows(self, framework: str, served: frozenset[int]) -> list[Criterion]:
        """Return a framework's strands: current ones, and of London Ambitions those that an activity can serve."""
        tops = [each for each in self.criteria if each.parent_id is None and each.framework.slug == framework]
        if framework == AMBITIONS:
            tops = [each for each in tops if each.slug in OF_ACTIVITIES or each.pk in served]
        return sorted((each for each in tops if not each.retired or each.pk in served), key=lambda each: each.order)


@dataclass(frozen=True)
class _Drawn:
    """What the maps by each framework have in common. `units` are the activities in the same order."""

    years: list[int]
    pathways: list[str]
    activities: Sequence[Activity]
    units: Sequence[MapUnit]
    links: Mapping[Any, set[Any]]
    stages: Mapping[int, int]

    def by(self, framework: str, served: _Served, *, leaves_empty: bool) -> FrameworkMap | None:
        """Return the map by one framework; None where it is not loaded."""
        strands_of = [served.by(framework, each) for each in self.activities]
        rows = served.rows(framework, frozenset().union(*strands_of))
        if not rows:
            return None
        units = [replace(unit, strands=found) for unit, found in zip(self.units, strands_of, strict=True)]
        strands = [
            replace(strand, cells=(*strand.cells, *self._on_pathways(strand.criterion, units)))
            for strand in build(criteria=rows, years=self.years, units=units, links=self.links)
        ]
        return FrameworkMap(
            framework=rows[0].framework,
            years=self.years,
            pathways=self.pathways,
            stages=spans(self.stages[year] for year in self.years),
            strands=strands,
            unknown=sum(not found for found in strands_of),
            leaves_empty=leaves_empty,
        )

    def _on_pathways(self, criterion: Criterion, units: Sequence[MapUnit]) -> list[Cell]:
        """Return the cells of pathways: others' pupils follow each, so nothing there repeats anything."""
        on = list(zip(self.activities, units, strict=True))
        return [
            Cell(
                0,
                tuple(Placed(unit) for each, unit in on if name in each.pathways and criterion.pk in unit.strands),
                pathway=name,
            )
            for name in self.pathways
        ]


def _map_unit(
    at: int,
    activity: Activity,
    terms: Terms,
    units: Mapping[int, Page],
    request: HttpRequest | None,
    compared: bool,
) -> MapUnit:
    """Return an activity as a map's unit: its kind marks a repeat, unless it is the usual form of a lesson."""
    kind = terms.kinds.get(activity.kind_id)
    unit = units.get(activity.unit_id or 0)
    kinds = {str(kind)} if kind and not kind.everyday else set()
    if unit is not None:
        kinds.add(unit.title)
    return MapUnit(
        key=at,
        years=activity.years,
        kinds=frozenset(kinds if compared else ()),
        title=activity.title,
        url=(unit.get_url(request) or "") if unit is not None else "",
        minutes=activity.minutes,
    )


def _criteria_of(units: Mapping[int, Page]) -> dict[int, set[int]]:
    return _pairs(UnitPage.criteria.through.objects.filter(unitpage__in=units), "unitpage_id", "criterion_id", units)


def _links(activities: Sequence[Activity], units: Mapping[int, Page]) -> dict[Any, set[Any]]:
    """Return which activities build on which: those of units that do, and later lessons of one unit on earlier ones.

    Links are read between translations' shared keys, through units too that the programme does not use.
    """
    model = UnitPage.builds_on.through
    names = ("from_unitpage__translation_key", "to_unitpage__translation_key")
    above = ancestors(_pairs(model.objects.filter(from_unitpage__live=True), *names, units))
    keys = [getattr(units.get(each.unit_id or 0), "translation_key", None) for each in activities]
    links: dict[Any, set[Any]] = {}
    for later, key in enumerate(keys):
        for earlier, other in enumerate(keys):
            if key is None or other is None or earlier == later:
                continue
            same = key == other and earlier < later and _follows(activities[later], activities[earlier])
            if same or other in above.get(key, ()):
                links.setdefault(later, set()).add(earlier)
    return links


def _follows(later: Activity, earlier: Activity) -> bool:
    """Tell whether two activities of one unit are different lessons of it."""
    return bool(later.lesson and earlier.lesson and later.lesson != earlier.lesson)


def _pairs(rows: Any, left: str, right: str, units: Mapping[int, Page]) -> dict[Any, set[Any]]:
    pairs: dict[Any, set[Any]] = {}
    for one, other in rows.values_list(left, right) if units else ():
        pairs.setdefault(one, set()).add(other)
    return pairs
