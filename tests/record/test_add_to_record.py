"""The link "Add to my record" on lessons, events and resources: what an entry begins with is never sent."""

import datetime
import json
import re
from html import unescape
from urllib.parse import unquote, urlsplit

import pytest
from django.urls import reverse

from hub.core import record_links
from tests.factories.curriculum import CurriculumIndexPageFactory, KeyStagePageFactory, UnitPageFactory, lesson
from tests.factories.pages import EventPageFactory, NewsIndexPageFactory
from tests.factories.resources import LessonResourcePageFactory, ResourceIndexPageFactory

WORDS = "Add to my record"
KEY = "11111111-0000-4000-8000-000000000000"


def begun(response) -> tuple[str, dict]:
    """Return where the one link of a page leads, and what the entry begins with."""
    (address,) = re.findall(rf'<a[^>]* href="([^"]*)"[^>]*>\s*{WORDS}<', response.content.decode())
    parts = urlsplit(unescape(address))
    assert not parts.query, "what is begun never reaches the server"
    name, _sign, value = parts.fragment.partition("=")
    assert name == "add"
    return parts.path, json.loads(unquote(value))


@pytest.mark.django_db
def test_a_lesson_gives_its_title_kind_minutes_and_address(client, home):
    stage = KeyStagePageFactory(parent=CurriculumIndexPageFactory(parent=home))
    planned = {**lesson("A visitor’s five questions", kind="insight-talk", minutes=(5, 30, 10)), "id": KEY}
    address = UnitPageFactory(parent=stage, slug="unit", lessons=[planned]).lesson_url(KEY[:8])
    path, entry = begun(client.get(address))
    assert path == reverse("record")
    assert entry == {
        "what": "A visitor’s five questions",
        "kind": "insight-talk",
        "minutes": 45,
        "source": {"title": "A visitor’s five questions", "url": address, "kind": "lesson"},
    }


@pytest.mark.django_db
def test_an_event_gives_its_day_in_london_how_long_it_lasts_and_its_place(client, home):
    starts = datetime.datetime(2027, 6, 30, 23, 30, tzinfo=datetime.UTC)
    event = EventPageFactory(
        parent=NewsIndexPageFactory(parent=home),
        title="A fair",
        starts=starts,
        ends=starts + datetime.timedelta(minutes=90),
        place="Town Hall, N1 1AA",
    )
    _path, entry = begun(client.get(event.url))
    assert entry["date"] == "2027-07-01", "half past midnight on the first of July in London"
    assert (entry["minutes"], entry["where"], entry["kind"]) == (90, "Town Hall, N1 1AA", "other")
    assert entry["source"] == {"title": "A fair", "url": event.url, "kind": "event"}


@pytest.mark.django_db
def test_a_resource_and_a_sheet_give_their_minutes(client, home):
    library = ResourceIndexPageFactory(parent=home)
    game = LessonResourcePageFactory(parent=library, title="A game", minutes=15, format="game")
    sheet = LessonResourcePageFactory(
        parent=library, title="A sheet", minutes=20, sheet_kind="worksheet", format="sheet"
    )
    for page, kind in ((game, "other"), (sheet, "in-class")):
        _path, entry = begun(client.get(page.url))
        assert (entry["what"], entry["kind"], entry["minutes"]) == (page.title, kind, page.minutes)
        assert entry["source"] == {"title": page.title, "url": page.url, "kind": "resource"}


@pytest.mark.parametrize(
    ("what", "minutes"),
    [(60, 60), (record_links.LONGEST_EVENT_MINUTES, 600), (record_links.LONGEST_EVENT_MINUTES + 1, None), (0, None)],
)
def test_an_event_without_end_or_beyond_a_day_leaves_its_length_to_the_pupil(what, minutes):
    starts = datetime.datetime(2027, 1, 21, 9, 0, tzinfo=datetime.UTC)
    assert record_links.minutes_between(starts, starts + datetime.timedelta(minutes=what)) == minutes
    assert record_links.minutes_between(starts, None) is None


def test_words_that_mean_something_in_an_address_are_kept_as_words():
    title = "100% “sure”? A & B = #1/2 <b>\u2028é"
    fragment = record_links.Beginning(what=title, url="/x/", source="lesson").fragment
    assert set(fragment) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789%!'()*-._~=")
    assert json.loads(unquote(fragment.removeprefix("add=")))["what"] == title


def test_what_is_too_long_for_an_entry_is_cut_and_an_address_too_long_is_left_out():
    beginning = record_links.Beginning(what="x" * 300, where="y" * 300, url="/" + "z" * 500, source="event")
    entry = json.loads(unquote(beginning.fragment.removeprefix("add=")))
    assert (len(entry["what"]), len(entry["where"])) == (200, 200)
    assert "source" not in entry
