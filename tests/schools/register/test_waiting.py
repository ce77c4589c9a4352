"""What a file says of a public school, and a file that has lost schools, wait for a person of the hub's staff."""

import datetime

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from curriculum.models import Borough
from hub.accounts.models import User
from hub.schools.microsites.closing import close_school
from hub.schools.microsites.register_views import DecisionError, decide
from hub.schools.models import RegisterChange, Registration, Role, School
from hub.schools.tenancy.provisioning import create_school
from tests.factories import people

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

OURS = {"urn": 900551}
CHANGES = {"name": "Copper Row School", "status_code": "2", "status": "Closed", "type_code": "02", "type_name": ""}


@pytest.fixture
def public(index, register) -> School:
    """A school of the register with public pages."""
    register(OURS)
    return create_school(urn=900551).school


@pytest.fixture
def staff(db) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("staff@hub.example", "secret"))
    return client


def waiting() -> list[RegisterChange]:
    return list(RegisterChange.objects.filter(decision="waiting"))


def facts(school: School) -> tuple[str, str, str]:
    school = School.objects.get(pk=school.pk)
    return school.name, school.status, school.registrations.get().type_code


def test_name_status_and_type_of_a_public_school_wait_and_the_rest_loads(public, register):
    printed, problems = register(OURS | CHANGES | {"telephone": "020 7946 0199"})
    assert facts(public) == ("Inkwell School", "open", "01")
    assert School.objects.get(pk=public.pk).telephone == "020 7946 0199"
    assert "1 wait for a person" in printed
    found = {problem["column"]: problem["value"] for problem in problems if problem["row"] == "waiting"}
    assert found.keys() == {"name", "status", "type_code", "type_name"}
    assert found["name"] == "from Inkwell School to Copper Row School"


def test_ages_that_would_take_years_from_a_public_school_or_give_it_more_wait(public, register, staff):
    primary = OURS | {"low_age": "5", "high_age": "11"}
    _printed, problems = register(primary)
    assert Registration.objects.get().age_range == "11 to 18"
    assert {problem["column"] for problem in problems if problem["row"] == "waiting"} == {"low_age", "high_age"}
    assert waiting()[0].sentences == ["lowest age: from “11” to “5”", "highest age: from “18” to “11”"]
    register(OURS | {"low_age": "10", "high_age": "19"})
    assert Registration.objects.get().age_range == "10 to 19" and waiting() == []
    register(primary)
    staff.post(reverse("schools_register"), {"change": waiting()[0].pk, "accept": "1"})
    assert Registration.objects.get().age_range == "5 to 11"


def test_without_ages_the_phase_of_a_public_school_waits(public, register):
    Registration.objects.update(low_age=None, high_age=None)
    register(OURS | {"low_age": "", "high_age": "", "phase": "Primary"})
    assert School.objects.get(pk=public.pk).phase == public.phase != "Primary"
    assert waiting()[0].rows[0]["school"] == {"phase": "Primary"}


def test_without_public_pages_nothing_waits(register):
    register(OURS)
    register(OURS | CHANGES)
    assert facts(School.objects.get()) == ("Copper Row School", "closed", "02")
    assert waiting() == []


def test_a_last_day_that_would_end_a_public_school_today_waits_and_a_later_one_does_not(public, register, today):
    later = (today + datetime.timedelta(days=30)).isoformat()
    register(OURS | {"ends_on": later})
    assert str(Registration.objects.get().ends_on) == later and waiting() == []
    register(OURS | {"ends_on": "31-08-2026"})
    assert str(Registration.objects.get().ends_on) == later
    assert waiting()[0].rows[0]["registration"] == {"ends_on": "2026-08-31"}


def test_a_dry_run_says_the_same_and_keeps_nothing(public, register):
    printed, problems = register(OURS | CHANGES, dry_run=True)
    assert "1 wait for a person" in printed and len(problems) == 4
    assert not RegisterChange.objects.exists()


def test_the_command_line_can_accept(public, register):
    register(OURS | CHANGES)
    printed, _problems = register(OURS | CHANGES, accept=True)
    assert facts(public) == ("Copper Row School", "closed", "02")
    change = RegisterChange.objects.get()
    assert (change.decision, change.decided_by) == ("accepted", None) and "wait for a person" not in printed


def test_the_same_file_twice_waits_once_and_a_file_that_takes_it_back_ends_the_waiting(public, register):
    for _again in range(2):
        register(OURS | CHANGES)
    assert len(waiting()) == 1
    register(OURS)
    assert waiting() == []


def test_staff_accept_in_the_admin(public, register, staff, today):
    register(OURS | CHANGES | {"ends_on": "31-08-2026"})
    assert "1 change of the register waits for you" in staff.get(reverse("wagtailadmin_home")).content.decode()
    html = staff.get(reverse("schools_register")).content.decode()
    assert "If it goes on under another number, refuse this" in html
    assert "“Copper Row School”" in html and "31 August 2026" in html
    staff.post(reverse("schools_register"), {"change": waiting()[0].pk, "accept": "1"})
    assert facts(public) == ("Copper Row School", "closed", "02")
    assert str(Registration.objects.get().ends_on) == "2026-08-31"
    change = RegisterChange.objects.get()
    assert change.decision == "accepted" and change.decided_by == User.objects.get()


def test_what_staff_refuse_is_not_asked_again_until_the_file_says_something_else(public, register, staff):
    register(OURS | CHANGES)
    staff.post(reverse("schools_register"), {"change": waiting()[0].pk, "refuse": "1"})
    printed, problems = register(OURS | CHANGES)
    assert "1 refused by a person before" in printed and "wait for a person" not in printed
    assert waiting() == [] and facts(public) == ("Inkwell School", "open", "01")
    assert any("refused before" in problem["reason"] for problem in problems)
    register(OURS | CHANGES | {"name": "Another Name School"})
    assert len(waiting()) == 1


def test_a_closing_accepted_too_late_does_not_close_the_academy(public, register, staff):
    register(OURS | CHANGES)
    call_command("reregister_school", "900551", "900552", "--type", "34", "--on", "2026-09-01")
    staff.post(reverse("schools_register"), {"change": waiting()[0].pk, "accept": "1"})
    school = School.objects.get(pk=public.pk)
    assert (school.name, school.status) == ("Inkwell School", "open")
    assert [each.type_code for each in school.registrations.order_by("urn")] == ["02", "34"]


def test_a_decision_is_made_once(public, register, staff):
    register(OURS | CHANGES)
    change = waiting()[0]
    staff.post(reverse("schools_register"), {"change": change.pk, "refuse": "1"})
    answer = staff.post(reverse("schools_register"), {"change": change.pk, "accept": "1"}, follow=True)
    assert "decided already" in answer.content.decode() and facts(public)[0] == "Inkwell School"
    for junk in ("", "x", "999999999"):
        assert staff.post(reverse("schools_register"), {"change": junk, "accept": "1"}).status_code == 302


def test_a_school_closed_here_is_not_opened_by_a_register_that_lags_behind(public, register, today):
    close_school(school=public, on=today, today=today)
    register(OURS)
    assert facts(public)[1] == "closed" and waiting()[0].rows[0]["school"] == {"status": "open"}


def test_the_list_is_closed_to_a_school_and_to_strangers(public, client):
    leader = User.objects.create_user("leader@school.example", "secret")
    people.staff(leader, public, Role.CAREERS_LEADER)
    client.force_login(leader)
    assert client.get(reverse("schools_register")).status_code == 403
    assert client.post(reverse("schools_register"), {"change": 1, "accept": "1"}).status_code == 403


def rows(*urns: int, **more: object) -> list[dict[str, object]]:
    return [{"urn": urn, **more} for urn in urns]


WHOLE = range(900600, 900620)


def test_a_file_that_lost_more_than_a_tenth_of_a_borough_waits(register, staff):
    elsewhere = {"urn": 900650, "la_code": "301", "la_name": "Barking and Dagenham"}
    register(*rows(*WHOLE), elsewhere)
    short = rows(*WHOLE[:-3], name="Renamed School")
    printed, problems = register(*short, elsewhere | {"name": "Renamed Too"})
    assert "17 wait for a person" in printed
    missing = [problem["value"] for problem in problems if problem["reason"] == "not in the file"]
    assert missing == [f"Inkwell School ({urn})" for urn in WHOLE[-3:]]
    assert School.objects.filter(name="Renamed School").count() == 0
    assert School.objects.filter(name="Renamed Too").count() == 1
    assert "3 of the 20 schools" in staff.get(reverse("schools_register")).content.decode()
    staff.post(reverse("schools_register"), {"change": waiting()[0].pk, "accept": "1"})
    assert School.objects.filter(name="Renamed School").count() == 17 and School.objects.count() == 21
    printed, _problems = register(*short, elsewhere)
    assert "17 wait" in printed, "what was accepted once is asked again of the next file"


@pytest.mark.parametrize("option", ["accept", "part"])
def test_the_command_line_can_say_that_nothing_is_lost(register, option):
    register(*rows(*WHOLE))
    register(*rows(*WHOLE[:12], name="Renamed School"))
    assert len(waiting()) == 1
    printed, _problems = register(*rows(*WHOLE[:12], name="Renamed School"), **{option: True})
    assert "12 changed" in printed and waiting() == []


def test_a_tenth_is_not_too_much(register):
    register(*rows(*WHOLE))
    printed, _problems = register(*rows(*WHOLE[:-2], name="Renamed School"))
    assert "18 changed" in printed and waiting() == []


def test_closed_schools_and_types_that_the_file_lacks_are_not_lost(register):
    register(*rows(*WHOLE), *rows(*range(900700, 900710), status_code="2", status="Closed"))
    printed, _problems = register(*rows(*range(900800, 900812), type_code="14", type_name="Pupil referral unit"))
    assert "12 added" in printed and waiting() == []
    printed, _problems = register(*rows(*WHOLE))
    assert "20 unchanged" in printed and waiting() == []


def test_a_few_rows_are_corrections_and_it_is_said(register):
    register(*rows(*WHOLE))
    printed, _problems = register(*rows(*WHOLE[:2], name="Renamed School"))
    assert "2 changed" in printed and "taken for single corrections" in printed and waiting() == []


def test_a_file_that_shares_no_school_with_the_hub_only_adds(register):
    register(*rows(*WHOLE))
    printed, _problems = register(*rows(*range(900700, 900715)))
    assert "15 added" in printed and waiting() == []


def test_what_was_decided_meanwhile_is_said_and_not_decided_again(public, register, staff):
    register(OURS | CHANGES)
    (change,) = waiting()
    decide(change, accepted=False, user=None, at=timezone.now())
    with pytest.raises(DecisionError, match="decided already"):
        decide(change, accepted=True, user=None, at=timezone.now())
    assert RegisterChange.objects.get().decision == "refused" and facts(public) == ("Inkwell School", "open", "01")


def test_a_file_of_london_that_lacks_whole_boroughs_says_which(register):
    Borough.objects.create(label="Camden", slug="camden", gss_code="E09000007", la_code="202")
    *most, last = Borough.objects.order_by("label")
    in_most = [{"urn": 900600 + at, "la_code": each.la_code, "la_name": each.label} for at, each in enumerate(most)]
    printed, _problems = register(*in_most)
    assert f"No row of {last.label}: their schools stay as they are." in printed
    for few in (rows(*WHOLE), [*in_most, {"urn": 900690, "la_code": last.la_code, "la_name": last.label}]):
        assert "No row of" not in register(*few)[0]
