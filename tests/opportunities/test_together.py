"""Requests that schools of a cluster ask together: one leads and writes, each says yes first and may leave."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hub.opportunities.models import PartnerActivity, RequestPartner, Visit, VisitRequest
from hub.opportunities.requests import partners
from hub.opportunities.visits import services
from hub.schools.careers.drafting import careers_page_of
from tests.factories.careers import complete_careers_page
from tests.factories.clusters import MembershipFactory
from tests.factories.schools import SchoolFactory
from tests.html import text_of
from tests.opportunities.asking import letters_to
from tests.opportunities.clustered import at, made_once
from tests.opportunities.together import MARK, ON, agreed, page_of, partner_in
from tests.opportunities.visiting import browser_of, employer, request_of

__all__ = ["at", "made_once"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("framework")]


def test_a_fellow_member_is_asked_says_yes_and_employers_see_how_many_ask(
    at, client, django_capture_on_commit_callbacks
):
    asked = request_of(at.school("holder"))
    own = reverse("opportunities_request_together", args=[asked.pk])
    with django_capture_on_commit_callbacks(execute=True):
        keys = [at.school(who).pk for who in ("fellow", "third")]
        assert at.browser("holder").post(own, {"schools": keys}).status_code == 302
    (letter,) = letters_to(at.people["fellow"].email)
    assert "An electrician for Year 9" in letter.body
    public = reverse("opportunities_open_request", args=[asked.pk])
    assert "together" not in text_of(client.get(public)), "nobody has said yes"
    first = at.browser("fellow").get(reverse("wagtailadmin_home")).content.decode()
    assert "1 request of another school waits for your yes." in first
    for who, pupils in (("fellow", 40), ("third", 50)):
        partner = RequestPartner.objects.get(school=at.school(who))
        assert at.browser(who).post(page_of(partner), {"step": "accept", "pupils": "0"}).status_code == 400
        at.browser(who).post(page_of(partner), {"step": "accept", "pupils": pupils})
    words = "3 schools of Lea Valley cluster together, about 120 pupils"
    for address in (public, reverse("opportunities_open_requests")):
        assert words in text_of(client.get(address))
    answer = reverse("opportunities_manage_request", args=[asked.pk])
    assert words in text_of(browser_of(employer()).get(answer))


def test_a_cluster_that_not_everybody_may_read_is_not_named(at, client):
    asked = request_of(at.school("holder"))
    partner_in(at, asked)
    at.cluster.live = False
    at.cluster.save()
    said = text_of(client.get(reverse("opportunities_open_request", args=[asked.pk])))
    assert "2 schools together, about 70 pupils" in said and "Lea Valley" not in said


def test_partners_read_the_thread_and_the_day_and_only_the_one_that_asks_writes(at):
    asked = request_of(at.school("holder"))
    partner = partner_in(at, asked)
    visit = agreed(asked)
    said = text_of(at.browser("fellow").get(page_of(partner)))
    assert MARK in said and "Tuesday 12 January 2027" in said
    at.browser("fellow").post(reverse("opportunities_visit", args=[visit.pk]), {"cancel": "1", "words": "x"})
    assert Visit.objects.get().state == "agreed"


def test_the_day_is_told_to_the_schools_that_take_part_and_so_is_its_end(at, django_capture_on_commit_callbacks):
    asked = request_of(at.school("holder"))
    partner_in(at, asked)
    partner_in(at, asked, "third", pupils=None)
    with django_capture_on_commit_callbacks(execute=True):
        visit = agreed(asked)
        services.cancel(visit, "employer", "No van.", on=ON)
    subjects = [each.subject for each in letters_to(at.people["fellow"].email)]
    assert subjects[-2:] == ["Agreed: the visit is on 12 January 2027", "Okoro Bikes has cancelled the visit"]
    assert letters_to(at.people["third"].email) == [], "it has not said yes"


def test_an_agreed_visit_is_taken_into_each_programme_once(at):
    asked = request_of(at.school("holder"))
    partner = partner_in(at, asked)
    complete_careers_page(at.made["fellow"].home, ON)
    visit = agreed(asked)
    data = {"step": "programme", "visit": visit.pk}
    for _times in range(2):
        at.browser("fellow").post(page_of(partner), data)
    assert "in the draft of your programme" in text_of(at.browser("fellow").get(page_of(partner)))
    page: Any = careers_page_of(at.school("fellow"))
    rows = [row for row in page.get_latest_revision_as_object().programme.all() if row.title == asked.title]
    assert len(rows) == 1 and rows[0].employer_or_provider == "Okoro Bikes"
    assert PartnerActivity.objects.count() == 1 and Visit.objects.get().drafted_at is None


@pytest.mark.parametrize("by", ["fellow", "holder", "cluster"])
def test_one_leaves_in_one_step_and_the_rest_goes_on(at, by):
    asked = request_of(at.school("holder"))
    partner = partner_in(at, asked)
    partner_in(at, asked, "third", 50)
    visit = agreed(asked)
    if by == "fellow":
        at.browser("fellow").post(page_of(partner), {"step": "leave"})
    elif by == "holder":
        own = reverse("opportunities_request_together", args=[asked.pk])
        at.browser("holder").post(own, {"end": partner.pk})
    else:
        at.leaves("fellow")
    assert at.browser("fellow").get(page_of(partner)).status_code == 404
    assert [each.school for each in VisitRequest.objects.get().together] == [at.school("third")]
    assert Visit.objects.get(pk=visit.pk).state == "agreed"


def test_a_closed_request_takes_no_more_schools(at):
    asked = request_of(at.school("holder"))
    waiting = partner_in(at, asked, pupils=None)
    asked.close("elsewhere", on=ON)
    assert not partners.may_take_part(asked).exists()
    at.browser("fellow").post(page_of(waiting), {"step": "accept", "pupils": "10"})
    assert RequestPartner.objects.get().state == "asked"


@pytest.mark.parametrize(
    ("who", "name"), [("fellow", "opportunities_joint_requests"), ("", "opportunities_open_requests")]
)
def test_the_lists_cost_the_same_however_many_schools_ask_together(at, client, who, name):
    def more() -> None:
        for _each in range(3):
            school: Any = SchoolFactory()
            MembershipFactory(cluster=at.cluster, school=school)
            for to in ("fellow", "third"):
                asked = RequestPartner(school=at.school(to), state="accepted", pupils=9, group=at.cluster, asked_on=ON)
                asked.request = request_of(school)
                asked.save()

    def cost() -> int:
        browser = at.browser(who) if who else client
        browser.get(reverse(name))
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(reverse(name)).status_code == 200
        return len(queries)

    more()
    before = cost()
    more()
    assert cost() == before
