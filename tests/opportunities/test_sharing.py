"""Contacts shared by schools of a cluster: three sides say yes, each reads what it may, any of them ends it."""

import datetime
import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hub.clusters.models import Membership
from hub.opportunities.models import Contact, SharedContact
from hub.opportunities.sharing import services
from hub.opportunities.sharing.selectors import received_by
from tests.factories.clusters import MembershipFactory
from tests.factories.schools import SchoolFactory
from tests.html import text_of
from tests.opportunities.asking import letters_to
from tests.opportunities.clustered import at, contact_of, made_once, shared

__all__ = ["at", "made_once"]

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
LIST = "opportunities_shared_contacts"


def take(at, who: str, share: SharedContact, step: str):
    return at.browser(who).post(reverse("opportunities_shared_contact_step", args=[share.pk]), {"step": step})


def test_a_contact_is_offered_named_after_the_yes_and_read_by_both(at, django_capture_on_commit_callbacks):
    contact = contact_of(at.school("holder"))
    own = reverse("opportunities_contact_share", args=[contact.pk])
    with django_capture_on_commit_callbacks(execute=True):
        assert at.browser("holder").post(own, {"schools": [at.school("fellow").pk]}).status_code == 302
    (letter,) = letters_to(at.people["fellow"].email)
    assert "Okoro Bikes" in letter.body and "Mock interviews" in letter.body and "Xenia" not in letter.body
    share = SharedContact.objects.get()
    before = text_of(at.browser("fellow").get(reverse(LIST)))
    assert "Okoro Bikes" in before and "Mock interviews" in before and "Lea Valley cluster" in before
    assert "Xenia" not in before and "xenia@" not in before
    assert (
        "1 contact of another school waits" in at.browser("fellow").get(reverse("wagtailadmin_home")).content.decode()
    )
    take(at, "fellow", share, "accept")
    after = text_of(at.browser("fellow").get(reverse(LIST)))
    assert "Xenia Marlow" in after and "xenia@okoro.example" in after and "to be shared on" in after
    assert "Never" in after
    assert "Shared" in text_of(at.browser("holder").get(own))


def test_each_sees_when_the_other_asked_last_and_a_third_school_is_not_named(at):
    contact = contact_of(at.school("holder"), last_asked=timezone.localdate() - 40 * DAY)
    share, third = shared(at, contact), shared(at, contact, "third")
    take(at, "fellow", share, "asked")
    (mine,) = received_by(at.people["fellow"])
    assert mine.last_asked == timezone.localdate()
    assert "By Alder Wharf School on" in text_of(at.browser("fellow").get(reverse(LIST)))
    listed = text_of(at.browser("holder").get(reverse("opportunities_contacts")))
    assert "Birch Lock School:" in listed
    other = text_of(at.browser("third").get(reverse(LIST)))
    assert "By another school on" in other and "Birch Lock" not in other
    assert received_by(at.people["third"])[0].share == third


def test_who_says_no_reads_no_more(at):
    share = shared(at, contact_of(at.school("holder")), says_yes=False)
    take(at, "fellow", share, "decline")
    assert "Okoro" not in text_of(at.browser("fellow").get(reverse(LIST)))
    take(at, "fellow", share, "accept")
    assert SharedContact.objects.get().state == "declined", "it was answered"


@pytest.mark.parametrize("who", ["holder", "fellow"])
def test_either_school_ends_it_in_one_step(at, who):
    share = shared(at, contact_of(at.school("holder")))
    take(at, who, share, "end")
    assert not SharedContact.objects.exists() and Contact.objects.exists()
    assert "Xenia" not in text_of(at.browser("fellow").get(reverse(LIST)))


@pytest.mark.parametrize("who", ["holder", "fellow"])
def test_leaving_the_cluster_ends_it_and_coming_back_does_not_begin_it_anew(at, who):
    contact = contact_of(at.school("holder"))
    shared(at, contact)
    at.leaves(who)
    assert not SharedContact.objects.exists()
    MembershipFactory(cluster=at.cluster, school=at.school(who))
    assert received_by(at.people["fellow"]) == []


def test_a_membership_that_ended_in_any_other_way_ends_it_too(at):
    shared(at, contact_of(at.school("holder")))
    Membership.objects.filter(school=at.school("fellow")).delete()
    assert received_by(at.people["fellow"]) == []
    call_command("erase_ended")
    assert not SharedContact.objects.exists()


def test_taking_back_the_consent_ends_it_and_without_it_nothing_is_offered(at):
    contact = contact_of(at.school("holder"))
    shared(at, contact)
    contact.share_consent_on = None
    contact.save()
    assert not SharedContact.objects.exists()
    own = reverse("opportunities_contact_share", args=[contact.pk])
    page = text_of(at.browser("holder").get(own))
    assert "may we pass your name to neighbouring schools?" in page and "Birch Lock" not in page
    assert at.browser("holder").post(own, {"schools": [at.school("fellow").pk]}).status_code == 400
    with pytest.raises(services.NotNow):
        services.offer(contact, [at.school("fellow")], user=at.people["holder"], on=timezone.localdate())
    assert not SharedContact.objects.exists()


def test_it_is_given_and_erased_with_the_contact(at):
    shared(at, contact_of(at.school("holder")))
    said = StringIO()
    call_command("export_contact", "xenia@okoro.example", stdout=said)
    (row,) = json.loads(said.getvalue())["contacts_shared"]
    assert row["school"] == at.school("fellow").pk
    call_command("erase_contact", "xenia@okoro.example", stdout=said)
    assert not SharedContact.objects.exists() and not Contact.objects.exists()


def test_a_contact_is_offered_once_to_a_school(at, django_capture_on_commit_callbacks):
    contact = contact_of(at.school("holder"))
    with django_capture_on_commit_callbacks(execute=True):
        for _times in range(2):
            shared(at, contact, says_yes=False)
    assert len(letters_to(at.people["fellow"].email)) == 1


@pytest.mark.parametrize(("who", "name"), [("fellow", LIST), ("holder", "opportunities_contacts")])
def test_the_lists_cost_the_same_however_many_schools_share(at, who, name):
    def more() -> None:
        for _each in range(3):
            school: Any = SchoolFactory()
            MembershipFactory(cluster=at.cluster, school=school)
            theirs = contact_of(school, name="Sam")
            services.offer(theirs, [at.school("fellow")], user=at.people["holder"], on=timezone.localdate())
            mine = contact_of(at.school("holder"), last_asked=timezone.localdate())
            SharedContact.objects.create(
                contact=mine, school=school, state="accepted", offered_on=timezone.localdate(), last_asked="2026-11-01"
            )
        SharedContact.objects.filter(school=at.school("fellow")).update(state="accepted")

    def asked() -> int:
        client = at.browser(who)
        client.get(reverse(name))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(name)).status_code == 200
        return len(queries)

    more()
    before = asked()
    more()
    assert asked() == before
