"""A figure on any page: it is made when the page is shown, for the reader's borough if the address names one."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.core import figures
from hub.core.blocks import FigureBlock, StoryBlock
from hub.core.figures import Asked
from hub.labour_market.models import Figure, Measure, Source
from hub.pages.models import StandardPage
from tests.factories.curriculum import UnitPageFactory, lesson
from tests.factories.labour_market import LabourMarketPageFactory
from tests.factories.pages import StandardPageFactory
from tests.html import text_of
from tests.labour_market.rows import sample_figures

pytestmark = pytest.mark.django_db
JOBS = {"measure": "jobs", "sector": "", "area": "london", "sentence": ""}
READERS = {**JOBS, "area": "reader", "sentence": "Ask who does them."}


@pytest.fixture
def sample(db):
    return sample_figures()


@pytest.fixture
def page(home, sample):
    LabourMarketPageFactory(parent=home)
    return StandardPageFactory(parent=home, body=[("figure", READERS)])


def with_figures(page, *values):
    page.body = StandardPage(body=[("figure", value) for value in values]).body
    page.save_revision(clean=False).publish()
    return page


def test_a_figure_is_shown_with_its_period_its_source_and_the_way_to_more(page, client):
    text = text_of(client.get(with_figures(page, JOBS).url))
    assert "6,200,000" in text or "6.2 million" in text
    assert "2023. Source: Office for National Statistics: Jobs density." in text
    assert 'href="/labour-market/"' in client.get(page.url).content.decode()


def test_the_readers_borough_is_asked_for_once_and_kept_in_the_address(page, client):
    with_figures(page, READERS, {**READERS, "measure": "residents"})
    first = client.get(page.url)
    html = first.content.decode()
    assert html.count('id="borough-form"') == 1 and 'method="get"' in html
    assert "London" in text_of(first) and "147,000" not in html
    asked = client.get(page.url, {"borough": "hackney", "for": "parents"})
    html = asked.content.decode()
    assert "147,000" in html and "Ask who does them." in html
    assert 'value="hackney" selected' in html
    assert '<input type="hidden" name="for" value="parents">' in html
    assert 'href="/labour-market/boroughs/hackney/"' in html
    assert not asked.cookies and "hackney" not in str(dict(client.session))


@pytest.mark.parametrize("borough", ["atlantis", "<script>", "", "london", "x" * 900, "hackney' or 1=1", "\x00"])
def test_a_borough_that_is_none_is_given_london(page, client, borough):
    response = client.get(page.url, {"borough": borough})
    assert response.status_code == 200
    assert "147,000" not in response.content.decode()
    assert f'value="{borough}" selected' not in response.content.decode() or not borough


def test_without_figures_nothing_is_shown_in_public_and_the_editor_is_told(home, rf, client, django_user_model):
    page = StandardPageFactory(parent=home, body=[("figure", JOBS)])
    assert "counted" not in client.get(page.url).content.decode()
    assert "no such figure" not in text_of(client.get(page.url))
    request = rf.get("/")
    request.is_preview, request.user = True, django_user_model()
    shown = page.body[0].render({"request": request, "page": page})
    assert "There is no such figure" in shown


def test_a_borough_without_a_figure_is_given_londons_and_a_withdrawn_source_gives_none(page, client):
    with_figures(page, {**JOBS, "measure": "pay-week-full-time", "area": "hackney"})
    text = text_of(client.get(page.url))
    assert "750" in text and "London" in text
    Source.objects.filter(slug="earnings").update(withdrawn_on=datetime.date(2026, 1, 1))
    assert "750" not in text_of(client.get(page.url))


def test_past_its_next_release_it_says_that_newer_figures_were_due(page, client):
    with_figures(page, {**JOBS, "measure": "residents"})
    assert "Newer figures were due on 21 April 2026." in text_of(client.get(page.url))


def test_ten_figures_take_as_many_queries_as_one(page, client):
    def queries(*values):
        address = with_figures(page, *values).url
        client.get(address, {"borough": "camden"})
        with CaptureQueriesContext(connection) as taken:
            client.get(address, {"borough": "camden"})
        return len(taken)

    many = [{**READERS, "measure": slug} for slug in Measure.objects.values_list("slug", flat=True)[:10]]
    assert queries(*many) == queries(READERS)


def test_a_page_without_figures_asks_for_none(page, client):
    with_figures(page)
    with CaptureQueriesContext(connection) as taken:
        client.get(page.url)
    assert not [each for each in taken.captured_queries if "labour_market_figure" in each["sql"]]


def test_a_sector_is_its_own_figure(page, client):
    value = {**JOBS, "measure": "jobs-by-sector", "sector": "digital", "area": "camden"}
    html = client.get(with_figures(page, value).url).content.decode()
    assert "31,000" in html and 'href="/labour-market/sectors/digital/"' in html


def test_an_editor_chooses_among_what_there_is(sample):
    block = FigureBlock()
    groups = dict(block.child_blocks["measure"].field.choices)
    assert ("jobs", "Jobs") in groups["Office for National Statistics: Jobs density"]
    areas = [value for value, _label in block.child_blocks["area"].field.choices]
    assert areas[-4:] == ["london", "reader", "camden", "hackney"]


def test_search_finds_it_by_what_it_is_about_and_never_by_its_number(sample):
    stream = StoryBlock().to_python([{"type": "figure", "value": {**JOBS, "area": "hackney", "sentence": "See."}}])
    said = " ".join(stream.stream_block.get_searchable_content(stream))
    assert "Jobs" in said and "Hackney" in said and "See." in said and "147" not in said


def test_what_a_page_asks_for_is_read_from_its_blocks_however_deep(stage_of_lessons):
    assert figures.asked_on(stage_of_lessons) == [Asked("jobs", "", "hackney"), Asked("jobs", "", "reader")]


@pytest.fixture
def stage_of_lessons(stage_page, sample):
    items = [{"type": "item", "value": {**JOBS, "area": area}} for area in ("hackney", "reader")]
    return UnitPageFactory(
        parent=stage_page,
        years=[9],
        lessons=[
            {**lesson("Who works here?", figures=items), "id": "11111111-0000-4000-8000-000000000000"},
            {**lesson("Another"), "id": "22222222-0000-4000-8000-000000000000"},
        ],
    )


def test_a_lesson_shows_its_figures_on_its_page_and_on_its_units(stage_of_lessons, client):
    unit = stage_of_lessons
    for address in (unit.url, unit.lesson_url("11111111")):
        html = client.get(address, {"borough": "camden"}).content.decode()
        assert "147,000" in html and "355,000" in html, address
        assert html.count('id="borough-form"') == 1
    assert "147,000" not in client.get(unit.lesson_url("22222222")).content.decode()


def test_the_newest_period_is_shown_whatever_order_rows_were_loaded_in(page, client, sample):
    Figure.objects.create(
        measure=sample.measures["jobs"],
        area=sample.areas["london"],
        period="1999",
        start=datetime.date(1999, 1, 1),
        end=datetime.date(1999, 12, 31),
        value=1,
    )
    assert "2023" in text_of(client.get(with_figures(page, JOBS).url))


def test_without_an_offer_of_figures_nothing_fails(page, client, monkeypatch):
    monkeypatch.setattr(figures, "_offers", [])
    assert client.get(page.url).status_code == 200
