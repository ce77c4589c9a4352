"""The lists of the labour market: every sector, every borough in its sub-region and on the map, every source."""

import datetime
import re
from decimal import Decimal

import pytest
from wagtail.models import Locale

from curriculum.models import Borough, Sector
from hub.home.models import HomePage
from hub.labour_market.lists import TILES
from hub.labour_market.models import Area
from tests.factories.labour_market import (
    AreaFactory,
    FigureFactory,
    LabourMarketPageFactory,
    MeasureFactory,
    SourceFactory,
)
from tests.html import text_of

pytestmark = pytest.mark.django_db
HOME = "/labour-market/"


@pytest.fixture(scope="module")
def areas(framework, once):
    once(_make_areas)


def _make_areas() -> None:
    london = AreaFactory(slug="london", label="London")
    for borough in Borough.objects.all():
        AreaFactory(slug=borough.slug, label=borough.label, level=Area.Level.BOROUGH, borough=borough, parent=london)


@pytest.fixture
def page(areas):
    return LabourMarketPageFactory(parent=HomePage.objects.get())


def read(client, path: str) -> str:
    answer = client.get(HOME + path)
    assert answer.status_code == 200
    return answer.content.decode()


def words(client, path: str) -> str:
    return text_of(client.get(HOME + path))


def test_every_borough_stands_in_its_sub_region_and_has_a_tile_of_its_own(client, page):
    html = read(client, "boroughs/")
    assert set(re.findall(r'href="/labour-market/boroughs/([a-z-]+)/"', html)) == set(TILES)
    assert len(set(TILES.values())) == len(TILES) == 33
    region = html.partition("<h2>South London Partnership</h2>")[2].partition("</section>")[0]
    assert re.findall(r"boroughs/([a-z-]+)/", region) == [
        "croydon",
        "kingston-upon-thames",
        "merton",
        "richmond-upon-thames",
        "sutton",
    ]


def test_a_borough_without_a_place_on_the_map_is_in_the_list(client, page):
    borough = Borough.objects.create(
        slug="newtown", label="Newtown", gss_code="E09000099", la_code="399", sub_region="Local London"
    )
    AreaFactory(slug="newtown", label="Newtown", level=Area.Level.BOROUGH, borough=borough)
    assert "/labour-market/boroughs/newtown/" in read(client, "boroughs/")


def test_the_boroughs_show_their_newest_jobs_with_period_and_source(client, page):
    measure = MeasureFactory(slug="jobs", source=SourceFactory(title="Jobs density"))
    hackney = Area.objects.get(slug="hackney")
    FigureFactory(measure=measure, area=hackney, value=Decimal(147000))
    old = {"period": "2010", "start": datetime.date(2010, 1, 1), "end": datetime.date(2010, 12, 31)}
    FigureFactory(measure=measure, area=hackney, value=Decimal(99000), **old)
    text = words(client, "boroughs/")
    assert "Hackney 147,000 jobs" in text
    assert "99,000" not in text
    assert "Source: Office for National Statistics, Jobs density (2022)" in text


def test_figures_of_a_withdrawn_source_are_not_shown(client, page):
    source = SourceFactory(withdrawn_on=datetime.date(2026, 1, 1))
    FigureFactory(measure=MeasureFactory(slug="jobs", source=source), area=Area.objects.get(slug="hackney"))
    assert "1,000 jobs" not in words(client, "boroughs/")
    assert source.title not in read(client, "sources/")


def test_every_sector_is_listed_with_londons_figure_and_a_drawing(client, page):
    measure = MeasureFactory(slug="jobs-by-sector")
    sector = Sector.objects.get(slug="digital")
    FigureFactory(measure=measure, area=Area.objects.get(slug="london"), sector=sector, value=Decimal(480000))
    html = read(client, "sectors/")
    assert html.count('class="sym"') == Sector.objects.current().count() == 15
    assert "Digital 480,000 jobs, 2022" in words(client, "sectors/")


def test_the_sources_say_licence_release_and_what_is_due(client, page):
    source = SourceFactory(slug="earnings", title="Earnings", next_release=datetime.date(2023, 11, 1))
    MeasureFactory(source=source, label="Median pay", reading="Half earn more.")
    SourceFactory(title="Adverts", next_release=datetime.date(2027, 1, 5))
    text = words(client, "sources/")
    assert "Newer figures were due on 1 November 2023." in text
    assert "Next release 5 January 2027" in text
    assert "Median pay jobs, work located in the area Half earn more." in text
    assert "Open Government Licence v3.0" in text


def test_the_lists_keep_the_readers_choice_in_every_link(client, page):
    html = read(client, "boroughs/?for=parents&borough=hackney")
    links = re.findall(r'href="/labour-market/boroughs/[a-z-]+/([^"]*)"', html)
    assert set(links) == {"?for=parents&amp;borough=hackney"}
    assert html.count("aria-current") >= 2


def test_nonsense_in_the_address_is_said_and_nothing_fails(client, page):
    text = words(client, "sectors/?for=%00&view=hard&borough=atlantis")
    assert "No borough of London is called “atlantis”." in text
    assert "There is no view “hard”." in text


def test_the_lists_ask_a_constant_number_of_questions(client, page, django_assert_max_num_queries):
    measure = MeasureFactory(slug="jobs")
    client.get(f"{HOME}boroughs/")
    for area in Area.objects.boroughs():
        FigureFactory(measure=measure, area=area)
    with django_assert_max_num_queries(14):
        client.get(f"{HOME}boroughs/")


def test_in_another_language_a_part_leads_on_to_the_part_that_has_words(client, page):
    bengali = Locale.objects.create(language_code="bn")
    page.get_parent().specific.copy_for_translation(bengali, alias=True)
    page.copy_for_translation(bengali, alias=True)
    answer = client.get("/bn/labour-market/boroughs/?for=parents")
    assert (answer.status_code, answer["Location"]) == (302, "/labour-market/boroughs/?for=parents")


@pytest.mark.parametrize("path", ["boroughs/atlantis/", "sectors/nothing/", "occupations/99/", "planets/"])
def test_what_is_not_there_is_not_found(client, page, path):
    assert client.get(HOME + path).status_code == 404
