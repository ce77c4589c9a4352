"""What editors put first: for which searches, for how long, and never what is not public."""

import datetime

import pytest
from django.urls import reverse
from wagtail.models import Locale, PageViewRestriction

from curriculum.models import KeyStage, YearGroup
from search.engines import snapshot
from search.models import Promotion
from search.steering import promotions
from tests.factories.resources import LessonResourcePageFactory

pytestmark = pytest.mark.postgresql

ADDRESS = "/search/"


@pytest.fixture
def chosen(library):
    return LessonResourcePageFactory(
        parent=library, title="Know your strengths", year_groups=list(YearGroup.objects.filter(number=9)), minutes=20
    )


@pytest.fixture
def titles(client, library):
    """Return the titles on a page of results, in order."""
    for number in range(3):
        LessonResourcePageFactory(parent=library, title=f"Mock interview {number}")

    def fetch(query: str) -> list[str]:
        return [str(card.title) for card in client.get(ADDRESS + query).context["view"].cards]

    return fetch


def promote(page, words="mock interview", **values) -> Promotion:
    return Promotion.objects.create(words=words, page=page, **values)


@pytest.mark.parametrize("query", ["?q=mock+interview", "?q=Interviews+MOCK", "?q=the+mock+interview"])
def test_a_chosen_page_comes_first_however_the_words_are_written(query, titles, chosen, client):
    promote(chosen)
    assert titles(query)[0] == "Know your strengths"
    assert "Chosen by the editors" in client.get(ADDRESS + query).content.decode()


@pytest.mark.parametrize("query", ["?q=mock", "?q=mock+interview+questions", "?q=mock+interview&sort=newest", ""])
def test_other_searches_and_orders_are_left_alone(query, titles, chosen, client):
    promote(chosen)
    titles(query)
    assert "Chosen by the editors" not in client.get(ADDRESS + query).content.decode()


def test_data_and_feeds_put_nothing_first_and_the_document_says_so(titles, chosen, client):
    query = "?q=mock+interview"
    assert len(titles(query)) == 3
    before = client.get(reverse("api_search") + query).json()["results"]
    promote(chosen)
    assert titles(query)[0] == chosen.title
    assert client.get(reverse("api_search") + query).json()["results"] == before
    assert chosen.title not in client.get(reverse("search_feed") + query).content.decode()
    described = client.get(reverse("api_description")).json()["components"]["schemas"]["Answer"]
    assert "on the page for people only" in described["properties"]["results"]["description"]


def test_a_chosen_page_that_is_found_as_well_stands_there_once(titles, chosen, library):
    third = LessonResourcePageFactory(parent=library, title="A very long way round to a mock interview")
    promote(third)
    found = [title.replace("<mark>", "").replace("</mark>", "") for title in titles("?q=mock+interview")]
    assert found[0] == third.title
    assert found.count(third.title) == 1


@pytest.mark.parametrize(
    ("query", "first"),
    [("&year=7", True), ("&stage=ks3", True), ("&year=11", False), ("", False)],
)
def test_a_choice_for_a_key_stage_waits_for_that_stage(query, first, titles, library):
    years = list(YearGroup.objects.filter(number__in=[7, 11]))
    page = LessonResourcePageFactory(parent=library, title="Know your strengths", year_groups=years)
    promote(page, stage=KeyStage.objects.get(slug="ks3"))
    assert ("Know your strengths" in titles(f"?q=mock+interview{query}")) is first


def test_a_choice_never_goes_against_the_readers_own_filters(titles, chosen):
    promote(chosen)
    assert "Know your strengths" in titles("?q=mock+interview&minutes=20")
    assert "Know your strengths" not in titles("?q=mock+interview&minutes=10")


def test_a_choice_ends_by_itself_on_its_day(chosen, ask):
    promote(chosen, expires=datetime.date(2026, 11, 23))
    asked, held = ask("q=mock+interview"), snapshot.current()

    def on(day):
        return promotions.chosen(asked, held, typed=["mock interview"], on=datetime.date(2026, 11, day))

    assert on(23) == [chosen.pk]
    assert on(24) == []


def test_what_is_not_public_or_of_another_language_is_never_first(titles, chosen, library, home):
    promote(chosen)
    titles("?q=mock+interview")
    PageViewRestriction.objects.create(page=chosen, restriction_type=PageViewRestriction.LOGIN)
    assert "Know your strengths" not in titles("?q=mock+interview")
    draft = LessonResourcePageFactory(parent=library, title="Draft of strengths", live=False)
    promote(draft)
    assert "Draft of strengths" not in titles("?q=mock+interview")
    bengali = Locale.objects.get_or_create(language_code="bn")[0]
    there = chosen.copy_for_translation(bengali, copy_parents=True)
    there.title, there.live = "Strengths in Bengali", True
    there.save()
    promote(there)
    assert "Strengths in Bengali" not in titles("?q=mock+interview")


def test_a_change_counts_at_once(titles, chosen):
    assert "Know your strengths" not in titles("?q=mock+interview")
    promotion = promote(chosen)
    assert "Know your strengths" in titles("?q=mock+interview")
    promotion.delete()
    assert "Know your strengths" not in titles("?q=mock+interview")


def test_a_chosen_page_is_shown_where_nothing_else_is_found(titles, chosen, client):
    promote(chosen, words="beekeeping")
    text = client.get(ADDRESS + "?q=beekeeping").content.decode()
    assert "Know your strengths" in text
    assert "Nothing matches" in text


def test_a_central_editor_chooses_a_result_in_the_admin(central, chosen):
    address = reverse("promotions:add")
    data = {"words": "Mock interviews!", "page": chosen.pk, "stage": "", "expires": "2027-01-31", "note": ""}
    assert central.post(address, data).status_code == 302
    stored = Promotion.objects.get()
    assert (stored.key, stored.page_id) == ("interview mock", chosen.pk)
    refused = central.post(address, {**data, "words": "!?"})
    assert "Write at least one word." in refused.content.decode()
    assert "31 January 2027" in central.get(reverse("promotions:index")).content.decode()
