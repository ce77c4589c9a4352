"""`create_schools`: by borough or type, or by a file with people; again without change; what is wrong is a row."""

import csv
import io
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from hub.accounts.models import User
from hub.schools.models import Invitation, Role, SchoolHomePage
from hub.schools.tenancy.people import join
from tests.schools.setting_up.conftest import HEADING


def run(*arguments: object) -> str:
    out = io.StringIO()
    call_command("create_schools", *map(str, arguments), stdout=out, stderr=io.StringIO())
    return " ".join(out.getvalue().split())


def with_pages() -> list[str]:
    return sorted(SchoolHomePage.objects.values_list("title", flat=True))


@pytest.fixture
def follow(people, tmp_path, django_capture_on_commit_callbacks):
    def followed(*more: str) -> str:
        with django_capture_on_commit_callbacks(execute=True):
            return run(people, "--report", tmp_path / "report.csv", *more)

    return followed


def test_the_open_schools_of_a_borough_get_their_pages_as_drafts_once(registered):
    assert "1 schools set up 0 had their pages before" in run("--borough", "Camden")
    assert "0 schools set up 1 had their pages before" in run("--borough", "Camden")
    assert with_pages() == ["School 900901"]
    assert not SchoolHomePage.objects.get().live


def test_a_dry_run_writes_nothing(registered, follow):
    assert "Dry run: nothing was written and nobody was mailed. 2 schools set up" in run("--all", "--dry-run")
    assert "2 people invited" in follow("--dry-run")
    assert (with_pages(), Invitation.objects.count(), mail.outbox) == ([], 0, [])


def test_a_file_sets_up_invites_and_reports_what_it_could_not_follow(registered, follow, tmp_path):
    said = follow()
    assert "2 schools set up" in said
    assert "2 people invited" in said
    assert "Rows that nothing came of: 6" in said
    assert {(one.address, one.role) for one in Invitation.objects.all()} == {
        ("noor@school.example", Role.CAREERS_LEADER),
        ("chair@school.example", Role.GOVERNOR),
    }
    assert len(mail.outbox) == 2
    rows = list(csv.reader((tmp_path / "report.csv").open()))
    assert [(row[0], row[2].split(":")[0]) for row in rows[1:]] == [
        ("7", "is no URN"),
        ("8", "is no email address"),
        ("9", "has no email address"),
        ("10", "is no role. They are"),
        ("5", "has closed"),
        ("6", "is not in the register"),
    ]
    assert rows[4][1].startswith("'=")


def test_the_same_file_again_changes_nothing_and_mails_nobody(registered, follow):
    follow()
    again = follow()
    assert "0 schools set up 2 had their pages before 0 people invited 2 people invited before" in again
    assert len(mail.outbox) == 2


def test_one_who_used_the_link_is_not_asked_again_but_one_withdrawn_is(registered, follow):
    follow()
    noor, chair = Invitation.objects.order_by("pk")
    Invitation.objects.filter(pk=noor.pk).update(accepted_at=noor.sent_at)
    Invitation.objects.filter(pk=chair.pk).update(withdrawn_at=chair.sent_at)
    assert "1 people invited 1 people invited before" in follow()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "an empty file"),
        (b"PK\x03\x04", "CSV"),
        (b"name,email\nx,y\n", "no column URN"),
        (b"urn,name\n900901,\x81 Noor\n", "cannot be read to its end"),
    ],
)
def test_a_file_of_another_kind_is_a_sentence(registered, tmp_path, content, said):
    file = tmp_path / "people.csv"
    file.write_bytes(content)
    with pytest.raises(CommandError, match=said):
        run(file)


@pytest.mark.parametrize("arguments", [(), ("--all", "--borough", "Camden"), ("--borough", "Atlantis")])
def test_which_schools_is_said_once_and_rightly(registered, arguments):
    with pytest.raises(CommandError):
        run(*arguments)


def test_semicolons_a_mark_and_capitals_are_read(registered, tmp_path):
    file = tmp_path / "people.csv"
    file.write_bytes("﻿urn;EMAIL;role\r\n900903;a@b.example;HEAD\r\n".encode())
    assert "1 people invited" in run(file)
    assert Invitation.objects.get().role == Role.HEAD


def test_an_empty_line_counts_and_what_no_database_takes_is_left_out_of_a_name(registered, tmp_path):
    file = tmp_path / "people.csv"
    file.write_bytes(b"urn,name,email\n\n\nabc,,\n900901," + b"x" * 5000 + b",\n" + b"900901,No\x00or,a@b.example\n")
    run(file, "--report", tmp_path / "report.csv")
    lines = [row[0] for row in csv.reader((tmp_path / "report.csv").open())]
    assert lines == ["line", "4", "5"]
    assert Invitation.objects.get().name == "Noor"


def test_a_dry_run_foresees_who_is_named_twice_and_who_cannot_be_invited(registered, tmp_path):
    leader = User.objects.create_user("noor@school.example", "secret")
    join(leader, school=registered[900901], role=Role.CAREERS_LEADER)
    file = tmp_path / "people.csv"
    file.write_text("urn,email\n900901,noor@school.example\n" + "900901,new@school.example\n" * 2)
    for way in (["--dry-run"], []):
        said = run(file, "--report", tmp_path / "report.csv", *way)
        assert "1 people invited 1 people invited before" in said
        assert "Rows that nothing came of: 1" in said


def reported(file: Path) -> list[list[str]]:
    """Run a file and return the lines of its report."""
    run(file, "--report", file.with_name("report.csv"))
    return list(csv.reader(file.with_name("report.csv").open()))[1:]


def test_an_address_that_is_longer_than_what_holds_it_is_none(registered, tmp_path):
    file = tmp_path / "people.csv"
    file.write_text(f"{HEADING}900901,,{'a' * 250}@b.example,\n900903,,a@b.example,\n")
    assert [(line, reason) for line, _value, reason in reported(file)] == [("2", "is no email address")]
    assert Invitation.objects.get().address == "a@b.example"


def test_a_name_in_two_lines_of_a_cell_is_a_name(registered, tmp_path):
    file = tmp_path / "people.csv"
    file.write_text(f'{HEADING}900901,"Noor\nRahman",a@b.example,\n')
    assert reported(file) == [] and Invitation.objects.get().name == "Noor Rahman"


def test_lines_are_counted_as_an_editor_of_text_counts_them(registered, tmp_path):
    file = tmp_path / "people.csv"
    file.write_text(f"{HEADING}\n\n900901,,nobody,\n900903,,a@b.example,\n")
    assert reported(file) == [["4", "nobody", "is no email address"]]


@pytest.mark.parametrize("after", ['900901,"Ada",c@b.example,', "900901,,c@b.example,"], ids=["next mark", "end"])
def test_a_quotation_mark_that_is_not_closed_takes_no_line_along_in_silence(registered, tmp_path, after):
    file = tmp_path / "people.csv"
    file.write_text(f'{HEADING}900903,,a@b.example,\n900901,"Noor,b@b.example,\n{after}\n')
    assert reported(file) == [["4", "Noor,b@b.example,", "has a quotation mark that is not closed: lines 3 to 4"]]
    assert Invitation.objects.get().address == "a@b.example"


@pytest.mark.parametrize(
    "heading, row",
    [
        ("urn,name,email,role,notes", '900901,,a@b.example,,"see 5'),
        ("urn,email", '900901,a@b.example,"beyond the heading'),
        ("urn", '"900901'),
    ],
    ids=["a column that is not read", "beyond the heading", "the only column"],
)
def test_one_in_any_column_takes_no_line_along_in_silence(registered, tmp_path, heading, row):
    file = tmp_path / "people.csv"
    file.write_text(f"{heading}\n{row}\n900903,,c@b.example,,\n900903\n")
    ((line, _value, reason),) = reported(file)
    assert (line, reason) == ("4", "has a quotation mark that is not closed: lines 2 to 4")
    assert not Invitation.objects.exists()


def test_a_column_without_a_heading_is_nobodys_name_or_role(registered, tmp_path):
    file = tmp_path / "people.csv"
    file.write_text("urn,email,,\n900901,a@b.example,private,notes\n")
    assert reported(file) == []
    assert (Invitation.objects.get().name, Invitation.objects.get().role) == ("", Role.CAREERS_LEADER)


def test_one_that_takes_along_more_than_a_cell_may_hold_is_a_sentence(registered, tmp_path):
    file = tmp_path / "people.csv"
    file.write_text(f'{HEADING}900901,"Noor,b@b.example,\n' + "900901,,c@b.example,\n" * 20)
    before = csv.field_size_limit(200)
    try:
        with pytest.raises(CommandError, match="a quotation mark is not closed"):
            run(file)
    finally:
        csv.field_size_limit(before)
