"""A yearly report is drafted from one school's records: no other editor sees them, drafts from them or writes there."""

import pytest
from django.urls import reverse
from django.utils import timezone

from hub.publication.dates import AcademicYear
from hub.schools.annual_report.figures import figures_of, years_on_record
from hub.schools.models import AnnualReportPage
from tests.factories.careers import AnnualReportPageFactory, complete_careers_page


@pytest.fixture
def year() -> AcademicYear:
    return AcademicYear.containing(timezone.localdate())


@pytest.fixture
def programmes(ours, theirs):
    return tuple(complete_careers_page(place.home, timezone.localdate()) for place in (ours, theirs))


def url(page) -> str:
    return reverse("schools_report_draft", args=[page.pk])


def test_she_drafts_from_her_own_records_and_nobody_elses(leader, central, ours, theirs, programmes, year):
    assert leader.get(url(ours.home)).status_code == 200
    answer = leader.get(url(theirs.home))
    assert answer.status_code in (403, 404) and theirs.mark not in answer.content.decode()
    for place in (theirs, ours):
        leader.post(url(place.home), {"year": str(year), "seen": ""})
    assert [report.school for report in AnnualReportPage.objects.all()] == [ours.made.school]
    assert central.get(url(theirs.home)).status_code == 200


def test_she_takes_no_figures_anew_at_another_school(leader, ours, theirs, programmes, year):
    for place in (ours, theirs):
        AnnualReportPageFactory(parent=place.home, academic_year=str(year)).save_revision(clean=False)
    own, other = (AnnualReportPage.objects.get(school=place.made.school) for place in (ours, theirs))
    for report in (own, other):
        leader.post(url(report), {"seen": report.latest_revision_id, "replace": "on"})
    assert own.revisions.count() == 2 and other.revisions.count() == 1


def test_figures_are_of_one_school(ours, theirs, programmes, year):
    programmes[1].delete()
    on = timezone.localdate()
    assert figures_of(ours.made.school, year, on=on)["programme"]["activities"] == 11
    assert figures_of(theirs.made.school, year, on=on)["programme"] is None
    assert years_on_record(theirs.made.school, on=on) == []


def test_a_visitor_without_a_name_is_sent_to_sign_in(client, ours):
    assert client.get(url(ours.home)).status_code == 302
