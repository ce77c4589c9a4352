"""The front page: its counts are those of the search it links to, and it costs the same with more content."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from wagtail.models import Locale

from search.models import Entry, EntryFacet, IndexMark
from tests.factories.careers import CareersPageFactory
from tests.factories.home import ParentsPageFactory
from tests.factories.pages import NewsIndexPageFactory, NewsPageFactory
from tests.factories.schools import SchoolHomePageFactory, SchoolIndexPageFactory

pytestmark = pytest.mark.django_db
KILOBYTE = 1024


@pytest.fixture
def terms(framework, db) -> None:
    """The vocabularies as the hub ships them."""


def entry(kind: str, **facets: list[str]) -> Entry:
    made = Entry.objects.create(kind=kind, locale="en", title="An entry")
    rows = [EntryFacet(entry=made, facet=key, value=value) for key, values in facets.items() for value in values]
    EntryFacet.objects.bulk_create(rows)
    IndexMark.move()
    return made


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_each_year_shows_how_much_a_search_would_find(client, home, terms):
    entry("unit", year=["9"], stage=["ks3"], minutes=["longer"])
    entry("resource", year=["8", "9"], stage=["ks3"], minutes=["20", "30", "60"], need=["vi", "hi"])
    entry("resource", year=["9"], stage=["ks3"])
    gone = entry("resource", year=["9"], stage=["ks3"])
    Entry.objects.filter(pk=gone.pk).update(gone=True)
    IndexMark.move()

    response = client.get("/")
    text = words(response.content.decode())

    assert "Year 9 3 lessons and resources" in text
    assert "Year 8 1 lesson or resource" in text
    assert "20 minutes, one tutor slot 1" in text
    assert "Whole units, in order 1" in text
    assert "Adapted for SEND 1" in text
    (row,) = [row for row in response.context["rows"] if row.stage.slug == "ks3"]
    assert (row.units, row.others) == (1, 2)


def test_the_counts_follow_what_is_published(client, home, terms):
    client.get("/")
    entry("resource", year=["5"], stage=["ks2"])
    assert "Year 5 1 lesson or resource" in words(client.get("/").content.decode())


def test_the_front_page_stands_without_any_content(client, home):
    assert client.get("/").status_code == 200


def test_the_front_page_asks_the_same_number_of_questions_however_much_there_is(
    client, home, terms, django_assert_max_num_queries
):
    index = NewsIndexPageFactory(parent=home, slug="news")
    client.get("/")
    for number in range(8):
        NewsPageFactory(parent=index, title=f"News {number}")
        entry("resource", year=["7", "8", "9"], stage=["ks3"])
    with django_assert_max_num_queries(28):
        client.get("/")
    with django_assert_max_num_queries(22):
        client.get("/")


def test_only_the_three_newest_pieces_of_news_are_on_the_front_page(client, home, terms):
    index = NewsIndexPageFactory(parent=home, slug="news")
    for day in (3, 9, 5, 7):
        NewsPageFactory(parent=index, title=f"News of the {day}.", date=f"2026-11-{day:02}")
    html = client.get("/").content.decode()
    assert re.findall(r"News of the (\d)", html) == ["9", "7", "5"]


def test_what_is_sent_for_the_front_page_keeps_its_budget(client, home, terms):
    html = client.get("/").content.decode()
    files = re.findall(r'(?:src|href)="/static/([^"]+\.(?:css|js|svg))"', html)
    weights = {name: len(gzip.compress(Path(finders.find(name) or "").read_bytes())) for name in files}
    scripts = sum(size for name, size in weights.items() if name.endswith(".js"))
    assert scripts <= 20 * KILOBYTE, weights
    assert sum(weights.values()) + len(gzip.compress(html.encode())) <= 60 * KILOBYTE, weights


def test_parents_see_every_year_and_a_way_to_their_school(client, home, terms):
    ParentsPageFactory(parent=home)
    text = words(client.get("/parents/").content.decode())
    assert all(f"Year {number} " in text for number in range(3, 14))
    assert "School, postcode or borough" in text


def test_links_to_other_languages_lead_to_this_page_in_them_or_are_not_there(client, home, terms):
    bengali = Locale.objects.create(language_code="bn")
    parents = ParentsPageFactory(parent=home)
    schools = SchoolIndexPageFactory(parent=home)
    school = SchoolHomePageFactory(parent=schools)
    careers = CareersPageFactory(parent=school, school=school.school)
    for page in (home, schools, school):
        page.copy_for_translation(bengali, alias=True)
    careers.copy_for_translation(bengali).save_revision().publish()
    for address in ("/", "/parents/"):
        assert 'hreflang="bn"' not in client.get(address).content.decode()

    parents.copy_for_translation(bengali).save_revision().publish()
    assert 'hreflang="bn"' not in client.get("/").content.decode()
    html = client.get("/parents/").content.decode()
    (link,) = re.findall(r'<a href="([^"]+)"\s+lang="bn"', html)
    assert client.get(link).context["page"].locale == bengali
