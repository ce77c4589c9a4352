"""`create_schools` with 3,000 people of whom 40 cannot be invited: the others are, and each of the 40 is a line."""

import csv
import io
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import call_command

from curriculum.models import Borough
from hub.accounts.models import User
from hub.schools.models import Invitation, Role, School, SchoolHomePage
from hub.schools.tenancy.models import SchoolCollection
from tests.factories.schools import SchoolFactory, SchoolIndexPageFactory

SCHOOLS, ROWS = range(900300, 900360), 3000
CLOSED, UNKNOWN, ONLY_BAD = 900370, 919999, 900371
# Cells of a line that nothing may come of, and how what is said of it begins. Four lines of each.
BAD = (
    (("{urn}x", "", "a{n}@bad.example", ""), "is no URN"),
    (("", "", "b{n}@bad.example", ""), "is no URN"),
    ((str(UNKNOWN), "", "c{n}@bad.example", ""), "is not in the register"),
    ((str(CLOSED), "", "d{n}@bad.example", ""), "has closed"),
    (("{urn}", "Noor Rahman", "", ""), "has no email address"),
    (("{urn}", "", "e{n}@bad.example; f{n}@bad.example", ""), "is no email address"),
    (("{urn}", "", "g" * 250 + "{n}@bad.example", ""), "is no email address"),
    ((str(ONLY_BAD), "", "h{n}@bad.example", "=HYPERLINK(1)"), "is no role"),
    (("{urn}", "", "left{n}@bad.example", ""), "has left"),
    (("{urn}", "", "hub{n}@bad.example", "Head"), "works for the hub"),
)


@pytest.fixture
def registered(home, framework) -> None:
    SchoolIndexPageFactory(parent=home)
    where = Borough.objects.get(slug="camden")
    for urn in (*SCHOOLS, CLOSED, ONLY_BAD):
        status = School.Status.CLOSED if urn == CLOSED else School.Status.OPEN
        SchoolFactory.create(name=f"School {urn}", urn=urn, borough=where, status=status)
    editors = Group.objects.create(name="Works for the hub")
    for n in range(4):
        User.objects.create_user(f"left{n}@bad.example", is_active=False)
        User.objects.create_user(f"hub{n}@bad.example").groups.add(editors)


@pytest.fixture
def lines() -> list[tuple[list[str], str]]:
    """The cells of each line, and what is wrong with it (nothing for most)."""
    made: list[tuple[list[str], str]] = []
    for number in range(ROWS):
        urn = SCHOOLS[number % len(SCHOOLS)]
        if number % 75 == 40:
            n, kind = divmod(number // 75, len(BAD))
            cells, reason = BAD[kind]
            made.append(([cell.format(urn=urn, n=n) for cell in cells], reason))
        else:
            role = list(Role)[number % len(Role)].label
            made.append(([str(urn), f"Person {number}", f"Person{number}@school.example", str(role)], ""))
    return made


@pytest.fixture
def file(tmp_path, lines) -> Path:
    written = tmp_path / "people.csv"
    with written.open("w", newline="", encoding="utf-8-sig") as handle:
        csv.writer(handle).writerows([("URN", "Name", "Email", "Role"), *(cells for cells, _reason in lines)])
    return written


@pytest.fixture
def follow(file, tmp_path, django_capture_on_commit_callbacks):
    """Return what runs the file: what was said, and the lines of the report."""

    def followed() -> tuple[str, list[list[str]]]:
        out, report = io.StringIO(), tmp_path / "report.csv"
        with django_capture_on_commit_callbacks(execute=True):
            call_command("create_schools", str(file), "--report", str(report), stdout=out, stderr=io.StringIO())
        return " ".join(out.getvalue().split()), list(csv.reader(report.open()))[1:]

    return followed


@pytest.mark.whole
def test_of_3000_rows_the_40_bad_ones_are_told_and_hold_up_none_of_the_others(registered, lines, follow):
    said, report = follow()
    assert f"{len(SCHOOLS)} schools set up" in said and "2960 people invited" in said
    assert "Rows that nothing came of: 40" in said
    wanted = {line: reason for line, (_cells, reason) in enumerate(lines, 2) if reason}
    assert len(wanted) == 40
    told = {int(line): reason for line, _value, reason in report}
    assert len(report) == 40 and told.keys() == wanted.keys()
    for line, reason in wanted.items():
        assert reason in told[line], (line, told[line])
    good = {cells[2].lower() for cells, reason in lines if not reason}
    assert len(good) == 2960
    # Nobody is invited without a letter, or gets one without an invitation; no school has half of its pages.
    assert sorted(Invitation.objects.values_list("address", flat=True)) == sorted(good)
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(good)
    urns = set(SchoolHomePage.objects.values_list("school__registrations__urn", flat=True))
    assert urns == set(SCHOOLS) == set(SchoolCollection.objects.values_list("school__registrations__urn", flat=True))
    assert not SchoolHomePage.objects.live().exists()
    # Again: nothing more, and the same 40.
    again, same = follow()
    assert "0 people invited 2960 people invited before" in again and same == report
    assert (len(mail.outbox), Invitation.objects.count()) == (2960, 2960)
