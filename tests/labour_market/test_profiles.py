import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.labour_market import selectors
from hub.labour_market.models import Figure, Source
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
        profile = selectors.profile_of(kind, key, on=today)
        assert profile is not None
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
    profile = selectors.borough_profile("hackney", on=today)

    pay = answer(profile, "pay")
    assert "was not published in 2022" in pay.sentences[0]
    assert pay.figures[0].text == "not published"
    assert "live in London" in pay.sentences[1]


def test_figures_of_a_withdrawn_source_are_gone(today):
    Source.objects.filter(slug="earnings").update(withdrawn_on=today)

    profile = selectors.london_profile(on=today)

    assert not [figure for figure in profile.figures if figure.measure.source.slug == "earnings"]
    Source.objects.filter(slug="earnings").update(withdrawn_on=today + datetime.timedelta(days=1))
    assert [f for f in selectors.london_profile(on=today).figures if f.measure.source.slug == "earnings"]


def test_a_figure_says_that_newer_ones_were_due(today):
    pay = answer(selectors.london_profile(on=today), "pay")

    assert pay.figures[0].due
    assert not answer(selectors.london_profile(on=today), "how-many").figures[0].due


def test_a_period_that_is_not_over_is_not_told_unless_projected(today):
    Figure.objects.filter(measure__slug="jobs", period="2023").update(end=today + datetime.timedelta(days=1))

    assert "in 2013" in answer(selectors.london_profile(on=today), "how-many").sentences[0]
    assert answer(selectors.sector_profile("digital", on=today), "next")


def test_a_projection_says_its_year_and_is_no_promise(today):
    said = answer(selectors.sector_profile("digital", on=today), "next").sentences

    assert "This was projected in 2024, starting from 2020. It is not a promise." in said


def answer(profile, key):
    return next(answer for answer in profile.answers if answer.key == key)
