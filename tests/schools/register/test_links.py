"""The register's links say which school followed which: shown on pages, and asked of a person for a public school."""

import datetime

import pytest

from hub.schools.microsites.register_views import DecisionError, decide
from hub.schools.models import RegisterChange, Registration, School, SchoolLink
from hub.schools.tenancy.provisioning import create_school

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

LINKS = """URN,LinkURN,LinkName,LinkType,LinkEstablishedDate
900551,900552,Inkwell Academy,Successor,01-09-2025
900552,900551,Inkwell School,Predecessor,01-09-2025
900552,900777,Blotter Infants,Predecessor - merged,31-08-2020
900551,900999,Inkwell Sixth Form,Sixth Form Centre Link,01-09-2010
900888,900889,Elsewhere,Successor,01-09-2010
90055x,900551,Nobody,Successor,
"""


@pytest.fixture
def links(load, tmp_path):
    path = tmp_path / "links.csv"
    path.write_text(LINKS)
    return lambda **options: load(path, **options)


@pytest.fixture
def schools(register, index):
    academy = {"type_code": "34", "type_name": "Academy converter", "name": "Inkwell Academy"}
    closed = {"status_code": "2", "status": "Closed", "ends_on": "31-08-2025"}
    register({"urn": 900551} | closed, {"urn": 900552, "starts_on": "01-09-2025"} | academy)


def test_links_load_once_and_each_pair_is_one(schools, links):
    printed, problems = links()
    assert "2 added" in printed and "1 repeated" in printed and "1 links of other kinds" in printed
    assert [(problem["line"], problem["row"]) for problem in problems] == [("7", "refused")]
    link = SchoolLink.objects.get(earlier_urn=900551)
    assert (link.later_urn, link.kind, link.later_name) == (900552, "successor", "Inkwell Academy")
    assert link.earlier_name == "Inkwell School" and str(link.since) == "2025-09-01"
    printed, _problems = links()
    assert "0 added" in printed and "2 unchanged" in printed and SchoolLink.objects.count() == 2


def test_a_dry_run_of_links_writes_nothing(schools, links):
    assert "2 added" in links(dry_run=True)[0] and not SchoolLink.objects.exists()


def test_a_page_says_which_school_came_before_and_which_after(schools, links, client):
    links()
    before = client.get("/schools/900551/", follow=True).content.decode()
    after = client.get("/schools/900552/", follow=True).content.decode()
    assert '/schools/inkwell-academy-900552/">' in before and "Before:" not in before
    assert '/schools/inkwell-school-900551/">' in after and "Blotter Infants" in after
    create_school(urn=900552)
    home = client.get("/schools/900552/", follow=True).content.decode()
    assert '/schools/inkwell-school-900551/">' in home


def test_a_public_school_that_goes_on_under_another_number_waits_for_a_person(schools, links, client, now):
    create_school(urn=900551)
    printed, problems = links()
    assert "1 wait for a person" in printed
    assert "goes on as Inkwell Academy" in problems[-1]["reason"]
    assert School.objects.count() == 2
    change = RegisterChange.objects.get()
    assert change.sentences == ["900551 goes on as 900552, Inkwell Academy, which the hub holds as another school."]
    decide(change, accepted=True, user=None, at=now)
    school = School.objects.get()
    assert (school.name, school.slug, school.status) == ("Inkwell Academy", "inkwell-school-900551", "open")
    assert school.registration_on(datetime.date(2025, 9, 1)) == Registration.objects.get(urn=900552)
    assert "wait" not in links()[0]


def test_what_can_no_longer_be_made_still_waits_and_says_why(schools, links, now):
    create_school(urn=900551)
    links()
    create_school(urn=900552)
    with pytest.raises(DecisionError, match="pages or people of its own"):
        decide(RegisterChange.objects.get(), accepted=True, user=None, at=now)
    assert RegisterChange.objects.get().decision == "waiting"
