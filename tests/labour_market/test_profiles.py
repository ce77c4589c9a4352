import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.labour_market import selectors
from hub.labour_market.models import Figure, Source
from hub.labour_market.profiles import Answer, Profile
from tests.labour_market.reading import problems
from tests.labour_market.rows import sample_figures

pytestmark = pytest.mark.django_db
PARTS = (
    ("london", ""),
    ("borough", "hackney"),
    ("borough", "camden"),
    ("sector", "digital"),
    ("sector", "construction-and-built-environment"),
    ("occupation", "2134"),
    ("occupation", "21"),
)
MOST_QUERIES = 8


@pytest.fixture(autouse=True)
def figures(db):
    return sample_figures()


def test_every_part_says_where_its_figures_come_from_and_when_they_were(today):
    for kind, key in PARTS:
        profile = read(kind, key, today)
        assert profile.figures
        assert problems(profile) == []


@pytest.mark.parametrize(("kind", "key"), PARTS)
def test_a_part_is_read_in_a_handful_of_queries(kind, key, today):
    with CaptureQueriesContext(connection) as queries:
        selectors.profile_of(kind, key, on=today)

    assert len(queries) <= MOST_QUERIES


@pytest.mark.parametrize("kind", ["borough", "sector", "occupation"])
def test_there_is_no_part_of_an_unknown_name(kind, today):
    assert selectors.profile_of(kind, "london", on=today) is None


def test_pay_that_was_withheld_is_londons_and_said_to_be(today):
    profile = read("borough", "hackney", today)

    pay = answer(profile, "pay")
    assert "in 2022 was not published" in pay.sentences[0]
    assert pay.figures[0].text == "not published"
    assert "live in London" in pay.sentences[1]
    assert pay.in_short == " ".join(pay.sentences[:2])
    how_many = answer(profile, "how-many")
    assert how_many.in_short == how_many.sentences[0]


def test_figures_of_a_withdrawn_source_are_gone(today):
    Source.objects.filter(slug="earnings").update(withdrawn_on=today)

    profile = read("london", "", today)

    assert not [figure for figure in profile.figures if figure.measure.source.slug == "earnings"]
    Source.objects.filter(slug="earnings").update(withdrawn_on=today + datetime.timedelta(days=1))
    assert [f for f in read("london", "", today).figures if f.measure.source.slug == "earnings"]


def test_a_figure_says_that_newer_ones_were_due(today):
    pay = answer(read("london", "", today), "pay")

    assert pay.figures[0].due
    assert not answer(read("london", "", today), "how-many").figures[0].due


def test_a_period_that_is_not_over_is_not_told_unless_projected(today):
    Figure.objects.filter(measure__slug="jobs", period="2023").update(end=today + datetime.timedelta(days=1))

    assert "in 2013" in answer(read("london", "", today), "how-many").sentences[0]
    assert answer(read("sector", "digital", today), "next")


def test_a_projection_says_its_year_and_is_no_promise(today):
    said = answer(read("sector", "digital", today), "next").sentences

    assert "This was projected in 2024, starting from 2020. It is not a promise." in said


def read(kind: str, key: str, on: datetime.date) -> Profile:
    profile = selectors.profile_of(kind, key, on=on)
    assert profile
    return profile


def answer(profile: Profile, key: str) -> Answer:
    return next(answer for answer in profile.answers if answer.key == key)


def test_two_boroughs_are_compared_by_the_same_figure_of_the_same_period(today):
    compared = selectors.compare("borough", "camden", "hackney", on=today)
    assert compared

    assert compared.rows[0].sentence == "Jobs in 2023: 355,000 in Camden and 147,000 in Hackney."
    assert all(row.a.point.end == row.b.point.end for row in compared.rows)
    pay = [row.sentence for row in compared.rows if row.label.startswith("Median pay")]
    assert "not published for both" in pay[0]
    assert not [row for row in compared.rows if "London" in row.sentence]


def test_two_sectors_are_compared_by_londons_jobs(today):
    compared = selectors.compare("sector", "digital", "construction-and-built-environment", on=today)
    assert compared

    assert "480,000 in digital and 150,000 in construction" in compared.rows[0].sentence
    assert selectors.compare("sector", "digital", "nothing", on=today) is None


def test_parents_ask_from_the_figures(today):
    asks = read("borough", "camden", today).ask

    assert "At home: many jobs in Camden are in health and social care. Do we know anyone who does one?" in asks
    assert any("89 in 100 stayed in education after Year 11 in the school year 2022/23" in ask for ask in asks)
    assert "programmers" in read("sector", "digital", today).ask[0]


def test_where_no_pupils_went_is_published_london_stands_in_its_place(today):
    Figure.objects.filter(measure__slug__startswith="destination-16", area__slug="camden").delete()

    said = answer(read("borough", "camden", today), "ways-in").sentences

    assert "from Camden went after Year 11 is not published" in said[0]
    assert "schools in London, 91 in 100" in said[1]
