"""Programmes of years that are over, and carrying one over into the next year."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from curriculum.models import YearGroup
from hub.publication.dates import AcademicYear
from hub.schools.careers.past_programmes import plain_rows, programme_of
from hub.schools.models import CareersPage, NextProgramme, PastProgramme
from tests.factories.careers import complete_careers_page


@pytest.fixture
def this_year(on) -> AcademicYear:
    return AcademicYear.containing(on)


@pytest.fixture
def page(microsite, on, this_year):
    """A page that is public for last year."""
    page = complete_careers_page(microsite, on, academic_year=str(this_year.previous))
    for row in page.programme.all():
        row.criteria, row.employer_or_provider = ["gb4-1", "gb6"], "A bakery"
        row.save()
    fresh(page).save_revision(clean=False).publish()
    return fresh(page)


def fresh(page) -> CareersPage:
    return CareersPage.objects.get(pk=page.pk)


def publish(page, year: AcademicYear, **changes) -> None:
    """Publish the page for a year with its first row retitled, as an editor does."""
    draft = fresh(page).get_latest_revision_as_object() if page.latest_revision_id else fresh(page)
    draft.academic_year = str(year)
    rows = list(draft.programme.all())
    rows[0].title = changes.get("title", f"First thing in {year}")
    draft.programme = rows
    draft.save_revision(clean=False).publish()


def titles(school, year) -> list[str]:
    return [row.title for row in programme_of(school, year)]


def test_the_year_that_ends_is_kept_with_every_value_that_is_shown(page, this_year):
    last = this_year.previous
    before = programme_of(page.school, last)
    publish(page, this_year)
    assert programme_of(page.school, last) == before
    row = before[0]
    assert (row.year, row.kind, str(row.term_label)) == (7, "workplace-visit", "All year") and row.kind_label
    assert (row.minutes, row.with_whom, row.criteria, row.in_workplace) == (540, "A bakery", ("gb4-1", "gb6"), True)
    assert titles(page.school, this_year)[0] == f"First thing in {this_year}"
    assert titles(page.school, AcademicYear(this_year.start - 5)) == []


def test_it_outlives_the_page_and_is_never_changed(page, this_year):
    publish(page, this_year)
    record = PastProgramme.objects.get()
    record.rows = []
    with pytest.raises(TypeError):
        record.save()
    with pytest.raises(TypeError):
        PastProgramme.objects.update(rows=[])
    school = page.school
    fresh(page).delete()
    assert len(programme_of(school, this_year.previous)) == 11


def test_a_draft_a_schedule_and_the_same_year_again_end_nothing(page, this_year):
    draft = fresh(page)
    draft.academic_year = str(this_year)
    draft.save_revision(clean=False)
    publish(page, this_year.previous)
    later = fresh(page)
    later.academic_year, later.go_live_at = str(this_year), timezone.now() + datetime.timedelta(days=3)
    later.save_revision(clean=False).publish()
    assert not PastProgramme.objects.exists()


def test_what_ends_is_what_was_public_and_not_a_draft_of_it(page, this_year):
    draft = fresh(page)
    draft.programme = list(draft.programme.all())[:-1]
    draft.save_revision(clean=False)
    publish(page, this_year)
    assert len(PastProgramme.objects.get().rows) == 11


def test_a_year_set_back_and_forward_again_loses_nothing(page, this_year):
    last = this_year.previous
    first = titles(page.school, last)
    publish(page, this_year)
    publish(page, last, title="A slip")
    assert titles(page.school, last)[0] == "A slip", "the page says this is that year's programme"
    assert PastProgramme.objects.count() == 1
    publish(page, this_year, title="Corrected")
    assert titles(page.school, last) == first and titles(page.school, this_year)[0] == "Corrected"
    coming = fresh(page)
    coming.academic_year = str(AcademicYear(this_year.start + 1))
    coming.save()
    assert titles(page.school, this_year)[0] == "Corrected"


def test_a_page_taken_off_between_two_years_leaves_what_was_public(page, this_year):
    publish(page, this_year.previous, title="Public last")
    fresh(page).unpublish()
    draft, rows = fresh(page), list(fresh(page).programme.all())
    draft.programme = []
    draft.save()
    draft.programme = rows[:-1]
    draft.academic_year = str(this_year)
    draft.save_revision(clean=False).publish()
    assert titles(page.school, this_year.previous)[0] == "Public last"
    assert len(programme_of(page.school, this_year.previous)) == 11


def test_a_failing_publish_records_nothing(page, this_year, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("wagtail.models.Page.save", fail)
    live = fresh(page)
    live.academic_year = str(this_year)
    with pytest.raises(RuntimeError):
        live.save()
    assert not PastProgramme.objects.exists()


def test_a_translation_ends_nothing(page, this_year):
    there = page.copy_for_translation(Locale.objects.create(language_code="bn"), copy_parents=True)
    there.live = True
    there.save()
    there.academic_year = str(this_year)
    there.save()
    assert not PastProgramme.objects.exists()


def test_plain_rows_hold_slugs(page):
    row = plain_rows(page.programme.all())[0]
    assert row["year_group"] == YearGroup.objects.get(number=7).slug and row["kind"] == "workplace-visit"


def url(page) -> str:
    return reverse("schools_carry_over", args=[page.pk])


def carry(client, page, **data):
    page = fresh(page)
    return client.post(url(page), {"seen": page.latest_revision_id or "", **data}, follow=True)


def test_last_years_programme_becomes_a_draft_for_this_year(admin_client, page, this_year, on):
    page.next_review = on - datetime.timedelta(days=3)
    page.save()
    page.save_revision(clean=False).publish()
    shown = admin_client.get(url(page)).content.decode()
    assert f"Carry over into {this_year}" in shown and "Next review by: the date has passed." in shown
    assert "11 activities" in shown
    response = carry(admin_client, page)
    assert f"The draft for {this_year} is made. Nothing is published." in response.content.decode()
    live = fresh(page)
    draft = live.get_latest_revision_as_object()
    assert (draft.academic_year, draft.next_review) == (str(this_year), None)
    assert (live.academic_year, live.next_review) == (str(this_year.previous), page.next_review)
    assert plain_rows(draft.programme.all()) == plain_rows(live.programme.all())


def test_a_second_time_changes_nothing_and_says_so(admin_client, page, this_year):
    carry(admin_client, page)
    before = fresh(page).latest_revision_id
    assert f"There is a page for {this_year} already" in admin_client.get(url(page)).content.decode()
    assert f"There is a page for {this_year} already" in carry(admin_client, page, replace="on").content.decode()
    assert fresh(page).latest_revision_id == before


def test_a_page_for_this_year_is_carried_into_the_next_and_no_further(admin_client, microsite, on, this_year):
    page = complete_careers_page(microsite, on)
    page.get_latest_revision().publish()
    after = AcademicYear(this_year.start + 1)
    carry(admin_client, page)
    assert NextProgramme.objects.get(page=page).year == after
    NextProgramme.objects.all().delete()
    CareersPage.objects.filter(pk=page.pk).update(academic_year=str(after), has_unpublished_changes=False)
    assert f"There is a page for {after} already" in admin_client.get(url(page)).content.decode()


def test_a_newer_draft_is_told_of_and_kept(admin_client, page, this_year):
    draft = fresh(page)
    draft.office_hours = "Only on Mondays"
    draft.save_revision(clean=False)
    assert "There is a draft that is not public" in admin_client.get(url(page)).content.decode()
    refused = carry(admin_client, page).content.decode()
    assert "tick this to go on from it" in refused
    assert fresh(page).get_latest_revision_as_object().academic_year == str(this_year.previous)
    carry(admin_client, page, replace="on")
    made = fresh(page).get_latest_revision_as_object()
    assert (made.academic_year, made.office_hours) == (str(this_year), "Only on Mondays")


def test_a_version_saved_meanwhile_is_not_overwritten(admin_client, page):
    seen = fresh(page).latest_revision_id
    draft = fresh(page)
    draft.save_revision(clean=False)
    count = page.revisions.count()
    answer = admin_client.post(url(page), {"seen": seen or "", "replace": "on"})
    assert "Somebody has saved the page since." in answer.content.decode()
    assert page.revisions.count() == count


def test_a_page_without_a_year_and_a_translation_are_not_carried_over(admin_client, page):
    CareersPage.objects.filter(pk=page.pk).update(academic_year="")
    page.revisions.all().delete()
    page = fresh(page)
    page.latest_revision = None
    page.save()
    assert "Write the school year on it first." in admin_client.get(url(page)).content.decode()
    assert carry(admin_client, page).status_code == 200 and not page.revisions.exists()
    there = page.copy_for_translation(Locale.objects.create(language_code="bn"), copy_parents=True)
    assert admin_client.get(url(there)).status_code == 404


def test_the_way_there_stands_among_the_pages_actions(admin_client, page):
    assert url(page) in admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
