from pathlib import Path

import pytest
from django.core.management import CommandError

from hub.core.models import LastRun
from hub.schools.microsites.reregistering import reregister
from hub.schools.models import RegisterMark, Registration, School
from hub.schools.tenancy.provisioning import create_school

pytestmark = pytest.mark.postgresql

DATA = Path(__file__).parent / "data"


def test_the_official_register_loads_from_windows_1252_with_its_codes(load):
    printed, problems = load("official.csv")
    school = School.objects.get(slug="cafe-row-school-900501")
    assert school.name == "Café Row School" and str(school.borough and school.borough.slug) == "barking-and-dagenham"
    assert school.website == "https://www.caferow.example" and school.telephone == "020 7946 0187"
    assert school.registrations.get().years_taught == (7, 8, 9, 10, 11)
    assert "2 added" in printed and "1 outside London" in printed and problems == []


def test_a_monitor_is_told_when_the_register_was_loaded_last(load, today):
    load("official.csv", dry_run=True)
    assert not LastRun.objects.filter(command="import_schools").exists()
    load("official.csv")
    assert LastRun.objects.get(command="import_schools").at.date() == today


def test_a_closed_school_is_kept_and_marked(load):
    load("official.csv")
    school = School.objects.get(registrations__urn=900502)
    assert school.status == "closed" and not school.is_open
    assert str(school.registrations.get().ends_on) == "2024-08-31"


def test_a_closed_school_whose_pages_are_public_is_named(load, index):
    printed, _problems = load("official.csv")
    assert "pages are public" not in printed
    create_school(urn=900502)
    printed, _problems = load("official.csv")
    assert "close_school 900502, or reregister_school 900502 NEW-URN" in printed


def test_the_head_is_not_imported(load):
    load("official.csv")
    stored = [*School.objects.values_list(), *Registration.objects.values_list()]
    assert not any("Named" in str(value) for row in stored for value in row)


def test_importing_again_changes_nothing(load):
    load("official.csv")
    before = list(School.objects.values())
    printed, _problems = load("official.csv")
    assert "0 added" in printed and "0 changed" in printed and "2 unchanged" in printed
    assert list(School.objects.values()) == before


def test_a_row_that_changed_updates_the_school_and_keeps_its_address(load, tmp_path):
    load("official.csv")
    changed = tmp_path / "later.csv"
    text = (DATA / "official.csv").read_bytes().decode("cp1252").replace("Café Row School", "Copper Row School")
    changed.write_text(text.replace(",11,16,", ",11,18,", 1), encoding="utf-8")
    printed, _problems = load(changed)
    school = School.objects.get(slug="cafe-row-school-900501")
    assert school.name == "Copper Row School" and "copper row" in school.search_name
    assert school.registrations.get().high_age == 18
    assert "1 changed" in printed and "1 unchanged" in printed


def test_older_facts_never_replace_newer_ones(load, tmp_path):
    load("official.csv", dated="2026-11-20")
    older = tmp_path / "older.csv"
    older.write_bytes((DATA / "official.csv").read_bytes().replace(b"IG11 0ZZ", b"IG11 9ZZ"))
    printed, _problems = load(older, dated="2016-01-01")
    assert School.objects.get(registrations__urn=900501).postcode == "IG11 0ZZ"
    assert "2 older than what the hub holds" in printed


def test_a_dry_run_says_what_would_happen_and_writes_nothing(load):
    printed, _problems = load("official.csv", dry_run=True)
    assert "2 added" in printed and "nothing was written" in printed
    assert not School.objects.exists()


def test_one_borough_can_be_asked_for(load):
    printed, _problems = load("official.csv", borough=["barnet"])
    assert list(School.objects.values_list("registrations__urn", flat=True)) == [900502]
    assert "1 in other boroughs" in printed


def test_a_borough_that_is_none_is_answered_with_the_list(load):
    with pytest.raises(CommandError, match=r"Brighton is not a London borough.*Barnet"):
        load("official.csv", borough=["Brighton"])


def test_bad_rows_go_to_the_report_with_line_column_and_reason_and_the_rest_load(load):
    printed, problems = load("dirty.csv")
    found = {(row["line"], row["column"]): (row["reason"], row["row"]) for row in problems}
    refused = {("6", "URN"), ("9", ""), ("12", "URN")}
    assert {key for key, (_reason, fate) in found.items() if fate == "refused"} == refused
    assert {key for key, (_reason, fate) in found.items() if fate == "loaded"} == {
        ("4", "TypeOfEstablishment"),
        ("5", "StatutoryHighAge"),
        ("7", "StatutoryHighAge"),
        ("8", "EstablishmentStatus"),
        ("10", "SchoolWebsite"),
    }
    assert "turned this age into a date" in found["5", "StatutoryHighAge"][0]
    loaded = {900511, 900512, 900513, 900514, 900516, 900517, 900519}
    assert set(School.objects.values_list("registrations__urn", flat=True)) == loaded
    assert "3 refused" in printed and "1 repeated" in printed


def test_what_cannot_be_read_stays_unknown(load):
    load("dirty.csv")
    magic = Registration.objects.get(urn=900513)
    assert (magic.type_code, magic.type_name, magic.school_type) == ("", "Academy of magic", None)
    assert Registration.objects.get(urn=900514).years_taught is None
    assert Registration.objects.get(urn=900516).years_taught is None
    assert School.objects.get(registrations__urn=900517).status == "other"


def test_unknown_ages_stay_unknown_and_names_are_tidied(load):
    load("dirty.csv")
    assert Registration.objects.get(urn=900511).years_taught is None
    park = School.objects.get(registrations__urn=900512)
    assert park.name == "Alleyns Park School" and park.website == "https://park.example/"
    assert park.registrations.get().type_code == "38"
    assert School.objects.get(registrations__urn=900519).website == ""


def test_the_atlas_reports_ages_that_became_dates_and_loads_the_rest(load):
    printed, problems = load("atlas.csv")
    assert [(row["line"], row["column"], row["value"]) for row in problems] == [("4", "AGE", "19-Nov")]
    assert School.objects.get(registrations__urn=900524).status == "closed"
    assert Registration.objects.get(urn=900521).years_taught == (10, 11, 12, 13)
    assert Registration.objects.get(urn=900522).years_taught is None
    assert "1 outside London" in printed and "1 repeated" in printed


def test_a_missing_file_is_refused_in_words(load):
    with pytest.raises(CommandError, match="There is no file"):
        load("nowhere.csv")


def test_a_school_that_becomes_an_academy_keeps_its_address(load, today):
    load("official.csv")
    school = School.objects.get(registrations__urn=900501)
    reregister(school=school, urn=900599, type_code="34", on=today)
    assert school.slug == "cafe-row-school-900501"
    assert school.registration_on(today) == Registration.objects.get(urn=900599)
    assert school.registrations.get(urn=900501).ends_on < today
    printed, _problems = load("official.csv")
    assert "0 added" in printed
    assert School.objects.get(pk=school.pk).registration_on(today) == Registration.objects.get(urn=900599)


def placed(tmp_path, name: str, *positions: tuple[str, str], postcode: str = "IG11 0ZZ") -> Path:
    """Write the first row of the official file with each easting and northing."""
    heading, row, *_rest = (DATA / "official.csv").read_bytes().decode("cp1252").splitlines()
    path = tmp_path / name
    lines = [f"{row},{easting},{northing}".replace("IG11 0ZZ", postcode) for easting, northing in positions]
    path.write_text("\n".join([f"{heading},Easting,Northing", *lines]), encoding="utf-8")
    return path


def test_where_a_school_stands_is_kept_and_gone_when_it_moves(load, tmp_path):
    load(placed(tmp_path, "first.csv", ("544000", "184000")))
    school = School.objects.get(registrations__urn=900501)
    assert (school.easting, school.northing) == (544000, 184000)
    load("official.csv", dated="2026-11-22")
    school.refresh_from_db()
    assert (school.easting, school.northing) == (544000, 184000), "a file without positions says nothing of them"
    load(placed(tmp_path, "moved.csv", ("", ""), postcode="IG11 9ZZ"), dated="2026-11-23")
    school.refresh_from_db()
    assert (school.easting, school.northing) == (None, None)


@pytest.mark.parametrize(
    ("easting", "northing", "column"),
    [
        ("0", "0", None),
        ("544000", "", "Northing"),
        ("544000.0", "12345678", "Northing"),
        ("east", "184000", "Easting"),
    ],
)
def test_half_a_position_is_none_and_named(load, tmp_path, easting, northing, column):
    _printed, problems = load(placed(tmp_path, "half.csv", (easting, northing)))
    assert [row["column"] for row in problems] == ([column] if column else [])
    assert School.objects.get(registrations__urn=900501).easting is None


def test_an_import_and_each_school_that_is_saved_move_the_mark_and_a_dry_run_does_not(load):
    marks = [RegisterMark.current()]
    load("official.csv", dry_run=True)
    assert RegisterMark.current() == marks[0]
    load("official.csv")
    marks.append(RegisterMark.current())
    School.objects.get(registrations__urn=900501).save()
    marks.append(RegisterMark.current())
    assert len(set(marks)) == len(marks)
    load("official.csv", dated="2026-11-23")
    assert RegisterMark.current() == marks[-1], "nothing changed"
