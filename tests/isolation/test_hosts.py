"""A school's people read what their own school gives away and change no hostname; no host answers for another."""

import pytest
from django.test import Client
from django.urls import reverse

from hub.pages.models import StandardPage
from hub.schools.models import SchoolHost
from tests.factories.hosts import SchoolHostFactory
from tests.isolation.conftest import Place


@pytest.fixture
def their_host(theirs):
    return SchoolHostFactory(school=theirs.made.school, hostname="careers.beacon.example")


@pytest.fixture
def our_host(ours):
    return SchoolHostFactory(school=ours.made.school, hostname="careers.alder.example")


def address(place: Place, name: str = "schools_address", *more: object) -> str:
    return reverse(name, args=[place.made.school.pk, *more])


def test_a_leader_reads_their_own_address_and_codes(leader, ours, our_host):
    page = leader.get(address(ours)).content.decode()
    assert "http://careers.alder.example/" in page
    assert "Add the hostname" not in page
    drawn = leader.get(address(ours, "schools_address_code", ours.home.pk, "svg"))
    assert (drawn.status_code, drawn["Content-Type"]) == (200, "image/svg+xml")


def test_a_leader_sees_nothing_of_another_schools(leader, ours, theirs, their_host):
    assert leader.get(address(theirs)).status_code == 404
    assert leader.get(address(theirs, "schools_address_code", theirs.home.pk, "svg")).status_code == 404
    # Nor by the key of a page in an address of one's own.
    assert leader.get(address(ours, "schools_address_code", theirs.home.pk, "png")).status_code == 404
    assert "beacon" not in leader.get(address(ours)).content.decode().lower()
    assert leader.get(reverse("schools_hosts")).status_code in (302, 403)


@pytest.mark.parametrize("what", ["check", "choose", "remove"])
def test_a_leader_changes_no_hostname(what, leader, ours, theirs, our_host, their_host):
    before = list(SchoolHost.objects.values())
    for place, host in ((ours, our_host), (theirs, their_host), (ours, their_host)):
        answer = leader.post(address(place, "schools_host_change", host.pk), {what: "1"})
        assert answer.status_code in (302, 403, 404)
    assert leader.post(address(ours), {"hostname": "new.alder.example"}).status_code in (302, 403)
    assert list(SchoolHost.objects.values()) == before


def test_staff_change_a_host_under_its_own_school_only(central, ours, theirs, their_host):
    assert central.post(address(ours, "schools_host_change", their_host.pk), {"remove": "1"}).status_code == 404
    assert SchoolHost.objects.filter(pk=their_host.pk).exists()


def test_a_host_answers_with_no_page_draft_search_or_file_of_another_school(ours, theirs, our_host):
    theirs.home.add_child(instance=StandardPage(title="Beaconmark news", slug="beacon", live=True))
    browser, slug = Client(), theirs.made.school.slug
    asked = [
        "/beacon/",
        f"/schools/{slug}/",
        f"/schools/{slug}/beacon/",
        f"/{theirs.draft.slug}/",
        "/search/?q=beaconmark",
        f"/documents/{theirs.document.pk}/{theirs.document.filename}",
        f"/media/{theirs.document.file.name}",
        "/sitemap.xml",
        "/robots.txt",
        f"/../{slug}/beacon/",
        f"/%2e%2e/{slug}/beacon/",
        f"//schools/{slug}/",
        f"/en/schools/{slug}/",
    ]
    for path in asked:
        answer = browser.get(path, headers={"host": our_host.hostname})
        told = answer.getvalue()
        # What was typed is said back, in small letters.
        assert theirs.mark not in told.decode(), path
        assert answer.status_code != 200 or path in ("/search/?q=beaconmark", "/sitemap.xml", "/robots.txt"), path
