"""What suits me: the 40 statements as published, every sector within reach, and a page that asks and never marks."""

import re
from collections import Counter

import pytest
from django.urls import reverse
from django.utils.translation import override

from curriculum.vocabulary import read_all
from hub.core.symbols import lines
from hub.record.statements import LIKES, SCREEN, SECTORS, STATEMENTS, screens
from tests.factories.curriculum import SectorFactory
from tests.html import text_of

ADDRESS = "/record/what-suits-me/"


def test_there_are_forty_statements_five_of_each_kind_of_liking():
    assert len(STATEMENTS) == 40
    assert Counter(each.like for each in STATEMENTS) == dict.fromkeys(LIKES, 5)
    assert [number for number, each in enumerate(STATEMENTS) if each.flipped] == [3, 14, 34, 39]


def test_each_screen_asks_five_statements_of_different_kinds():
    asked = screens()
    assert [len(screen) for screen in asked] == [SCREEN] * 8
    assert all(len({each.like for _number, each in screen}) == SCREEN for screen in asked)
    assert sorted(number for screen in asked for number, _each in screen) == list(range(40))


def test_the_easy_ones_are_two_of_each_kind_each_with_a_drawing_and_none_turned_round():
    easy = [each for each in STATEMENTS if each.easy]
    assert Counter(each.like for each in easy) == dict.fromkeys(LIKES, 2)
    assert all(lines(each.symbol) and not each.flipped for each in easy)


def test_each_sector_has_three_likes_of_its_own_and_each_like_leads_to_five_sectors():
    likes = [frozenset(reason.likes) for reason in SECTORS.values()]
    assert len(set(likes)) == len(SECTORS) == 15
    assert all(len(each) == 3 for each in likes)
    assert min(Counter(like for each in likes for like in each).values()) == 5


def test_every_sector_of_the_hub_has_a_reason():
    assert {row["slug"] for row in read_all()["sectors"]} == set(SECTORS)


@pytest.mark.django_db
def test_the_page_asks_every_statement_with_plain_radio_buttons_and_says_nothing_of_types(client):
    SectorFactory(slug="digital", label="Digital")
    answer = client.get(ADDRESS)
    html, text = answer.content.decode(), text_of(answer)
    assert html.count("<fieldset") == 40 and html.count('type="radio"') == 200
    for each in STATEMENTS:
        assert str(each.text) in text
    assert not re.search(r"\bper cent\b|%|\bscore of\b|you are an? (leader|driver|helper)", text, re.I)
    assert "this hub’s own judgement" in text and "National Careers Service" in text


@pytest.mark.django_db
def test_a_sector_leads_to_its_page_and_its_lessons_and_one_without_a_reason_is_not_suggested(client):
    SectorFactory(slug="digital", label="Digital")
    SectorFactory(slug="space", label="Space")
    html = client.get(ADDRESS).content.decode()
    assert 'href="/labour-market/sectors/digital/"' in html
    assert f'href="{reverse("search")}?sector=digital"' in html
    assert 'data-sector="space"' not in html


@pytest.mark.django_db
def test_the_page_costs_the_same_however_many_sectors_there_are(client, django_assert_num_queries):
    for slug in SECTORS:
        SectorFactory(slug=slug)
    client.get(ADDRESS)
    with django_assert_num_queries(2):  # the kinds of activity, and the sectors
        client.get(ADDRESS)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["bn", "ur"])
def test_the_page_answers_in_each_language(client, language):
    with override(language):
        assert client.get(reverse("record_statements")).status_code == 200
