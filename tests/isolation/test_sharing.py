"""What a school shares with one member of its cluster is for these two: nobody else reads, answers or ends it."""

import pytest
from django.test import Client
from django.urls import reverse

from hub.opportunities.models import SharedContact
from tests.opportunities.clustered import Clustered, at, contact_of, made_once, shared

__all__ = ["at", "made_once"]

pytestmark = pytest.mark.django_db
STRANGERS = ("third", "other", "far", "governor", "nobody")
MARKS = ("Xenia", "Okoro", "xenia@")


def browser(at: Clustered, who: str) -> Client:
    return Client() if who == "nobody" else at.browser(who)


@pytest.mark.parametrize("who", STRANGERS)
@pytest.mark.parametrize("says_yes", [True, False])
def test_a_third_school_reads_answers_and_ends_nothing(at, who, says_yes):
    contact = contact_of(at.school("holder"))
    share = shared(at, contact, says_yes=says_yes)
    own = reverse("opportunities_contact_share", args=[contact.pk])
    step = reverse("opportunities_shared_contact_step", args=[share.pk])
    client = browser(at, who)
    answers = [
        client.get(reverse(name), follow=True) for name in ("opportunities_shared_contacts", "wagtailadmin_home")
    ]
    answers += [client.get(own, follow=True), client.post(own, {"schools": [at.school("third").pk]}, follow=True)]
    answers += [client.post(step, {"step": each}, follow=True) for each in ("accept", "decline", "asked", "end")]
    assert not any(mark in each.content.decode() for each in answers for mark in MARKS)
    kept = SharedContact.objects.get()
    assert (kept.state, kept.last_asked) == ("accepted" if says_yes else "offered", None)


@pytest.mark.parametrize("to", ["other", "far", "holder"])
def test_a_contact_is_offered_to_fellow_members_alone_whatever_is_posted(at, to):
    contact = contact_of(at.school("holder"))
    own = reverse("opportunities_contact_share", args=[contact.pk])
    client = at.browser("holder")
    assert at.school(to).name not in client.get(own).content.decode().partition("<form")[2]
    assert client.post(own, {"schools": [at.school(to).pk]}).status_code == 400
    assert client.post(own, {"schools": ["0", "x", "9" * 30]}).status_code == 400
    assert not SharedContact.objects.exists()


def test_a_school_offers_no_contact_of_another_one_and_answers_for_itself_alone(at):
    contact = contact_of(at.school("holder"))
    share = shared(at, contact, says_yes=False)
    own = reverse("opportunities_contact_share", args=[contact.pk])
    for who in ("fellow", "third"):
        assert at.browser(who).post(own, {"schools": [at.school("third").pk]}).status_code == 404
    step = reverse("opportunities_shared_contact_step", args=[share.pk])
    for given in ("accept", "asked"):
        at.browser("holder").post(step, {"step": given})
    assert SharedContact.objects.get().state == "offered" and SharedContact.objects.get().last_asked is None


def test_after_the_end_nothing_is_left_to_read(at):
    contact = contact_of(at.school("holder"))
    share = shared(at, contact)
    at.leaves("fellow")
    client = at.browser("fellow")
    step = reverse("opportunities_shared_contact_step", args=[share.pk])
    assert client.post(step, {"step": "asked"}).status_code == 404
    for address in (reverse("opportunities_shared_contacts"), reverse("opportunities_contact", args=[contact.pk])):
        assert not any(mark in client.get(address, follow=True).content.decode() for mark in MARKS)
