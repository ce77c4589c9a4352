"""One row of a register, parsed once: a `RegisterRow`, or the problems for which it is refused.

A column that is absent, a blank cell and a text that cannot be read are three things, and none is a value: a row's
facts hold what the file gives and the hub can read. The unreadable is named as a problem; the row still loads.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from hub.schools.register import school_types
from hub.schools.register.importing import values
from hub.schools.register.importing.values import Unreadable
from hub.schools.register.models import Registration, School
from hub.schools.text import fold

Status = School.Status
STATUS_CODES = {"1": Status.OPEN, "2": Status.CLOSED, "3": Status.CLOSING, "4": Status.PROPOSED} | dict.fromkeys(
    "56789", Status.OTHER
)
STATUS_NAMES = {
    "open": Status.OPEN,
    "closed": Status.CLOSED,
    "open but proposed to close": Status.CLOSING,
    "proposed to open": Status.PROPOSED,
    "quarantine": Status.OTHER,
    "de registered as ey setting": Status.OTHER,
    "pending approval": Status.OTHER,
    "rejected opening": Status.OTHER,
    "created in error": Status.OTHER,
}
REFUSED, LOADED, WAITING = "refused", "loaded", "waiting"
# Fields of a model, by their names.
Facts = dict[str, Any]
Value = TypeVar("Value")


@dataclass(frozen=True)
class RowProblem:
    """Why a row was refused, was `LOADED` without one value, or is `WAITING`.

    `line` counts from 1, the header included; 0 is the file as a whole.
    """

    line: int
    column: str
    value: str
    reason: str
    fate: str = REFUSED


@dataclass(frozen=True)
class RegisterRow:
    """A row that parsed. `school` and `registration` hold only what this file gives and the hub can read.

    `borough` is a slug, empty where the row does not say.
    """

    line: int
    urn: int
    borough: str
    school: Facts
    registration: Facts

    def facts(self) -> tuple:
        return (self.urn, self.borough, self.school, self.registration)


@dataclass(frozen=True)
class Parsed:
    """What became of a row: `row` is None where it was refused or lies outside London."""

    row: RegisterRow | None
    problems: tuple[RowProblem, ...] = ()
    outside: bool = False


class Reader:
    """Reads cells of one row by our names for the columns, and collects what is wrong with them."""

    def __init__(self, cells: Mapping[str, str], columns: Mapping[str, str], line: int):
        self.cells, self.columns, self.line = cells, columns, line
        self.problems: list[RowProblem] = []

    def text(self, field: str) -> str:
        """Return what a cell says; empty where the column is absent, the cell is blank or cannot be read."""
        try:
            return values.clean(self.raw(field))
        except Unreadable:
            return ""

    def raw(self, field: str) -> str:
        return self.cells.get(self.columns.get(field, ""), "")

    def number(self, field: str) -> str:
        """Return the digits of a code, which a tool may have turned into a decimal."""
        return self.read(field, values.number) or ""

    def read(self, field: str, parse: Callable[[str], Value], *, fate: str = LOADED) -> Value | None:
        """Return `parse(text)`, or None with the problem noted."""
        try:
            return parse(values.clean(self.raw(field)))
        except Unreadable as problem:
            self.note(field, str(problem), fate=fate)
            return None

    def note(self, field: str, reason: str, *, fate: str = LOADED) -> None:
        column = self.columns.get(field, field)
        self.problems.append(RowProblem(self.line, column, " ".join(self.raw(field).split()), reason, fate))


def parse_row(reader: Reader, boroughs: Mapping[str, str]) -> Parsed:
    """Parse one row. `boroughs` maps an authority's code or folded name to the slug of a London borough."""
    code, name = reader.number("la_code"), reader.text("la_name")
    borough = boroughs.get(code.zfill(3)) or boroughs.get(fold(name))
    if borough is None and (code or name):
        return Parsed(None, outside=True)
    urn = reader.read("urn", values.urn, fate=REFUSED)
    school = _given(name=reader.read("name", values.name), status=_status(reader), **_school_facts(reader))
    registration = _given(**_school_type(reader), **_ages(reader), **_dates(reader))
    problems = tuple(reader.problems)
    if urn is None:
        return Parsed(None, problems)
    return Parsed(RegisterRow(reader.line, urn, borough or "", school, registration), problems)


def _given(**facts: Any) -> Facts:
    return {key: value for key, value in facts.items() if value is not None}


def _longest(model: type[School] | type[Registration], field: str) -> int | None:
    return getattr(model._meta.get_field(field), "max_length", None)


def _status(reader: Reader) -> str | None:
    code, text = reader.number("status_code"), reader.text("status")
    coded, named = STATUS_CODES.get(code.lstrip("0")), STATUS_NAMES.get(fold(text))
    if coded and named and coded != named:
        reader.note("status", _("the code and the name of the status disagree"))
        return None
    status = coded or named
    if status is None:
        reader.note("status", _("not a status of the register") if code or text else _("no status"))
    elif status == Status.OTHER:
        reader.note("status", _("a rare status: the school is kept, and nothing is judged"))
    return status


def _school_facts(reader: Reader) -> Facts:
    facts: Facts = {}
    for field in ("phase", "gender", "town"):
        text = reader.read(field, values.words)
        facts[field] = text[: _longest(School, field)] if text else None
    facts["address"] = _address(reader)
    facts["phase"] = facts["phase"].capitalize() if facts["phase"] else None
    facts["postcode"] = reader.read("postcode", values.postcode)
    facts |= _position(reader)
    facts["website"] = reader.read("website", values.website)
    facts["telephone"] = reader.read("telephone", values.telephone)
    return facts


def _position(reader: Reader) -> Facts:
    """Return easting and northing; neither where one of them is missing."""
    before = len(reader.problems)
    easting, northing = reader.read("easting", values.metres), reader.read("northing", values.metres)
    if easting is not None and northing is not None:
        return {"easting": easting, "northing": northing}
    if len(reader.problems) == before and (easting, northing) != (None, None):
        reader.note("northing" if northing is None else "easting", _("a place has an easting and a northing"))
    return {}


def _address(reader: Reader) -> str | None:
    """Return street, locality and the third line as one; None where they are blank, or one of them is unreadable."""
    before = len(reader.problems)
    parts = [reader.read(field, values.words) for field in ("address", "locality", "address_3")]
    text = ", ".join(part for part in parts if part)[: _longest(School, "address")]
    return text if text and len(reader.problems) == before else None


def _school_type(reader: Reader) -> Facts:
    """Return the type; one that the hub does not know is kept as the file names it, and no rule is judged by it."""
    code, name = reader.number("type_code"), reader.read("type_name", values.words) or ""
    code = code.zfill(2) if code else ""
    known, named = school_types.by_code(code), school_types.by_name(name)
    if known and named and known != named:
        reader.note("type_code", _("the code and the name of the type disagree: the name is that of another type"))
        return {}
    known = known or (None if code else named)
    if known:
        return {"type_code": known.code, "type_name": known.name}
    if not code and not name:
        reader.note("type_name", _("no type"))
        return {}
    reader.note("type_code" if code else "type_name", _("not a type of school the hub knows: no rule is judged"))
    kept = code if len(code) <= (_longest(Registration, "type_code") or 0) else ""
    return {"type_code": kept, "type_name": name[: _longest(Registration, "type_name")]}


def _ages(reader: Reader) -> Facts:
    if "ages" in reader.columns:
        low, high = reader.read("ages", values.age_range) or (None, None)
    else:
        low, high = reader.read("low_age", values.age), reader.read("high_age", values.age)
    if low is not None and high is not None and low > high:
        reader.note("ages" if "ages" in reader.columns else "high_age", _("the highest age is below the lowest"))
        return {}
    return {"low_age": low, "high_age": high}


def _dates(reader: Reader) -> Facts:
    starts_on, ends_on = reader.read("starts_on", values.day), reader.read("ends_on", values.day)
    if starts_on and ends_on and ends_on < starts_on:
        reader.note("ends_on", _("the last day is before the first"))
        return {}
    return {"starts_on": starts_on, "ends_on": ends_on}
