"""What the page says of what it understood, and that every way back leads where it says."""

import functools
import re
from html import unescape

import pytest
from django.http import QueryDict

from curriculum.models import Sector, YearGroup
from search.engines import snapshot
from search.models import Promotion
from search.request import SearchRequest
from search.steering import promotions
from tests.factories.resources import LessonResourcePageFactory
from tests.factories.search import make_document, make_entries

ADDRESS = "/search/"


@pytest.fixture
def lessons(library):
    """Three lessons whose words are the hub's own because several hold them."""
    nine, ten = YearGroup.objects.get(number=9), YearGroup.objects.get(number=10)
    build = Sector.objects.get(slug="construction")
    make = LessonResourcePageFactory
    return [
        make(parent=library, title="Interview skills", year_groups=[ten], minutes=60),
        make(parent=library, title="Interview skills in ten minutes", year_groups=[ten], minutes=10),
        make(parent=library, title="Construction interview skills", year_groups=[nine], sectors=[build], minutes=60),
    ]


@pytest.fixture
def get(client, lessons):
    def fetch(query: str, **headers: str) -> str:
        response = client.get(ADDRESS + query, headers=headers)
        assert response.status_code == 200
        return response.content.decode()

    return fetch


def links(text: str) -> dict[str, str]:
    """Return the addresses of the links of a page by their words."""
    found = re.findall(r'<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>', text, re.S)
    return {" ".join(unescape(re.sub(r"<[^>]*>", "", words)).split()): unescape(url) for url, words in found}


def titles(text: str) -> list[str]:
    return [re.sub(r"<[^>]*>", "", found) for found in re.findall(r"<h3><a [^>]*>(.*?)</a></h3>", text)]


def box(text: str) -> str:
    found = re.search(r'<input class="field" id="q"[^>]*value="([^"]*)"', text)
    assert found
    return unescape(found[1])


def test_the_example_of_the_first_paragraph(get):
    text = get("?q=intervew+skils+yr10+1+hour")
    assert titles(text)[0] == "Interview skills"
    assert box(text) == "intervew skils"
    assert {"Remove Year 10", "Remove Up to 60 minutes"} <= links(text).keys()
    assert "Showing results for <b>interview skills</b>." in text


def test_words_that_became_a_filter_can_be_words_again(get):
    text = get("?q=interview+yr10")
    assert "Read from your words: <b>Year 10</b>" in " ".join(text.split())
    address = links(text)["Search for the words “yr10” instead"]
    assert address == ADDRESS + "?q=interview+%22yr10%22"
    assert links(text)["Remove Year 10"] == address
    again = get(address.removeprefix(ADDRESS))
    assert "Remove Year 10" not in again
    assert box(again) == 'interview "yr10"'


def test_a_filter_that_was_ticked_is_only_taken_away(get):
    text = get("?q=interview&year=10")
    assert "Read from your words" not in text
    assert links(text)["Remove Year 10"] == ADDRESS + "?q=interview"


def test_one_span_of_several_values_loses_one_of_them(get):
    text = get("?q=interview+years+9-10")
    assert links(text)["Remove Year 9"] == ADDRESS + "?q=interview&year=10"
    assert links(text)["Search for the words “years 9-10” instead"] == ADDRESS + "?q=interview+%22years+9-10%22"


def test_a_length_that_becomes_words_is_no_longer_near_anything(get):
    text = get("?q=interview+1+hour")
    assert "near=60" in links(text)["Shortest"]
    assert "near" not in links(text)["Search for the words “1 hour” instead"]


def test_the_form_keeps_the_length_that_was_named(get):
    text = get("?q=interview&minutes=60&near=60")
    assert '<input type="hidden" name="near" value="60">' in text


def test_a_correction_leads_to_the_words_as_typed_and_back(get):
    text = get("?q=intervew+skils")
    address = links(text)["Search for intervew skils as typed instead"]
    assert address == ADDRESS + "?q=intervew+skils&as=typed"
    typed = get(address.removeprefix(ADDRESS))
    assert "Showing results for" not in typed
    assert '<input type="hidden" name="as" value="typed">' in typed
    assert links(typed)["Correct the spelling"] == ADDRESS + "?q=intervew+skils"


def test_a_word_that_may_be_a_filter_is_offered_with_what_it_would_leave(get):
    make_entries(*(make_document(f"Construction {n}") for n in range(3)))
    text = get("?q=construction+interview")
    assert "Remove Construction" not in text
    assert links(text)["Construction"] == ADDRESS + "?q=construction+interview&sector=construction"
    assert "(job sector, 1)" in text


def test_an_offer_that_would_change_nothing_is_not_made(get):
    assert "Only:" not in get("?q=interview+skills")
    assert "Construction</a>" not in get("?q=construction+interview&year=9")


def test_htmx_brings_the_words_for_the_box_apart_from_it(get):
    text = get("?q=interview+yr10", **{"HX-Request": "true"})
    assert '<p id="words" data-hx-swap-oob="innerHTML">interview</p>' in text
    assert 'id="q"' not in text


def test_markup_in_the_words_stays_text(get):
    text = get("?q=%3Cb%3Ex%3C%2Fb%3E+yr10")
    assert "<b>x</b>" not in text


def test_a_misspelt_search_has_its_chosen_result(get, lessons):
    Promotion.objects.create(words="interview skills", page=lessons[2])
    assert titles(get("?q=intervew+skils"))[0] == "Construction interview skills"
    assert titles(get("?q=interview+skills+year+9"))[0] == "Construction interview skills"
    assert promotions.held_by(snapshot.current())


def test_staff_see_why_a_result_is_here_and_others_do_not(get, central):
    text = central.get(ADDRESS + "?q=interview+skills+1+hour").content.decode()
    assert text.count("Why is this here") == 3
    assert re.search(r"<td>interview</td>\s*<td>title \d+\.\d", text)
    assert "As long as was asked" in text
    assert "Why is this here" not in get("?q=interview+skills+1+hour")


def test_staff_read_why_without_breaking_the_sum(central, lessons):
    cards = central.get(ADDRESS + "?q=interview+skills").context["view"].cards
    why = cards[0].why
    assert why.matched == pytest.approx(sum(gives for _word, _where, _rarity, gives in why.words))
    assert why.total == pytest.approx((why.matched + why.unit) * why.near)


def test_inside_a_school_every_word_is_a_word(terms):
    held = snapshot.current()
    query = QueryDict("q=interview+year+9&year=10&odd=1")
    parse = functools.partial(SearchRequest.from_query, vocabulary=held.vocabulary, index_words=held.index_words("en"))
    assert parse(query).filters == {"year": ("10",)}
    inside = parse(query, school=1)
    assert (inside.filters, inside.text) == ({}, "interview year 9")
