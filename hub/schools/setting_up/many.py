"""Setting up many schools at once: those that a filter finds in the register, or that a file names with people."""

import csv
import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet

from hub.accounts.fields import normalised
from hub.accounts.models import User
from hub.schools.invitations.inviting import Invitee, NotInvited, invite
from hub.schools.register.groups import of_group
from hub.schools.register.importing.encodings import UnreadableFile, probe
from hub.schools.register.models import Registration, School
from hub.schools.tenancy.models import Role
from hub.schools.tenancy.provisioning import give_pages

COLUMNS = ("urn", "name", "email", "role")
ROLES = {role.label.lower(): role for role in Role} | {role.value: role for role in Role}
# More rows than London has schools, several people each.
MOST_ROWS = 50_000


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a file: a school, and whom to invite (or nobody)."""

    line: int
    urn: int
    invitee: Invitee | None


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that was not followed, and why."""

    line: int
    value: str
    reason: str


@dataclass
class Outcome:
    """What was done: each school once, each invitation once. `problems`: rows that nothing came of."""

    made: int = 0
    had_pages: int = 0
    invited: int = 0
    invited_before: int = 0
    problems: list[Problem] = field(default_factory=list)


def schools_where(*, boroughs: Iterable[str], groups: Iterable[str], on: datetime.date) -> QuerySet[School]:
    """Return the open schools of some boroughs and groups of types (slugs; none: all) on the date `on`.

    In the order of their collections' names: Wagtail keeps collections sorted, and moves all that follow a new one.
    """
    schools = School.objects.filter(status__in=(School.Status.OPEN, School.Status.CLOSING))
    if wanted := list(boroughs):
        schools = schools.filter(borough__slug__in=wanted)
    if kinds := list(groups):
        found = [of_group(School.objects.all(), kind, on=on).values("pk") for kind in kinds]
        schools = schools.filter(pk__in=found[0].union(*found[1:]))
    return schools.order_by("slug")


def read(path: Path) -> tuple[list[Row], list[Problem]]:
    """Return the rows of a CSV file with a heading (urn; name, email and role if people are to be invited).

    Raises:
        UnreadableFile: when it is no such file; the message says why.
    """
    encoding, _lines = probe(path)
    with path.open(encoding=encoding, newline="") as handle:
        heading = handle.readline()
        handle.seek(0)
        reader = csv.DictReader(handle, delimiter=max(",;\t", key=heading.count))
        names = {(name or "").strip().lower(): name for name in reader.fieldnames or ()}
        if "urn" not in names:
            raise UnreadableFile(f"{path.name} has no column URN. Its heading may have: {', '.join(COLUMNS)}.")
        rows: list[Row] = []
        problems: list[Problem] = []
        for line, cells in enumerate(reader, 2):
            if line > MOST_ROWS:
                raise UnreadableFile(f"{path.name} has more than {MOST_ROWS} rows.")
            told = {name: (cells.get(names.get(name, "")) or "").strip() for name in COLUMNS}
            if any(told.values()):
                _take(line, told, rows, problems)
    return rows, problems


def _take(line: int, told: Mapping[str, str], rows: list[Row], problems: list[Problem]) -> None:
    """Parse one line into `rows`, or say in `problems` what is wrong with it."""
    if not (told["urn"].isascii() and told["urn"].isdigit() and len(told["urn"]) <= 7):
        problems.append(Problem(line, told["urn"], "is no URN: a number of five to seven digits"))
        return
    role = ROLES.get(told["role"].lower()) if told["role"] else Role.CAREERS_LEADER
    if role is None:
        known = ", ".join(str(each.label) for each in Role)
        problems.append(Problem(line, told["role"], f"is no role. They are: {known}"))
        return
    if not told["email"]:
        if told["name"]:
            problems.append(Problem(line, told["name"], "has no email address"))
            return
        rows.append(Row(line, int(told["urn"]), None))
        return
    try:
        validate_email(told["email"])
    except ValidationError:
        problems.append(Problem(line, told["email"], "is no email address"))
        return
    rows.append(Row(line, int(told["urn"]), Invitee(normalised(told["email"]), role, told["name"][:150])))


def set_up(schools: QuerySet[School], *, live: bool, dry_run: bool, tell: Callable[[], object]) -> Outcome:
    """Give each of some schools its pages; those that have them are left as they are. `tell` is called for each."""
    outcome = Outcome()
    having = set(School.objects.exclude(home_pages=None).values_list("pk", flat=True))
    for school in schools.iterator(chunk_size=200):
        _give(school, having, outcome, live=live, dry_run=dry_run)
        tell()
    return outcome


def follow(
    rows: list[Row],
    problems: list[Problem],
    *,
    live: bool,
    dry_run: bool,
    by: User | None,
    at: datetime.datetime,
    tell: Callable[[], object],
) -> Outcome:
    """Set up the schools that rows name and invite their people. `tell` is called for each row.

    A row that cannot be followed is a problem; the others are not held up by it.
    """
    outcome = Outcome(problems=list(problems))
    registered = Registration.objects.select_related("school").in_bulk({row.urn for row in rows}, field_name="urn")
    having = set(School.objects.exclude(home_pages=None).values_list("pk", flat=True))
    followed = []
    for row in rows:
        found = registered.get(row.urn)
        if found is None:
            outcome.problems.append(Problem(row.line, str(row.urn), "is not in the register"))
        elif not found.school.is_open:
            outcome.problems.append(Problem(row.line, str(row.urn), f"has closed: {found.school}"))
        else:
            followed.append((found.school, row))
            continue
        tell()
    for school in sorted({school for school, _row in followed}, key=lambda school: school.slug):
        _give(school, having, outcome, live=live, dry_run=dry_run)
    for school, row in followed:
        if row.invitee:
            _invite(school, row, outcome, dry_run=dry_run, by=by, at=at)
        tell()
    return outcome


def _give(school: School, having: set[int], outcome: Outcome, *, live: bool, dry_run: bool) -> None:
    if school.pk in having:
        outcome.had_pages += 1
        return
    if not dry_run:
        give_pages(school, live=live)
    outcome.made += 1


def _invite(
    school: School, row: Row, outcome: Outcome, *, dry_run: bool, by: User | None, at: datetime.datetime
) -> None:
    """Invite somebody who was not yet: running a file again mails nobody twice."""
    assert row.invitee
    asked = {"role": row.invitee.role, "address": row.invitee.address, "withdrawn_at": None}
    if school.invitations.filter(**asked).exists():
        outcome.invited_before += 1
        return
    try:
        if not dry_run:
            invite(school, row.invitee, by=by, at=at)
    except NotInvited as error:
        outcome.problems.append(Problem(row.line, row.invitee.address, str(error)))
    else:
        outcome.invited += 1
