"""A lesson among the results: its card, the API, the feed; and what editors choose is a page."""

import re
import xml.etree.ElementTree as ET
from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from search.steering.models.promotions import Promotion
from tests.html import flat
from tests.search.index.test_lessons import FIRST, SECOND, block, publish, sheet, stage, unit

__all__ = ["sheet", "stage", "unit"]

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def cards(client):
    """Return the cards of a search as (HTML, text)."""

    def fetch(query: str) -> list[tuple[str, str]]:
        html = flat(client.get(reverse("search") + query).content.decode())
        return [(part, " ".join(re.sub(r"<[^>]*>", " ", part).split())) for part in html.split('<li class="hit">')[1:]]

    return fetch


def test_a_card_leads_to_the_lesson_and_to_its_unit_and_says_for_whom(unit, cards):
    ((html, text),) = cards("?q=locked&kind=lesson")
    assert f'<a href="{unit.url}locked-shut-or-open-{FIRST}/"' in html
    assert f'Lesson 1 of<a href="{unit.url}">Keeping doors open</a>' in html
    for words in ("Adapted for: Hearing impairment", "Year 9", "20 min", "Lesson "):
        assert words in text
    assert "Classroom activity" not in text
    ((_, text),) = cards("?q=routes&kind=lesson")
    assert "Career insight" in text
    assert "Adapted" not in text


def test_a_card_of_a_unit_says_for_whom_its_lessons_are_adapted(unit, cards):
    ((_, text),) = cards("?kind=unit")
    assert "Adapted for: Hearing impairment" in text
    assert "Lesson 1 of" not in text


def test_a_card_leads_to_the_lesson_and_says_what_it_is_after_a_change(unit, cards, client):
    publish(unit, block(SECOND, "Routes"), block(FIRST, "Open & shut"))
    ((html, text),) = cards("?q=shut&kind=lesson")
    assert f'href="{unit.url}open-shut-{FIRST}/"' in html
    assert "Lesson 2 of Keeping doors open" in text
    assert client.get(f"{unit.url}open-shut-{FIRST}/").status_code == 200


def test_the_api_names_the_unit_and_the_needs(unit, client):
    (found,) = client.get(reverse("api_search") + "?q=locked&kind=lesson").json()["results"]
    assert urlsplit(found["url"]).path == f"{unit.url}locked-shut-or-open-{FIRST}/"
    assert (found["kind"], found["minutes"]) == ("lesson", 20)
    assert found["unit"]["title"] == "Keeping doors open"
    assert (urlsplit(found["unit"]["url"]).path, found["unit"]["lesson"]) == (unit.url, 1)
    assert found["needs"] == [{"value": "hi", "label": "Hearing impairment"}]
    (page,) = client.get(reverse("api_search") + "?kind=unit").json()["results"]
    assert page["unit"] is None


def test_a_feed_knows_a_lesson_from_its_unit(unit, client):
    feed = ET.fromstring(client.get(reverse("search_feed") + "?year=9").content)
    entries = feed.findall(f"{ATOM}entry")
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries) == 3
    links = {urlsplit(link.get("href", "")).path for entry in entries for link in entry.findall(f"{ATOM}link")}
    assert links == {
        unit.url,
        f"{unit.url}locked-shut-or-open-{FIRST}/",
        f"{unit.url}three-routes-at-sixteen-{SECOND}/",
    }


def test_editors_put_a_unit_first_and_its_lessons_stay_where_they_rank(unit, cards):
    Promotion.objects.create(words="locked", page=unit)
    titles = [text for _, text in cards("?q=locked")]
    assert len(titles) == 2
    assert titles[0].startswith("Keeping doors open")
    assert "Chosen by the editors" in titles[0]
    assert "Chosen by the editors" not in titles[1]


def test_suggestions_offer_lessons(unit, client):
    found = client.get(reverse("search_suggest") + "?q=three+rou").content.decode()
    assert "Three routes at sixteen" in found
