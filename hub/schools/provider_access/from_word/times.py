"""Reads the times of access from a table or from lines: which year groups, in which term, and what. Pure."""

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape

from hub.schools.careers.models.programme import Term
from hub.schools.word.markup import Passage, lines_of, text_of
from hub.schools.word.tables import CELL_BREAK, Cell, Table

# As AccessTime.what allows.
WHAT_MOST = 200
# A form has a row for each.
TIMES_MOST = 150
FIRST_YEAR, LAST_YEAR = 7, 13
STAGES = (
    (re.compile(r"\b(?:ks|key stage) ?3\b", re.IGNORECASE), (7, 8, 9)),
    (re.compile(r"\b(?:ks|key stage) ?4\b", re.IGNORECASE), (10, 11)),
    (re.compile(r"\b(?:ks|key stage) ?5\b|\bsixth form\b|\bpost[ -]?16\b", re.IGNORECASE), (12, 13)),
)
YEARS = re.compile(
    r"\b(?:years?|y|yr)(?: groups?)?[ .]*(\d{1,2}(?:\s*(?:,|&|\+|/|-|–|and|to|or)\s*(?:years?|y|yr)?[ .]*\d{1,2})*)\b",
    re.IGNORECASE,
)
RANGE = re.compile(r"(\d{1,2})\s*(?:-|–|to)\s*(?:years?|y|yr)?[ .]*(\d{1,2})", re.IGNORECASE)
TERMS = (
    (
        re.compile(r"\b(?:all year|whole year|throughout the year|any term|every term|each term)\b", re.IGNORECASE),
        "all",
    ),
    (re.compile(r"\bautumn\b|\bmichaelmas\b", re.IGNORECASE), Term.AUTUMN),
    (re.compile(r"\bspring\b|\blent\b", re.IGNORECASE), Term.SPRING),
    (re.compile(r"\bsummer\b|\btrinity\b", re.IGNORECASE), Term.SUMMER),
)
THREE = (Term.AUTUMN, Term.SPRING, Term.SUMMER)
# Words that a label may have besides years and terms.
OF_LABELS = frozenset({"term", "terms", "year", "years", "group", "groups", "and", "the", "in"})
OF_LABELS |= {"all", "whole", "cohort", "pupils", "students"}
# "Year 8, autumn term: assembly with a college"
LINE = re.compile(r"(?P<label>[^:]{3,60}):\s*(?P<what>\S.*)$", re.DOTALL)


@dataclass(frozen=True)
class Time:
    """One time of access: year groups, a term (all year where it is every one), and what there is."""

    years: tuple[int, ...]
    term: str
    what: str


@dataclass
class Read:
    """The times that a section gives, and the passages that gave none."""

    times: list[Time] = field(default_factory=list)
    rest: list[Passage] = field(default_factory=list)


def years_in(text: str) -> tuple[int, ...]:
    """Return the year groups 7 to 13 that a label names: "Years 8 and 9", "Y10-11", "sixth form"."""
    found: set[int] = set()
    for pattern, years in STAGES:
        if pattern.search(text):
            found.update(years)
    for match in YEARS.finditer(text):
        for first, last in RANGE.findall(match[1]):
            found.update(range(int(first), int(last) + 1))
        found.update(int(number) for number in re.findall(r"\d{1,2}", match[1]))
    return tuple(sorted(year for year in found if FIRST_YEAR <= year <= LAST_YEAR))


def terms_in(text: str) -> tuple[Term, ...]:
    """Return the terms that a label names, in their order; all three for the whole year."""
    found = {term for pattern, term in TERMS if pattern.search(text)}
    return tuple(term for term in THREE if "all" in found or term in found)


def read_times(passages: Sequence[Passage]) -> Read:
    """Return the times in these passages, a time for each year group's cell of a term, and what is none."""
    found = Read()
    for passage in passages:
        times, rest = _in_table(passage) if isinstance(passage, Table) else _in_text(passage)
        if len(found.times) + len(times) > TIMES_MOST:
            times, rest = [], [passage]
        found.times += times
        found.rest += rest
    found.times = list(dict.fromkeys(found.times))
    return found


def _in_table(table: Table) -> tuple[list[Time], list[Passage]]:
    """Return the times of a table, and what it says besides: its caption, and the cells that are no time."""
    headings = [*table.headings, *[""] * table.width][: table.width]
    times: list[Time] = []
    kept: list[tuple[Cell, ...]] = []
    for row in table.rows:
        found, rest = _in_row(row, headings)
        times += found
        if rest:
            kept.append(rest)
    if kept:
        return times, [Table(table.headings, tuple(kept), table.caption)]
    return times, ([f"<p>{table.caption}</p>"] if table.caption else [])


def _in_row(row: Sequence[Cell], headings: Sequence[str]) -> tuple[list[Time], tuple[Cell, ...]]:
    """Return the times of a row, and the row without them, if that says anything.

    Years and terms stand in its cells, or at the head of its columns, in either place.
    """
    labels = [cell for cell in row if _is_label(cell)]
    own_years = _merged(years_in(cell.words) for cell in labels)
    own_terms = _merged(terms_in(cell.words) for cell in labels)
    times: list[Time] = []
    kept = set(labels)  # a row may have thousands of cells
    for cell in row:
        if cell in kept or not cell.pieces:
            continue
        over = " ".join(headings[cell.column : cell.column + cell.columns])
        years, terms = own_years or years_in(over), terms_in(over) or own_terms
        if years and terms:
            times += _times(tuple(years), tuple(terms), cell)
        else:
            kept.add(cell)
    rest = tuple(cell for cell in row if cell in kept)
    return times, rest if len(kept) > len(labels) or not times else ()


def _is_label(cell: Cell) -> bool:
    """Tell whether a cell names years or a term and says nothing else."""
    rest = YEARS.sub(" ", cell.words)
    for pattern, _what in (*STAGES, *TERMS):
        rest = pattern.sub(" ", rest)
    left = set(re.findall(r"[a-z]+", rest.casefold())) - OF_LABELS
    return bool(cell.words) and not left and bool(years_in(cell.words) or terms_in(cell.words))


def _merged(each: Iterator[tuple]) -> tuple:
    return tuple(dict.fromkeys(value for values in each for value in values))


def _times(years: tuple[int, ...], terms: tuple[Term, ...], cell: Cell) -> Iterator[Time]:
    told = (Term.ALL_YEAR,) if len(terms) == len(THREE) else terms
    for piece in cell.pieces:
        for what in textwrap.wrap(text_of(piece), WHAT_MOST):
            yield from (Time(years, term.value, what) for term in told)


def _in_text(passage: str) -> tuple[list[Time], list[Passage]]:
    """Read a paragraph or a list, in which every line gives a time; else it stays a text."""
    lines = lines_of(passage)
    times = [time for line in lines for time in _in_line(line)]
    read = sum(1 for line in lines if any(_in_line(line)))
    return (times, []) if lines and read == len(lines) else ([], [passage])


def _in_line(line: str) -> list[Time]:
    found = LINE.match(line.replace(CELL_BREAK, ": ", 1))
    if not found:
        return []
    years, terms = years_in(found["label"]), terms_in(found["label"])
    cell = Cell((escape(found["what"], quote=False),), 0)
    return list(_times(years, terms, cell)) if years and terms else []
