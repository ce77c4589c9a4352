"""Drafting the yearly report in the admin: from what is recorded, again, and with somebody else at it."""

import datetime

import pytest
from django.urls import reverse
from wagtail.models import Locale

from hub.accounts.models import User
from hub.publication.dates import AcademicYear
from hub.publication.sources import FixLink
from hub.schools.annual_report.drafting import Target, make_draft
from hub.schools.careers.past_programmes import plain_rows
from hub.schools.duties import places
from hub.schools.duties.due import Addresses
from hub.schools.models import (
    AnnualReportPage,
    FindingPeriod,
    PastProgramme,
    ProgrammeActivity,
    Role,
    SchoolHomePage,
)
from hub.schools.registrations import fix_links
from hub.schools.tenancy.provisioning import create_school
from tests.factories.careers import (
    AnnualReportPageFactory,
    complete_access_page,
    complete_careers_page,
    meeting,
    school_days,
)
from tests.factories.people import staff

REFUSED = "you do not have permission"


@pytest.fixture
def last(on) -> AcademicYear:
    return AcademicYear.containing(on).previous


@pytest.fixture
def recorded(microsite, on, last):
    """A school with a programme, a meeting and a finding of last year, and this year's careers page."""
    page = complete_careers_page(microsite, on)
    PastProgramme.objects.create(
        school=microsite.school, academic_year=str(last), rows=plain_rows(page.programme.all())[:4]
    )
    complete_access_page(microsite, on, encounters=[meeting(school_days(last)[0], 8)])
    FindingPeriod.objects.create(
        school=microsite.school,
        rule="PUB-01",
        status="met",
        strength="must",
        since=last.first_day + datetime.timedelta(days=50),
        until=last.last_day,
    )
    return microsite


def url(page) -> str:
    return reverse("schools_report_draft", args=[page.pk])


def post(client, page, **data):
    report = AnnualReportPage.objects.child_of(page).first() if isinstance(page, SchoolHomePage) else fresh(page)
    seen = report.latest_revision_id if report else ""
    return client.post(url(page), {"seen": seen or "", **data}, follow=True)


def fresh(page) -> AnnualReportPage:
    return AnnualReportPage.objects.get(pk=page.pk)


def draft_of(page) -> AnnualReportPage:
    return fresh(page).get_latest_revision_as_object()


def live_report(home, year, **changes) -> AnnualReportPage:
    report = AnnualReportPageFactory(parent=home, academic_year=str(year), went_well="<p>Much.</p>", **changes)
    report.save_revision(clean=False).publish()
    return fresh(report)


def test_the_year_just_ended_is_offered_first_and_what_would_be_taken_is_said(admin_client, recorded, on, last):
    html = admin_client.get(url(recorded)).content.decode()
    assert f"What is taken for {last}" in html and f"Make the draft for {last}" in html
    assert "4 activities" in html and "Years 8 and 9: 1 held, 1 of them counted" in html
    assert "of 1, 1 met throughout" in html
    this = AcademicYear.containing(on)
    assert "11 activities" in admin_client.get(url(recorded), {"year": str(this)}).content.decode()


def test_the_draft_holds_the_figures_and_nothing_is_published(admin_client, recorded, on, last):
    response = post(admin_client, recorded, year=str(last))
    assert "The draft is made." in response.content.decode()
    report = AnnualReportPage.objects.get()
    assert response.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[report.pk])
    assert (report.live, report.academic_year, report.dated, report.school) == (False, str(last), on, recorded.school)
    figures = draft_of(report).figures
    assert (figures["academic_year"], figures["taken_on"]) == (str(last), on.isoformat())
    assert figures["programme"]["activities"] == 4 and figures["meetings"]["providers"] == 1
    assert [each["rule"] for each in figures["rules"]["found"]] == ["PUB-01"]
    assert "As they were on" not in response.content.decode() and "Update the figures" in response.content.decode()


def test_a_report_does_not_change_when_the_programme_does(admin_client, client, recorded, last):
    post(admin_client, recorded, year=str(last))
    report = AnnualReportPage.objects.get()
    report.get_latest_revision().publish()
    before = client.get(fresh(report).get_url()).content
    PastProgramme.objects.all().delete()
    ProgrammeActivity.objects.all().delete()
    FindingPeriod.objects.all().delete()
    assert client.get(fresh(report).get_url()).content == before


def test_taken_anew_the_figures_change_and_the_words_stay(admin_client, recorded, last):
    report = live_report(recorded, last, figures={"academic_year": str(last)})
    html = admin_client.get(url(recorded)).content.decode()
    assert "There is a report for that year" in html and "saved a version on" in html
    post(admin_client, report)
    draft, live = draft_of(report), fresh(report)
    assert draft.figures["programme"]["activities"] == 4 and draft.went_well == "<p>Much.</p>"
    assert "programme" not in live.figures and live.has_unpublished_changes
    assert AnnualReportPage.objects.count() == 1


def test_a_newer_draft_is_told_of_and_gone_on_from(admin_client, recorded, last):
    report = live_report(recorded, last)
    words = fresh(report)
    words.changing = "<p>The fair.</p>"
    words.save_revision(clean=False)
    assert "tick this to go on from it" in post(admin_client, report).content.decode()
    assert not draft_of(report).figures
    post(admin_client, report, replace="on")
    assert draft_of(report).figures and draft_of(report).changing == "<p>The fair.</p>"


def test_a_version_saved_meanwhile_is_not_gone_over(admin_client, recorded, last):
    report = live_report(recorded, last)
    seen = report.latest_revision_id
    fresh(report).save_revision(clean=False)
    count = report.revisions.count()
    html = admin_client.post(url(recorded), {"year": str(last), "seen": seen, "replace": "on"}).content.decode()
    assert "Somebody has saved the page since." in html
    assert report.revisions.count() == count


def test_a_report_made_meanwhile_is_not_made_again(admin_client, recorded, on, last):
    post(admin_client, recorded, year=str(last))
    again = admin_client.post(url(recorded), {"year": str(last), "seen": ""})
    assert "Somebody has saved the page since." in again.content.decode()
    target, user = Target(recorded, last, None), User.objects.first()
    assert user and make_draft(target, seen=None, on=on, user=user) is None
    assert AnnualReportPage.objects.count() == 1


def test_a_year_of_which_there_is_nothing_is_refused_at_its_field(admin_client, recorded):
    for year in ("1999/00", "2098/99", "last year"):
        response = admin_client.get(url(recorded), {"year": year})
        assert "Nothing is recorded of that school year" in response.content.decode()
        assert admin_client.post(url(recorded), {"year": year, "seen": ""}).status_code == 200
    assert not AnnualReportPage.objects.exists()


def test_a_school_of_which_nothing_is_recorded_is_told_so(admin_client, microsite):
    assert "Nothing is recorded yet" in admin_client.get(url(microsite)).content.decode()
    assert admin_client.post(url(microsite), {"seen": ""}).status_code == 200
    assert not AnnualReportPage.objects.exists()


def test_other_pages_and_translations_have_no_report_to_draft(admin_client, recorded, last):
    report = live_report(recorded, last)
    there = report.copy_for_translation(Locale.objects.create(language_code="bn"), copy_parents=True)
    careers = recorded.get_children().get(slug="careers")
    assert {admin_client.get(url(page)).status_code for page in (there, careers)} == {404}


def test_a_locked_report_is_looked_at_only(admin_client, client, recorded, last):
    made = create_school(urn=900377, name="Elder Lane School", type_code="01", low_age=11, high_age=18)
    PastProgramme.objects.create(school=made.school, academic_year=str(last), rows=PastProgramme.objects.get().rows)
    report = live_report(made.home, last)
    AnnualReportPage.objects.filter(pk=report.pk).update(locked=True)
    leader = User.objects.create_user("leader@school.example", "secret")
    staff(leader, made, Role.CAREERS_LEADER)
    client.force_login(leader)
    html = client.get(url(made.home)).content.decode()
    assert "You may not change this report" in html and "Update the figures" not in html
    assert REFUSED in post(client, made.home, year=str(last)).content.decode()
    assert not draft_of(report).figures


def test_a_governor_sees_it_and_leaves_it_to_the_careers_leader(client, schools, last):
    governor = User.objects.create_user("governor@school.example", "secret")
    staff(governor, schools.school, Role.GOVERNOR)
    client.force_login(governor)
    html = client.get(url(schools.home)).content.decode()
    assert "the careers leader or the head does" in html and "Make the draft" not in html
    assert REFUSED in post(client, schools.home, year=str(last)).content.decode()
    assert not AnnualReportPage.objects.exists()


@pytest.fixture
def schools(index, last):
    made = create_school(urn=900378, name="Elder Lane School", type_code="01", low_age=11, high_age=18)
    PastProgramme.objects.create(
        school=made.school,
        academic_year=str(last),
        rows=[],
    )
    FindingPeriod.objects.create(
        school=made.school, rule="LA3-6", status="missing", strength="voluntary", since=last.first_day
    )
    return made


def test_the_ways_there(admin_client, recorded, last):
    report = live_report(recorded, last)
    for page in (recorded, report):
        edit = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert url(page) in edit
    careers = recorded.get_children().get(slug="careers").specific
    link = fix_links(careers)[places.REPORT]
    assert isinstance(link, FixLink) and link.url == url(recorded)
    assert Addresses([recorded.school.pk]).of(recorded.school.pk, places.REPORT) == url(recorded)
