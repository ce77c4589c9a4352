"""How the directory reads what is typed: postcodes, numbers, other spellings, whole sentences."""

import pytest

from hub.schools.directory import table, words
from hub.schools.models import Registration, School
from tests.factories.schools import BoroughFactory, SchoolFactory, SchoolIndexPageFactory

pytestmark = pytest.mark.postgresql


@pytest.fixture(autouse=True)
def index(home):
    SchoolIndexPageFactory(parent=home)
    hackney, newham = BoroughFactory(label="Hackney"), BoroughFactory(label="Newham")
    rows: tuple[dict[str, object], ...] = (
        {"name": "Haggerston Vale School", "borough": hackney, "postcode": "E8 4HY", "phase": "Secondary"},
        {"name": "St Osyth’s RC School", "borough": hackney, "postcode": "E8 1AB", "phase": "Primary"},
        {"name": "Saint Brannoc CE Primary", "borough": newham, "postcode": "E15 2ZZ", "phase": "Primary"},
        {"name": "Quay Academy", "borough": newham, "postcode": "E1 9QQ", "town": "Romford", "type_code": "11"},
        {"name": "Gone School", "borough": hackney, "postcode": "N1 1AA", "status": "closed"},
        {"name": "Vane House", "postcode": "W1T 3CC", "type_code": "07"},
        {"name": "Wick Lane", "postcode": "W12 3CC"},
        # Names that begin as words of a sentence do.
        {"name": "Myrtle Infant Primary", "borough": hackney, "phase": "Nursery", "status": "closed"},
    )
    for number, row in enumerate(rows, start=1):
        SchoolFactory(urn=900800 + number, **({"borough": None, "low_age": 3, "high_age": 16} | row))
    Registration.objects.filter(urn=900804).update(high_age=19)


def found(client, typed: str, **filters: str) -> set[str]:
    lines = client.get("/schools/", {"q": typed, **filters}).context["lines"]
    return {line.school.name.split()[0] + " " + line.school.name.split()[1] for line in lines}


HAGGERSTON, OSYTH, BRANNOC, QUAY = "Haggerston Vale", "St Osyth’s", "Saint Brannoc", "Quay Academy"
VANE = "Vane House"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("E8 4HY", {HAGGERSTON}),
        ("e84hy", {HAGGERSTON}),
        ("Haggerston, E8 4HY", {HAGGERSTON}),
        ("E8", {HAGGERSTON, OSYTH}),
        ("E8 4", {HAGGERSTON}),
        ("e84", {HAGGERSTON}),
        ("E1 primary", set()),
        ("900803", {BRANNOC}),
        ("URN 900803", {BRANNOC}),
        ("900805", {"Gone School"}),
        ("Saint Osyths", {OSYTH}),
        ("St. Brannoc", {BRANNOC}),
        ("Roman Catholic", {OSYTH}),
        ("primary school in hackney", {OSYTH, "Myrtle Infant"}),
        ("infant in hackney", {"Myrtle Infant"}),
        ("secondary schools near Hackney", {HAGGERSTON}),
        ("E1", {QUAY}),
        ("E", {HAGGERSTON, OSYTH, BRANNOC, QUAY}),
        ("W1", {VANE}),
        ("w1t", {VANE}),
        ("special school", {VANE}),
        ("sixth form near Newham", {QUAY}),
        ("private schools", {QUAY}),
        ("romford", {QUAY}),
        ("St Osyth's Roman Catholic primary", {OSYTH}),
        ("brannoc c of e", {BRANNOC}),
        ("Brannoc Church of England", {BRANNOC}),
        ("HVS", {HAGGERSTON}),
        ("hvs hackney", {HAGGERSTON}),
        ("haggerston careers page", {HAGGERSTON}),
        ("and", set()),
        ("???", set()),
    ],
)
def test_what_is_typed_finds_the_schools_it_means(client, typed, expected):
    assert found(client, typed) == expected
    assert client.get("/schools/", {"q": typed}).context["notice"] == ""


@pytest.mark.parametrize(
    ("typed", "expected", "said"),
    [
        ("E8 1HR", {HAGGERSTON, OSYTH}, "No school matches “E8 1HR”. These are in the postcode district E8."),
        ("e151hr", {BRANNOC}, "No school matches “e151hr”. These are in the postcode district E15."),
        ("Haggerstone", {HAGGERSTON}, "No school matches “Haggerstone”. These match “haggerston”."),
        ("Newam", {BRANNOC, QUAY}, "No school matches “Newam”. These match “newham”."),
        ("Hagerston Vle", {HAGGERSTON}, "No school matches “Hagerston Vle”. These match “haggerston vale”."),
        ("Haggerston High", {HAGGERSTON}, "No school matches “Haggerston High”. These match “haggerston”."),
        ("primary in newam", {BRANNOC}, "No school matches “primary in newam”. These match “primary newham”."),
    ],
)
def test_what_was_not_typed_is_said(client, typed, expected, said):
    answer = client.get("/schools/", {"q": typed})
    assert found(client, typed) == expected
    assert answer.context["notice"] == said and said in answer.content.decode()


def test_a_postcode_where_no_school_is_finds_none_and_says_what_to_try(client):
    html = client.get("/schools/", {"q": "SE25 9ZZ"}).content.decode()
    assert "No school matches" in html and "the first part of a postcode" in html


def test_a_filter_never_makes_a_word_mean_something_else(client):
    assert found(client, "Haggerston", borough="newham") == set()
    assert client.get("/schools/", {"q": "Haggerston", "borough": "newham"}).context["notice"] == ""


@pytest.mark.parametrize("typed", ["haggerston", "E8 1HR", "newam", "zzqxwv"])
def test_reading_costs_a_few_queries_however_many_schools_there_are(client, typed, django_assert_max_num_queries):
    for number in range(40):
        SchoolFactory(name=f"Quill School {number:02}", urn=900900 + number, postcode="E8 2BB")
    client.get("/schools/", {"q": typed})
    with django_assert_max_num_queries(23):
        client.get("/schools/", {"q": typed})


def test_a_school_is_found_by_its_new_name_at_once(client):
    assert found(client, "Fennel") == set()
    school = School.objects.get(slug__endswith="900801")
    school.name = "Fennel Street School"
    school.save()
    assert found(client, "Fennel") == {"Fennel Street"} and found(client, "Haggerston") == set()


def test_what_is_kept_of_the_register_is_read_once(client, django_assert_num_queries):
    client.get("/schools/", {"q": "haggerston"})
    with django_assert_num_queries(1):
        assert words.read("st osyths", table.current()).pks
