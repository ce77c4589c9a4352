"""A school that became an academy stays the academy, whatever a register file leaves out or spoils afterwards."""

import datetime
from typing import Any

import pytest
from django.core.management import call_command

from hub.schools.duties.binding import UNKNOWN_AGES, UNKNOWN_STATUS, UNKNOWN_TYPE
from hub.schools.duties.published import registered
from hub.schools.duties.rules import RULES
from hub.schools.models import Registration, School
from tests.factories.schools import RegistrationFactory, SchoolFactory

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

BEFORE = {"urn": 900911, "name": "Conversion School", "starts_on": "01-09-1970"}
CLOSED = BEFORE | {"status_code": "2", "status": "Closed", "ends_on": "31-08-2026"}
ACADEMY = {
    "urn": 900912,
    "name": "Conversion Academy",
    "type_code": "34",
    "type_name": "Academy converter",
    "starts_on": "01-09-2026",
}


@pytest.fixture
def converted(register):
    register(BEFORE)
    call_command("reregister_school", "900911", "900912", "--type", "34", "--on", "2026-09-01")
    printed, _problems = register(CLOSED, ACADEMY)
    assert "1 changed" in printed and "1 unchanged" in printed
    return School.objects.get()


def what_it_is(school: School, on: datetime.date) -> tuple[str, str, int | None]:
    school = School.objects.get(pk=school.pk)
    registration = school.registration_on(on)
    return school.name, school.status, registration.urn if registration else None


@pytest.mark.parametrize(
    ("given", "complaints"),
    [({"starts_on": ""}, []), ({"starts_on": "00-00-0000"}, []), ({"starts_on": "1st of Sept"}, ["OpenDate"])],
    ids=["blank", "none", "unreadable"],
)
def test_no_date_makes_an_academy_its_closed_predecessor(converted, register, today, given, complaints):
    for _again in range(2):
        _printed, problems = register(CLOSED, ACADEMY | given)
        assert [problem["column"] for problem in problems] == complaints
    assert what_it_is(converted, today) == ("Conversion Academy", "open", 900912)
    assert Registration.objects.get(urn=900912).starts_on == datetime.date(2026, 9, 1)


def test_a_file_without_the_columns_of_dates_changes_none(converted, register, today):
    register(CLOSED, ACADEMY, without=("starts_on", "ends_on"))
    assert what_it_is(converted, today) == ("Conversion Academy", "open", 900912)


def test_an_academy_whose_first_day_was_never_known_is_not_its_closed_predecessor(register, today):
    """The registration that holds today counts, not the one that began last."""
    school: Any = SchoolFactory(name="Larch", urn=900920, starts_on=datetime.date(1990, 9, 1))
    school.registrations.update(ends_on=datetime.date(2020, 8, 31))
    RegistrationFactory(school=school, urn=900921, type_code="34")
    closed = CLOSED | {"urn": 900920, "name": "Larch Community", "ends_on": "31-08-2020"}
    register(closed, {**ACADEMY, "urn": 900921, "name": "Larch Academy", "starts_on": ""})
    assert what_it_is(school, today) == ("Larch Academy", "open", 900921)


def test_of_a_closed_school_the_registration_that_ended_last_counts(db, today):
    school: Any = SchoolFactory(urn=900930, ends_on=datetime.date(2020, 8, 31), starts_on=datetime.date(1990, 9, 1))
    last = RegistrationFactory(school=school, urn=900931, ends_on=datetime.date(2024, 8, 31))
    assert school.registration_on(today) is None and school.registration_for(today) == last


def test_only_what_is_given_and_can_be_read_replaces_what_is_stored(register):
    register({"urn": 900551, "website": "www.inkwell.example", "starts_on": "01-09-2018", "ends_on": "31-08-2030"})
    spoilt = {"urn": 900551, "website": "see prospectus", "telephone": "ring us", "low_age": "19-Nov", "ends_on": "x"}
    _printed, problems = register(spoilt)
    columns = {"SchoolWebsite", "TelephoneNum", "StatutoryLowAge", "CloseDate"}
    assert {problem["column"] for problem in problems} == columns
    assert {problem["row"] for problem in problems} == {"loaded"}
    blank = dict.fromkeys(("name", "status", "status_code", "type_code", "type_name", "low_age", "high_age"), "")
    register({"urn": 900551, "website": "", "telephone": "n/a", **blank})
    school, row = School.objects.get(), Registration.objects.get()
    assert (school.name, school.status, school.website) == ("Inkwell School", "open", "https://www.inkwell.example")
    assert school.telephone == "020 7946 0143"
    assert (row.type_code, row.low_age, row.high_age) == ("01", 11, 18)
    assert (str(row.starts_on), str(row.ends_on)) == ("2018-09-01", "2030-08-31")


def test_codes_that_a_tool_turned_into_decimals_are_read(register):
    decimals = {"urn": "900551.0", "la_code": "302.0", "type_code": "2.0", "status_code": "1.0", "low_age": "11.0"}
    _printed, problems = register(decimals | {"type_name": "Voluntary aided school", "telephone": "2079460143.0"})
    assert problems == []
    row = Registration.objects.select_related("school").get(urn=900551)
    assert (row.type_code, row.low_age, row.school.status) == ("02", 11, "open")
    assert row.school.telephone == "020 7946 0143"


def reasons(urn: int, on: datetime.date) -> set[object]:
    school = School.objects.get(registrations__urn=urn)
    subject = registered(school, school.registration_on(on))
    return {getattr(rule.applies(subject), "reason", None) for rule in RULES}


def test_a_type_that_the_hub_does_not_know_is_kept_and_nothing_is_judged(register, today):
    printed, problems = register({"urn": 900621, "type_code": "99", "type_name": "Something new"})
    assert "1 added" in printed and [problem["row"] for problem in problems] == ["loaded"]
    row = Registration.objects.get(urn=900621)
    assert (row.type_code, row.type_name) == ("99", "Something new")
    (reason,) = reasons(900621, today)
    assert str(reason).startswith("Not checkable") and "type 99 of the register" in str(reason)


def test_a_code_and_a_name_that_contradict_each_other_are_no_type(register, today):
    contradiction = {"urn": 900616, "type_code": "46", "type_name": "University technical college"}
    _printed, problems = register(contradiction)
    assert "disagree" in problems[0]["reason"]
    assert reasons(900616, today) == {UNKNOWN_TYPE.reason}


@pytest.mark.parametrize(
    ("code", "words", "status"),
    [
        ("", "Open, but proposed to close", "closing"),
        ("5", "Quarantine", "other"),
        ("6", "De-registered as EY Setting", "other"),
        ("", "Gone", "other"),
    ],
)
def test_a_rare_status_keeps_the_school(register, client, today, code, words, status):
    register({"urn": 900701, "status_code": code, "status": words})
    assert School.objects.get().status == status
    if status == "other":
        assert reasons(900701, today) == {UNKNOWN_STATUS.reason}
    else:
        assert UNKNOWN_STATUS.reason not in reasons(900701, today) | {UNKNOWN_AGES.reason}
