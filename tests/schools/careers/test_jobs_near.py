"""What a school's careers page says of jobs near it, by itself, and what that is evidence of."""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from django.core.cache import cache

from hub.labour_market.models import Figure, InstitutionFigure, Measure, Source
from hub.labour_market.near import leavers, near
from hub.publication.rules import Status
from hub.schools.careers.rules.labour_market import labour_market, teachers_labour_market
from tests.factories.careers import CareersPageFactory
from tests.html import text_of
from tests.labour_market.rows import sample_figures
from tests.schools.complete import complete_subject

ON = datetime.date(2026, 11, 23)
CHECKED = datetime.date(2026, 11, 20)


@pytest.fixture
def sample(db):
    made = sample_figures()
    Source.objects.update(checked_on=CHECKED)
    return made


def without_links(checked):
    subject = complete_subject(ON)
    links: dict[str, Any] = {
        "lmi_pupils_url": "",
        "lmi_parents_url": "",
        "lmi_teachers_url": "",
        "lmi_checked_on": None,
    }
    assert subject.careers
    return replace(subject, careers=replace(subject.careers, figures_checked_on=checked, **links))


@pytest.mark.parametrize("rule", [labour_market, teachers_labour_market])
@pytest.mark.parametrize(
    "checked, status",
    [
        (CHECKED, Status.MET),
        (datetime.date(2024, 11, 24), Status.MET),
        (datetime.date(2024, 11, 23), Status.MISSING),
        (datetime.date(2026, 11, 24), Status.MISSING),
        (None, Status.MISSING),
    ],
)
def test_the_hubs_figures_are_evidence_if_they_were_checked_in_the_last_two_years(rule, checked, status):
    assert rule(without_links(checked), ON).status is status


def test_the_schools_own_links_are_evidence_first():
    assert "20" not in str(labour_market(complete_subject(ON), ON).message)


def test_near_a_school_is_its_borough_and_london_where_that_is_withheld(sample):
    found = near("hackney", on=ON)
    said = " ".join(figure.sentence for figure in found.figures)
    assert "147,000 jobs in Hackney" in said and "750" in said and "London" in said
    assert found.checked_on == CHECKED and all("Source: " in cited for cited in found.sources)


def test_figures_of_a_source_that_nobody_checked_are_no_evidence(sample):
    Source.objects.filter(slug="earnings").update(checked_on=None)
    assert near("hackney", on=ON).checked_on is None


def test_without_figures_for_both_there_is_no_evidence(sample):
    Figure.objects.filter(measure__slug__in=["pay-week-full-time", "residents-in-work"]).delete()
    assert near("hackney", on=ON).checked_on is None


def test_what_the_dfe_publishes_of_a_school_stands_first_and_its_borough_else(sample):
    assert {each.where for each in leavers(100001, "hackney")} == {"Hackney"}
    measure = Measure.objects.create(
        slug="school-destination-16-education",
        source=Source.objects.get(slug="earnings"),
        label="Went on in education",
        unit="percent",
        basis="pupils",
    )
    days = {"start": datetime.date(2022, 8, 1), "end": datetime.date(2023, 7, 31)}
    InstitutionFigure.objects.create(measure=measure, urn="100001", period="2022/23", value=94, **days)
    cache.clear()
    (own,) = leavers(100001, "hackney")
    assert (own.share, own.period, own.where) == ("94 in 100", "2022/23", "")
    assert {each.where for each in leavers(100002, "hackney")} == {"Hackney"}


def test_nothing_is_published_where_there_are_no_figures(db):
    assert leavers(100001, "hackney") == [] and near("hackney", on=ON).figures == ()


def test_the_careers_page_shows_them_by_itself(sample, microsite, client):
    careers_page = CareersPageFactory(parent=microsite)
    text = text_of(client.get(careers_page.url))
    assert "Jobs near you" in text and "Source: " in text
    Figure.objects.all().delete()
    cache.clear()
    assert "Jobs near you" not in text_of(client.get(careers_page.url))
