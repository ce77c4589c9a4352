"""Offers of employers among the results: a section of their own, after the lessons, of those that hold all words."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from tests.factories.curriculum import YearGroupFactory
from tests.factories.opportunities import BoroughFactory, OfferFactory
from tests.factories.resources import LessonResourcePageFactory

pytestmark = pytest.mark.postgresql
DAY = datetime.timedelta(days=1)


def make(title: str, **values: Any) -> Any:
    return OfferFactory(**{"title": title, "expires_on": timezone.localdate() + 9 * DAY, **values})


@pytest.fixture
def offered(client, home, library, terms):
    LessonResourcePageFactory(parent=library, title="A bakery visits")
    make("Bread by night", kind="talk", what="An oven.", organisation__name="Rye Bakery")
    return lambda typed, prefix="": client.get(f"{prefix}/search/", {"q": typed}).context["view"].elsewhere.offers


def test_an_offer_is_found_by_title_organisation_text_and_terms(offered):
    make("Half a day", terms={"boroughs": [BoroughFactory(slug="newham")], "year_groups": [YearGroupFactory(number=9)]})
    assert [line.title for line in offered("bread")] == ["Bread by night"]
    assert [line.title for line in offered("rye oven")] == ["Bread by night"]
    assert [line.title for line in offered("newham")] == ["Half a day"]
    assert not offered("bread newham")
    assert not offered("")


def test_three_at_most_are_shown_those_with_the_words_in_their_title_first(offered):
    for number in range(4):
        make(f"Other {number}", what="Bread.")
    found = offered("bread")
    assert len(found) == 3
    assert found[0].title == "Bread by night"


def test_what_is_no_longer_public_is_no_longer_found(offered):
    offer = make("Cheese")
    assert offered("cheese")
    offer.status = "withdrawn"
    offer.save()
    assert not offered("cheese")
    make("Butter", expires_on=timezone.localdate() - DAY)
    make("Milk", organisation__status="waiting")
    assert not offered("butter")
    assert not offered("milk")


def test_offers_stand_after_the_lessons_and_lead_to_their_pages(client, offered):
    html = client.get("/search/", {"q": "bakery"}).content.decode()
    assert html.index("A bakery visits") < html.index('id="found-offers"') < html.index("Bread by night")
    address = offered("bread")[0].url
    assert client.get(address).status_code == 200
