"""A school, an employer and what they ask and answer, for the tests of visits."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.test import Client, RequestFactory

from curriculum.models import YearGroup
from hub.accounts.models import User
from hub.opportunities.models import Offer, Organisation, Representative, Visit, VisitRequest
from hub.opportunities.organisations.sessions import come_in
from hub.opportunities.visits import services
from hub.schools.models import Role, School
from hub.schools.tenancy.provisioning import create_school
from tests.factories.people import staff

DAY = datetime.date(2027, 1, 12)


def leader_of(made: Any, email: str) -> Client:
    """Return a browser in which a careers leader is signed in."""
    user = User.objects.create_user(email, "secret")
    staff(user, made, Role.CAREERS_LEADER)
    client = Client()
    client.force_login(user)
    return client


def employer(name: str = "Okoro Bikes", email: str = "sam@okoro.example") -> Representative:
    """Make an organisation that the hub has checked, and who speaks for it."""
    organisation = Organisation.objects.create(name=name, status=Organisation.Status.APPROVED)
    confirmed = datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC)
    return Representative.objects.create(organisation=organisation, name="Sam", email=email, confirmed_at=confirmed)


def browser_of(person: Representative) -> Client:
    """Return a browser in which somebody has come in by a mailed link."""
    client, response = Client(HTTP_ORIGIN="http://testserver"), HttpResponse()
    come_in(RequestFactory().get("/"), response, person)
    client.cookies.load({key: morsel.value for key, morsel in response.cookies.items()})
    return client


def offer_of(person: Representative, **changes: Any) -> Offer:
    """Make a public offer."""
    values = {"title": "See a workshop", "what": "x", "kind": "workplace-visit", "place": "workplace", "minutes": 90}
    values |= {"status": Offer.Status.PUBLIC, "expires_on": datetime.date(2027, 4, 1)}
    return Offer.objects.create(organisation=person.organisation, contact=person, **{**values, **changes})


def request_of(school: School, **changes: Any) -> VisitRequest:
    """Make an open request for Year 9."""
    values: dict[str, Any] = {"title": "An electrician for Year 9", "what": "Pupils have questions.", "pupils": 30}
    values |= {"minutes": 50, "from_day": datetime.date(2027, 1, 11), "to_day": datetime.date(2027, 2, 12)}
    values["reply_by"] = datetime.date(2026, 12, 18)
    asked = VisitRequest.objects.create(school=school, **{**values, **changes})
    asked.year_groups.add(YearGroup.objects.get(number=9))
    return asked


@dataclass
class Between:
    """A school and an employer who have begun to talk."""

    made: Any
    leader: Client
    person: Representative
    browser: Client
    visit: Visit

    @property
    def now(self) -> Visit:
        return Visit.objects.get(pk=self.visit.pk)


def begun(on: datetime.date) -> Between:
    """Make them: the employer has answered with one day."""
    made = create_school(urn=900811, name="Quince Hill School", type_code="01", low_age=11, high_age=18)
    leader, person = leader_of(made, "leader@quince.example"), employer()
    visit = services.answer(request_of(made.school), person, words="Gladly.", wishes=[(DAY, None)], on=on)
    return Between(made, leader, person, browser_of(person), visit)
