"""One row of a register, parsed once: a `RegisterRow`, or the problems for which it is refused."""

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import phonenumbers
from django.utils.translation import gettext as _

from hub.schools.register import school_types
from hub.schools.register.models import School
from hub.schools.text import fold, tidy

NAME_LENGTH = 200
STATUS_CODES = {"1": "open", "2": "closed", "3": "closing", "4": "proposed"}
STATUS_NAMES = {
    "open": "open",
    "closed": "closed",
    "open but proposed to close": "closing",
    "proposed to open": "proposed",
}
# What a spreadsheet makes of "11-19" or "3-11", alone or with a year: "19-Nov", "Mar-11", "2016-11-19", "19/11/2016".
_SPREADSHEET_DATE = re.compile(
    r"\d{1,2}[-/ ][a-z]{3,9}([-/ ]\d{2,4})?|[a-z]{3,9}[-/ ]\d{1,4}|\d{4}-\d{2}-\d{2}.*|\d{1,2}/\d{1,2}/\d{2,4}",
    re.IGNORECASE,
)
_AGE_RANGE = re.compile(r"(\d{1,2}) ?(?:-|–|to) ?(\d{1,2})")
_WEBSITE = re.compile(r"[\w-]+(\.[\w-]+)+(:\d+)?(/\S*)?", re.IGNORECASE)
_SCHEMES = re.compile(r"^(?:(https?)://+)+", re.IGNORECASE)
_DATES = ("%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d")
# Fields of a model, by their names.
Facts = dict[str, Any]
Value = TypeVar("Value")


@dataclass(frozen=True)
class RowProblem:
    """Why a row, or (not `refused`) one value of it, was left out. `line` counts from 1, the header included."""

    line: int
    column: str
    value: str
    reason: str
    refused: bool = True


@dataclass(frozen=True)
class RegisterRow:
    """A row that parsed. `school` and `registration` hold only what this file's columns say, blank included."""

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


class Refused(ValueError):
    """A value that cannot be used, with the reason in words."""


class Reader:
    """Reads cells of one row by our names for the columns, and collects what is wrong with them."""

    def __init__(self, cells: Mapping[str, str], columns: Mapping[str, str], line: int):
        self.cells, self.columns, self.line = cells, columns, line
        self.problems: list[RowProblem] = []

    def has(self, field: str) -> bool:
        return field in self.columns

    def text(self, field: str) -> str:
        return tidy(self.cells.get(self.columns.get(field, ""), ""))

    def read(self, field: str, parse: Callable[[str], Value], *, refuse: bool = True) -> Value | None:
        """Return `parse(text)`, or None with the problem noted."""
        try:
            return parse(self.text(field))
        except Refused as problem:
            self.note(field, str(problem), refuse=refuse)
            return None

    def note(self, field: str, reason: str, *, refuse: bool = True) -> None:
        column = self.columns.get(field, field)
        self.problems.append(RowProblem(self.line, column, self.text(field), reason, refused=refuse))


def parse_row(reader: Reader, boroughs: Mapping[str, str]) -> Parsed:
    """Parse one row. `boroughs` maps an authority's code or folded name to the slug of a London borough."""
    borough = boroughs.get(reader.text("la_code").zfill(3)) or boroughs.get(fold(reader.text("la_name")))
    if borough is None:
        if reader.text("la_code") or reader.text("la_name"):
            return Parsed(None, outside=True)
        reader.note("la_name", _("no local authority, so nobody can say whether this is in London"))
    urn = reader.read("urn", parse_urn)
    name = reader.read("name", parse_name)
    school = {"name": name, "status": _status(reader), **_school_facts(reader)}
    registration = {**_school_type(reader), **_ages(reader), **_dates(reader)}
    problems = tuple(reader.problems)
    if urn is None or any(problem.refused for problem in problems):
        return Parsed(None, problems)
    return Parsed(RegisterRow(reader.line, urn, borough or "", school, registration), problems)


def parse_urn(text: str) -> int:
    if not re.fullmatch(r"[0-9]{5,7}", text):
        raise Refused(_("not a URN: six digits are expected") if text else _("no URN"))
    return int(text)


def parse_name(text: str) -> str:
    if not text:
        raise Refused(_("no name"))
    if len(text) > NAME_LENGTH:
        raise Refused(_("the name is too long"))
    return text


def parse_age(text: str) -> int | None:
    """Return an age in years, or None where the register does not say."""
    if not text:
        return None
    if _SPREADSHEET_DATE.fullmatch(text):
        raise Refused(_("a spreadsheet turned this age into a date; it is not guessed back"))
    if not re.fullmatch(r"[0-9]{1,2}", text):
        raise Refused(_("not an age in whole years"))
    return int(text)


def parse_age_range(text: str) -> tuple[int | None, int | None]:
    """Return the lowest and highest age of "11 - 19", or two unknowns for an empty cell."""
    if not text:
        return None, None
    if _SPREADSHEET_DATE.fullmatch(text):
        raise Refused(_("a spreadsheet turned these ages into a date; they are not guessed back"))
    found = _AGE_RANGE.fullmatch(text)
    if not found:
        raise Refused(_("not an age range such as 11 - 19"))
    return int(found[1]), int(found[2])


def parse_date(text: str) -> datetime.date | None:
    if not text:
        return None
    for form in _DATES:
        try:
            return datetime.datetime.strptime(text, form).date()  # noqa: DTZ007 (a day has no time zone)
        except ValueError:
            continue
    raise Refused(_("not a date such as 31-08-2026"))


def parse_website(text: str) -> str:
    """Return a web address with a scheme; one that repeats its scheme is mended, one without gets https."""
    if not text:
        return ""
    schemes = _SCHEMES.match(text)
    rest = text[schemes.end() :] if schemes else text
    if not _WEBSITE.fullmatch(rest) or len(rest) > 240:
        raise Refused(_("not a web address; left out"))
    return f"{schemes[1].lower() if schemes else 'https'}://{rest}"


def parse_telephone(text: str) -> str:
    """Return a British number as it is usually written; one that cannot be dialled is kept as stated."""
    try:
        number = phonenumbers.parse(f"+{text}" if text.startswith("44") else text, "GB")
    except phonenumbers.NumberParseException:
        return text[:30]
    if not phonenumbers.is_possible_number(number):
        return text[:30]
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)


def _longest(field: str) -> int | None:
    return getattr(School._meta.get_field(field), "max_length", None)


def _status(reader: Reader) -> str | None:
    text = reader.text("status")
    status = STATUS_CODES.get(reader.text("status_code")) or STATUS_NAMES.get(fold(text))
    if status is None:
        reader.note("status", _("not a status of the register") if text else _("no status"))
    return status


def _school_facts(reader: Reader) -> dict[str, str]:
    facts: dict[str, str] = {}
    for field in ("phase", "gender", "town", "postcode"):
        if reader.has(field):
            facts[field] = reader.text(field)[: _longest(field)]
    if reader.has("address"):
        parts = [reader.text(field) for field in ("address", "locality", "address_3")]
        facts["address"] = ", ".join(part for part in parts if part)[:255]
    if reader.has("website"):
        facts["website"] = reader.read("website", parse_website, refuse=False) or ""
    if reader.has("telephone"):
        facts["telephone"] = parse_telephone(reader.text("telephone"))
    if "phase" in facts:
        facts["phase"] = facts["phase"].capitalize()
    if "postcode" in facts:
        facts["postcode"] = facts["postcode"].upper()
    return facts


def _school_type(reader: Reader) -> dict[str, str]:
    code, name = reader.text("type_code"), reader.text("type_name")
    known = school_types.by_code(code) if code else school_types.by_name(name)
    if known is None:
        field = "type_code" if code else "type_name"
        reader.note(field, _("not a type of school the hub knows") if code or name else _("no type"))
        return {}
    return {"type_code": known.code, "type_name": known.name}


def _ages(reader: Reader) -> dict[str, int | None]:
    if reader.has("ages"):
        low, high = reader.read("ages", parse_age_range) or (None, None)
    else:
        low, high = reader.read("low_age", parse_age), reader.read("high_age", parse_age)
    if low is not None and high is not None and low > high:
        reader.note("ages" if reader.has("ages") else "high_age", _("the highest age is below the lowest"))
    return {"low_age": low, "high_age": high}


def _dates(reader: Reader) -> dict[str, datetime.date | None]:
    return {
        field: reader.read(field, parse_date, refuse=False) for field in ("starts_on", "ends_on") if reader.has(field)
    }
