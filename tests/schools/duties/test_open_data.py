"""What schools publish, as data: what the public pages say and nothing else, the same for everybody."""

import csv
import datetime
import io
import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from wagtail.models import PageViewRestriction

from hub.publication.rules import Status
from hub.schools.duties import open_data
from hub.schools.duties.findings import findings_of_school
from hub.schools.duties.recording import record_findings
from hub.schools.duties.statement import claims
from hub.schools.models import CareersPage, Registration, School, school_slug
from tests.factories.careers import complete_careers_page
from tests.factories.schools import BoroughFactory, SchoolFactory, SchoolHomePageFactory
from tests.schools.staffed import Staffed, staffed

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
ADDRESS = "/schools/quince-hill-school-900801/duties.json"
BOROUGH = "/schools/boroughs/barnet/duties.csv"
PAGE = "/schools/quince-hill-school-900801/careers/"


@pytest.fixture
def barnet(db):
    return BoroughFactory(label="Barnet")


@pytest.fixture
def ours(index, on, barnet) -> Staffed:
    made = staffed(index, on, next_review=on + datetime.timedelta(days=20), cluster_name="")
    School.objects.filter(pk=made.school.pk).update(borough=barnet)
    return made


def asked(client) -> dict:
    response = client.get(ADDRESS)
    assert response.status_code == 200 and response["Content-Type"] == "application/json"
    return json.loads(response.content)


def found(client) -> dict[str, dict]:
    return {each["rule"]: each for each in asked(client)["findings"]}


def table(client) -> list[dict[str, str]]:
    response = client.get(BOROUGH)
    assert response.status_code == 200 and response.streaming
    return list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))


def test_a_school_as_json(client, ours, on):
    record_findings(on=on)
    answer = asked(client)
    assert (answer["school"], answer["urn"], answer["borough"]) == ("Quince Hill School", 900801, "Barnet")
    assert (answer["type"], answer["sample"], answer["checked_on"]) == ("Community school", False, on.isoformat())
    assert answer["pages"]["careers"].endswith(PAGE) and client.get(answer["pages"]["policy"]).status_code == 200
    review = on + datetime.timedelta(days=20)
    assert found(client)["PUB-08"] == {
        "rule": "PUB-08",
        "title": "Date of the next review",
        "strength": "must",
        "status": "expiring",
        "source": "School Information Regulations 2008, amended 2018",
        "law": "the date of the school’s next review of the information published",
        "law_reference": "School Information (England) Regulations 2008 Schedule 4, paragraph 15, 2018-09-01",
        "law_link": "https://www.legislation.gov.uk/uksi/2008/3093",
        "reading": "A day that has passed is no longer the date of a next review.",
        "message": f"Met until {review:%-d %B %Y}",
        "due": review.isoformat(),
        "since": on.isoformat(),
    }


def test_the_fields_are_those_that_are_documented(client, ours):
    answer = asked(client)
    names = [field.name for field in (*open_data.SCHOOL, *open_data.ABOUT)]
    assert list(answer) == names
    assert list(answer["pages"]) == [field.name for field in open_data.PAGES]
    for finding in answer["findings"]:
        assert list(finding) == [field.name for field in open_data.FINDING]
    assert list(table(client)[0]) == [field.name for field in open_data.CSV]
    text = client.get("/schools/data/").content.decode()
    for name in (*names, *(field.name for field in (*open_data.PAGES, *open_data.FINDING, *open_data.CSV))):
        assert f"<code>{name}</code>" in text


def test_strengths_are_counted_apart_and_there_is_no_total(client, ours):
    answer = asked(client)
    assert set(answer["counts"]) == {"must", "should", "voluntary"}
    assert answer["counts"]["voluntary"]["missing"] == 1 and answer["counts"]["must"]["expiring"] == 1
    for strength, counts in answer["counts"].items():
        assert set(counts) == {status.value for status in Status} - {"not-applicable"}
        assert sum(counts.values()) == sum(each["strength"] == strength for each in answer["findings"])
    assert not re.search(r"total|percent|%", json.dumps(answer))


def test_it_says_what_the_page_says(client, ours, on):
    findings = findings_of_school(ours.school, on).findings
    lines = [line for claim in claims(findings) for line in claim.lines if len(line.findings) == 1]
    html, said = client.get(PAGE).content.decode(), found(client)
    assert len(lines) > 5
    for line in lines:
        (finding,) = line.findings
        assert said[finding.rule.id]["message"] == line.words and line.words in html
    assert set(said) == {each.rule.id for each in findings if each.strength}


def test_it_names_nobody_and_no_draft(client, ours):
    CareersPage.objects.filter(pk=ours.careers.pk).update(careers_leader_telephone="not a number")
    ours.careers.careers_leader_name = "Draft Person"
    ours.careers.next_review = datetime.date(2031, 1, 1)
    ours.careers.save_revision()
    bodies = client.get(ADDRESS).content.decode(), b"".join(client.get(BOROUGH).streaming_content).decode()
    for body in bodies:
        for words in ("Adeyemi", "@", "not a number", "7946", "Draft", "2031", "Elmfield", "/admin/", "evidence"):
            assert words not in body, words


def test_it_may_be_kept_and_read_by_any_site_and_is_english_for_everybody(client, ours):
    for address in (ADDRESS, BOROUGH):
        response = client.get(address)
        assert response["Cache-Control"] == "public, max-age=3600" and not response.cookies
        assert response["Access-Control-Allow-Origin"] == "*"
        urdu = client.get(address, headers={"Accept-Language": "ur"})
        assert b"".join(urdu) == b"".join(response)
        assert client.post(address).status_code == 405
        asking = client.options(address)
        assert asking.status_code == 204 and "GET" in asking["Access-Control-Allow-Methods"]


def test_a_school_asked_for_by_its_number_is_found(client, ours):
    response = client.get("/schools/900801/duties.json")
    assert response.status_code == 301 and response.url == ADDRESS


def test_there_is_none_of_a_school_without_public_pages(client, index, ours, barnet):
    quiet = SchoolFactory(name="Pear Court School", urn=900850, borough=barnet)

    def listed() -> set[str]:
        return {row["school"] for row in table(client)}

    assert client.get(f"/schools/{quiet.slug}/duties.json").status_code == 404
    assert client.get("/schools/no-such-school/duties.json").status_code == 404
    assert listed() == {"Quince Hill School"}
    private = PageViewRestriction.objects.create(page=ours.made.home, restriction_type="password", password="x")
    assert client.get(ADDRESS).status_code == 404 and listed() == set()
    private.delete()
    ours.made.home.unpublish()
    assert client.get(ADDRESS).status_code == 404 and listed() == set()
    ours.made.home.save_revision().publish()
    assert listed() == {"Quince Hill School"}
    School.objects.filter(pk=ours.school.pk).update(status="closed")
    gone = client.get(ADDRESS)
    assert gone.status_code == 404 and gone["Access-Control-Allow-Origin"] == "*" and listed() == set()


def test_a_careers_page_behind_a_password_is_missing(client, ours):
    PageViewRestriction.objects.create(page=ours.careers, restriction_type="password", password="x")
    answer = asked(client)
    assert answer["pages"]["careers"] is None
    assert found(client)["PUB-01"]["status"] == "missing" and found(client)["PAL-01"]["status"] == "met"
    row = next(row for row in table(client) if row["rule"] == "PUB-01")
    assert (row["status"], row["careers_page"]) == ("missing", "")


def test_a_borough_as_csv_holds_what_each_school_holds_as_json(client, index, ours, on, barnet):
    record_findings(on=on)
    other = staffed(index, on, urn=900802, name="Bramble Lane School")
    School.objects.filter(pk=other.school.pk).update(borough=barnet)
    staffed(index, on, urn=900803, name="Yew Tree School")
    rows = table(client)
    assert {row["school"] for row in rows} == {"Quince Hill School", "Bramble Lane School"}
    mine = [row for row in rows if row["urn"] == "900801"]
    for row, finding in zip(mine, asked(client)["findings"], strict=True):
        assert {name: row[name] for name in finding} == {name: value or "" for name, value in finding.items()}
        assert row["page"] == asked(client)["pages"]["school"] and row["sample"] == "false"


def test_no_cell_becomes_a_formula(client, ours):
    School.objects.filter(pk=ours.school.pk).update(name='=HYPERLINK("https://bad.example")')
    assert table(client)[0]["school"] == '\'=HYPERLINK("https://bad.example")'


def test_no_such_borough(client, ours):
    assert client.get("/schools/boroughs/atlantis/duties.csv").status_code == 404
    BoroughFactory(label="Brent")
    assert b"".join(client.get("/schools/boroughs/brent/duties.csv")).count(b"\n") == 1


def test_what_is_recorded_tells_since_when(client, ours, on):
    assert found(client)["PUB-01"]["since"] is None
    record_findings(on=on - datetime.timedelta(days=3))
    assert found(client)["PUB-01"]["since"] == (on - datetime.timedelta(days=3)).isoformat()
    ours.careers.careers_leader_name = ""
    ours.careers.save()
    assert found(client)["PUB-01"]["since"] == on.isoformat()


def test_a_school_whose_type_nobody_knows_has_no_findings(client, ours):
    Registration.objects.update(type_code="", type_name="")
    answer = asked(client)
    assert answer["findings"] == [] and answer["type"] == ""
    assert table(client) == []


def test_the_number_of_queries_does_not_grow_with_the_schools(client, index, on, barnet):
    def add(number: int) -> None:
        school = SchoolFactory(name=f"Row {number} School", urn=900500 + number, borough=barnet)
        complete_careers_page(SchoolHomePageFactory(parent=index, school=school), on)

    def queries() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as captured:
            rows = table(client)
        return len(captured), len({row["school"] for row in rows})

    add(1)
    record_findings(on=on)
    queries()
    few, schools = queries()
    assert schools == 1
    for number in range(2, 8):
        add(number)
    assert queries() == (few, 7)
    assert few < 30


def test_the_page_leads_to_each_borough_and_is_led_to(client, index, ours, barnet):
    BoroughFactory(label="Brent")
    text = client.get("/schools/data/").content.decode()
    assert f'href="{BOROUGH}"' in text and "1 school<" in text and "brent" not in text
    assert "not whether a school meets the law" in text and "Open Government Licence v3.0" in text
    assert 'href="/schools/data/"' in client.get("/schools/").content.decode()
    html = client.get(PAGE).content.decode()
    assert f'href="{ADDRESS}"' in html and 'href="/schools/data/"' in html


def test_the_example_is_of_the_fields_that_are_documented():
    from hub.schools.duties.open_data_views import EXAMPLE

    assert list(EXAMPLE) == [field.name for field in open_data.FINDING]


def test_no_address_of_a_school_is_one_of_these():
    """A school's address ends in its number, and has one part."""
    for name in ("Data", "Boroughs", "data-900900", ""):
        slug = school_slug(name, 900900)
        assert slug not in ("data", "boroughs")
        assert resolve(f"/schools/{slug}/").url_name == "wagtail_serve"
        assert resolve(f"/schools/{slug}/duties.json").url_name == "school_duties"
    assert resolve("/schools/data/").url_name == "duties_data"
    assert resolve("/schools/boroughs/barnet/duties.csv").url_name == "borough_duties"
