"""The hub's check: a queue, a reason, a second chance; and what becomes of offers over time."""

import datetime
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hub.accounts.models import User
from hub.core.jobs import JOBS
from hub.opportunities.models import MailedLink, Offer, Organisation, Representative
from hub.opportunities.organisations import links
from hub.schools.tenancy.provisioning import ensure_central_groups
from tests.factories.opportunities import MOMENT, ON, OfferFactory, OrganisationFactory, RepresentativeFactory
from tests.html import text_of
from tests.opportunities.posted import HERE

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def staff(client, home) -> Client:
    editor = User.objects.create_user("editor@hub.example", "secret")
    editor.groups.add(ensure_central_groups())
    client.force_login(editor)
    return client


@pytest.fixture
def waiting() -> Any:
    organisation: Any = OrganisationFactory(status="waiting", waiting_since=MOMENT, name="Rye Bakery")
    OfferFactory(organisation=organisation, status="waiting", expires_on=None, published_on=None, title="Ask a baker")
    return organisation


def decide(client, organisation, callbacks, **values: str):
    with callbacks(execute=True):
        return client.post(reverse("opportunities_checks"), {"organisation": organisation.pk, **values})


def test_the_queue_shows_what_waits_and_the_dashboard_menu_leads_to_it(staff, waiting):
    page = staff.get(reverse("opportunities_checks"))
    assert "Ask a baker" in text_of(page)
    assert "Employers" in staff.get(reverse("wagtailadmin_home")).content.decode()


def test_approving_makes_offers_public_and_says_so_by_mail(staff, waiting, django_capture_on_commit_callbacks):
    assert decide(staff, waiting, django_capture_on_commit_callbacks, approve="1").status_code == 302
    waiting.refresh_from_db()
    assert (waiting.status, waiting.decided_by.email) == ("approved", "editor@hub.example")
    assert Offer.objects.public(on=timezone.localdate()).count() == 1
    letter: Any = mail.outbox[0]
    assert letter.subject == "London Ambitions Hub: Your offer is public"
    assert "Rye Bakery" in letter.body
    assert "Rye Bakery" in letter.alternatives[0][0]


def test_refusing_needs_a_reason_which_is_mailed(staff, waiting, django_capture_on_commit_callbacks):
    page = decide(staff, waiting, django_capture_on_commit_callbacks, refuse="1", reason="  ")
    assert page.status_code == 400
    assert "Give a reason" in text_of(page)
    decide(staff, waiting, django_capture_on_commit_callbacks, refuse="1", reason="Whose bakery is this?")
    waiting.refresh_from_db()
    assert (waiting.status, waiting.refusals, waiting.may_send_again) == ("refused", 1, True)
    assert not Offer.objects.public(on=timezone.localdate()).exists()
    assert "Whose bakery is this?" in mail.outbox[0].body
    assert "send it once more" in mail.outbox[0].body


def test_what_is_decided_is_not_decided_again(staff, waiting, django_capture_on_commit_callbacks):
    decide(staff, waiting, django_capture_on_commit_callbacks, approve="1")
    page = decide(staff, waiting, django_capture_on_commit_callbacks, refuse="1", reason="Too late.")
    assert "decided already" in text_of(page)
    waiting.refresh_from_db()
    assert waiting.status == "approved"


@pytest.mark.parametrize("key", ["", "x", "9" * 30])
def test_a_key_that_is_none_is_no_error_of_ours(staff, key):
    assert staff.post(reverse("opportunities_checks"), {"organisation": key, "approve": "1"}).status_code == 400


def test_the_hub_adds_a_person_by_its_word_and_edits_what_an_organisation_says(staff, waiting):
    for name in ("opportunities_organisations", "opportunities_representatives", "opportunities_offers"):
        assert staff.get(reverse(f"{name}:index")).status_code == 200
    values = {"organisation": waiting.pk, "name": "Ben", "email": "Ben@gmail.com"}
    assert staff.post(reverse("opportunities_representatives:add"), values).status_code == 302
    assert Representative.objects.get(name="Ben").confirmed_at is None
    assert staff.get(reverse("opportunities_organisations:edit", args=[waiting.pk])).status_code == 200
    assert staff.get(reverse("opportunities_offers:edit", args=[Offer.objects.get().pk])).status_code == 200


def tend(on: datetime.date) -> str:
    said = StringIO()
    call_command("tend_offers", on=on, stdout=said)
    return said.getvalue()


def test_tick_tends_offers():
    assert ("tend_offers", {"daily": True}) in JOBS


def test_offers_expire_after_their_last_day_or_their_closing_date():
    stays = OfferFactory(expires_on=ON)
    OfferFactory(expires_on=ON - DAY)
    OfferFactory(closing_on=ON - DAY)
    assert "expired: 2" in tend(ON)
    assert "expired: 0" in tend(ON)
    assert list(Offer.objects.filter(status="public")) == [stays]


def test_the_contact_is_told_once_two_weeks_before_and_renews_by_one_click(client):
    offer: Any = OfferFactory(expires_on=timezone.localdate() + 14 * DAY, title="Ask a baker")
    OfferFactory(expires_on=timezone.localdate() + 15 * DAY)
    assert "told: 1" in tend(timezone.localdate())
    assert "told: 0" in tend(timezone.localdate())
    letter: Any = mail.outbox[0]
    assert letter.to == [offer.contact.email]
    assert "Ask a baker" in letter.body
    path = letter.body.partition("http://testserver")[2].split()[0]
    assert client.get(path).status_code == 200
    offer.refresh_from_db()
    assert offer.expires_on == timezone.localdate() + 14 * DAY
    token = path.partition("?offer=")[2]
    page = client.post("/opportunities/offer/renew/", {"offer": token}, **HERE)
    assert "is renewed until" in text_of(page)
    offer.refresh_from_db()
    assert offer.expires_on == timezone.localdate() + 183 * DAY
    again = client.post("/opportunities/offer/renew/", {"offer": token}, **HERE)
    assert again.status_code == 410
    assert "has been used" in text_of(again)


@pytest.mark.parametrize("token", ["", "x", "WzEsIjIwMjYtMTItMTQiXQ:1wabc:forged"])
def test_a_forged_link_renews_nothing(client, token):
    OfferFactory()
    assert client.get("/opportunities/offer/renew/", {"offer": token}).status_code == 410
    assert client.post("/opportunities/offer/renew/", {"offer": token}, **HERE).status_code == 410


def test_a_letter_that_the_mail_server_refused_is_tried_again(settings):
    OfferFactory(expires_on=ON + DAY)
    settings.EMAIL_BACKEND = "tests.opportunities.away.Backend"
    with pytest.raises(CommandError, match="tried again"):
        tend(ON)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert "told: 1" in tend(ON)


def test_what_nobody_confirmed_is_deleted_after_a_week():
    kept = links.make(email="a@rye.example", purpose="offer", language="en")
    old = links.make(email="b@rye.example", purpose="offer", language="en", posted={"name": ["B"]})
    MailedLink.objects.filter(pk=old.pk).update(created_at=timezone.now() - 8 * DAY)
    assert "deleted: 1" in tend(ON)
    assert list(MailedLink.objects.all()) == [kept]


def test_a_contact_is_exported_and_erased_by_command():
    person: Any = RepresentativeFactory(email="ada@rye.example")
    OfferFactory(organisation=person.organisation, contact=person, title="Ask a baker")
    said = StringIO()
    call_command("export_contact", "Ada@rye.example", stdout=said)
    assert "Ask a baker" in said.getvalue()
    call_command("erase_contact", "ada@rye.example", stdout=said)
    assert not Representative.objects.exists()
    assert not Organisation.objects.exists()
    with pytest.raises(CommandError, match="Nothing is held"):
        call_command("erase_contact", "ada@rye.example", stdout=said)
