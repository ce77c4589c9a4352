"""What a file would change in the programme, line by line: the dry run before anything is saved."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from hub.schools.careers.grid.columns import Column
from hub.schools.careers.grid.files.upload import Line
from hub.schools.careers.grid.rows import RowInput
from hub.schools.careers.grid.words import Words
from hub.schools.text import fold

SAME, CHANGED, NEW, GONE = "same", "changed", "new", "gone"


@dataclass(frozen=True)
class Change:
    """What becomes of one row. `before`: the row of the programme; `after`: that of the file; None for none.

    `problems`: what is wrong, each behind the cell of the file where it stands ("C14").
    """

    state: str
    before: RowInput | None
    after: RowInput | None
    problems: list[tuple[str, str]] = field(default_factory=list)

    def cells(self, columns: Iterable[Column]) -> list[tuple[str, str]]:
        """Return, for each column, what it says and, where that changes, what it said."""
        shown, before = self.after or self.before or RowInput({}), self.before
        return [
            (said := shown.cells.get(column.name, ""), self._said_before(before, column.name, said))
            for column in columns
        ]

    def _said_before(self, before: RowInput | None, name: str, said: str) -> str:
        said_before = before.cells.get(name, "") if before and self.state == CHANGED else said
        return said_before if said_before != said else ""


@dataclass(frozen=True)
class Plan:
    """What a file would make of the programme: its changes, and the rows that would be saved."""

    changes: list[Change]
    rows: list[RowInput]

    @property
    def counts(self) -> dict[str, int]:
        return {state: sum(each.state == state for each in self.changes) for state in (NEW, CHANGED, SAME, GONE)}

    @property
    def problems(self) -> list[tuple[str, str]]:
        return [problem for each in self.changes for problem in each.problems]


def plan(lines: Sequence[Line], current: Sequence[RowInput], words: Words, *, add: bool) -> Plan:
    """Return what `lines` would make of `current`; `add`: the programme keeps its rows, and new ones come below."""
    drafts = [RowInput.read(line.cells, words=words) for line in lines]
    partners = _matched(drafts, current)
    read = [
        RowInput.read(
            line.cells,
            words=words,
            keys=partner.keys if partner else (),
            kept=partner.meaning.years if partner and partner.meaning else (),
        )
        for line, partner in zip(lines, partners, strict=True)
    ]
    changes = [_change(line, row, partner) for line, row, partner in zip(lines, read, partners, strict=True)]
    matched = {id(partner) for partner in partners if partner}
    left = [row for row in current if id(row) not in matched]
    if add:
        kept = {id(partner): row for partner, row in zip(partners, read, strict=True) if partner}
        new = [row for row, partner in zip(read, partners, strict=True) if partner is None]
        return Plan(changes, [*(kept.get(id(row), row) for row in current), *new])
    return Plan([*changes, *(Change(GONE, row, None) for row in left)], read)


def _change(line: Line, row: RowInput, partner: RowInput | None) -> Change:
    errors = {**row.errors, **line.errors}
    problems = [(line.places.get(name, ""), message) for name, message in errors.items()]
    if not any(place for place, _message in problems) and problems:
        first = next(iter(line.places.values()), "")
        problems = [(first, message) for _place, message in problems]
    row = replace(row, errors=errors)
    if partner is None:
        return Change(NEW, None, row, problems)
    return Change(SAME if partner.meaning == row.meaning and not errors else CHANGED, partner, row, problems)


def _matched(drafts: Sequence[RowInput], current: Sequence[RowInput]) -> list[RowInput | None]:
    """Return, for each row of a file, the row of the programme that it goes on from: each is taken once.

    The same in every cell first, then the same activity of that kind, the same activity, and one with another name.
    """
    found: list[RowInput | None] = [None] * len(drafts)
    free = list(current)
    for likeness in _LIKENESSES:
        waiting: defaultdict[Hashable, list[RowInput]] = defaultdict(list)
        for row in free:
            waiting[likeness(row)].append(row)
        for at, row in enumerate(drafts):
            if found[at] is None and (partners := waiting.get(likeness(row))):
                found[at] = partners.pop(0)
        taken = {id(partner) for partner in found}
        free = [row for row in free if id(row) not in taken]
    return found


def _everything(row: RowInput) -> Hashable:
    return row.meaning if row.meaning is not None else ("unread", *row.listed)


def _title_kind_years(row: RowInput) -> Hashable:
    return fold(row.cells.get("title", "")), fold(row.cells.get("kind", "")), row.cells.get("years", "")


def _title_and_kind(row: RowInput) -> Hashable:
    return fold(row.cells.get("title", "")), fold(row.cells.get("kind", ""))


def _title(row: RowInput) -> Hashable:
    return fold(row.cells.get("title", ""))


def _all_but_title(row: RowInput) -> Hashable:
    return replace(row.meaning, title="") if row.meaning is not None else ("unread", *row.listed)


_LIKENESSES: tuple[Callable[[RowInput], Hashable], ...] = (
    _everything,
    _title_kind_years,
    _title_and_kind,
    _title,
    _all_but_title,
)
