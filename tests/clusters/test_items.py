"""An item goes from its school's draft to other members, to the cluster, and with credit to the hub."""

import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from curriculum.models import Sector, Subject
from hub.clusters import memberships
from hub.clusters.models import Item
from hub.media.models import HubDocument
from tests.factories.clusters import ItemFactory

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
STORY = {"title": "Boatyard mornings", "summary": "A morning.", "context": "Here.", "done": "We went.", "effect": "So."}


def step(client, item: Item, key: str, **data: str):
    return client.post(reverse("clusters_item_step", args=[item.pk]), {"step": key, **data}, follow=True)


def status(item: Item) -> str:
    item.refresh_from_db()
    return item.status


@pytest.fixture
def item(around) -> Any:
    return ItemFactory(cluster=around.cluster, school=around.second.school, title="Boatyard mornings")


def test_a_case_study_is_written_offered_reviewed_shared_and_made_public(client, around, browser):
    writing, reading = browser("second"), browser("first")
    writing.post(reverse("clusters_item_add", args=[around.cluster.pk, "case-study"]), STORY)
    item = Item.objects.get()
    assert (item.school, item.status, item.author) == (around.second.school, "draft", around.people["second"])
    step(writing, item, "offer")
    space = reverse("clusters_space", args=[around.cluster.pk])
    assert "Waiting for a review" in reading.get(space).content.decode()
    step(reading, item, "review", note="Useful for Year 8.")
    item.refresh_from_db()
    assert (item.reviewed_by, item.note) == (around.first.school, "Useful for Year 8.")
    step(writing, item, "share")
    assert status(item) == "shared"
    step(writing, item, "forward")
    step(browser("staff"), item, "accept")
    assert status(item) == "public"
    address = around.cluster.get_url()
    page = client.get(address).content.decode()
    assert "Boatyard mornings" in page and "Birch Lock School" in page
    assert "We went." in client.get(f"{address}made/{item.pk}/").content.decode()


@pytest.mark.parametrize("key", ["review", "return", "share", "accept", "decline"])
def test_a_school_does_not_review_or_accept_its_own(item, browser, key):
    Item.objects.filter(pk=item.pk).update(status="offered")
    step(browser("second"), item, key, note="x")
    assert status(item) == "offered"


@pytest.mark.parametrize(("start", "key"), [("draft", "share"), ("offered", "forward"), ("shared", "offer")])
def test_no_step_is_left_out(item, browser, start, key):
    Item.objects.filter(pk=item.pk).update(status=start)
    step(browser("second"), item, key)
    assert status(item) == start


def test_what_is_half_written_is_not_offered(item, browser):
    Item.objects.filter(pk=item.pk).update(effect="")
    assert "Before others read it, add the effect." in step(browser("second"), item, "offer").content.decode()
    assert status(item) == "draft"


def test_giving_back_needs_a_reason_and_brings_the_draft_back(item, browser):
    Item.objects.filter(pk=item.pk).update(status="offered")
    assert "Say why" in step(browser("first"), item, "return").content.decode()
    step(browser("first"), item, "return", note="Which year was it?")
    assert status(item) == "draft"
    shown = browser("second").get(reverse("clusters_item", args=[item.pk])).content.decode()
    assert "Which year was it?" in shown


def test_the_hub_leaves_an_item_with_the_cluster(item, browser):
    Item.objects.filter(pk=item.pk).update(status="forward")
    step(browser("staff"), item, "decline", note="Too local.")
    assert status(item) == "shared"


def test_what_was_offered_is_changed_no_more(item, browser):
    Item.objects.filter(pk=item.pk).update(status="shared")
    browser("second").post(reverse("clusters_item_edit", args=[item.pk]), STORY | {"title": "Changed"})
    item.refresh_from_db()
    assert item.title == "Boatyard mornings"
    step(browser("second"), item, "withdraw")
    browser("second").post(reverse("clusters_item_edit", args=[item.pk]), STORY | {"title": "Changed"})
    item.refresh_from_db()
    assert (item.title, item.status) == ("Changed", "draft")


def test_a_piece_of_the_series_names_a_subject_and_a_sector(framework, around, browser):
    data = {"title": "Why geometry", "summary": "Angles.", "text": "A boat is angles."}
    writing = browser("second")
    writing.post(reverse("clusters_item_add", args=[around.cluster.pk, "point"]), data)
    item = Item.objects.get()
    assert "the subject and the sector" in step(writing, item, "offer").content.decode()
    terms = {"subject": Subject.objects.current()[0].pk, "sector": Sector.objects.current()[0].pk}
    writing.post(reverse("clusters_item_edit", args=[item.pk]), data | terms)
    step(writing, item, "offer")
    assert status(item) == "offered"


def upload(name: str = "yard.pdf", data: bytes = b"%PDF-1.4 boats") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "application/pdf")


def test_a_file_is_read_by_members_and_by_everybody_once_it_is_public(client, around, browser, kept_files):
    address = reverse("clusters_item_add", args=[around.cluster.pk, "resource"])
    browser("second").post(address, {"title": "Yard cards", "summary": "Cards.", "upload": upload()})
    item: Any = Item.objects.get()
    file = item.document.url
    assert item.document.is_private
    assert {who: browser(who).get(file).status_code for who in ("first", "second", "outside")} == {
        "first": 404,
        "second": 200,
        "outside": 404,
    }
    Item.objects.filter(pk=item.pk).update(status="shared")
    assert browser("first").get(file).status_code == 200
    assert browser("outside").get(file).status_code == client.get(file).status_code == 404
    Item.objects.filter(pk=item.pk).update(status="public")
    assert client.get(file).status_code == 200
    around.cluster.unpublish()
    assert client.get(file).status_code == 404


@pytest.mark.parametrize("name", ["yard.exe", "yard.svg", "yard.html", "yard"])
def test_a_file_of_another_kind_is_refused(around, browser, name):
    address = reverse("clusters_item_add", args=[around.cluster.pk, "resource"])
    response = browser("second").post(address, {"title": "T", "summary": "S", "upload": upload(name)})
    assert "not allowed" in response.content.decode()
    assert not Item.objects.exists() and not HubDocument.objects.exists()


def test_a_new_file_replaces_the_old_and_goes_with_the_draft(around, browser):
    writing = browser("second")
    data = {"title": "T", "summary": "S"}
    writing.post(reverse("clusters_item_add", args=[around.cluster.pk, "resource"]), data | {"upload": upload()})
    item = Item.objects.get()
    writing.post(reverse("clusters_item_edit", args=[item.pk]), data | {"upload": upload("new.pdf")})
    assert [each.title for each in HubDocument.objects.all()] == ["new.pdf"]
    step(writing, item, "delete")
    assert not Item.objects.exists() and not HubDocument.objects.exists()


@pytest.mark.parametrize(("withdraws", "after"), [(False, "shared"), (True, "draft")])
def test_what_was_reviewed_stays_with_its_name_or_is_taken_back(around, item, browser, withdraws, after):
    others: Any = ItemFactory(cluster=around.cluster, school=around.first.school, status="shared")
    Item.objects.filter(pk=item.pk).update(status="reviewed")
    address = reverse("clusters_leave", args=[around.membership(around.second).pk])
    browser("second").post(address, {"items": "withdraw" if withdraws else "keep"})
    assert status(item) == after and status(others) == "shared"
    space = browser("first").get(reverse("clusters_space", args=[around.cluster.pk])).content.decode()
    assert ("Boatyard mornings" in space and "by Birch Lock School" in space) == (not withdraws)


def test_what_nobody_has_reviewed_is_a_draft_again_after_leaving(around, item):
    Item.objects.filter(pk=item.pk).update(status="offered")
    row = around.membership(around.second)
    memberships.leave(row, user=around.people["second"], on=datetime.date(2026, 11, 29))
    assert status(item) == "draft"
