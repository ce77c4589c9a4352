"""The labour market's pages among the results: figures lead where they are asked for, lessons where they are not."""

import pytest
from wagtail.models import PageViewRestriction

from curriculum.models import Sector
from search.results import elsewhere
from tests.factories.labour_market import AreaFactory, LabourMarketPageFactory, OccupationFactory
from tests.factories.resources import LessonResourcePageFactory
from tests.factories.schools import BoroughFactory

pytestmark = pytest.mark.postgresql


@pytest.fixture
def page(home, library, terms):
    for title in ("A nurse visits", "Nurses at work", "Digital skills", "Jobs on our street"):
        LessonResourcePageFactory(parent=library, title=title)
    hackney = BoroughFactory(label="Hackney", slug="hackney")
    AreaFactory(slug="hackney", label="Hackney", level="borough", borough=hackney)
    for code, title, jobs in (
        ("2232", "Registered community nurses", ["District nurse", "Health visitor"]),
        ("2237", "Other registered nursing professionals", ["Nurse", "Staff nurse"]),
        ("2134", "Programmers and software development professionals", ["Web developer", "Programmer"]),
    ):
        OccupationFactory(code=code, title=title, job_titles=jobs)
    return LabourMarketPageFactory(parent=home)


@pytest.fixture
def get(client, page):
    """Return what else the results page shows for a text."""
    return lambda typed: client.get("/search/", {"q": typed}).context["view"].elsewhere


def first(found: elsewhere.Elsewhere) -> str:
    return found.jobs[0].url if found.jobs else ""


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("what jobs are growing in london", "/labour-market/"),
        ("jobs in london", "/labour-market/"),
        ("average salary london", "/labour-market/"),
        ("hackney jobs", "/labour-market/boroughs/hackney/"),
        ("jobs near me in Hackney", "/labour-market/boroughs/hackney/"),
        ("nurse pay", "/labour-market/occupations/2237/"),
        ("how much does a nurse earn", "/labour-market/occupations/2237/"),
        ("web developer salary", "/labour-market/occupations/2134/"),
        ("jobs in digital", "/labour-market/sectors/digital/"),
        ("digital sector", "/labour-market/sectors/digital/"),
    ],
)
def test_who_asks_for_figures_is_led_to_them(get, typed, url):
    found = get(typed)
    assert (first(found), found.jobs_lead) == (url, True)


@pytest.mark.parametrize("typed", ["nurse", "digital", "Hackney", "jobs"])
def test_a_name_alone_finds_lessons_first(get, typed):
    found = get(typed)
    assert found.jobs
    assert not found.jobs_lead


@pytest.mark.parametrize("typed", ["jobs on our street", "mock interview", "year 9 options", "", "the", "?"])
def test_words_of_lessons_name_nothing(get, typed):
    assert not get(typed).jobs


def test_a_name_with_more_beside_it_is_listed_and_does_not_lead(get):
    found = get("hackney jobs for plumbers")
    assert first(found) == "/labour-market/boroughs/hackney/"
    assert not found.jobs_lead


def test_the_results_page_shows_them_under_a_heading(client, page):
    html = client.get("/search/", {"q": "nurse pay"}).content.decode()
    assert html.index('id="found-jobs"') < html.index('id="found"')
    html = client.get("/search/", {"q": "nurse"}).content.decode()
    assert html.index('id="found-jobs"') > html.index('id="found"')


def test_a_page_that_not_everybody_may_read_is_not_named(get, page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert not get("hackney jobs").jobs


def test_a_page_that_is_unpublished_is_not_named(get, page):
    page.unpublish()
    assert not get("hackney jobs").jobs


def test_a_new_occupation_is_named_at_once(get):
    assert not get("astronaut pay").jobs_lead
    OccupationFactory(code="3512", title="Aircraft pilots and air traffic controllers", job_titles=["Astronaut"])
    assert first(get("astronaut pay")) == "/labour-market/occupations/3512/"


def test_a_retired_sector_is_not_named(get):
    Sector.objects.filter(slug="digital").update(retired=True)
    OccupationFactory(code="1111", title="Chief executives")
    assert not get("digital sector").jobs
