"""Sources and measures of figures belong to the hub: a school's people reach none of their addresses."""

import pytest
from django.urls import reverse

from tests.labour_market.rows import sample_figures

pytestmark = pytest.mark.django_db
NAMES = (
    "figures_report",
    "labour_market_sources:index",
    "labour_market_measures:index",
    "labour_market_sources:edit",
    "labour_market_measures:inspect",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_schools_people_reach_no_address_of_the_labour_market(name, leader):
    measure = sample_figures().measures["jobs"]
    keys = {"labour_market_sources:edit": [measure.source_id], "labour_market_measures:inspect": [measure.pk]}
    response = leader.get(reverse(name, args=keys.get(name, [])))
    assert response.status_code in (302, 403)
    assert "Jobs density" not in response.content.decode()
