"""The search as a feed: who it is by, what it holds and where it is."""

import datetime
import xml.etree.ElementTree as ET

import pytest
from django.urls import reverse

from curriculum.models import Subject, YearGroup
from resources.models import LessonResourcePage
from tests.factories.resources import LessonResourcePageFactory

ATOM = "{http://www.w3.org/2005/Atom}"


def entries_of(response) -> list[ET.Element]:
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    return ET.fromstring(response.content).findall(f"{ATOM}entry")


def test_a_feed_names_its_author(client, resource):
    feed = ET.fromstring(client.get(reverse("search_feed")).content)
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "London Ambitions Hub"


def said(entry: ET.Element, name: str) -> str:
    return entry.findtext(f"{ATOM}{name}") or ""


def test_a_feed_of_a_search_has_the_newest_first_with_ids_that_stay(client, library, resource):
    science = Subject.objects.get(slug="science")
    nine = YearGroup.objects.get(number=9)
    for day in (1, 3, 2):
        page = LessonResourcePageFactory(
            parent=library, title=f"Forces {day}", subjects=[science], year_groups=[nine], minutes=10
        )
        page.first_published_at = datetime.datetime(2027, 1, day, 9, tzinfo=datetime.UTC)
        page.save()
    address = reverse("search_feed") + "?subject=science&year=9"
    before = entries_of(client.get(address))
    assert [said(entry, "title") for entry in before] == ["Forces 3", "Forces 2", "Forces 1"]
    assert said(before[0], "published") == "2027-01-03T09:00:00+00:00"
    assert said(before[0], "id").startswith("urn:uuid:")
    page = LessonResourcePage.objects.get(title="Forces 2")
    page.title, page.slug = "Forces again", "moved"
    page.save_revision().publish()
    after = {said(entry, "title"): said(entry, "id") for entry in entries_of(client.get(address))}
    assert after["Forces again"] == said(before[1], "id")


def test_a_feed_holds_what_holds_all_words_where_anything_does(client, library):
    for title in ("Mock interview", "Mock exam", "Mock paper"):
        LessonResourcePageFactory(parent=library, title=title)
    address = reverse("search_feed")
    assert [said(e, "title") for e in entries_of(client.get(address + "?q=mock+interview"))] == ["Mock interview"]
    assert len(entries_of(client.get(address + "?q=mock+beekeeping"))) == 3


@pytest.mark.parametrize(
    ("query", "own"),
    [("?subject=science&year=9", "?year=9&subject=science"), ("?year=9&page=3&x=1", "?year=9"), ("", "")],
)
def test_each_feed_names_its_own_address(query, own, client, resource):
    found = ET.fromstring(client.get(reverse("search_feed") + query).content)
    (named,) = (link.get("href", "") for link in found.findall(f"{ATOM}link") if link.get("rel") == "self")
    assert named.endswith(reverse("search_feed") + own)
    assert named.startswith("http")
