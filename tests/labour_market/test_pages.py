"""The pages of London, a sector, a borough and an occupation: answers first, no figure without period and source."""

import csv
import io
import json
import re

import pytest
from wagtail.models import PageViewRestriction

from hub.home.models import HomePage
from hub.labour_market import selectors
from tests.conftest import TODAY
from tests.factories.curriculum import UnitPageFactory
from tests.factories.labour_market import LabourMarketPageFactory
from tests.html import text_of

from .rows import sample_figures

pytestmark = pytest.mark.django_db
HOME = "/labour-market/"
PATHS = {
    "": ("london", ""),
    "sectors/digital/": ("sector", "digital"),
    "boroughs/hackney/": ("borough", "hackney"),
    "occupations/2134/": ("occupation", "2134"),
}


@pytest.fixture(scope="module")
def sample(once):
    return once(sample_figures)


@pytest.fixture
def page(sample):
    return LabourMarketPageFactory(parent=HomePage.objects.get())


def html_of(client, path: str) -> str:
    answer = client.get(HOME + path)
    assert answer.status_code == 200
    return answer.content.decode()


def json_ld(html: str) -> list[dict]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return json.loads(found[1])["@graph"] if found else []


@pytest.mark.parametrize("path", PATHS)
def test_every_figure_of_a_page_stands_there_with_its_period_and_source(client, page, path):
    kind, key = PATHS[path]
    profile = selectors.profile_of(kind, key, on=TODAY)
    assert profile and profile.figures
    text = text_of(client.get(HOME + path))
    for figure in profile.figures:
        assert figure.point.period and figure.measure.source.title
        assert f"{figure.area} {figure.point.period} {figure.text} {figure.measure.source}" in text


@pytest.mark.parametrize("path", PATHS)
def test_the_answers_in_short_come_before_anything_else(client, page, path):
    kind, key = PATHS[path]
    profile = selectors.profile_of(kind, key, on=TODAY)
    text = text_of(client.get(HOME + path))
    for answer in profile.answers if profile else ():
        assert text.index(answer.sentences[0]) < text.index("Every figure here")
        assert f'<section class="sec" id="{answer.key}">' in html_of(client, path)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("query", ["", "?for=parents", "?view=easy&borough=hackney"])
def test_no_id_is_given_twice(client, page, path, query):
    ids = re.findall(r'\sid="([^"]+)"', html_of(client, path + query))
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", PATHS)
def test_links_keep_what_the_reader_chose(client, page, path):
    html = html_of(client, path + "?for=parents&borough=hackney")
    main = html.partition("<main")[2].partition("</main>")[0].partition("</nav>")[2]
    links = [each for each in re.findall(r'href="(/labour-market/[^"]*)"', main) if "figures." not in each]
    assert links
    assert all("for=parents&amp;borough=hackney" in each for each in links)


def test_parents_read_what_to_ask_and_others_do_not(client, page):
    assert "Worth asking" in text_of(client.get(f"{HOME}boroughs/hackney/?for=parents"))
    assert "Worth asking" not in text_of(client.get(f"{HOME}boroughs/hackney/"))


def test_the_easy_view_has_a_drawing_for_each_answer_and_its_sources(client, page):
    profile = selectors.profile_of("sector", "digital", on=TODAY)
    html = html_of(client, "sectors/digital/?view=easy")
    lines = [line for answer in profile.answers for line in answer.easy] if profile else []
    assert lines
    assert all(line in text_of(client.get(f"{HOME}sectors/digital/?view=easy")) for line in lines)
    assert html.count("sym large") >= html.count('<section class="idea"')
    assert "Where the figures come from" in html


@pytest.mark.parametrize(("path", "form"), [(path, form) for path in PATHS for form in ("csv", "json")])
def test_the_files_hold_what_the_page_shows(client, page, path, form):
    kind, key = PATHS[path]
    profile = selectors.profile_of(kind, key, on=TODAY)
    answer = client.get(f"{HOME}{path}figures.{form}")
    text = answer.content.decode()
    rows = list(csv.DictReader(io.StringIO(text[1:]))) if form == "csv" else json.loads(text)["figures"]
    assert len(rows) == len(profile.figures if profile else ())
    assert all(row["period"] and row["source"] and row["licence"] and row["unit"] for row in rows)
    assert f'href="{HOME}{path}figures.{form}"' in html_of(client, path)


@pytest.mark.parametrize(
    "path", ["sectors/no/figures.csv", "boroughs/no/figures.json", "compare/figures.csv?a=hackney"]
)
def test_there_is_no_file_of_what_is_not_there(client, page, path):
    assert client.get(HOME + path).status_code == 404


def test_a_page_that_is_not_public_has_no_files(client, page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(f"{HOME}figures.csv").status_code == 404


@pytest.mark.parametrize("path", PATHS)
def test_programs_read_a_data_set_with_its_licence_and_dates(client, page, path):
    kinds = {each["@type"]: each for each in json_ld(html_of(client, path))}
    data = kinds["Dataset"]
    assert data["license"] and data["temporalCoverage"] and len(data["distribution"]) == 2
    assert ("Occupation" in kinds) == path.startswith("occupations")


def test_two_boroughs_stand_side_by_side(client, page):
    text = text_of(client.get(f"{HOME}compare/?kind=borough&a=hackney&b=camden"))
    found = selectors.compare("borough", "hackney", "camden", on=TODAY)
    assert found and found.rows
    for row in found.rows:
        assert f"{row.chart.bars[0].text} {row.chart.bars[1].text}" in text
    for answer in (*found.a.answers, *found.b.answers):
        assert answer.sentences[0] in text
    assert client.get(f"{HOME}compare/figures.csv?kind=borough&a=hackney&b=camden").status_code == 200
    assert "Choose two that differ." in text_of(client.get(f"{HOME}compare/?a=hackney&b=hackney"))
    assert text_of(client.get(f"{HOME}compare/"))


def test_units_of_a_sector_stand_beside_it_and_no_draft_does(client, page, sample):
    unit, draft = UnitPageFactory(title="Code that counts"), UnitPageFactory(title="Not yet", live=False)
    for each in (unit, draft):
        each.sectors.set([sample.sectors["digital"]])
        each.save()
    text = text_of(client.get(f"{HOME}sectors/digital/"))
    assert "Code that counts" in text
    assert "Not yet" not in text


@pytest.mark.parametrize(("path", "most"), [("", 16), ("sectors/digital/", 24), ("boroughs/hackney/", 18)])
def test_a_page_asks_a_number_of_questions_that_does_not_grow(client, page, django_assert_max_num_queries, path, most):
    client.get(HOME + path)
    with django_assert_max_num_queries(most):
        client.get(HOME + path)
