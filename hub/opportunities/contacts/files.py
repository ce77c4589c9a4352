"""Contacts from and to a CSV file: a dry run says what each line would do, and what is wrong with it."""

import csv
import datetime
import io
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from hub.core.spreadsheets import harmless
from hub.opportunities.contacts.forms import FIELDS, ContactForm
from hub.opportunities.contacts.models import Contact, ContactKind
from hub.schools.careers.grid.files.delimited import split
from hub.schools.models import School
from hub.schools.text import fold

MOST_LINES = 500
NEW, SAME, WRONG = "new", "same", "wrong"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file. `number` is its own; `problems` are sentences."""

    number: int
    name: str
    state: str
    problems: tuple[str, ...] = ()
    form: ContactForm | None = None


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a file would do. `problem`: why none of it could be read."""

    lines: tuple[Line, ...] = ()
    problem: str = ""

    @property
    def new(self) -> list[Line]:
        return [line for line in self.lines if line.state == NEW]

    @property
    def wrong(self) -> list[Line]:
        return [line for line in self.lines if line.state == WRONG]

    @property
    def same(self) -> list[Line]:
        return [line for line in self.lines if line.state == SAME]


def headings() -> list[str]:
    """Return the headings of a file, in the order of its columns."""
    return [str(ContactForm.base_fields[name].label) for name in FIELDS]


def dry_run(text: str, *, school: School, on: datetime.date) -> DryRun:
    """Return what the lines of `text` would do; people who are there already are left as they are."""
    rows = split(text, most=MOST_LINES + 1)
    if len(rows) > MOST_LINES + 1:
        return DryRun(problem=_("More than %(most)s lines: cut the file in two.") % {"most": MOST_LINES})
    if len(rows) < 2:
        return DryRun(problem=_("There is no line below the headings."))
    names = _columns(rows[0])
    lacking = [label for name, label in zip(FIELDS, headings(), strict=True) if _is_needed(name) and name not in names]
    if lacking:
        return DryRun(problem=_("These headings are missing: %(names)s.") % {"names": ", ".join(lacking)})
    known = {_key(each.name, each.email, each.organisation) for each in Contact.objects.filter(school=school)}
    lines = []
    for number, row in enumerate(rows[1:], 2):
        lines.append(_line(number, dict(zip(names, row, strict=False)), school=school, known=known, on=on))
    return DryRun(tuple(lines))


def _columns(row: list[str]) -> list[str]:
    by_label = {fold(label): name for name, label in zip(FIELDS, headings(), strict=True)}
    return [by_label.get(fold(cell), f"other {at}") for at, cell in enumerate(row)]


def _is_needed(name: str) -> bool:
    return name in ("name", "kind", "purpose", "consent_on")


def _key(name: str, email: str, organisation: str) -> tuple[str, str]:
    return fold(name), email.lower() or fold(organisation)


def _line(
    number: int, cells: dict[str, str], *, school: School, known: set[tuple[str, str]], on: datetime.date
) -> Line:
    data = {name: cells.get(name, "").strip().removeprefix("'") for name in FIELDS}
    data["kind"] = _kind(data["kind"])
    key = _key(data["name"], data["email"], data["organisation"])
    if key in known:
        return Line(number, data["name"], SAME)
    form = ContactForm(data, instance=Contact(school=school), schools=School.objects.none(), on=on)
    if form.is_valid():
        known.add(key)
        return Line(number, data["name"], NEW, form=form)
    problems = tuple(
        f"{form.fields[field].label}: {error}" if field in form.fields else str(error)
        for field, errors in form.errors.items()
        for error in errors
    )
    return Line(number, data["name"], WRONG, problems)


def _kind(text: str) -> str:
    """Return the kind that a cell names by its value or its label."""
    by_words = {fold(words): value for value, label in ContactKind.choices for words in (value, str(label))}
    return by_words.get(fold(text), text)


@transaction.atomic
def save(found: DryRun) -> int:
    """Keep the new contacts of a file without a wrong line; return how many."""
    for line in found.new:
        if line.form is not None:
            line.form.save()
    return len(found.new)


def as_csv(contacts: Iterable[Contact]) -> str:
    """Return contacts as a file that can be read back. What begins like a formula gets an apostrophe."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(headings())
    for each in contacts:
        said = {name: getattr(each, name) for name in FIELDS} | {"kind": each.get_kind_display()}
        writer.writerow([harmless("" if value is None else str(value)) for value in said.values()])
    return file.getvalue()
