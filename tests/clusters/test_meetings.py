"""Meetings and collections of a cluster."""

import datetime
from typing import Any

import icalendar
import pytest
from django.urls import reverse
from django.utils import timezone

from hub.clusters.models import Collection, Entry, Meeting
from hub.pages.models import StandardPage
from tests.factories.clusters import MeetingFactory

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
MEETING = {
    "title": "Spring meeting",
    "starts": "10 March 2027 at 4pm",
    "ends": "10 March 2027 at 5.30pm",
    "place": "Birch Lock School",
}


def announce(client, around, **changes: object):
    address = reverse("clusters_meeting_add", args=[around.cluster.pk])
    return client.post(address, MEETING | changes, follow=True)


def test_a_member_announces_a_meeting_and_notes_which_schools_came(around, browser):
    announce(browser("second"), around)
    meeting = Meeting.objects.get()
    assert (meeting.school, timezone.localtime(meeting.starts).hour) == (around.second.school, 16)
    address = reverse("clusters_meeting_edit", args=[meeting.pk])
    browser("second").post(address, MEETING | {"notes": "We agreed.", "came": [around.first.school.pk]})
    shown = browser("first").get(reverse("clusters_meeting", args=[meeting.pk])).content.decode()
    assert "We agreed." in shown and "Who came" in shown and "Alder Wharf School" in shown


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"ends": "10 March 2027 at 3pm"}, "A meeting cannot end before it starts."),
        ({"place": ""}, "Say where it is, or give a link to take part."),
        ({"starts": "the day after"}, "starts"),
        ({"online": "javascript:alert(1)"}, "Enter a valid URL."),
    ],
)
def test_what_is_wrong_with_a_meeting_is_said(around, browser, changes, said):
    response = announce(browser("second"), around, **changes)
    assert response.status_code == 200 and said in response.content.decode()
    assert not Meeting.objects.exists()


def test_only_members_can_have_come(around, browser):
    announce(browser("second"), around, came=[around.outside.school.pk])
    assert not Meeting.objects.exists()


def test_a_calendar_takes_a_meeting_at_its_hour(around, browser):
    meeting: Any = MeetingFactory(cluster=around.cluster)
    response = browser("first").get(reverse("clusters_meeting_file", args=[meeting.pk]))
    assert response["Content-Type"].startswith("text/calendar")
    [event] = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    assert event.decoded("dtstart") == datetime.datetime(2026, 12, 10, 16, 0, tzinfo=datetime.UTC)
    assert event.decoded("dtend") == datetime.datetime(2026, 12, 10, 18, 0, tzinfo=datetime.UTC)
    assert event["location"] == "Alder Wharf School, ZZ9 9ZZ" and "https://meet.example/lea" in str(
        event["description"]
    )


def test_the_public_page_names_a_coming_meeting_and_neither_link_agenda_nor_notes(client, around):
    soon = timezone.now() + datetime.timedelta(days=20)
    meeting: Any = MeetingFactory(cluster=around.cluster, starts=soon, ends=None)
    assert "Autumn meeting" not in client.get(around.cluster.get_url()).content.decode()
    Meeting.objects.filter(pk=meeting.pk).update(is_public=True)
    shown = client.get(around.cluster.get_url()).content.decode()
    assert "Autumn meeting" in shown and "ZZ9 9ZZ" in shown
    assert not [word for word in ("meet.example", "Who visits whom", "We share the boatyard") if word in shown]


def test_the_hubs_staff_announce_a_meeting_of_no_school(around, browser):
    announce(browser("staff"), around)
    assert Meeting.objects.get().school is None


@pytest.fixture
def collection(around, browser) -> Collection:
    address = reverse("clusters_collection_add", args=[around.cluster.pk])
    browser("second").post(address, {"title": "River work", "summary": "For Year 8."})
    return Collection.objects.get()


@pytest.fixture
def page(around) -> StandardPage:
    return around.cluster.get_parent().get_parent().add_child(instance=StandardPage(title="About the river"))


def add(client, collection: Collection, page, why: str = "To start with."):
    return client.post(reverse("clusters_collection", args=[collection.pk]), {"page": page.pk, "why": why}, follow=True)


def test_members_put_public_pages_of_the_hub_together(around, browser, collection, page):
    add(browser("first"), collection, page)
    entry = Entry.objects.get()
    assert (entry.school, entry.why) == (around.first.school, "To start with.")
    shown = browser("second").get(reverse("clusters_collection", args=[collection.pk])).content.decode()
    assert "About the river" in shown and "(Alder Wharf School)" in shown
    assert "in the collection already" in add(browser("second"), collection, page).content.decode()
    page.unpublish()
    shown = browser("second").get(reverse("clusters_collection", args=[collection.pk])).content.decode()
    assert "About the river" not in shown


def test_a_page_of_another_school_and_a_draft_are_not_put_in(around, browser, collection, page):
    page.unpublish()
    for refused in (page, around.first.home):
        add(browser("second"), collection, refused)
    assert not Entry.objects.exists()


def test_a_school_takes_out_what_it_put_in(around, browser, collection, page):
    add(browser("first"), collection, page)
    data = {"remove": Entry.objects.get().pk}
    browser("second").post(reverse("clusters_collection", args=[collection.pk]), data)
    assert Entry.objects.exists()
    browser("first").post(reverse("clusters_collection", args=[collection.pk]), data)
    assert not Entry.objects.exists()


def test_a_collection_that_others_use_is_not_deleted_by_one(around, browser, collection, page):
    add(browser("first"), collection, page)
    address = reverse("clusters_collection_edit", args=[collection.pk])
    browser("second").post(address, {"delete": "1"})
    assert Collection.objects.exists()
    Entry.objects.all().delete()
    browser("second").post(address, {"delete": "1"})
    assert not Collection.objects.exists()


def test_the_members_address_shows_what_is_shared_to_members_alone(client, around, browser, collection):
    address = f"{around.cluster.get_url()}members/"
    assert client.get(address).url.startswith("/admin/login/")
    response = browser("first").get(address)
    assert "River work" in response.content.decode() and "no-store" in response["Cache-Control"]
    assert browser("outside").get(address).status_code == 404
