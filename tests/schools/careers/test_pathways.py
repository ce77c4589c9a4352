"""Programmes without year groups: the pathways of a special school, the courses and levels of a college."""

import pytest

from hub.publication.dates import AcademicYear
from hub.publication.rules import Status
from hub.schools.careers.past_programmes import programme_of
from hub.schools.careers.totals import draft_totals
from hub.schools.duties.findings import findings_of_school
from hub.schools.duties.subject import WITHOUT_YEAR
from hub.schools.models import CareersPage, ProgrammeActivity
from tests.factories.careers import CareersPageFactory, complete_careers_page
from tests.html import flat
from tests.schools.careers.test_careers_gate import edit
from tests.schools.careers.test_programme_form import errors_of, rows


@pytest.fixture
def terms(framework, db) -> None:
    """The vocabularies as the hub ships them."""


@pytest.fixture
def draft(terms, microsite, on):
    page = CareersPageFactory(parent=microsite, live=False)
    page.save_revision()
    return page


@pytest.mark.parametrize(
    ("type_code", "pathway"), [("07", "Semi-formal"), ("44", "Year 14"), ("18", "Level 3 courses")]
)
def test_a_special_school_and_a_college_may_plan_without_year_groups(admin_client, draft, type_code, pathway):
    draft.school.registrations.update(type_code=type_code, low_age=11, high_age=19)
    response = edit(admin_client, draft, **rows({"year_group": "", "pathway": pathway}))
    assert response.status_code == 302, response.context["form"].errors
    (row,) = CareersPage.objects.get(pk=draft.pk).get_latest_revision_as_object().programme.all()
    assert (row.year_group, row.pathway) == (None, pathway)


def test_there_a_row_without_either_says_what_to_write_and_loses_nothing(admin_client, draft):
    draft.school.registrations.update(type_code="07")
    response = edit(admin_client, draft, **rows({"year_group": "", "pathway": ""}))
    assert errors_of(response)["year_group"] == ["Choose a year group, or name the pathway, course or level."]
    assert "Kept in the form" in response.content.decode()


def test_every_other_school_plans_by_year_group(admin_client, draft):
    response = edit(admin_client, draft, **rows({"year_group": "", "pathway": "Semi-formal"}))
    assert errors_of(response)["year_group"] == ["Choose a year group."]


@pytest.fixture
def page(microsite, on):
    """The page of a special school to 19 that plans by pathway: two pathways, 1200 and 300 minutes."""
    microsite.school.registrations.update(type_code="07", low_age=11, high_age=19)
    page = complete_careers_page(microsite, on)
    kind = page.programme.first().kind
    ProgrammeActivity.objects.filter(page=page).delete()
    for pathway, minutes in (("Semi-formal", 900), ("Semi-formal", 300), ("Year 14", 300)):
        ProgrammeActivity.objects.create(
            page=page,
            kind=kind,
            title=f"With the café, {minutes}",
            minutes=minutes,
            pathway=pathway,
            criteria=["gb6-1"],
        )
    return CareersPage.objects.get(pk=page.pk)


def test_the_page_shows_each_pathway_with_its_hours_and_no_empty_years(client, page):
    html = flat(client.get(page.get_url()).content.decode())
    each = html[html.index('id="years"') : html.index('id="find-out-more"')]
    assert '<span class="y">Semi-formal</span>' in each and '<span class="y">Year 14</span>' in each
    assert "20 h" in each and "5 h" in each
    assert "Nothing here yet." not in each and "Year 9" not in each
    assert "None" not in each


def test_its_hours_are_added_up_and_not_counted_by_an_age_they_do_not_have(page, on):
    totals = draft_totals(page, on=on)
    assert totals and totals.total.minutes == 1500 and totals.hundred and totals.hundred.minutes == 0
    assert [row.where for row in totals.touched] == ["Semi-formal, Year 14"]
    assert (totals.first_year, totals.years) == (None, ())


def test_a_pathway_is_enough_where_year_groups_are_not_taught_by(page, on):
    found = {finding.rule.id: finding for finding in findings_of_school(page.school, on).findings}
    assert found["PUB-05"].status is found["LA3-2"].status is Status.MET
    page.school.registrations.update(type_code="01")
    found = {finding.rule.id: finding for finding in findings_of_school(page.school, on).findings}
    assert found["PUB-05"].status is Status.MISSING


def test_the_programme_is_kept_with_its_pathways(page):
    kept = programme_of(page.school, AcademicYear.parse(page.academic_year))
    assert {(row.year, row.pathway) for row in kept} == {(WITHOUT_YEAR, "Semi-formal"), (WITHOUT_YEAR, "Year 14")}
