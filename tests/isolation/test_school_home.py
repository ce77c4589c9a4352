"""A school's home page is made of what is published: of its own, and of nobody else's."""

import datetime

from django.utils import timezone

from tests.factories.careers import complete_access_page, complete_careers_page, meeting
from tests.factories.events import EventCalendarPageFactory
from tests.factories.pages import EventPageFactory, NewsIndexPageFactory, NewsPageFactory


def publish(place) -> None:
    """Publish a page of each kind, with the school's mark in what it says."""
    on = timezone.localdate()
    soon = timezone.now() + datetime.timedelta(days=3)
    complete_careers_page(place.home, on, careers_leader_name=f"{place.mark} leader")
    to_come = meeting(on + datetime.timedelta(days=2), 9, title=f"{place.mark} talk")
    complete_access_page(place.home, on, contact_name=f"{place.mark} office", encounters=[to_come])
    EventPageFactory(parent=EventCalendarPageFactory(parent=place.home), title=f"{place.mark} evening", starts=soon)
    NewsPageFactory(parent=NewsIndexPageFactory(parent=place.home), title=f"{place.mark} news")


def test_a_home_page_holds_nothing_of_another_school_nor_of_its_own_drafts(client, ours, theirs):
    for place in (ours, theirs):
        place.home.save_revision().publish()
        publish(place)
    html = client.get(ours.home.url).content.decode()
    for words in ("leader", "talk", "office", "evening", "news"):
        assert f"{ours.mark} {words}" in html, words
    assert theirs.mark.lower() not in html.lower()
    assert ours.draft.title not in html
