"""Sources and measures for the hub's own editors, and the report of what is past its next release."""

import datetime

import pytest
from django.urls import reverse

from hub.labour_market.models import Measure, Source
from hub.labour_market.releases import past_releases, past_sources
from hub.schools.tenancy.provisioning import ensure_central_groups
from tests.factories.curriculum import UnitPageFactory, lesson
from tests.factories.pages import StandardPageFactory
from tests.html import text_of
from tests.labour_market.rows import sample_figures

pytestmark = pytest.mark.django_db
ON = datetime.date(2026, 11, 23)
PAY = {"measure": "pay-week-full-time", "sector": "", "area": "reader", "sentence": ""}


@pytest.fixture
def sample(db):
    return sample_figures()


@pytest.fixture
def used(home, stage_page, sample):
    """A page and a lesson that show pay, whose newer figures were due, and a draft that does."""
    StandardPageFactory(parent=home, title="Draft", slug="draft", live=False, body=[("figure", PAY)])
    return [
        UnitPageFactory(
            parent=stage_page,
            title="A unit",
            years=[9],
            lessons=[lesson("Pay", figures=[{"type": "item", "value": PAY}])],
        ),
        StandardPageFactory(parent=home, title="Pay here", slug="pay", body=[("figure", PAY)]),
    ]


def test_a_source_past_its_release_is_listed_with_its_measures_and_public_pages(used):
    found = {each.source.slug: each for each in past_releases(ON)}
    assert set(found) == {"earnings", "population-survey"}
    assert [page.pk for page in found["earnings"].pages] == [page.pk for page in used]
    assert found["population-survey"].pages == ()
    assert {measure.slug for measure in found["earnings"].measures} == {"pay-week-full-time", "pay-hour-full-time"}


def test_the_day_of_the_release_itself_is_not_past_and_withdrawn_sources_are_left_out(sample):
    day = datetime.date(2026, 4, 21)
    assert [each.slug for each in past_sources(day)] == ["earnings"]
    Source.objects.filter(slug="earnings").update(withdrawn_on=day)
    assert past_sources(day) == []


def test_the_report_and_the_dashboard_lead_there(used, admin_client):
    text = text_of(admin_client.get(reverse("figures_report")))
    assert "Earnings by place of residence" in text and "Pay here" in text and "1 November 2023" in text
    assert "Newer figures of 2 sources are due." in text_of(admin_client.get(reverse("wagtailadmin_home")))


def test_an_editor_dates_a_source_and_nobody_adds_or_deletes_one(sample, admin_client):
    source = Source.objects.get(slug="earnings")
    edit = reverse("labour_market_sources:edit", args=[source.pk])
    data = {
        "released": "2026-11-01",
        "next_release": "2027-11-01",
        "checked_on": "",
        "withdrawn_on": "",
        "note": "New.",
    }
    assert admin_client.post(edit, data).status_code == 302
    source.refresh_from_db()
    assert (source.next_release, source.note) == (datetime.date(2027, 11, 1), "New.")
    assert admin_client.get(reverse("labour_market_sources:add")).status_code == 302
    assert admin_client.post(reverse("labour_market_sources:delete", args=[source.pk])).status_code == 302
    assert Source.objects.filter(pk=source.pk).exists()


def test_a_measure_is_only_looked_at(sample, admin_client):
    measure = Measure.objects.get(slug="jobs")
    assert "Jobs" in text_of(admin_client.get(reverse("labour_market_measures:index")))
    assert admin_client.get(reverse("labour_market_measures:inspect", args=[measure.pk])).status_code == 200
    assert (
        admin_client.post(reverse("labour_market_measures:edit", args=[measure.pk]), {"label": "x"}).status_code == 302
    )
    measure.refresh_from_db()
    assert measure.label == "Jobs"


def test_the_hubs_own_editors_may_date_sources_and_look_at_measures(db):
    granted = set(ensure_central_groups().permissions.values_list("codename", flat=True))
    assert {"view_source", "change_source", "view_measure"} <= granted
    assert not granted & {"add_source", "delete_source", "change_measure"}
