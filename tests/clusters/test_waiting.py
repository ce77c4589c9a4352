"""The admin's first screen says what waits in clusters for the person who has signed in."""

import pytest
from django.urls import reverse

from hub.clusters import memberships
from hub.clusters.waiting import waiting_for
from tests.factories.clusters import ItemFactory

pytestmark = pytest.mark.django_db


def test_each_is_told_what_is_theirs_to_answer(around, browser):
    people = around.people
    memberships.ask(around.cluster, around.outside.school, user=people["outside"])
    ItemFactory(cluster=around.cluster, school=around.second.school, status="offered")
    ItemFactory(cluster=around.cluster, school=around.first.school, status="forward")
    said = {who: waiting_for(people[who]) for who in people}
    asks, review = "1 school asks to join a cluster.", "1 piece of another school waits for a review."
    assert said == {
        "first": [asks, review],
        "second": [],
        "outside": [],
        "governor": [],
        "staff": [asks, "1 piece is put forward to the hub."],
    }
    assert review in browser("first").get(reverse("wagtailadmin_home")).content.decode()


def test_an_invitation_waits_for_the_school(around):
    memberships.invite(around.cluster, around.outside.school, user=around.people["first"])
    assert waiting_for(around.people["outside"]) == ["1 cluster invites your school."]
