"""Offers of employers among the results: a section of their own, after the lessons, of those that hold all words."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from hub.opportunities.models import Offer
from search.index import offers as offer_words
from search.models import OfferWords
from search.results import offers
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


def test_saving_an_offer_writes_its_words_in_every_language(db):
    offer = make("Bread by night", what="An oven.")
    rows = OfferWords.objects.filter(offer=offer)
    assert {row.locale for row in rows} == {"en", "bn", "ur"}
    offer.title = "Cheese by day"
    offer.save()
    assert rows.get(locale="en").title_words == "chees by day"
    assert rows.get(locale="en").changed_at == offer.changed_at


def test_what_was_written_past_the_signals_is_found_all_the_same(offered):
    late, changed = make("Cheese"), make("Butter")
    OfferWords.objects.filter(offer=late).delete()
    now = timezone.now()
    Offer.objects.filter(pk=changed.pk).update(title="Milk", changed_at=now)
    assert offered("cheese")
    assert offered("milk")
    assert not offered("butter")
    assert offer_words.write(Offer.objects.all()) == 9
    assert OfferWords.objects.get(offer=changed, locale="en").title_words == "milk"


def test_what_is_kept_is_read_instead_of_the_text(offered):
    offer = make("Cheese")
    OfferWords.objects.filter(offer=offer).update(words="whey")
    assert [line.title for line in offered("whey")] == ["Cheese"]


def test_the_first_search_asks_as_often_for_many_offers_as_for_one(db, django_assert_num_queries):
    today, newham = timezone.localdate(), BoroughFactory(slug="newham")
    make("Bread 0", terms={"boroughs": [newham]})
    for number in range(1, 4):
        # The state, the kept words, four vocabularies with who has what, the offers.
        with django_assert_num_queries(11):
            assert offers.named("newham", locale="en", on=today)
        make(f"Bread {number}", terms={"boroughs": [newham]})
