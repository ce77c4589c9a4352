"""The demo's Family Careers Day: twelve classes at the primary school, planned without a clash, and its forms."""

import pytest

from hub.events.models import CareersDay, Session
from hub.events.planner.day_templates import SLUGS, templates_of_days
from hub.events.planner.printing import cards_of
from hub.events.planner.selectors import Whole, warnings_for
from hub.home.demo import careers_days, resources
from hub.schools.models import School, SchoolHomePage
from hub.schools.tenancy.provisioning import create_school
from tests.factories.schools import SchoolIndexPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def primary(home):
    SchoolIndexPageFactory(parent=home)
    made = create_school(urn=careers_days.PRIMARY_URN, name="Juniper Lane", type_code="03", low_age=4, high_age=11)
    return made.school


def test_the_day_is_planned_without_a_clash_marked_as_a_sample_and_goes_with_its_school(primary, home, today):
    for _twice in range(2):
        careers_days.load(home=home, on=today)
    day = CareersDay.objects.get(school=primary)
    whole = Whole(day)
    assert day.is_ready and day.is_sample and not warnings_for(day.date, on=today)
    assert len(whole.classes) == 12 and len(whole.workshops) >= 6 and whole.wishes
    assert not whole.clashes and not whole.lacking and len(whole.slots) == 4
    assert len(cards_of(whole)) == 12
    SchoolHomePage.objects.get(school=primary).delete()
    School.objects.get(pk=primary.pk).delete()
    assert not CareersDay.objects.exists() and not Session.objects.exists()


def test_the_forms_for_other_days_stand_in_the_library(framework, home, today):
    resources.load(home=home, on=today)
    pages = templates_of_days()
    assert [page.slug for page in pages] == list(SLUGS)
    assert all(page.sheet_kind == "form" and "NFER" in page.provider for page in pages)
    pages[0].unpublish()
    assert len(templates_of_days()) == len(SLUGS) - 1
