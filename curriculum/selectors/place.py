"""What the form of a unit shows of its place on the map: what it repeats, and which strands its years still lack."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from curriculum.mapping import MapUnit, build
from curriculum.models import ActivityKind, Criterion, UnitPage
from curriculum.selectors.map import DEFAULT_FRAMEWORK, kinds_of, read_units
from hub.core.page_context import Context


@dataclass(frozen=True, slots=True)
class Repeat:
    """A strand of the unit, and the earlier units that it repeats there, nearest first."""

    strand: Criterion
    earlier: Sequence[MapUnit]


@dataclass(frozen=True, slots=True)
class Lack:
    """A year of the unit, and the strands for which there is no public unit in it, nor this one."""

    year: int
    strands: Sequence[Criterion]


def place_panel(page: UnitPage, request: HttpRequest) -> Context:
    """Return what the panel shows of `page`, and the address that says it anew when a draft has been saved."""
    return {**place_of(page, request), "refresh_url": reverse("curriculum_place", args=[page.pk or 0])}


def place_of(page: UnitPage, request: HttpRequest) -> Context:
    """Return what `page`, as it is in memory, repeats and its years lack; nothing of a unit that has no year yet."""
    years = page.year_numbers if page.pk else []
    if not years:
        return {"placed": False}
    current = list(Criterion.objects.current().filter(framework__slug=DEFAULT_FRAMEWORK))
    tops = [each for each in current if each.parent_id is None]
    strand_of = {each.pk: each.parent_id or each.pk for each in current}
    units, links = read_units(page.locale, request, strand_of)
    own = _as_on_the_map(page, strand_of)
    # Last of its year: an overlap is told at the unit whose form is open.
    others = [unit for unit in units if unit.key != own.key]
    known = {unit.key for unit in others}
    links = {**links, own.key: {earlier.translation_key for earlier in page.builds_on.all()} & known}
    strands = build(criteria=tops, years=years, units=[*others, own], links=links)
    repeated = [(strand.criterion, placed) for strand in strands for placed in strand.overlaps if placed.unit == own]
    return {
        "placed": True,
        "repeats": [Repeat(criterion, placed.repeats) for criterion, placed in repeated],
        "lacks": [
            Lack(year, lacking)
            for year in years
            if (lacking := [strand.criterion for strand in strands if year in strand.gaps])
        ],
    }


def _as_on_the_map(page: UnitPage, strand_of: dict[int, int]) -> MapUnit:
    marked = {kind.slug: str(kind) for kind in ActivityKind.objects.filter(everyday=False)}
    strands = frozenset(strand_of[each.pk] for each in page.criteria.all() if each.pk in strand_of)
    return MapUnit(
        key=page.translation_key,
        years=tuple(page.year_numbers),
        strands=strands,
        kinds=kinds_of(page.lessons.raw_data, marked),
        title=page.title,
    )
