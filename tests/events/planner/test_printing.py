"""What is printed of a day: the table for the hall, the visitors' sheets, the families' cards in their languages."""

import pytest
from django.urls import reverse

from hub.events.models import CareersDay, Workshop
from hub.events.planner import services
from hub.events.planner.printing import QUESTIONS, cards_of, questions_for
from hub.events.planner.selectors import Whole
from tests.events.planner.conftest import day_of, filled

pytestmark = pytest.mark.django_db
NAMES = ("hall", "sheets", "cards")


def page(client, name: str, day: CareersDay, query: str = "") -> str:
    return client.get(reverse(f"planner_{name}", args=[day.pk]) + query).content.decode()


@pytest.fixture
def planned(day) -> CareersDay:
    services.plan(day, seen=day.saves)
    return day


def test_before_there_is_a_rota_nothing_is_printed(leader, day):
    for name in NAMES:
        assert "Nothing is planned yet." in page(leader, name, day)


def test_the_hall_has_each_class_and_each_line(leader, planned):
    text = page(leader, "hall", planned)
    assert text.count("<b>Workshop") == 24 and "This is a draft." in text
    assert all(f">{each.name}<" in text for each in Whole(planned).classes)


def test_each_visitor_has_a_sheet_with_who_comes(leader, planned):
    text = page(leader, "sheets", planned)
    assert text.count("planner-sheet") == 6 and text.count('<th scope="row">') == 24
    assert "Visitor 3" in text and "Year 1" in text


def test_each_class_has_a_card_four_times_on_a_page_of_which_one_is_read_aloud(leader, planned):
    text = page(leader, "cards", planned)
    assert text.count('<section class="planner-cards"') == 12
    assert text.count("planner-write") == 48 and text.count('aria-hidden="true"') >= 36
    assert "Family of:" in text and "come along" not in text
    planned.guests = 10
    planned.save()
    assert "You are invited to come along." in page(leader, "cards", planned)


@pytest.mark.parametrize(
    ("language", "words"), [("bn", "বাড়িতে জিজ্ঞেস করার তিনটি প্রশ্ন"), ("ur", "گھر پر پوچھنے کے تین سوال")]
)
def test_cards_are_printed_in_the_languages_of_the_hub(leader, staffed, language, words):
    day = filled(day_of(staffed.school, title="Family Careers Day"))
    services.plan(day, seen=day.saves)
    text = page(leader, "cards", day, f"?language={language}")
    assert words in text and f'lang="{language}"' in text
    assert ">Family Careers Day<" not in text and "Three questions" not in text
    for nothing in ("xx", "../en", ""):
        assert "Three questions" in page(leader, "cards", day, f"?language={nothing}")


def test_the_questions_of_the_workshops_come_in_turn_and_the_hubs_own_fill_up():
    one, other = Workshop(questions="Why?\nHow?\nWhere?"), Workshop(questions="Who?")
    assert questions_for([one, other]) == ["Why?", "Who?", "How?"]
    assert questions_for([other]) == ["Who?", str(QUESTIONS[0]), str(QUESTIONS[1])]
    assert questions_for([Workshop()]) == [str(each) for each in QUESTIONS]


def test_a_class_that_hears_nothing_has_no_card(staffed):
    day = filled(day_of(staffed.school, each=1), classes=6, workshops=1)
    services.plan(day, seen=day.saves)
    assert len(cards_of(Whole(day))) == 4
