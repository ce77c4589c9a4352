"""Moderation of employers is the hub's: a school's people reach none of its addresses, and read nothing there."""

from typing import Any

import pytest
from django.urls import reverse

from hub.accounts.models import User
from hub.opportunities.models import Organisation
from hub.schools.models import Role
from tests.factories.opportunities import MOMENT, OfferFactory, RepresentativeFactory
from tests.factories.people import staff

pytestmark = pytest.mark.django_db
MARK = "Xylophone Works"
VIEWSETS = ("opportunities_organisations", "opportunities_representatives", "opportunities_offers")


@pytest.fixture
def waiting() -> Any:
    person: Any = RepresentativeFactory(organisation__name=MARK, organisation__status="waiting", name=MARK)
    Organisation.objects.update(waiting_since=MOMENT)
    return OfferFactory(organisation=person.organisation, contact=person, title=MARK, status="waiting")


def addresses(offer: Any) -> list[str]:
    keys = dict(zip(VIEWSETS, (offer.organisation_id, offer.contact_id, offer.pk), strict=True))
    found = [
        reverse("opportunities_checks"),
        reverse("opportunities_unsent"),
        reverse("opportunities_representatives:add"),
    ]
    for name, key in keys.items():
        found += [reverse(f"{name}:index"), reverse(f"{name}:edit", args=[key]), reverse(f"{name}:delete", args=[key])]
    return found


@pytest.fixture(params=[Role.CAREERS_LEADER, Role.GOVERNOR, Role.HEAD])
def of_a_school(request, ours, client):
    user = User.objects.create_user("somebody@ours.example", "secret")
    staff(user, ours.made, request.param)
    client.force_login(user)
    return client


def test_a_schools_people_reach_no_address_of_moderation(of_a_school, waiting):
    for address in addresses(waiting):
        for answer in (of_a_school.get(address), of_a_school.post(address, {"organisation": waiting.organisation_id})):
            assert answer.status_code in (302, 403), address
            assert MARK not in answer.content.decode()
    waiting.organisation.refresh_from_db()
    assert waiting.organisation.status == "waiting"


def test_a_schools_menu_offers_no_moderation(of_a_school, waiting):
    html = of_a_school.get(reverse("wagtailadmin_home")).content.decode()
    assert "Organisations to check" not in html
    assert "opportunities/organisations" not in html


def test_the_hubs_own_editor_reaches_them(central, waiting):
    for address in addresses(waiting):
        assert central.get(address).status_code == 200, address
