"""A school that goes on under another number keeps what is its own, and answers to the duties of its new type."""

import copy
import datetime
import io

import pytest
from django.core.management import CommandError, call_command

from hub.schools.microsites.closing import close_school, reopen_school
from hub.schools.models import Registration, School
from hub.schools.tenancy.provisioning import create_school
from tests.conftest import TODAY
from tests.factories.schools import SchoolFactory
from tests.schools.staffed import Staffed, staffed_alone

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
CONVERTED = datetime.date(2026, 9, 1)


@pytest.fixture(scope="module")
def made(once) -> Staffed:
    return once(staffed_alone, TODAY)


@pytest.fixture
def ours(made, db) -> Staffed:
    return copy.deepcopy(made)


def said(*arguments: str) -> str:
    out = io.StringIO()
    call_command("reregister_school", *arguments, stdout=out)
    return out.getvalue()


def imported(starts_on: datetime.date | None = CONVERTED) -> None:
    """What the register's import makes of a number that it has not seen: a school of its own."""
    SchoolFactory(name="Quince Hill Academy", urn=900899, type_code="34", starts_on=starts_on, low_age=11, high_age=18)


def test_a_number_of_the_register_becomes_the_schools(ours, client):
    imported()
    printed = said("900801", "900899")
    assert "Quince Hill Academy is 900899 Academy converter from 2026-09-01" in printed
    school = School.objects.get(pk=ours.school.pk)
    assert School.objects.count() == 1 and school.slug == ours.school.slug and school.name == "Quince Hill Academy"
    assert school.registrations.get(urn=900801).ends_on == datetime.date(2026, 8, 31)
    types = [getattr(school.registration_on(on), "type_code", "") for on in (datetime.date(2026, 8, 31), CONVERTED)]
    assert types == ["01", "34"]
    response = client.get("/schools/quince-hill-academy-900899/")
    assert response.status_code == 301 and response["Location"] == f"/schools/{ours.school.slug}/"
    assert client.get(f"/schools/{ours.school.slug}/{ours.careers.slug}/").status_code == 200


def test_a_school_that_the_register_had_closed_is_open_again(ours):
    School.objects.filter(pk=ours.school.pk).update(status="closed")
    ours.school.registrations.update(ends_on=datetime.date(2026, 8, 31))
    imported()
    said("900801", "900899")
    assert School.objects.get(pk=ours.school.pk).is_open


def test_a_number_that_the_register_lacks_needs_a_type_and_a_day(ours):
    with pytest.raises(CommandError, match="give its --type and --on"):
        said("900801", "900899")
    said("900801", "900899", "--type", "Academy Converter", "--on", "2026-09-01")
    assert Registration.objects.get(urn=900899).school == ours.school


def test_a_first_day_that_the_register_does_not_say_is_asked_for(ours):
    imported(starts_on=None)
    with pytest.raises(CommandError, match="give the day"):
        said("900801", "900899")
    said("900801", "900899", "--on", "2026-09-01")
    assert School.objects.get(pk=ours.school.pk).registration_on(CONVERTED) == Registration.objects.get(urn=900899)


def test_a_school_closed_here_is_opened_first(ours, on):
    imported()
    close_school(school=ours.school, on=on, today=on)
    with pytest.raises(CommandError, match="open it again first"):
        said("900801", "900899")
    reopen_school(school=ours.school)
    said("900801", "900899")


def test_numbers_the_wrong_way_round_are_refused(index):
    for urn, day in ((900881, None), (900882, CONVERTED)):
        SchoolFactory(urn=urn, starts_on=day or datetime.date(1950, 9, 1))
    with pytest.raises(CommandError, match="began only on 1 September 2026"):
        said("900882", "900881")


def test_looking_first_writes_nothing(ours):
    imported()
    before = [*School.objects.values(), *Registration.objects.values()]
    assert "Dry run: nothing was written." in said("900801", "900899", "--dry-run")
    assert [*School.objects.values(), *Registration.objects.values()] == before


def test_what_cannot_be_is_said_and_changes_nothing(ours):
    create_school(urn=900870, name="Sorrel Road School", type_code="01")
    before = [*School.objects.values(), *Registration.objects.values()]
    for urn, new, words in (
        ("900999", "900899", "no school with URN 900999"),
        ("900801", "900801", "has the URN 900801 already"),
        ("900801", "900870", "has pages or people of its own"),
    ):
        with pytest.raises(CommandError, match=words):
            said(urn, new)
    assert [*School.objects.values(), *Registration.objects.values()] == before
