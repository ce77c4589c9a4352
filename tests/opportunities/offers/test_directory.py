"""The directory of offers and the page of one: what is public, by what it is found, and in how many queries."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from curriculum.models import Sector, Subject
from hub.opportunities.models import Offer
from tests.factories.curriculum import YearGroupFactory
from tests.factories.opportunities import BoroughFactory, OfferFactory, RepresentativeFactory
from tests.html import text_of

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
DIRECTORY = "/opportunities/"


def make(title: str, **values: Any) -> Any:
    today = timezone.localdate()
    return OfferFactory(**{"title": title, "published_on": today, "expires_on": today + 100 * DAY, **values})


def titles(client, query: str = "") -> set[str]:
    found = client.get(f"{DIRECTORY}{query}")
    assert found.status_code == 200
    return {one.offer.title for one in found.context["told"]}


def test_only_what_is_public_is_listed_and_has_a_page(client):
    shown = make("Shown")
    hidden = [
        make("Waiting", organisation__status="waiting"),
        make("Withdrawn", status="withdrawn"),
        make("Expired", expires_on=timezone.localdate() - DAY),
    ]
    assert titles(client) == {"Shown"}
    assert client.get(f"{DIRECTORY}{shown.pk}/").status_code == 200
    for offer in hidden:
        assert client.get(f"{DIRECTORY}{offer.pk}/").status_code == 404
    assert client.get(f"{DIRECTORY}999999999/").status_code == 404


def test_no_public_page_shows_an_address_or_a_name_of_a_person(client):
    offer = make("Shown")
    RepresentativeFactory(organisation=offer.organisation, name="Zebedee Person")
    for address in (DIRECTORY, f"{DIRECTORY}{offer.pk}/"):
        html = client.get(address).content.decode()
        main = html[html.index("<main") : html.index("</main")]
        assert "@" not in main
        assert offer.contact.name not in main
        assert "Zebedee" not in html


def test_each_filter_narrows_the_list(client):
    nine, ten = YearGroupFactory(number=9), YearGroupFactory(number=10)
    newham, camden = BoroughFactory(slug="newham"), BoroughFactory(slug="camden")
    digital = Sector.objects.create(slug="digital", label="Digital")
    music = Subject.objects.create(slug="music", label="Music")
    make(
        "A",
        kind="talk",
        place="school",
        terms={"year_groups": [nine], "boroughs": [newham], "sectors": [digital], "subjects": [music]},
    )
    make("B", kind="mentoring", place="online", terms={"year_groups": [ten]})
    make("C", kind="workplace-visit", place="workplace", terms={"boroughs": [camden]})
    assert titles(client, "?kind=talk") == {"A"}
    assert titles(client, "?year=9") == {"A", "C"}
    assert titles(client, "?borough=newham") == {"A"}
    assert titles(client, "?borough=camden") == {"C"}
    assert titles(client, "?sector=digital") == {"A"}
    assert titles(client, "?subject=music") == {"A"}
    assert titles(client, "?format=online") == {"B"}
    assert titles(client, "?format=workplace&year=9") == {"C"}


def test_days_narrow_to_what_can_be_then_or_is_agreed(client):
    today = timezone.localdate()
    make("Soon", from_day=today, to_day=today + 5 * DAY)
    make("Later", from_day=today + 40 * DAY, to_day=today + 50 * DAY)
    make("Ask")
    assert titles(client, f"?to={today + 10 * DAY}") == {"Soon", "Ask"}
    assert titles(client, f"?from={today + 20 * DAY}") == {"Later", "Ask"}


def test_words_are_looked_for_in_the_title_the_text_and_the_name(client):
    make("Bread by night", what="An oven.", organisation__name="Rye")
    make("Other")
    for words in ("bread", "OVEN", "rye night"):
        assert titles(client, f"?q={words}") == {"Bread by night"}


def test_an_empty_list_says_what_to_do(client):
    assert "Nobody offers anything" in text_of(client.get(DIRECTORY))
    make("Other")
    page = client.get(f"{DIRECTORY}?kind=talk&q=x")
    assert "No offer fits all of this" in text_of(page)
    assert 'href="?q=x"' in page.content.decode()


def test_a_page_says_what_a_teacher_decides_by(client):
    offer = make(
        "Bread by night",
        minutes=40,
        group_from=5,
        group_to=30,
        adjustments="Step-free.",
        room_needs="An oven.",
        terms={"year_groups": [YearGroupFactory(number=9)]},
    )
    text = text_of(client.get(f"{DIRECTORY}{offer.pk}/"))
    for said in ("Year 9", "5 to 30 pupils", "40 min", "Agree a date", "Step-free.", "An oven.", "Checked by the hub."):
        assert said in text


def test_more_offers_are_on_pages(client):
    for number in range(25):
        make(f"Offer {number}")
    assert len(titles(client)) == 20
    assert len(titles(client, "?page=2")) == 5


def test_a_list_of_many_asks_as_often_as_a_list_of_one(client, django_assert_num_queries):
    nine, newham = YearGroupFactory(number=9), BoroughFactory(slug="newham")
    make("One", terms={"year_groups": [nine], "boroughs": [newham]})
    client.get(DIRECTORY)
    # Four vocabularies, the counts of six filters, the count, the offers with their organisations, four lists of terms.
    with django_assert_num_queries(16):
        client.get(DIRECTORY)
    for number in range(30):
        make(f"More {number}", terms={"year_groups": [nine], "boroughs": [newham]})
    with django_assert_num_queries(16):
        client.get(DIRECTORY)
    last = Offer.objects.latest("pk")
    # The offer, its four lists of terms, and what schools have said after a visit.
    with django_assert_num_queries(6):
        client.get(f"{DIRECTORY}{last.pk}/")
