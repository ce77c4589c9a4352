"""The sample requests and the sample visit belong to a school that teaches their years, and go with it."""

import datetime

import pytest

from hub.home.demo import visits
from hub.home.demo.schools import GAPPY_URN
from hub.home.models import HomePage
from hub.opportunities.models import Organisation, Visit, VisitRequest
from hub.schools.microsites.forms import years_taught
from tests.factories.schools import SchoolFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("framework")]
ON = datetime.date(2026, 11, 23)


def test_eight_requests_and_a_visit_with_its_story_are_loaded_once_and_go_with_their_school(home):
    school = SchoolFactory.create(urn=GAPPY_URN)
    Organisation.objects.create(name="A sample", is_sample=True, status=Organisation.Status.APPROVED)
    for said in ("8 requests and a visit", None):
        assert visits.load(HomePage.objects.get(), ON) == said
    assert VisitRequest.objects.public(on=ON).count() == 8
    taught = years_taught(school, ON) or frozenset()
    assert all(each.is_sample and set(each.years) <= taught for each in VisitRequest.objects.all())
    visit = Visit.objects.get()
    assert visit.is_sample and visit.story_state == Visit.Story.PUBLIC and visit.feedback.count() == 2
    school.delete()
    assert not VisitRequest.objects.exists() and not Visit.objects.exists()
