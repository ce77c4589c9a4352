"""What a school keeps of providers, contacts, requests and visits is seen and changed by its careers leader alone."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hub.accounts.models import User
from hub.opportunities.models import Contact, ProposedDay, ProviderRequest, Visit, VisitRequest
from hub.schools.models import Role
from tests.factories.careers import complete_access_page
from tests.factories.people import staff
from tests.opportunities.visiting import DAY, browser_of, employer

MARK = "Xylophone Institute"


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def people(ours, theirs, central) -> dict[str, Client]:
    """Everybody who is not the careers leader of the other school: she owns what carries the mark."""
    governor = User.objects.create_user("governor@theirs.example", "secret")
    staff(governor, theirs.made, Role.GOVERNOR)
    stranger = User.objects.create_user("stranger@ours.example", "secret")
    staff(stranger, ours.made, Role.GOVERNOR)
    return {
        "leader of another school": client_of(ours.leader),
        "governor of another school": client_of(stranger),
        "its own governor": client_of(governor),
        "the hub's own editor": central,
        "nobody": Client(),
    }


@pytest.fixture
def asked(theirs) -> ProviderRequest:
    complete_access_page(theirs.home, timezone.localdate())
    return ProviderRequest.objects.create(
        school=theirs.made.school,
        institution=MARK,
        kind="college",
        email="x@xylophone.example",
        years=[8],
        state=ProviderRequest.State.WAITING,
        confirmed_at=timezone.now(),
    )


def test_a_providers_request_is_for_the_careers_leader_of_its_school_alone(people, theirs, asked):
    listed, own = reverse("opportunities_provider_requests"), reverse("opportunities_provider_request", args=[asked.pk])
    for who, client in people.items():
        answers = [client.get(listed, follow=True), client.get(own, follow=True)]
        data = {"refuse": "1", "refuse-ground": "What we do."}
        answers.append(client.post(own, data, follow=True))
        assert all(MARK not in each.content.decode() for each in answers), who
        assert answers[1].status_code in (200, 403, 404), who
    assert ProviderRequest.objects.get().state == ProviderRequest.State.WAITING
    assert MARK in client_of(theirs.leader).get(listed).content.decode()
    assert client_of(theirs.leader).get(own).status_code == 200


@pytest.fixture
def contact(theirs) -> Contact:
    return Contact.objects.create(
        school=theirs.made.school,
        name=MARK,
        kind="alumni",
        email="x@xylophone.example",
        purpose="talks",
        consent_on=timezone.localdate(),
    )


def test_a_contact_is_for_the_careers_leader_of_its_school_alone(people, ours, theirs, contact):
    names = ("opportunities_contacts", "opportunities_contacts_export", "opportunities_contacts_import")
    lists = [reverse(name) for name in names]
    own = [reverse(f"opportunities_contact{name}", args=[contact.pk]) for name in ("", "_delete", "_thanked")]
    taken = {"name": "Taken over", "kind": "alumni", "email": "t@t.example", "purpose": "x", "consent_on": "2026-09-01"}
    for who, client in people.items():
        answers = [client.get(address, follow=True) for address in (*lists, *own)]
        answers += [client.post(address, taken, follow=True) for address in own]
        assert all(MARK not in each.content.decode() for each in answers), who
    kept = Contact.objects.get(pk=contact.pk)
    assert kept.name == MARK and kept.last_thanked is None
    assert MARK in client_of(theirs.leader).get(lists[0]).content.decode()


def test_nobody_posts_a_contact_or_a_file_into_another_school(people, ours, theirs):
    data = {"name": "Planted", "kind": "alumni", "email": "t@t.example", "purpose": "x", "consent_on": "2026-09-01"}
    text = (
        "name,how they belong to the school,email,what they agreed to be asked for,consent given on\n"
        "Planted,alumni,p@p.example,Talks,1/9/2026\n"
    )
    other = str(theirs.made.school.pk)
    for client in people.values():
        client.post(reverse("opportunities_contact_add"), {**data, "school": other})
        client.post(reverse("opportunities_contacts_import"), {"keep": "1", "text": text, "school": other})
    assert not Contact.objects.filter(school=theirs.made.school).exists()
    assert Contact.objects.filter(school=ours.made.school).count() == 2, "her own take them"


@pytest.fixture
def request_of_theirs(theirs) -> VisitRequest:
    return VisitRequest.objects.create(
        school=theirs.made.school,
        title=MARK,
        what="x",
        pupils=30,
        from_day="2027-01-11",
        to_day="2027-01-15",
        reply_by="2026-12-18",
    )


def test_a_request_is_read_and_changed_in_the_admin_by_its_own_school_alone(people, theirs, request_of_theirs):
    listed = reverse("opportunities_requests")
    own = reverse("opportunities_request", args=[request_of_theirs.pk])
    for who, client in people.items():
        answers = [client.get(listed, follow=True), client.get(own, follow=True)]
        answers += [client.post(own, data, follow=True) for data in ({"close": "1", "reason": "elsewhere"}, {})]
        assert all(MARK not in each.content.decode() for each in answers), who
        other = str(theirs.made.school.pk)
        client.post(reverse("opportunities_request_add"), {"title": "Planted", "school": other, "what": "x"})
    assert VisitRequest.objects.get().state == VisitRequest.State.OPEN
    assert MARK in client_of(theirs.leader).get(listed).content.decode()


@pytest.fixture
def visit_of_theirs(request_of_theirs) -> Visit:
    person = employer(f"{MARK} Ltd")
    return Visit.objects.create(
        school=request_of_theirs.school,
        request=request_of_theirs,
        organisation=person.organisation,
        organisation_name=person.organisation.name,
        representative=person,
        briefing={"who": MARK},
    )


ADMIN = ("opportunities_visit", "opportunities_briefing", "opportunities_sheet", "opportunities_calendar")
OWN = ("opportunities_manage_visit", "opportunities_manage_sheet", "opportunities_manage_calendar")
POSTED = (
    {"cancel": "1", "reason-words": "Taken over"},
    {"write": "1", "write-words": "Taken over"},
    {"who": "Taken over"},
    {"finish": "1", "finish-learned": "Taken over", "finish-minutes": "10"},
    {"programme": "1"},
)


def test_a_visit_is_for_its_own_school_and_its_own_employer_alone(people, theirs, visit_of_theirs):
    proposed = ProposedDay.objects.create(visit=visit_of_theirs, side="employer", day=DAY)
    people["another employer"] = browser_of(employer("Other", "o@other.example"))
    addresses = [reverse(name, args=[visit_of_theirs.pk]) for name in (*ADMIN, *OWN)]
    for who, client in people.items():
        answers = [client.get(address, follow=True) for address in (*addresses, reverse("opportunities_visits"))]
        for data in (*POSTED, {"agree": str(proposed.pk)}):
            answers += [client.post(address, data, follow=True) for address in addresses]
        assert all(MARK not in each.content.decode() for each in answers), who
    kept = Visit.objects.get()
    assert kept.state == Visit.State.TALKING and kept.briefing == {"who": MARK} and not kept.messages.exists()
    assert MARK in client_of(theirs.leader).get(addresses[0]).content.decode()
    own = browser_of(visit_of_theirs.representative)
    assert MARK in own.get(reverse(OWN[0], args=[visit_of_theirs.pk])).content.decode()


def test_a_proposed_day_of_another_visit_is_not_agreed(theirs, visit_of_theirs, ours):
    asked = VisitRequest.objects.create(
        school=ours.made.school,
        title="Ours",
        what="x",
        pupils=30,
        from_day="2027-01-11",
        to_day="2027-01-15",
        reply_by="2026-12-18",
    )
    own = Visit.objects.create(school=asked.school, request=asked, organisation_name="Other")
    stolen = ProposedDay.objects.create(visit=visit_of_theirs, side="employer", day=DAY)
    address = reverse("opportunities_visit", args=[own.pk])
    assert client_of(ours.leader).post(address, {"agree": str(stolen.pk)}).status_code == 400
    assert set(Visit.objects.values_list("state", flat=True)) == {Visit.State.TALKING}


def test_the_queue_of_stories_is_not_for_schools_or_employers(people, theirs, visit_of_theirs):
    Visit.objects.update(story=f"{MARK} story", story_state=Visit.Story.WAITING, state="done", agreed_on=DAY)
    queue = reverse("opportunities_stories_to_check")
    for who in ("leader of another school", "its own governor", "nobody"):
        people[who].post(queue, {"visit": str(visit_of_theirs.pk), "publish": "1"})
        assert "story" not in people[who].get(queue).content.decode(), who
    assert Visit.objects.get().story_state == Visit.Story.WAITING
