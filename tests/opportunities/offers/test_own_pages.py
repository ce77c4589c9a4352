"""The pages of somebody who came in by a link: their own offers, their organisation, all that is theirs."""

import datetime
import json
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from hub.opportunities.models import MailedLink, Offer, Organisation, Representative
from tests.factories.opportunities import OfferFactory, OrganisationFactory, RepresentativeFactory
from tests.html import text_of
from tests.opportunities.posted import COME_IN, ENTER, HERE, MANAGE, link_of, offer, press

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def person() -> Any:
    return RepresentativeFactory(email="ada@rye.example", organisation__domain="rye.example")


def come_in(client: Client, email: str = "ada@rye.example") -> Client:
    client.post(COME_IN, {"email": email}, **HERE)
    press(client, link_of(mail.outbox[-1]))
    return client


@pytest.fixture
def inside(client, person) -> Client:
    return come_in(client)


def test_the_answer_is_the_same_whether_an_address_is_known_or_not(client, person):
    answers = [client.post(COME_IN, {"email": email}, **HERE) for email in ("ada@rye.example", "eve@rye.example")]
    assert {(each.status_code, each.url) for each in answers} == {(302, "/opportunities/offer/sent/")}
    assert [letter.to for letter in mail.outbox] == [["ada@rye.example"]]


def test_nobody_learns_by_a_mail_server_that_is_away_that_an_address_is_known(client, person, settings):
    settings.EMAIL_BACKEND = "tests.opportunities.away.Backend"
    assert client.post(COME_IN, {"email": "ada@rye.example"}, **HERE).status_code == 302


def test_a_link_lets_in_once_and_makes_no_user(client, person, django_user_model):
    client.post(COME_IN, {"email": "ADA@rye.example"}, **HERE)
    address = link_of(mail.outbox[0])
    page = client.get(address)
    assert "a…@rye.example" in text_of(page)
    response = press(client, address)
    assert response.url == MANAGE
    assert press(Client(), address).status_code == 410
    assert not django_user_model.objects.exists()
    assert "sessionid" not in client.cookies


def test_the_cookie_goes_to_the_employers_pages_alone(client, person):
    client.post(COME_IN, {"email": "ada@rye.example"}, **HERE)
    response = press(client, link_of(mail.outbox[0]))
    headers = [line for line in response.cookies.output().splitlines() if "hub_employer_" in line]
    assert len(headers) == 3
    for line in headers:
        assert "HttpOnly" in line
        assert "SameSite=Lax" in line
        assert "Max-Age=7200" in line
        assert "/opportunities/manage/" in line


def test_whoever_came_in_may_read_on_in_another_language(inside):
    assert inside.get(f"/bn{MANAGE}").status_code == 200


def test_leaving_ends_the_session_on_every_browser(client, person):
    phone, desk = come_in(Client()), come_in(client)
    assert phone.post(f"{MANAGE}leave/", **HERE).status_code == 302
    for each in (phone, desk):
        assert each.get(MANAGE).status_code == 302


def test_a_forged_cookie_lets_nobody_in(client, person):
    client.cookies["hub_employer_en"] = f"{person.pk}:{person.session_key}:forged"
    assert client.get(MANAGE).url == COME_IN


@pytest.mark.parametrize("what", ["", "add/", "organisation/", "data/", "erase/", "1/", "1/renew/", "1/withdraw/"])
def test_every_page_of_ones_own_asks_a_stranger_for_a_link(client, what):
    for answer in (client.get(f"{MANAGE}{what}"), client.post(f"{MANAGE}{what}", {}, **HERE)):
        assert answer.status_code == 302
        assert answer.url.partition("?")[0] == COME_IN


def test_the_mailed_link_leads_to_the_page_that_was_asked_for(client, person):
    asked = client.get(f"{MANAGE}organisation/").url
    html = client.get(asked).content.decode()
    assert f'name="next" value="{MANAGE}organisation/"' in html
    client.post(COME_IN, {"email": person.email, "next": f"{MANAGE}organisation/"}, **HERE)
    assert press(client, link_of(mail.outbox[-1])).url == f"{MANAGE}organisation/"


@pytest.mark.parametrize(
    "to", ["//evil.example/", "https://evil.example/", "/admin/", f"{MANAGE}../../admin/", "x" * 300]
)
def test_a_link_leads_to_no_page_but_ones_own(client, person, to):
    client.post(COME_IN, {"email": person.email, "next": to}, **HERE)
    assert press(client, link_of(mail.outbox[-1])).url == MANAGE


@pytest.mark.parametrize("what", ["", "renew/", "withdraw/"])
def test_the_key_of_another_organisations_offer_in_an_address_leads_nowhere(inside, what):
    theirs: Any = OfferFactory(title="Theirs")
    answer = inside.post(f"{MANAGE}{theirs.pk}/{what}", offer(title="Taken"), **HERE)
    assert answer.status_code == 404
    theirs.refresh_from_db()
    assert (theirs.title, theirs.status) == ("Theirs", "public")
    assert "Theirs" not in inside.get(MANAGE).content.decode()


def test_a_colleagues_offer_is_shown_and_not_changed(inside, person):
    colleague: Any = RepresentativeFactory(organisation=person.organisation, name="Ben")
    theirs: Any = OfferFactory(organisation=person.organisation, contact=colleague, title="Bread by night")
    assert "Bread by night" in text_of(inside.get(MANAGE))
    assert inside.post(f"{MANAGE}{theirs.pk}/withdraw/", **HERE).status_code == 404


def test_an_offer_is_added_edited_withdrawn_and_renewed(inside):
    assert inside.post(f"{MANAGE}add/", offer(title="One"), **HERE).status_code == 302
    made = Offer.objects.get()
    assert made.status == "public"
    page = inside.get(f"{MANAGE}{made.pk}/")
    assert 'value="One"' in page.content.decode()
    inside.post(f"{MANAGE}{made.pk}/", offer(title="Two"), **HERE)
    inside.post(f"{MANAGE}{made.pk}/withdraw/", **HERE)
    made.refresh_from_db()
    assert (made.title, made.status) == ("Two", "withdrawn")
    assert inside.get(f"/opportunities/{made.pk}/").status_code == 404
    page = inside.post(f"{MANAGE}{made.pk}/renew/", **HERE, follow=True)
    assert "Renewed" in text_of(page)
    made.refresh_from_db()
    assert made.is_public(on=timezone.localdate())


def test_what_another_site_posts_in_ones_name_is_refused(inside, person):
    own: Any = OfferFactory(organisation=person.organisation, contact=person)
    answer = inside.post(f"{MANAGE}{own.pk}/withdraw/", HTTP_ORIGIN="https://elsewhere.example")
    assert answer.status_code == 403
    own.refresh_from_db()
    assert own.status == "public"


def test_an_offer_whose_closing_date_has_passed_is_not_renewed_until_it_has_another(inside, person):
    own: Any = OfferFactory(organisation=person.organisation, contact=person, closing_on=timezone.localdate() - DAY)
    page = inside.post(f"{MANAGE}{own.pk}/renew/", **HERE, follow=True)
    assert "closing date has passed" in text_of(page)
    own.refresh_from_db()
    assert own.status == "expired"


def test_the_name_that_the_hub_has_checked_stays(inside, person):
    inside.post(f"{MANAGE}organisation/", {"name": "A famous bank", "about": "Bread."}, **HERE)
    person.organisation.refresh_from_db()
    assert person.organisation.name != "A famous bank"
    assert person.organisation.about == "Bread."


def test_a_refused_organisation_is_told_why_and_sends_once_more(client):
    refused: Any = OrganisationFactory(status="refused", refusals=1, reason="Whose bakery is this?")
    RepresentativeFactory(organisation=refused, email="ada@rye.example")
    come_in(client)
    assert "Whose bakery is this?" in text_of(client.get(MANAGE))
    values = {"name": "Rye Bakery of Mile End", "again": "1"}
    page = client.post(f"{MANAGE}organisation/", values, **HERE, follow=True)
    assert "looks at your organisation once more" in text_of(page)
    refused.refresh_from_db()
    assert (refused.status, refused.name) == ("waiting", "Rye Bakery of Mile End")
    Organisation.objects.update(status="refused", refusals=2)
    client.post(f"{MANAGE}organisation/", values, **HERE)
    refused.refresh_from_db()
    assert refused.status == "refused"


def test_all_that_is_held_is_given_as_a_file(inside, person):
    OfferFactory(organisation=person.organisation, contact=person, title="One")
    RepresentativeFactory(organisation=person.organisation, name="Ben")
    answer = inside.get(f"{MANAGE}data/")
    held = json.loads(answer.content)
    assert held["person"]["email"] == "ada@rye.example"
    assert [row["title"] for row in held["offers"]] == ["One"]
    assert "Ben" not in answer.content.decode()
    assert "attachment" in answer["Content-Disposition"]


def test_all_of_it_is_erased_with_the_organisation_if_nobody_else_speaks_for_it(inside, person):
    OfferFactory(organisation=person.organisation, contact=person)
    assert "it is erased too" in text_of(inside.get(f"{MANAGE}erase/"))
    page = inside.post(f"{MANAGE}erase/", **HERE, follow=True)
    assert "Everything is erased" in text_of(page)
    for model in (Offer, Representative, Organisation, MailedLink):
        assert not model.objects.exists(), model
    assert inside.get(MANAGE).status_code == 302


def test_erasing_leaves_what_colleagues_offer(inside, person):
    colleague: Any = RepresentativeFactory(organisation=person.organisation)
    kept: Any = OfferFactory(organisation=person.organisation, contact=colleague)
    inside.post(f"{MANAGE}erase/", **HERE)
    assert list(Offer.objects.all()) == [kept]
    assert list(Representative.objects.all()) == [colleague]


def test_a_link_of_somebody_who_was_erased_meanwhile_lets_nobody_in(client, person):
    client.post(COME_IN, {"email": "ada@rye.example"}, **HERE)
    Representative.objects.all().delete()
    assert press(client, link_of(mail.outbox[0])).status_code == 410
    assert client.get(ENTER).status_code == 404
