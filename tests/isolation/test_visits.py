"""What a school keeps of providers, contacts, requests and visits is seen and changed by its careers leader alone."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hub.accounts.models import User
from hub.opportunities.models import ProviderRequest
from hub.schools.models import Role
from tests.factories.careers import complete_access_page

MARK = "Xylophone Institute"


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def people(ours, theirs, central) -> dict[str, Client]:
    """Everybody who is not the careers leader of the other school: she owns what carries the mark."""
    governor = User.objects.create_user("governor@theirs.example", "secret")
    governor.groups.add(theirs.made.groups[Role.GOVERNOR])
    stranger = User.objects.create_user("stranger@ours.example", "secret")
    stranger.groups.add(ours.made.groups[Role.GOVERNOR])
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
