"""A programme belongs to one school: no other editor sees its totals, carries it over or reads past years."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from hub.publication.dates import AcademicYear
from hub.schools.careers.grid.table import fingerprint, in_order
from hub.schools.careers.past_programmes import programme_of
from hub.schools.models import CareersPage, NextProgramme, PastProgramme
from tests.factories.careers import complete_careers_page

NAMES = (
    "schools_programme_totals",
    "schools_carry_over",
    "schools_programme_grid",
    "schools_programme_map",
    "schools_programme_upload",
    "schools_programme_workbook",
    "schools_programme_document",
)


@pytest.fixture
def pages(ours, theirs):
    return tuple(complete_careers_page(place.home, timezone.localdate()) for place in (ours, theirs))


@pytest.mark.parametrize("name", NAMES)
def test_a_careers_leader_opens_the_schools_own_and_nobody_elses(leader, central, pages, name):
    own, other = pages
    assert leader.get(reverse(name, args=[own.pk])).status_code == 200
    for ask in (leader.get, leader.post):
        answer = ask(reverse(name, args=[other.pk]))
        assert answer.status_code in (403, 404, 405) and "Beaconmark" not in answer.content.decode()
    assert central.get(reverse(name, args=[other.pk])).status_code == 200


def test_a_careers_leader_carries_over_the_schools_own_and_nobody_elses(leader, pages):
    own, other = pages
    for page in pages:
        seen = CareersPage.objects.get(pk=page.pk).latest_revision_id
        leader.post(reverse("schools_carry_over", args=[page.pk]), {"seen": seen, "replace": "on"})
    coming = str(AcademicYear(AcademicYear.containing(timezone.localdate()).start + 1))
    assert [(each.page, each.academic_year) for each in NextProgramme.objects.all()] == [(own, coming)]
    assert other.revisions.count() == 1


def test_a_careers_leader_saves_the_schools_own_table_and_nobody_elses(leader, pages):
    own = pages[0]
    rows = json.dumps([{"cells": ["7", "Ours", "In class", "", "60"], "keys": []}])
    versions = [page.revisions.count() for page in pages]
    for page in pages:
        address = reverse("schools_programme_grid", args=[page.pk])
        seen = fingerprint(in_order(page.get_latest_revision_as_object()))
        answer = leader.post(address, {"rows": rows, "opened": seen})
        assert answer.status_code == (302 if page == own else 404)
        assert "Beaconmark" not in answer.content.decode()
    assert [page.revisions.count() - before for page, before in zip(pages, versions, strict=True)] == [1, 0]


def test_a_table_takes_no_row_of_another_school_by_its_key(leader, pages):
    own, other = pages
    foreign = str(other.programme.first().translation_key)
    rows = json.dumps([{"cells": ["7", "Ours", "In class", "", "60"], "keys": [foreign]}])
    seen = fingerprint(in_order(own.get_latest_revision_as_object()))
    address = reverse("schools_programme_grid", args=[own.pk])
    assert leader.post(address, {"rows": rows, "opened": seen}).status_code == 302
    (row,) = CareersPage.objects.get(pk=own.pk).get_latest_revision_as_object().programme.all()
    assert row.title == "Ours" and str(row.translation_key) != foreign


def test_a_past_programme_is_one_schools(ours, theirs, pages):
    year = AcademicYear(2020)
    PastProgramme.objects.create(school=theirs.made.school, academic_year=str(year), rows=[])
    row = {"year_group": "7", "term": "autumn", "kind": "in-class", "title": "Ours", "minutes": 60}
    rows = [row | {"with_whom": "", "criteria": [], "unit": ""}]
    PastProgramme.objects.create(school=ours.made.school, academic_year=str(year), rows=rows)
    assert programme_of(theirs.made.school, year) == ()
    assert [each.title for each in programme_of(ours.made.school, year)] == ["Ours"]


def test_a_visitor_without_a_name_is_sent_to_sign_in(client, pages):
    for name in NAMES:
        assert client.get(reverse(name, args=[pages[0].pk])).status_code == 302
