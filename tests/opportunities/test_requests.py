"""Schools ask employers: the form and what fills it, the public list, closing. Whose they are: tests/isolation."""

import datetime

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from curriculum.models import Sector, UnitPage, YearGroup
from hub.accounts.models import User
from hub.opportunities.models import Offer, Organisation, Representative, VisitRequest
from hub.opportunities.requests.beginning import beginning
from hub.schools.models import Role
from hub.schools.tenancy.provisioning import create_school
from tests.factories.curriculum import UnitPageFactory
from tests.factories.people import staff
from tests.factories.schools import SchoolIndexPageFactory
from tests.opportunities.asking import sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("framework")]
State = VisitRequest.State


@pytest.fixture
def on() -> datetime.date:
    return timezone.localdate()


@pytest.fixture
def made(home):
    SchoolIndexPageFactory(parent=home)
    return create_school(urn=900811, name="Quince Hill School", type_code="01", low_age=11, high_age=18)


@pytest.fixture
def leader(made) -> Client:
    user = User.objects.create_user("leader@quince.example", "secret", first_name="Imogen")
    staff(user, made, Role.CAREERS_LEADER)
    client = Client()
    client.force_login(user)
    return client


def data(**changes):
    year = YearGroup.objects.get(number=9)
    return {
        "title": "An electrician for Year 9",
        "what": "Pupils have compared three ways into the trade and have questions.",
        "kind": "talk",
        "place": "school",
        "year_groups": [str(year.pk)],
        "sector": str(Sector.objects.all()[0].pk),
        "pupils": "60",
        "minutes": "50",
        "from_day": "2027-01-11",
        "to_day": "2027-02-12",
        "reply_by": "2026-12-18",
        "needs": "",
        **changes,
    }


def offered(on, **changes) -> Offer:
    organisation = Organisation.objects.create(name="Okoro Bikes", status=Organisation.Status.APPROVED)
    person = Representative.objects.create(
        organisation=organisation, name="Sam", email="sam@okoro.example", confirmed_at=timezone.now()
    )
    values = {"title": "See a workshop", "what": "x", "kind": "workplace-visit", "place": "workplace", "minutes": 90}
    values |= {"status": Offer.Status.PUBLIC, "expires_on": on + datetime.timedelta(days=90), "group_to": 12}
    offer = Offer.objects.create(organisation=organisation, contact=person, **{**values, **changes})
    offer.year_groups.add(YearGroup.objects.get(number=8))
    return offer


def test_a_school_asks_and_every_employer_reads_it_without_an_address(leader, client):
    assert leader.post(reverse("opportunities_request_add"), data()).status_code == 302
    asked = VisitRequest.objects.get()
    html = client.get(reverse("opportunities_open_requests")).content.decode()
    assert "An electrician for Year 9" in html and "Year 9" in html
    html += client.get(reverse("opportunities_open_request", args=[asked.pk])).content.decode()
    assert "Quince Hill School" in html and "leader@" not in html and "Imogen" not in html


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"from_day": "2026-11-01"}, "This day is past"),
        ({"to_day": "2027-01-10"}, "The last day is before the first"),
        ({"reply_by": "2027-02-13"}, "after the last day"),
        ({"to_day": "2029-02-12"}, "more than a school year ahead"),
        ({"from_day": "2027-08-02", "to_day": "2027-08-27"}, "no school day"),
        ({"from_day": "2027-01-16", "to_day": "2027-01-17"}, "no school day"),
        ({"pupils": "0"}, "from 1 to 2000"),
        ({"minutes": "9000"}, "from 1 to 600"),
        ({"year_groups": ["999"]}, "not one of the available choices"),
        ({"kind": "magic"}, "Select a valid choice"),
        ({"title": ""}, "This field is required"),
    ],
)
def test_bad_input_gets_a_message_and_asks_nothing(leader, changes, words):
    response = leader.post(reverse("opportunities_request_add"), data(**changes))
    assert response.status_code == 400 and words in response.content.decode()
    assert not VisitRequest.objects.exists()


def test_a_year_that_the_school_does_not_teach_is_refused(leader):
    year = YearGroup.objects.get(number=4)
    response = leader.post(reverse("opportunities_request_add"), data(year_groups=[str(year.pk)]))
    assert response.status_code == 400 and "does not teach Year 4" in response.content.decode()


def test_html_in_a_field_stays_text(leader, client):
    leader.post(reverse("opportunities_request_add"), data(title="<script>alert(1)</script>", what="<b>x</b>"))
    html = client.get(reverse("opportunities_open_requests")).content.decode()
    assert "<script>alert" not in html and "<b>x" not in html


def test_asking_for_an_offer_fills_the_form_and_tells_that_organisation_alone(
    leader, client, on, django_capture_on_commit_callbacks
):
    offer = offered(on)
    address = f"{reverse('opportunities_request_add')}?offer={offer.pk}"
    html = leader.get(address).content.decode()
    assert 'value="See a workshop"' in html and "Okoro Bikes" in html
    with django_capture_on_commit_callbacks(execute=True):
        assert leader.post(address, data(title="A\nBcc: x@y.example")).status_code == 302
    (letter,) = sent()
    assert letter.to == ["sam@okoro.example"] and "Quince Hill School" in letter.subject and letter.alternatives
    assert VisitRequest.objects.get().organisation == offer.organisation
    assert "Quince Hill" not in client.get(reverse("opportunities_open_requests")).content.decode()


@pytest.mark.parametrize(
    "query", ["offer=x", "offer=-1", "offer=9999999999999", "unit=1&lesson=", "unit=&lesson=é", "x"]
)
def test_an_address_that_says_nothing_readable_gives_an_empty_form(leader, query):
    assert leader.get(f"{reverse('opportunities_request_add')}?{query}").status_code == 200


def test_an_offer_that_is_not_public_fills_nothing(on):
    offer = offered(on, status=Offer.Status.WITHDRAWN)
    assert beginning({"offer": str(offer.pk)}, on=on).offer is None


def test_a_lessons_employer_ask_fills_the_form(leader, home, on, client):
    unit = UnitPageFactory(parent=home)
    block = {"type": "lesson", "id": "3f2a9c1b-aaaa", "value": {"title": "Wired", "employer_ask": "An electrician."}}
    UnitPage.objects.filter(pk=unit.pk).update(lessons=[block])
    begins = beginning({"unit": str(unit.pk), "lesson": "3f2a9c1b"}, on=on)
    assert begins.initial["what"] == "An electrician." and begins.lesson == "Wired"
    assert beginning({"unit": str(unit.pk), "lesson": "other"}, on=on).unit is None
    unit.unpublish()
    assert beginning({"unit": str(unit.pk), "lesson": "3f2a9c1b"}, on=on).unit is None


def test_employers_narrow_the_list_and_values_nobody_offers_are_left_out(leader, client):
    leader.post(reverse("opportunities_request_add"), data())
    listed = reverse("opportunities_open_requests")
    sector = Sector.objects.all()[0]
    for query, shown in ((f"sector={sector.slug}", True), ("year=y9", True), ("kind=fair", False), ("kind=x", True)):
        slug = YearGroup.objects.get(number=9).slug
        html = client.get(f"{listed}?{query.replace('y9', slug)}").content.decode()
        assert ("An electrician" in html) is shown, query


def test_a_request_is_closed_with_a_reason_and_then_neither_shown_nor_changed(leader, client):
    leader.post(reverse("opportunities_request_add"), data())
    asked = VisitRequest.objects.get()
    own = reverse("opportunities_request", args=[asked.pk])
    assert leader.post(own, {"close": "1"}).status_code == 400
    assert leader.post(own, {"close": "1", "reason": "elsewhere"}).status_code == 302
    assert VisitRequest.objects.get().reason == "elsewhere"
    assert client.get(reverse("opportunities_open_request", args=[asked.pk])).status_code == 404
    leader.post(own, data(title="Changed"))
    assert VisitRequest.objects.get().title != "Changed"
    assert "Found in another way" in leader.get(own).content.decode()


def test_what_nobody_answered_in_time_closes_by_itself_and_is_gone_a_year_later(leader, on):
    leader.post(reverse("opportunities_request_add"), data())
    VisitRequest.objects.update(reply_by=on - datetime.timedelta(days=1))
    call_command("erase_ended")
    assert VisitRequest.objects.get().reason == "nobody"
    VisitRequest.objects.update(closed_on=on - datetime.timedelta(days=366))
    call_command("erase_ended")
    assert not VisitRequest.objects.exists()


def test_the_list_asks_no_more_of_the_database_for_ten_than_for_two(leader, client):
    def ask(times):
        for _n in range(times):
            leader.post(reverse("opportunities_request_add"), data())

    counts = []
    for times in (2, 8):
        ask(times)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            client.get(reverse("opportunities_open_requests"))
        counts.append(len(seen))
    assert counts[1] <= counts[0]
