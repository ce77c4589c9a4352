"""What schools ask together is read by those that take part: no other school reads, answers or ends anything of it."""

import pytest
from django.test import Client
from django.urls import reverse

from hub.opportunities.models import RequestPartner, Visit
from tests.opportunities.clustered import at, made_once
from tests.opportunities.together import MARK, agreed, page_of, partner_in
from tests.opportunities.visiting import request_of

__all__ = ["at", "made_once"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("framework")]
STRANGERS = ("third", "other", "far", "governor", "nobody")


@pytest.mark.parametrize("who", STRANGERS)
def test_a_third_school_reads_answers_and_ends_nothing(at, who):
    asked = request_of(at.school("holder"))
    partner = partner_in(at, asked)
    visit = agreed(asked)
    own = reverse("opportunities_request_together", args=[asked.pk])
    client = Client() if who == "nobody" else at.browser(who)
    answers = [
        client.get(each, follow=True) for each in (page_of(partner), own, reverse("opportunities_joint_requests"))
    ]
    steps = [{"step": step, "pupils": "9", "visit": visit.pk} for step in ("accept", "decline", "leave", "programme")]
    answers += [client.post(page_of(partner), data, follow=True) for data in steps]
    answers += [client.post(own, data, follow=True) for data in ({"end": partner.pk}, {"schools": [partner.school_id]})]
    assert not any(MARK in each.content.decode() for each in answers)
    kept = RequestPartner.objects.get()
    assert (kept.state, kept.pupils) == ("accepted", 40)


def test_before_its_yes_a_school_reads_no_thread(at):
    asked = request_of(at.school("holder"))
    partner = partner_in(at, asked, pupils=None)
    agreed(asked)
    answer = at.browser("fellow").get(page_of(partner))
    assert answer.status_code == 200 and MARK not in answer.content.decode()


@pytest.mark.parametrize("to", ["other", "far", "holder"])
def test_fellow_members_alone_are_asked_whatever_is_posted(at, to):
    asked = request_of(at.school("holder"))
    own = reverse("opportunities_request_together", args=[asked.pk])
    assert at.browser("holder").post(own, {"schools": [at.school(to).pk]}).status_code == 400
    for end in ("0", "x", "²", "9" * 30):
        assert at.browser("holder").post(own, {"end": end}).status_code == 404
    assert not RequestPartner.objects.exists()


def test_a_partner_takes_over_no_visit_of_another_request(at):
    asked, other = request_of(at.school("holder")), request_of(at.school("far"))
    partner = partner_in(at, asked)
    theirs = Visit.objects.create(school=at.school("far"), request=other, organisation_name="Okoro", state="talking")
    for key in (theirs.pk, "x", "9" * 30):
        assert at.browser("fellow").post(page_of(partner), {"step": "programme", "visit": key}).status_code == 404
    partner_of_another = partner_in(at, asked, "third")
    assert at.browser("fellow").post(page_of(partner_of_another), {"step": "leave"}).status_code == 404
