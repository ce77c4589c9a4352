"""An employer without a password: one form, one letter, one button."""

import datetime

import pytest
from django.core import mail
from django.utils import timezone

from hub.opportunities.models import MailedLink, Offer, Organisation, Representative
from tests.factories.opportunities import OrganisationFactory, RepresentativeFactory
from tests.html import text_of
from tests.opportunities.posted import CONFIRM, FORM, HERE, MANAGE, link_of, offer, press, send

pytestmark = pytest.mark.django_db


def test_the_form_asks_for_no_password_and_sets_no_cookie(client):
    response = client.get(FORM)
    assert response.status_code == 200
    assert not response.cookies
    assert "password" not in response.content.decode().lower().replace("no password", "")


def test_an_offer_is_confirmed_by_the_mailed_link_and_waits_for_the_hub(client):
    response = send(client)
    assert (response.status_code, response.url) == (302, "/opportunities/offer/sent/")
    assert not Offer.objects.exists()
    assert not Representative.objects.exists()
    address = link_of(mail.outbox[0])
    page = client.get(address)
    assert "Ask a baker" in text_of(page)
    assert "a…@rye.example" in text_of(page)
    assert not Offer.objects.exists()
    response = press(client, address)
    assert (response.status_code, response.url) == (302, MANAGE)
    made = Offer.objects.get()
    assert (made.status, made.organisation.status, made.organisation.domain) == ("waiting", "waiting", "rye.example")
    assert made.contact == Representative.objects.get(email="ada@rye.example")
    assert [each.slug for each in made.organisation.sectors.all()] == ["digital"]
    page = client.get(MANAGE)
    assert "The hub checks an organisation once" in text_of(page)
    assert "Ask a baker" in text_of(page)


def test_an_offer_of_an_approved_organisation_is_public_at_once(client):
    known = OrganisationFactory(domain="rye.example", name="Rye Bakery")
    send(client, organisation="Rye Bakery Limited")
    press(client, link_of(mail.outbox[0]))
    made = Offer.objects.get()
    assert (made.organisation, made.status) == (known, "public")
    assert made.expires_on == timezone.localdate() + datetime.timedelta(days=183)
    assert made.organisation.name == "Rye Bakery"
    assert client.get(f"/opportunities/{made.pk}/").status_code == 200


def test_an_address_that_anybody_may_have_joins_nobody(client):
    OrganisationFactory(domain="", name="Rye Bakery")
    send(client, email="ada@gmail.com")
    press(client, link_of(mail.outbox[0]))
    assert Organisation.objects.count() == 2
    assert Offer.objects.get().status == "waiting"


def test_a_person_whom_the_hub_has_added_speaks_for_that_organisation_from_any_address(client):
    known = OrganisationFactory(domain="rye.example")
    RepresentativeFactory(organisation=known, email="ada@gmail.com", confirmed_at=None)
    send(client, email="Ada@Gmail.com")
    press(client, link_of(mail.outbox[0]))
    assert Offer.objects.get().organisation == known
    assert Representative.objects.get().confirmed_at


def test_a_program_that_fills_the_hidden_field_sends_nothing(client):
    assert send(client, website="https://spam.example").status_code == 302
    assert not mail.outbox
    assert not MailedLink.objects.exists()


def test_what_another_site_posts_is_refused(client):
    response = client.post(FORM, offer(), HTTP_ORIGIN="https://elsewhere.example")
    assert response.status_code == 403
    assert not mail.outbox


def test_a_link_is_good_once(client):
    send(client)
    address = link_of(mail.outbox[0])
    press(client, address)
    again = press(client, address)
    assert again.status_code == 410
    assert "used already" in text_of(again)
    assert client.get(address).status_code == 410
    assert Offer.objects.count() == 1


def test_a_forwarded_link_that_has_been_used_lets_nobody_in(client, django_user_model):
    send(client)
    address = link_of(mail.outbox[0])
    press(client, address)
    stranger = client.__class__()
    assert press(stranger, address).status_code == 410
    response = stranger.get(MANAGE)
    assert (response.status_code, response.url) == (302, "/opportunities/come-in/")


def test_a_link_is_good_for_half_an_hour(client):
    send(client)
    address = link_of(mail.outbox[0])
    MailedLink.objects.update(created_at=timezone.now() - datetime.timedelta(minutes=31))
    response = press(client, address)
    assert response.status_code == 410
    assert "older than 30 minutes" in text_of(response)
    assert not Offer.objects.exists()


@pytest.mark.parametrize("token", ["", "1", "WzEsICJhIl0:1wabc:xyz", "x" * 4000, "\x00"])
def test_a_guessed_link_is_told_that_it_is_none(client, token):
    for response in (client.get(CONFIRM, {"link": token}), client.post(CONFIRM, {"link": token}, **HERE)):
        assert response.status_code == 404
        assert "not one that we sent" in text_of(response)


def test_a_link_of_one_purpose_serves_no_other(client):
    send(client)
    address = link_of(mail.outbox[0]).replace("/offer/confirm/", "/come-in/link/")
    assert press(client, address).status_code == 410


def test_nothing_that_was_typed_waits_longer_than_its_link(client):
    send(client)
    assert MailedLink.objects.get().posted["name"] == ["Ada Baker"]
    press(client, link_of(mail.outbox[0]))
    assert MailedLink.objects.get().posted == {}
