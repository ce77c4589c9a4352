"""A sheet: the pupils' copy, what is for the teacher alone, and the screens of its show."""

import re

import pytest
from wagtail.models import PageViewRestriction

from resources.sheets import sheet_of
from resources.show import CARDS, ROOM, TABLE_ROWS, screens_of
from tests.factories.resources import LessonResourcePageFactory
from tests.html import text_of

LEAD = {"type": "paragraph", "value": "<p>Print thirty, one for each pupil.</p>"}
NOTE = {"type": "teacher_note", "value": "<p>The answer is seven.</p>"}
ANSWERS = [{"type": "heading", "value": "Answers for the teacher"}, NOTE]


def task(prompt="Write three jobs.", lines=3):
    return {"type": "task", "value": {"prompt": prompt, "lines": lines}}


def cards(number, text="Measures.", **value):
    held = [{"title": f"Card {n}", "text": text} for n in range(1, number + 1)]
    return {"type": "cards", "value": {"caption": "Cut along the lines.", "cards": held, **value}}


def table(rows, blank=0):
    cells = [{"cells": [f"Row {n}"]} for n in range(1, rows + 1)]
    value = {"caption": "Sort them", "headers": ["Job", "Needed"], "rows": cells, "blank_rows": blank}
    return {"type": "sort_table", "value": value}


def slide(title="A problem", notes="Ask before anything else."):
    return {"type": "slide", "value": {"title": title, "text": "<p>An egg falls.</p>", "notes": notes}}


@pytest.fixture
def make(library):
    """Return a function that makes a sheet of blocks."""

    def of(*blocks, kind="worksheet", **fields):
        return LessonResourcePageFactory(parent=library, sheet_kind=kind, body=list(blocks), **fields)

    return of


def test_the_first_paragraph_of_a_sheet_is_for_the_teacher(make):
    sheet = sheet_of(make(LEAD, {"type": "paragraph", "value": "<p>Write in pencil.</p>"}, task()))
    assert sheet.lead and "Print thirty" in str(sheet.lead.value)
    assert [block.block_type for part in sheet.pupils for block in part.blocks] == ["paragraph", "task"]


def test_what_has_no_kind_of_sheet_begins_with_words_for_pupils(make):
    sheet = sheet_of(make(LEAD, task(), kind=""))
    assert sheet.lead is None
    assert [block.block_type for block in sheet.pupils[0].blocks] == ["paragraph", "task"]


def test_a_pupils_copy_has_no_notes_and_no_heading_over_nothing(make):
    sheet = sheet_of(make(LEAD, task(), NOTE, *ANSWERS))
    assert [(part.heading, len(part.blocks)) for part in sheet.pupils] == [("", 1)]
    assert [(part.heading, len(part.blocks)) for part in sheet.teacher] == [("", 1), ("Answers for the teacher", 1)]


def test_a_sheet_leads_to_its_show_and_to_what_is_for_the_teacher(make, client):
    page = make(LEAD, task(), *ANSWERS)
    html = client.get(page.url).content.decode()
    for below in ("show/", "answers/"):
        assert f'href="{below}"' in html
        assert client.get(page.url + below).status_code == 200
    assert 'href="answers/"' not in client.get(make(LEAD, task()).url).content.decode()


def test_answers_stand_on_their_own_page_and_not_in_the_show(make, client):
    page = make(LEAD, task(), *ANSWERS, slide())
    assert "The answer is seven." in text_of(client.get(f"{page.url}answers/"))
    assert "Ask before anything else." in text_of(client.get(f"{page.url}answers/"))
    show = text_of(client.get(f"{page.url}show/"))
    assert "Write three jobs." in show and "An egg falls." in show
    for hidden in ("The answer is seven.", "Answers for the teacher", "Ask before", "Print thirty"):
        assert hidden not in show


def test_neither_view_is_offered_to_search_engines(make, client):
    page = make(LEAD, task(), NOTE)
    for below in ("show/", "answers/"):
        html = client.get(page.url + below).content.decode()
        assert 'name="robots" content="noindex"' in html
        assert re.findall(r'rel="canonical" href="([^"]+)"', html) == [page.full_url]


def test_what_has_no_such_view_has_no_address_for_it(make, client):
    plain = make({"type": "paragraph", "value": "<p>A film.</p>"}, kind="", format="film")
    for page, below in ((plain, "show/"), (plain, "answers/"), (make(task()), "answers/"), (make(task()), "print/")):
        assert client.get(page.url + below).status_code == 404


@pytest.mark.parametrize("blocks", [[], [LEAD], [NOTE], ANSWERS])
def test_a_sheet_with_nothing_for_pupils_has_no_show(make, client, blocks):
    page = make(*blocks)
    assert client.get(page.url).status_code == 200
    assert client.get(f"{page.url}show/").status_code == 404


@pytest.mark.parametrize("below", ["", "show/", "answers/"])
def test_the_views_are_as_public_as_the_sheet(make, client, below):
    page = make(LEAD, task(), NOTE)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(page.url + below).status_code == 302
    page.unpublish()
    assert client.get(page.url + below).status_code == 404


def test_each_slide_is_a_screen_with_links_to_its_neighbours(make, client):
    page = make(LEAD, slide("One"), slide("Two"), slide("Three"), kind="slides", format="slides")
    html = client.get(f"{page.url}show/").content.decode()
    assert [screen.title for screen in screens_of(sheet_of(page))] == ["One", "Two", "Three"]
    assert re.findall(r'id="(s\d)"', html) == ["s1", "s2", "s3"]
    assert re.findall(r'rel="(prev|next)" href="#(s\d)"', html) == [
        ("next", "s2"),
        ("prev", "s1"),
        ("next", "s3"),
        ("prev", "s2"),
    ]
    assert "2 of 3" in html


def test_small_blocks_share_a_screen_and_long_ones_do_not(make):
    few = screens_of(sheet_of(make({"type": "heading", "value": "Begin"}, task(), task("Draw one."))))
    assert [(screen.title, len(screen.blocks)) for screen in few] == [("Begin", 2)]
    many = screens_of(sheet_of(make(task("a" * ROOM), task("b" * (ROOM + 1)))))
    assert [(len(screen.blocks), screen.is_full) for screen in many] == [(1, False), (1, True)]


@pytest.mark.parametrize(
    ("number", "text", "held"),
    [(13, "Short.", [6, 6, 1]), (4, "w" * 180, [2, 2]), (4, "One line\n" * 4, [2, 2]), (0, "", [])],
)
def test_cards_are_shown_by_as_many_as_a_class_can_read(make, number, text, held):
    shown = screens_of(sheet_of(make(cards(number, text))))
    assert [len(screen.cards) for screen in shown] == held
    assert max(held, default=0) <= CARDS


def test_a_long_table_goes_on_with_its_headings(make):
    shown = screens_of(sheet_of(make(table(TABLE_ROWS, blank=2))))
    assert [len(screen.rows) for screen in shown] == [TABLE_ROWS, 2]
    assert all(screen.headers == ["Job", "Needed"] for screen in shown)


def test_cards_say_how_many_go_on_a_page(make, client):
    html = client.get(make(cards(2, per_page="4"), cards(2)).url).content.decode()
    assert re.findall(r"cut-cards (per-\d)", html) == ["per-4", "per-8"]
