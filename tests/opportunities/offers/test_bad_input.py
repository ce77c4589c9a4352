"""What should not be sent is refused in words, and never an error of ours."""

import datetime
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from hub.opportunities.models import MailedLink, Offer
from tests.factories.opportunities import OfferFactory, OrganisationFactory
from tests.html import text_of
from tests.opportunities.posted import COME_IN, CONFIRM, FORM, HERE, link_of, offer, press, send

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
# Fields whose number below is how many days ahead: the clock of the tests is set after this module is read.
DAYS = ("from_day", "to_day", "closing_on")


def day(ahead: int) -> str:
    return (timezone.localdate() + ahead * DAY).isoformat()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"from_day": -1, "to_day": 3}, "This day has passed."),
        ({"from_day": 9, "to_day": 3}, "The last day is before the first."),
        ({"to_day": 3}, "Give the first day too."),
        ({"from_day": 4000}, "more than two years away"),
        ({"from_day": "soonish"}, "From:"),
        ({"from_day": "31/02/2027"}, "From:"),
        ({"group_from": 30, "group_to": 5}, "The largest group is smaller than the smallest."),
        ({"group_to": 9999}, "less than or equal to 400"),
        ({"minutes": -5}, "greater than or equal to 5"),
        ({"minutes": "1e9"}, "Enter a whole number"),
        ({"kind": "lecture"}, "Select a valid choice"),
        ({"sectors": []}, "Tick at least one sector."),
        ({"sectors": ["x"]}, "not a valid value"),
        ({"year_groups": [99999]}, "Select a valid choice"),
        ({"email": "ada@rye.example, eve@evil.example"}, "Enter a valid email address."),
        ({"email": "ada@rye.example\nBcc: eve@evil.example"}, "Enter a valid email address."),
        ({"name": "Ada\r\nBcc: eve@evil.example"}, "Write this on one line."),
        ({"title": "Hello\nBcc: eve@evil.example"}, "Write this on one line."),
        ({"title": "Buy now at spam.example"}, "No web or mail address here, please."),
        ({"title": "x" * 121}, "at most 120 characters"),
        ({"web": "javascript:alert(1)"}, "Enter a valid URL."),
        ({"web": "http://127.0.0.1/admin"}, "Nobody outside can open this address."),
        ({"web": "ftp://rye.example"}, "Nobody outside can open this address."),
        ({"what": "nul\x00"}, "Null characters are not allowed."),
        ({"kind": "apprenticeship"}, "Say what is paid"),
        ({"kind": "mentoring"}, "Say how long it lasts"),
        ({"kind": "mentoring", "length": "a year", "minimum_age": 99}, "less than or equal to 25"),
        (
            {"kind": "apprenticeship", "length": "1 year", "level": "2", "wage": "x", "closing_on": -2},
            "This day has passed.",
        ),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(client, wrong, said):
    days = {key: day(value) for key, value in wrong.items() if key in DAYS and isinstance(value, int)}
    response = send(client, **{**wrong, **days})
    assert response.status_code == 400
    assert said in text_of(response)
    assert not mail.outbox


def test_an_empty_form_says_what_is_needed(client):
    response = client.post(FORM, {}, **HERE)
    assert response.status_code == 400
    assert "What do you offer?: This field is required." in text_of(response)


def test_a_letter_goes_to_the_address_given_and_carries_nothing_typed_but_the_title(client):
    send(client, name="Eve Spammer", what="Buy cheap pills", about="at my shop", title="Tea & <b>biscuits</b>")
    letter: Any = mail.outbox[0]
    assert letter.to == ["ada@rye.example"]
    assert not letter.cc + letter.bcc
    assert letter.subject == "London Ambitions Hub: Confirm your offer"
    whole = letter.message().as_string()
    html = letter.alternatives[0][0]
    assert "Tea &amp; &lt;b&gt;biscuits&lt;/b&gt;" in html
    assert "<b>biscuits" not in html
    for typed in ("Spammer", "pills", "my shop", "Rye Bakery"):
        assert typed not in whole


def test_html_in_every_field_is_shown_as_it_was_typed(client):
    OrganisationFactory(domain="rye.example", about="<script>alert(1)</script>", name="<i>Rye</i>")
    mark = "<img src=x onerror=alert(1)>"
    texts = dict.fromkeys(["title", "what", "adjustments", "room_needs", "name", "about"], mark)
    send(client, **texts)
    page = client.get(link_of(mail.outbox[0]))
    assert mark not in page.content.decode()
    press(client, link_of(mail.outbox[0]))
    made = Offer.objects.get()
    for address in (f"/opportunities/{made.pk}/", "/opportunities/", "/opportunities/manage/"):
        html = client.get(address).content.decode()
        assert "&lt;img src=x" in html, address
        assert mark not in html
        assert "<script>alert" not in html


def test_two_hundred_requests_a_minute_are_told_to_wait(client, one_minute):
    answers = [send(client, email=f"person{number}@rye.example") for number in range(200)]
    assert [each.status_code for each in answers].count(302) == 11
    last = answers[-1]
    assert last.status_code == 429
    assert int(last["Retry-After"]) > 0
    assert "Please wait" in text_of(last)
    assert "Ask a baker" in last.content.decode()
    assert len(mail.outbox) == MailedLink.objects.count() == 11


def test_one_address_is_not_written_to_again_and_again_from_many_networks(client):
    for number in range(20):
        client.post(FORM, offer(), **HERE, REMOTE_ADDR=f"192.0.2.{number}")
        client.post(COME_IN, {"email": "ada@rye.example"}, **HERE, REMOTE_ADDR=f"192.0.2.{number}")
    assert len(mail.outbox) <= 3


def test_links_are_not_tried_by_the_thousand(client, one_minute):
    answers = [client.get(CONFIRM, {"link": "guess"}).status_code for _number in range(70)]
    assert set(answers) == {404, 429}


def test_while_the_mail_server_is_away_the_form_keeps_what_was_typed(client, settings):
    settings.EMAIL_BACKEND = "tests.opportunities.away.Backend"
    response = send(client)
    assert response.status_code == 503
    assert "We cannot send mail at the moment." in text_of(response)
    assert "Ask a baker" in response.content.decode()


@pytest.mark.parametrize("query", ["?from=nonsense", "?from=2026-99-99", "?to=0000-00-00"])
def test_a_day_that_cannot_be_read_is_named_and_the_list_stands(client, query):
    OfferFactory(expires_on=timezone.localdate() + DAY)
    response = client.get(f"/opportunities/{query}")
    assert response.status_code == 200
    assert 'role="alert"' in response.content.decode()
    assert "1 offer" in text_of(response)


@pytest.mark.parametrize("query", ["?page=zzz", "?page=-1", "?kind=x&sector=y", "?q=%00", "?q=" + "a" * 3000])
def test_what_nobody_offers_is_left_out(client, query):
    assert client.get(f"/opportunities/{query}").status_code == 200
