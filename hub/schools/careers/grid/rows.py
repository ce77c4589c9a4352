"""A row of the table: its cells as they were written, what they mean, and what is wrong with which."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from django.utils.translation import gettext as _

from curriculum.choices import point_number
from hub.core.spreadsheets import writable
from hub.schools.careers.grid.cells import CellError, minutes_in, years_in_words
from hub.schools.careers.grid.columns import NAMES
from hub.schools.careers.grid.words import Words
from hub.schools.careers.models.programme import ActivityRow, Term
from hub.schools.text import tidy

LONGEST = {"title": 200, "with_whom": 160, "pathway": 80}
# No cell that can be taken is longer; what is shown again of a longer one is cut.
CELL_MOST = 400


@dataclass(frozen=True)
class Meaning:
    """What a row says. `years` are numbers of year groups; empty for those on a pathway or course."""

    years: tuple[int, ...]
    pathway: str
    term: str
    kind_id: int
    title: str
    minutes: int
    employer_or_provider: str
    criteria: tuple[str, ...]
    unit_id: int | None
    lesson: str

    @property
    def facts(self) -> dict[str, Any]:
        """Return the fields of a row of the programme but its year group."""
        names = ("pathway", "term", "kind_id", "title", "minutes", "employer_or_provider", "unit_id", "lesson")
        return {**{name: getattr(self, name) for name in names}, "criteria": list(self.criteria)}


@dataclass(frozen=True)
class RowInput:
    """A row as it was typed, pasted or uploaded.

    `cells`: text by the name of the column; `errors`: messages by the same; `meaning` is None where there are any.
    `keys`: the rows of the draft that it stands for (translation keys): theirs are kept.
    """

    cells: Mapping[str, str]
    keys: tuple[str, ...] = ()
    errors: Mapping[str, str] = field(default_factory=dict)
    meaning: Meaning | None = None

    @property
    def is_blank(self) -> bool:
        return not any(self.cells.values())

    @property
    def listed(self) -> list[str]:
        return [self.cells.get(name, "") for name in NAMES]

    @property
    def problems(self) -> list[str]:
        return [self.errors.get(name, "") for name in NAMES]

    @classmethod
    def read(
        cls, cells: Mapping[str, str], *, words: Words, keys: Iterable[str] = (), kept: Iterable[int] = ()
    ) -> Self:
        """Read a row. `kept`: year groups that it has already, taught or not."""
        cells = {name: tidy(writable(cells.get(name) or ""))[:CELL_MOST] for name in NAMES}
        if not any(cells.values()):
            return cls(cells, tuple(keys))
        reader = _Reader(cells)
        years = _years(reader, words, kept)
        place = reader.read("lesson", words.place, blank=(None, ""))
        values = {
            "years": years,
            "pathway": reader.text("pathway"),
            "term": reader.read("term", words.term, blank=Term.ALL_YEAR.value),
            "kind_id": reader.read("kind", words.kind, missing=_("Choose a kind of activity.")),
            "title": reader.text("title", missing=_("Say what pupils do.")),
            "minutes": reader.read("minutes", minutes_in, missing=_("Enter the minutes.")),
            "employer_or_provider": reader.text("with_whom"),
            "criteria": tuple(reader.read("benchmarks", words.criteria, blank=())),
            "unit_id": place[0],
            "lesson": place[1],
        }
        return cls(cells, tuple(keys), reader.errors, None if reader.errors else Meaning(**values))


def _years(reader: "_Reader", words: Words, kept: Iterable[int]) -> tuple[int, ...]:
    """Read the year groups; none is needed where a school may plan by pathway and the row names one."""
    if not reader.cells["years"] and words.by_pathway:
        if not reader.cells["pathway"]:
            reader.errors["years"] = _("Choose a year group, or name the pathway, course or level.")
        return ()
    kept = tuple(kept)
    return reader.read(
        "years", lambda text: words.year_groups(text, kept=kept), blank=(), missing=_("Choose a year group.")
    )


class _Reader:
    """Reads the cells of one row and collects what is wrong with them."""

    def __init__(self, cells: Mapping[str, str]):
        self.cells = cells
        self.errors: dict[str, str] = {}

    def read(self, name: str, parse: Callable[[str], Any], *, blank: Any = None, missing: str = "") -> Any:
        text = self.cells[name]
        if not text:
            if missing:
                self.errors[name] = missing
            return blank
        try:
            return parse(text)
        except CellError as error:
            self.errors[name] = str(error)
            return blank

    def text(self, name: str, *, missing: str = "") -> str:
        text, most = self.cells[name], LONGEST[name]
        if not text and missing:
            self.errors[name] = missing
        if len(text) > most:
            self.errors[name] = _("At most %d characters.") % most
        return text


def cells_of(rows: Sequence[ActivityRow], words: Words) -> dict[str, str]:
    """Return the cells of a row that stands for `rows`: the same activity in one or several year groups."""
    row = rows[0]
    kinds = {kind.pk: str(kind) for kind in words.kinds}
    years = [words.numbers[each.year_group_id] for each in rows if each.year_group_id in words.numbers]
    # A lesson that its unit lacks by now leads to the unit, and is let go of when the row is saved.
    place = words.labels.get((row.unit_id, row.lesson)) or words.labels.get((row.unit_id, "")) if row.unit_id else ""
    return {
        "years": years_in_words(years),
        "title": row.title,
        "kind": kinds.get(row.kind_id, ""),
        "term": str(Term(row.term).label) if row.term in Term.values else row.term,
        "minutes": str(row.minutes or ""),
        "with_whom": row.employer_or_provider,
        "benchmarks": ", ".join(point_number(slug) for slug in row.criteria or ()),
        "lesson": place or "",
        "pathway": row.pathway,
    }
