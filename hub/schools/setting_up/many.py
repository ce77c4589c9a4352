"""Setting up many schools at once: those that a filter finds in the register, or that a file names with people."""

import csv
import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from hub.accounts.models import User
from hub.core.spreadsheets import harmless
from hub.schools.invitations.inviting import Invitee, NotInvited, invite, why_not
from hub.schools.invitations.models import Invitation
from hub.schools.register.groups import of_group
from hub.schools.register.importing.encodings import UnreadableFile, probe
from hub.schools.register.models import Registration, School
from hub.schools.tenancy.models import Role
from hub.schools.tenancy.provisioning import give_pages

COLUMNS = ("urn", "name", "email", "role")
ROLES = {role.label.lower(): role for role in Role} | {role.value: role for role in Role}
DELIMITERS = ",;\t"
# More rows than London has schools, several people each.
MOST_ROWS = 50_000
# So many values a database takes in one question, whichever it is.
AT_ONCE = 500


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
    """What was done: each school once, each invitation once. `problems`: rows that nothing came of.

    `schools`: the keys of those that are counted. Rows followed in several goes name one in more than one.
    """

    made: int = 0
    had_pages: int = 0
    invited: int = 0
    invited_before: int = 0
    problems: list[Problem] = field(default_factory=list)
    schools: set[int] = field(default_factory=set)


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


def read(path: Path, *, most: int = MOST_ROWS) -> tuple[list[Row], list[Problem]]:
    """Return the rows of a CSV file with a heading (urn; name, email and role if people are to be invited).

    Raises:
        UnreadableFile: when it is no such file, or has more than `most` rows; the message says why.
    """
    encoding, _lines = probe(path)
    rows: list[Row] = []
    problems: list[Problem] = []
    try:
        with path.open(encoding=encoding, newline="") as handle:
            for line, told in _told(handle, name=path.name):
                if len(rows) + len(problems) == most:
                    raise UnreadableFile(f"{path.name} has more than {most} rows.")
                _take(line, told, rows, problems)
    except UnicodeError as error:
        raise UnreadableFile(f"{path.name} is damaged: it cannot be read to its end. Save it as CSV again.") from error
    except csv.Error as error:
        last = max([0, *(row.line for row in rows), *(one.line for one in problems)])
        raise UnreadableFile(f"{path.name}, after line {last}: a quotation mark is not closed.") from error
    return rows, problems


def _told(handle: TextIO, *, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the lines that say anything, with their numbers: empty ones count, or the numbers would not be the file's.

    Raises:
        UnreadableFile: when the heading has no URN.
    """
    heading = handle.readline()
    handle.seek(0)
    reader = csv.DictReader(handle, delimiter=max(DELIMITERS, key=heading.count))
    names = {(column or "").strip().lower(): column for column in reader.fieldnames or ()}
    if "urn" not in names:
        raise UnreadableFile(f"{name} has no column URN. Its heading may have: {', '.join(COLUMNS)}.")
    for cells in reader:
        told = {column: (cells.get(names.get(column, "")) or "").strip() for column in COLUMNS}
        if any(told.values()):
            yield reader.line_num, told


def _plain(cell: str) -> str:
    """Return a cell in one line and without what cannot be printed: no database and no letter takes a zero byte."""
    return "".join(letter for letter in " ".join(cell.split()) if letter.isprintable())


def write_report(problems: Iterable[Problem], handle: TextIO) -> None:
    """Write the rows that nothing came of as CSV, with line and reason, safe to open as a spreadsheet."""
    writer = csv.writer(handle)
    writer.writerow(["line", "value", "reason"])
    writer.writerows((one.line, harmless(one.value), harmless(one.reason)) for one in problems)


def _take(line: int, told: Mapping[str, str], rows: list[Row], problems: list[Problem]) -> None:
    """Parse one line into `rows`, or say in `problems` what is wrong with it."""
    if torn := next((cell for cell in told.values() if "\n" in cell and any(mark in cell for mark in DELIMITERS)), ""):
        # All lines up to the next mark, or to the end, went into one cell. A name in two lines has no such signs.
        first, since = torn.partition("\n")[0], line - torn.count("\n")
        problems.append(Problem(line, first, f"has a quotation mark that is not closed: lines {since} to {line}"))
        return
    told = {column: _plain(cell) for column, cell in told.items()}
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
        # By the field that will hold it: PostgreSQL would refuse one that is too long, in the middle of the file.
        address = Invitation._meta.get_field("address").clean(told["email"], None)
    except ValidationError:
        problems.append(Problem(line, told["email"], "is no email address"))
        return
    rows.append(Row(line, int(told["urn"]), Invitee(address, role, told["name"][:150])))


def set_up(schools: QuerySet[School], *, live: bool, dry_run: bool, tell: Callable[[], object]) -> Outcome:
    """Give each of some schools its pages; those that have them are left as they are. `tell` is called for each."""
    outcome = Outcome()
    having = set(School.objects.exclude(home_pages=None).values_list("pk", flat=True))
    for school in schools.iterator(chunk_size=200):
        _give(school, having, outcome, live=live, dry_run=dry_run)
        tell()
    return outcome


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Return rows in the order in which their schools are best set up (`schools_where`), those of no school first."""
    held = list(rows)
    schools = _schools_of(held)
    return sorted(held, key=lambda row: (schools[row.urn].slug if row.urn in schools else "", row.line))


def follow(
    rows: list[Row],
    outcome: Outcome,
    *,
    live: bool,
    dry_run: bool,
    by: User | None,
    at: datetime.datetime,
    tell: Callable[[], object],
) -> None:
    """Set up the schools that rows name and invite their people, on top of an `outcome`. `tell` is called for each row.

    A row that cannot be followed is a problem; the others are not held up by it.
    """
    followed = []
    registered = _schools_of(rows)
    for row in rows:
        school = registered.get(row.urn)
        if school is None:
            outcome.problems.append(Problem(row.line, str(row.urn), "is not in the register"))
        elif not school.is_open:
            outcome.problems.append(Problem(row.line, str(row.urn), f"has closed: {school}"))
        else:
            followed.append((school, row))
            continue
        tell()
    schools = {school for school, _row in followed}
    having = set(
        School.objects.filter(pk__in=[school.pk for school in schools])
        .exclude(home_pages=None)
        .values_list("pk", flat=True)
    )
    for school in sorted(schools, key=lambda school: school.slug):
        if school.pk not in outcome.schools:
            _give(school, having, outcome, live=live, dry_run=dry_run)
    inviting = _Inviting.of(followed, dry_run=dry_run, by=by, at=at)
    for school, row in followed:
        if row.invitee:
            inviting.invite(school, row.line, row.invitee, outcome)
        tell()


def _schools_of(rows: Iterable[Row]) -> dict[int, School]:
    """Return the school of each URN of the register."""
    urns = {row.urn for row in rows}
    found = Registration.objects.select_related("school").in_bulk(urns, field_name="urn")
    return {urn: registration.school for urn, registration in found.items()}


def _give(school: School, having: set[int], outcome: Outcome, *, live: bool, dry_run: bool) -> None:
    outcome.schools.add(school.pk)
    if school.pk in having:
        outcome.had_pages += 1
        return
    if not dry_run:
        give_pages(school, live=live)
    outcome.made += 1


@dataclass(frozen=True, slots=True)
class _Inviting:
    """Invites people of rows who were not yet: running a file again mails nobody twice.

    `asked`: who was (school, role, address). `known`: the accounts of those whom a dry run would invite, by address.
    """

    asked: set[tuple[int, str, str]]
    known: Mapping[str, User]
    dry_run: bool
    by: User | None
    at: datetime.datetime

    @classmethod
    def of(
        cls, followed: list[tuple[School, Row]], *, dry_run: bool, by: User | None, at: datetime.datetime
    ) -> "_Inviting":
        schools = {school.pk for school, row in followed if row.invitee}
        asked = Invitation.objects.filter(school__in=schools, withdrawn_at=None)
        addresses = sorted({row.invitee.address for _school, row in followed if row.invitee}) if dry_run else []
        known = {
            user.email: user
            for start in range(0, len(addresses), AT_ONCE)
            for user in User.objects.filter(email__in=addresses[start : start + AT_ONCE])
        }
        return cls(set(asked.values_list("school", "role", "address")), known, dry_run, by, at)

    def invite(self, school: School, line: int, invitee: Invitee, outcome: Outcome) -> None:
        """Invite somebody, or have the outcome say why not."""
        key = (school.pk, str(invitee.role), invitee.address)
        if key in self.asked:
            outcome.invited_before += 1
            return
        try:
            self._ask(school, invitee)
        except NotInvited as error:
            outcome.problems.append(Problem(line, invitee.address, str(error)))
        else:
            self.asked.add(key)
            outcome.invited += 1

    def _ask(self, school: School, invitee: Invitee) -> None:
        if not self.dry_run:
            invite(school, invitee, by=self.by, at=self.at)
        elif (person := self.known.get(invitee.address)) and (refused := why_not(person, school, invitee.role)):
            raise NotInvited(refused)
