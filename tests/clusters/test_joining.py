"""A school joins when both sides agree, and leaves when it says so."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from hub.clusters import memberships
from hub.clusters.models import Membership

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
ON = datetime.date(2026, 11, 29)


def status(around, made) -> str | None:
    rows = Membership.objects.filter(cluster=around.cluster, school=made.school)
    return rows.order_by("-pk").values_list("status", flat=True).first()


def answer(client, membership, given: str):
    return client.post(reverse("clusters_answer", args=[membership.pk]), {"answer": given}, follow=True)


def test_a_school_asks_and_the_one_that_leads_accepts(around, browser):
    asking = browser("outside")
    page = asking.get(reverse("clusters_home")).content.decode()
    assert "Ask to join for Cedar Mill School" in page and "None yet." in page
    asking.post(reverse("clusters_ask", args=[around.cluster.pk]), {"school": around.outside.school.pk})
    assert status(around, around.outside) == "asked"
    assert asking.get(reverse("clusters_space", args=[around.cluster.pk])).status_code == 404
    assert "1 school asks to join" in browser("first").get(reverse("clusters_home")).content.decode()
    answer(browser("first"), around.membership(around.outside), "accept")
    row = around.membership(around.outside)
    assert (row.status, row.answered_by) == ("accepted", around.people["first"])
    assert row.joined_on is not None
    assert "Birch Lock School" in asking.get(reverse("clusters_space", args=[around.cluster.pk])).content.decode()


def test_a_school_that_asks_cannot_accept_itself(around, browser):
    memberships.ask(around.cluster, around.outside.school, user=around.people["outside"])
    answer(browser("outside"), around.membership(around.outside), "accept")
    assert status(around, around.outside) == "asked"
    answer(browser("outside"), around.membership(around.outside), "decline")
    assert status(around, around.outside) == "declined"


def test_the_one_that_leads_invites_and_the_school_accepts(around, browser):
    browser("first").post(reverse("clusters_invite", args=[around.cluster.pk]), {"urn": "900402"})
    assert status(around, around.outside) == "invited"
    answer(browser("first"), around.membership(around.outside), "accept")
    assert status(around, around.outside) == "invited", "an invitation is accepted by the school"
    invited = browser("outside")
    assert "Lea Valley cluster invites Cedar Mill School." in invited.get(reverse("clusters_home")).content.decode()
    answer(invited, around.membership(around.outside), "accept")
    assert status(around, around.outside) == "accepted"


def test_only_who_leads_answers_and_invites(around, browser):
    memberships.ask(around.cluster, around.outside.school, user=around.people["outside"])
    row = around.membership(around.outside)
    for who in ("second", "governor"):
        assert answer(browser(who), row, "accept").status_code == 404
        response = browser(who).post(reverse("clusters_invite", args=[around.cluster.pk]), {"urn": "900402"})
        assert response.status_code in (302, 403)
    assert status(around, around.outside) == "asked"


def test_the_hubs_staff_make_a_member_from_a_day_that_has_been(around, browser):
    address = reverse("clusters_invite", args=[around.cluster.pk])
    late = browser("staff").post(address, {"urn": "900402", "how": "add", "since": "1 September 2099"})
    assert "This day is still to come." in late.content.decode() and status(around, around.outside) is None
    browser("staff").post(address, {"urn": "900402", "how": "add", "since": "1 September 2025"})
    assert around.membership(around.outside).joined_on == datetime.date(2025, 9, 1)


@pytest.mark.parametrize(
    ("urn", "said"),
    [("", "This field is required."), ("999999", "holds no school"), ("900401", "is a member already"), ("x", "whole")],
)
def test_what_cannot_be_invited_is_said(around, browser, urn, said):
    response = browser("first").post(reverse("clusters_invite", args=[around.cluster.pk]), {"urn": urn})
    assert response.status_code == 200 and said in response.content.decode()


def test_the_one_that_leads_does_not_make_members_alone(around, browser):
    data = {"urn": "900402", "how": "add"}
    browser("first").post(reverse("clusters_invite", args=[around.cluster.pk]), data)
    assert status(around, around.outside) == "invited"


def test_a_school_leaves_and_may_come_back(around, browser):
    leaving = browser("second")
    address = reverse("clusters_leave", args=[around.membership(around.second).pk])
    assert "Birch Lock School leaves" in leaving.get(address).content.decode()
    leaving.post(address)
    row = around.membership(around.second)
    assert row.status == "left" and row.left_on is not None
    assert leaving.get(reverse("clusters_space", args=[around.cluster.pk])).status_code == 404
    memberships.ask(around.cluster, around.second.school, user=around.people["second"])
    assert status(around, around.second) == "asked"


def test_the_one_that_leads_stays_until_another_does(around, browser):
    address = reverse("clusters_leave", args=[around.membership(around.first).pk])
    assert "let another school lead first" in browser("first").post(address, follow=True).content.decode()
    answer(browser("staff"), around.membership(around.second), "lead")
    assert around.membership(around.second).leads and not around.membership(around.first).leads
    browser("first").post(address)
    assert status(around, around.first) == "left"


def test_of_two_answers_the_second_is_told(around):
    memberships.ask(around.cluster, around.outside.school, user=around.people["outside"])
    row, same = around.membership(around.outside), around.membership(around.outside)
    memberships.decline(row, user=around.people["first"])
    with pytest.raises(memberships.MembershipMoved):
        memberships.accept(same, user=around.people["staff"], on=ON)


def test_a_closed_school_joins_nothing(around):
    around.outside.school.status = "closed"
    with pytest.raises(ValidationError, match="is not open"):
        memberships.ask(around.cluster, around.outside.school, user=around.people["outside"])


@pytest.mark.parametrize("data", [{}, {"school": "x"}, {"school": "99999999999999999999"}])
def test_a_posted_school_that_is_none_of_the_persons_is_refused(around, browser, data):
    assert browser("outside").post(reverse("clusters_ask", args=[around.cluster.pk]), data).status_code == 404
