"""What any curriculum map is built of: years across, strands down; gaps, and what repeats something earlier. Pure."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from curriculum.models import Criterion
from curriculum.selectors.criteria import NUMBERED, short_code

# What a unit has in common with its translations.
Key = Hashable


@dataclass(frozen=True)
class MapUnit:
    """What stands in the cells of a map: a unit, or an activity of a school. `strands` are ids of top-level criteria.

    `kinds` are labels of activity kinds whose repetition marks a cell; `everyday` those (classroom lessons) whose
    repetition is only told in words, since nearly every unit has one.
    """

    key: Key
    years: tuple[int, ...]
    strands: frozenset[int] = frozenset()
    kinds: frozenset[str] = frozenset()
    everyday: frozenset[str] = frozenset()
    title: str = field(default="", compare=False)
    url: str = field(default="", compare=False)
    minutes: int = field(default=0, compare=False)

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
    """What pupils of one year get towards a strand, or those on a pathway that stands in place of a year."""

    year: int
    units: tuple[Placed, ...] = ()
    pathway: str = ""

    @property
    def minutes(self) -> int:
        return sum(placed.unit.minutes for placed in self.units)

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
        return [cell.year for cell in self.cells if not cell.units and not cell.pathway]

    @property
    def pathway_gaps(self) -> list[str]:
        return [cell.pathway for cell in self.cells if not cell.units and cell.pathway]

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


def everyday_repeats(marked: Sequence[Strand], every: Sequence[Strand]) -> list[tuple[Criterion, Placed]]:
    """Return, strand by strand, the overlaps of `every` kind of activity that are not among the `marked` ones."""
    return [
        (strand.criterion, placed)
        for strand, wide in zip(marked, every, strict=True)
        for placed in wide.overlaps
        if placed.unit.key not in {each.unit.key for each in strand.overlaps}
    ]


def spans(stages: Iterable[int]) -> list[tuple[int, int]]:
    """Return (stage number, columns) for the bar over the years; `stages` is the key stage of each column."""
    return [(number, len(list(group))) for number, group in groupby(stages)]
