"""A postcode, or the part of one, lists the nearest schools with their distances; without positions, its district."""

import pytest

from hub.schools.directory.places import in_miles
from tests.factories.schools import SchoolFactory, SchoolIndexPageFactory

pytestmark = pytest.mark.postgresql
MILE = 1609
# Name, postcode, miles east of the first one; None: where it is nobody knows.
SCHOOLS = (
    ("Alder School", "E8 4HY", 0, "Secondary"),
    ("Birch School", "E8 4AB", 0.5, "Primary"),
    ("Cedar School", "E8 1AB", 1.5, "Secondary"),
    ("Damson School", "E9 1AB", 1, "Primary"),
    ("Elder School", "E8 2AB", None, "Primary"),
    ("Fig School", "N1 1AB", 30, "Primary"),
    ("Gone School", "E8 4HY", 0, "Primary"),
)


@pytest.fixture(autouse=True)
def index(home):
    SchoolIndexPageFactory(parent=home)
    for number, (name, postcode, miles, phase) in enumerate(SCHOOLS):
        position = {} if miles is None else {"easting": 534000 + round(miles * MILE), "northing": 184000}
        status = "closed" if name.startswith("Gone") else "open"
        SchoolFactory(name=name, urn=900801 + number, postcode=postcode, phase=phase, status=status, **position)


def listed(client, typed: str, **asked: str) -> list[tuple[str, str]]:
    lines = client.get("/schools/", {"q": typed, **asked}).context["lines"]
    return [(line.school.name.split()[0], line.distance) for line in lines]


FROM_ALDER = [
    ("Alder", "less than 0.1 miles"),
    ("Birch", "about 0.5 miles"),
    ("Damson", "about 1 mile"),
    ("Cedar", "about 1.5 miles"),
    ("Fig", "about 30 miles"),
]


@pytest.mark.parametrize("typed", ["E8 4HY", "e84hy", "schools near E8 4HY", "near me E8 4HY"])
def test_a_postcode_lists_the_nearest_first_with_distances(client, typed):
    assert listed(client, typed) == [*FROM_ALDER, ("Elder", "")]
    html = client.get("/schools/", {"q": typed}).content.decode()
    assert "nearest to E8 4HY" in html and "Distances are in a straight line." in html


def test_a_postcode_of_no_school_is_measured_from_the_middle_of_those_around_it(client):
    assert [name for name, _distance in listed(client, "E8 4ZZ")][:2] == ["Alder", "Birch"]
    assert "from the middle of the schools in E8 4." in client.get("/schools/?q=E8+4ZZ").content.decode()
    assert "from the middle of the schools in E8." in client.get("/schools/?q=E8+9ZZ").content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [("E8", "the schools in E8."), ("E8 4", "the schools in E8 4."), ("e84", "the schools in E8 4.")],
)
def test_a_part_of_a_postcode_is_a_place_too(client, typed, said):
    assert said in client.get("/schools/", {"q": typed}).content.decode()
    assert listed(client, typed)[0][1]


def test_words_beside_a_place_and_filters_say_which_of_the_nearest(client):
    assert [name for name, _distance in listed(client, "primary E8 4HY")][:2] == ["Birch", "Damson"]
    assert listed(client, "Cedar, E8 4HY") == [("Cedar", "about 1.5 miles")]
    assert listed(client, "zzqxwv E8 4HY") == []


def test_the_nearest_can_be_put_in_another_order(client):
    assert [name for name, _distance in listed(client, "E8 4HY", sort="name")][:3] == ["Alder", "Birch", "Cedar"]
    assert listed(client, "alder", sort="near") == [("Alder", "")]


def test_no_more_than_a_page_is_near(client):
    for number in range(40):
        SchoolFactory(urn=901000 + number, postcode="E8 4AA", easting=534000 + number, northing=184000)
    assert len(listed(client, "E8 4HY")) == 30


def test_where_no_school_has_a_position_the_district_is_listed_as_ever(client):
    assert listed(client, "E8 2AB")[0][0] != "Elder", "others in E8 have one"
    SchoolFactory(name="Hazel School", urn=900901, postcode="SE4 2AB")
    assert listed(client, "SE4 2ZZ") == [("Hazel", "")]
    assert "in the postcode district SE4" in client.get("/schools/?q=SE4+2ZZ").content.decode()


@pytest.mark.parametrize(
    ("metres", "said"),
    [
        (None, ""),
        (0, "less than 0.1 miles"),
        (160, "about 0.1 miles"),
        (1600, "about 1 mile"),
        (4000, "about 2.5 miles"),
    ],
)
def test_distances_are_said_in_miles(metres, said):
    assert in_miles(metres) == said
