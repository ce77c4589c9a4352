"""Each rule leads to a field that the form of its page has: the ids are Wagtail's, or ours."""

import re

import pytest
from django.urls import reverse

from hub.publication.panels import panel_anchors
from hub.schools.duties import places
from hub.schools.duties.rules import RULES
from tests.factories.careers import (
    AnnualReportPageFactory,
    CareersPageFactory,
    CareersPolicyPageFactory,
    ProviderAccessPageFactory,
)
from tests.factories.schools import SchoolHomePageFactory, SchoolIndexPageFactory

pytestmark = pytest.mark.django_db
KINDS = {
    places.CAREERS: CareersPageFactory,
    places.PROVIDER_ACCESS: ProviderAccessPageFactory,
    places.POLICY: CareersPolicyPageFactory,
    places.REPORT: AnnualReportPageFactory,
}


@pytest.fixture
def microsite(home):
    return SchoolHomePageFactory(parent=SchoolIndexPageFactory(parent=home))


def lacking(client, page, fields) -> set[str]:
    """The fields whose anchor is none of the ids of the page's form."""
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    ids = set(re.findall(r'\sid="([^"]+)"', html))
    anchors = panel_anchors(type(page))
    return {field for field in fields if anchors.get(field) not in ids}


@pytest.mark.parametrize("place", [places.CAREERS, places.PROVIDER_ACCESS, places.POLICY])
def test_what_a_rule_asks_for_is_led_to(admin_client, microsite, place):
    fields = {rule.where.field for rule in RULES if rule.where.page == place and rule.where.field}
    assert fields and lacking(admin_client, KINDS[place](parent=microsite), fields) == set()


@pytest.mark.parametrize("place", [*KINDS, "home"])
def test_every_field_of_the_content_can_be_led_to(admin_client, microsite, place):
    page = microsite if place == "home" else KINDS[place](parent=microsite)
    anchors = panel_anchors(type(page))
    content = {field for field, anchor in anchors.items() if not re.match("panel-child-(settings|promote)", anchor)}
    # Passages that wait for their place are shown while there are some.
    assert len(content) > 3 and lacking(admin_client, page, content) <= {"unplaced"}
