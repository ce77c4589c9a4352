import datetime
import re

import pytest

from hub.schools.models import Registration, School
from tests.factories.careers import CareersPageFactory
from tests.factories.curriculum import KeyStageFactory
from tests.factories.schools import (
    BoroughFactory,
    RegistrationFactory,
    SchoolFactory,
    SchoolHomePageFactory,
    SchoolIndexPageFactory,
)

pytestmark = pytest.mark.postgresql


@pytest.fixture
def index(home):
    for number in (2, 3, 4, 5):
        KeyStageFactory(number=number)
    return SchoolIndexPageFactory(parent=home)


@pytest.fixture
def schools(index):
    brent, camden = BoroughFactory(label="Brent"), BoroughFactory(label="Camden")
    SchoolFactory(name="Fennel Street Academy", urn=900601, borough=brent, type_code="34", postcode="NW0 1AB")
    SchoolFactory(name="St Osyth’s Primary School", urn=900602, borough=camden, low_age=3, high_age=11)
    SchoolFactory(name="École Quill", urn=900603, borough=camden, type_code="11", low_age=None, high_age=None)
    SchoolFactory(name="Vanished School", urn=900604, borough=brent, status="closed")


def names(client, query: str) -> list[str]:
    lines = client.get(f"/schools/{query}").context["lines"]
    return [line.school.name for line in lines]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Fennel Street Academy", "St Osyth’s Primary School", "École Quill"]),
        ("?q=st+osyths", ["St Osyth’s Primary School"]),
        ("?q=ECOLE", ["École Quill"]),
        ("?q=nw0+1", ["Fennel Street Academy"]),
        ("?q=nw01ab", ["Fennel Street Academy"]),
        ("?q=camden+quill", ["École Quill"]),
        ("?q=enne", []),
        ("?q=vanished", ["Vanished School"]),
        ("?borough=camden", ["St Osyth’s Primary School", "École Quill"]),
        ("?type=academies", ["Fennel Street Academy"]),
        ("?stage=ks2", ["St Osyth’s Primary School"]),
        ("?stage=ks3", ["Fennel Street Academy"]),
        ("?published=yes", []),
        ("?published=no&borough=brent", ["Fennel Street Academy"]),
        ("?q=%3F%3F", []),
    ],
)
def test_the_directory_finds_by_words_borough_type_stage_and_page(client, schools, query, found):
    # Where a name with an accent stands is for the database to say; SQLite puts it last.
    assert sorted(names(client, query)) == sorted(found)


def test_the_directory_is_in_the_order_of_names(client, schools):
    found = names(client, "")
    assert found.index("Fennel Street Academy") < found.index("St Osyth’s Primary School")


JUNK = [
    "page=0",
    "page=-1",
    "page=99999999999",
    "page=²",
    "stage=ks99",
    "sort=x",
    "type[]=1",
    "q=%00'\"--",
    "borough=%00",
]


@pytest.mark.parametrize("junk", JUNK)
def test_junk_in_the_address_never_raises(client, schools, junk):
    assert client.get(f"/schools/?{junk}").status_code == 200


def test_a_query_of_three_thousand_characters_is_shortened(client, schools):
    assert client.get("/schools/", {"q": "fennel " * 400}).status_code == 200


def test_an_empty_answer_offers_a_way_on(client, schools):
    html = client.get("/schools/?q=nowhere").content.decode()
    assert "No school matches" in html and "Show every school" in html


def test_the_directory_costs_the_same_queries_however_many_schools_it_lists(
    client, index, django_assert_max_num_queries
):
    for number in range(35):
        SchoolFactory(name=f"Quill School {number:02}", urn=900700 + number, borough=BoroughFactory(label="Brent"))
    client.get("/schools/")
    with django_assert_max_num_queries(20):
        html = client.get("/schools/").content.decode()
    assert html.count('<th scope="row">') == 30 and "page=2" in html


def test_a_school_without_a_page_says_so_and_shows_its_facts(client, schools):
    html = client.get("/schools/fennel-street-academy-900601/").content.decode()
    for words in ("has not published a careers page here", "Three things worth asking", "tel:+442079460142", "900601"):
        assert words in html
    assert "Academy converter" in html and "Must" in html and "Should" in html


def test_unknown_ages_claim_no_duty(client, schools):
    Registration.objects.filter(urn=900603).update(type_code="01")
    html = client.get("/schools/ecole-quill-900603/").content.decode()
    assert "What applies to this school cannot be determined." in html and ">Must<" not in html
    assert "the register does not say which ages" in html and "what type of school this is" not in html


def test_a_closed_school_says_so(client, schools):
    html = client.get("/schools/vanished-school-900604/").content.decode()
    assert "This school has closed" in html and "Three things" not in html
    assert re.search(r"<title>\s*Vanished School: Closed\s+- ", html)


def test_an_unknown_school_is_not_found(client, schools):
    for address in ("no-such-school-1", "no-such-school-999999", "fennel-street-academy-900601/more"):
        assert client.get(f"/schools/{address}/").status_code == 404


@pytest.mark.parametrize("part", ["900601", "an-old-name-900601", "fennel-street-academy-900699"])
def test_any_urn_of_a_school_leads_to_its_address(client, schools, part):
    school = School.objects.get(slug="fennel-street-academy-900601")
    RegistrationFactory(school=school, urn=900699, starts_on=datetime.date(2030, 9, 1))
    response = client.get(f"/schools/{part}/")
    assert response.status_code == 301 and response["Location"] == "/schools/fennel-street-academy-900601/"


def test_a_real_page_is_resolved_before_the_register(client, index):
    school = SchoolFactory(name="Alder Row School", urn=900650)
    page = SchoolHomePageFactory(parent=index, school=school, title="Welcome to Alder Row")
    assert "Welcome to Alder Row" in client.get("/schools/alder-row-school-900650/").content.decode()
    page.unpublish()
    assert "has not published" in client.get("/schools/alder-row-school-900650/").content.decode()


def test_a_school_that_nothing_binds_is_asked_for_nothing(client, schools):
    html = client.get("/schools/900602/", follow=True).content.decode()
    assert "no duty to have one" in html and "Who comes in to talk" in html and ">Should<" not in html


def what_it_publishes(client, **registration) -> str:
    SchoolFactory(name="Wren Row School", urn=900680, **registration)
    html = client.get("/schools/wren-row-school-900680/").content.decode()
    return html[html.index(" like this publishes") :]


def test_a_school_in_a_hospital_is_exempt_only_if_the_law_says_so_of_its_type(client, index):
    assert "A policy on access" in what_it_publishes(client, type_code="44", in_hospital=True)
    School.objects.all().delete()
    special = what_it_publishes(client, type_code="07", in_hospital=True)
    assert "A policy on access" not in special and "The careers leader’s name" not in special
    assert "a special school established in a hospital" in special and "100 hours" in special


def test_only_a_school_that_teaches_year_11_is_offered_the_hundred_hours(client, index):
    assert "100 hours" not in what_it_publishes(client, type_code="18", low_age=16, high_age=19)
    School.objects.all().delete()
    assert "100 hours" in what_it_publishes(client, type_code="01", low_age=11, high_age=16)


def test_a_16_to_19_academy_is_asked_what_a_college_is_asked(client, index):
    html = what_it_publishes(client, type_code="45", low_age=16, high_age=19)
    assert "Cannot be determined" not in html and "A policy on access" not in html
    assert ">Should<" in html and "The careers leader’s name" in html


def test_without_ages_type_and_phase_say_what_they_can(client, index):
    html = what_it_publishes(client, type_code="02", low_age=None, high_age=None, phase="Primary")
    assert "No law or guidance asks a school like this one" in html and "A governor who oversees" in html
    School.objects.all().delete()
    independent = what_it_publishes(client, type_code="11", low_age=None, high_age=None)
    assert "No law or guidance asks a school like this one" in independent
    School.objects.all().delete()
    secondary = what_it_publishes(client, type_code="01", low_age=None, high_age=None, phase="Secondary")
    assert ">Must<" in secondary and "The careers leader’s name" in secondary


def test_of_a_type_that_is_not_placed_nothing_is_claimed(client, index):
    html = what_it_publishes(client, type_code="24", low_age=11, high_age=18)
    assert "which duties reach this type is not known here: Secure units." in html and ">Must<" not in html


def test_an_independent_school_reads_which_standard_remains_and_a_unit_what_is_uncertain(client, index):
    html = what_it_publishes(client, type_code="11")
    assert "Independent School Standards, paragraph 2(2)(e), remain" in html and ">Must<" not in html
    School.objects.all().delete()
    assert "uncertain whether the Regulations reach a pupil referral unit" in what_it_publishes(client, type_code="14")


def test_a_college_without_a_page_is_spoken_of_as_a_college(client, index):
    SchoolFactory(name="Lantern College", urn=900610, type_code="18", low_age=16, high_age=99)
    html = client.get(f"{index.url}lantern-college-900610/").content.decode()
    assert "What do people do after this course" in html and "what each course or level gets" in html
    for words in ("When will my child meet a college", "Years taught", "KS5", "what each year gets", "in the school."):
        assert words not in html


def test_where_a_careers_page_would_be_stands_what_to_ask(client, schools, index):
    html = client.get("/schools/fennel-street-academy-900601/careers/").content.decode()
    assert "has not published a careers page here" in html and "Three things worth asking" in html
    home = SchoolHomePageFactory(parent=index, school=School.objects.get(slug="fennel-street-academy-900601"))
    assert "Three things worth asking" in client.get(f"{home.get_url()}careers/").content.decode()
    assert client.get(f"{home.get_url()}other/").status_code == 404
    moved = client.get("/schools/900601/careers/")
    assert moved.status_code == 301 and moved["Location"] == "/schools/fennel-street-academy-900601/careers/"


def test_a_careers_page_of_another_name_is_found_at_the_usual_one(client, schools, index):
    home = SchoolHomePageFactory(parent=index, school=School.objects.get(slug="fennel-street-academy-900601"))
    careers = CareersPageFactory(parent=home, slug="careers-education")
    answer = client.get(f"{home.get_url()}careers/")
    assert answer.status_code == 302 and answer["Location"] == careers.get_url()
