"""Next year's programme stands apart from the public page until its first day."""

import datetime

import pytest
import time_machine
from django.core.management import call_command
from django.http import QueryDict
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from hub.accounts.models import User
from hub.publication.dates import AcademicYear
from hub.schools.careers.next_year import make_next_programme, take_over
from hub.schools.careers.past_programmes import programme_of
from hub.schools.models import CareersPage, NextProgramme, Role
from hub.schools.tenancy.provisioning import create_school
from tests.factories.careers import complete_careers_page
from tests.factories.people import staff
from tests.schools.staffed import staffed

DAY = datetime.timedelta(days=1)


@pytest.fixture
def coming(on) -> AcademicYear:
    return AcademicYear(AcademicYear.containing(on).start + 1)


@pytest.fixture
def page(microsite, on) -> CareersPage:
    page = complete_careers_page(microsite, on)
    page.get_latest_revision().publish()
    return fresh(page)


@pytest.fixture
def waiting(page, coming, admin_user) -> NextProgramme:
    return make_next_programme(page, source=page, year=coming, user=admin_user)


def fresh(page) -> CareersPage:
    return CareersPage.objects.get(pk=page.pk)


def posted(client, url, form_id="w-editor-form") -> QueryDict:
    return querydict_from_html(client.get(url).content.decode(), form_id=form_id)


def retitle(programme, title) -> None:
    row = programme.rows.first()
    row.title = title
    row.save()


def test_carrying_over_makes_it_and_leaves_the_page_free_to_be_corrected(admin_client, page, coming):
    url = reverse("schools_carry_over", args=[page.pk])
    assert "kept apart" in admin_client.get(url).content.decode()
    response = admin_client.post(url, {"seen": page.latest_revision_id}, follow=True)
    assert response.redirect_chain[-1][0] == reverse("schools_next_year", args=[page.pk])
    waiting = NextProgramme.objects.get()
    assert (waiting.page, waiting.year) == (page, coming)
    assert [row.values for row in waiting.rows.all()] == [row.values for row in page.programme.all()]
    assert not fresh(page).has_unpublished_changes and not fresh(page).approved_schedule
    page = fresh(page)
    page.office_hours = "Mondays"
    page.save_revision(clean=False).publish()
    assert fresh(page).office_hours == "Mondays" and fresh(page).academic_year == str(coming.previous)
    assert "Change the programme for" in admin_client.get(url).content.decode()


def test_it_is_changed_by_itself_and_shown_as_the_page_it_will_be(admin_client, page, waiting, coming):
    url = reverse("schools_next_year", args=[page.pk])
    data = posted(admin_client, url)
    data["rows-0-title"] = "A new thing"
    answer = admin_client.post(url, data, follow=True)
    assert f"The programme for {coming} becomes public on 1 September {coming.start}" in answer.content.decode()
    assert "A new thing" not in [row.title for row in fresh(page).programme.all()]
    shown = admin_client.get(reverse("schools_next_year_preview", args=[page.pk])).content.decode()
    assert "A new thing" in shown and f"{coming.start} to {coming.start + 1}" in shown
    stale = admin_client.post(url, data)
    assert stale.status_code == 400 and "Somebody has saved this since" in stale.content.decode()


def test_page_form_and_checklist_say_that_it_waits(client, admin_client, page, waiting, coming):
    public = client.get(page.url).content.decode()
    assert f"The programme for {coming} follows on 1 September {coming.start}." in " ".join(public.split())
    form = " ".join(admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode().split())
    assert f"The programme for {coming} waits beside this page" in form
    assert f"The programme for {coming} waits: it becomes public on 1 September {coming.start}." in form


def test_the_public_page_is_not_turned_into_next_years_by_its_form(admin_client, page, coming):
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = posted(admin_client, url, "page-edit-form")
    data["body-count"] = "0"
    data["academic_year"] = f"{coming.start} to {coming.start + 1}"
    answer = admin_client.post(url, data)
    assert "is kept apart until then" in answer.context["form"].errors["academic_year"][0]
    assert data["academic_year"] in answer.content.decode()


APART = "kept apart: “Carry over"


def test_the_form_says_so_of_what_is_public_and_of_nothing_else(admin_client, page, coming):
    """Whether the page is as published, has a draft, goes back to an older version, or does not exist yet."""
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert APART in admin_client.get(edit).content.decode()
    page.academic_year = str(coming.previous.previous)
    old = page.save_revision(clean=False)
    assert APART in admin_client.get(edit).content.decode()
    assert (
        APART
        in admin_client.get(reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, old.pk])).content.decode()
    )
    home = page.get_parent().pk
    page.delete()
    new = reverse("wagtailadmin_pages:add", args=["schools", "careerspage", home])
    assert APART not in admin_client.get(new).content.decode()


def test_it_becomes_the_pages_on_its_day_and_no_earlier(page, waiting, coming):
    retitle(waiting, "A new thing")
    assert not take_over(on=coming.first_day - datetime.timedelta(days=1)).published
    draft = fresh(page)
    draft.office_hours = "Not finished"
    draft.save_revision(clean=False)
    before = programme_of(page.school, coming.previous)
    with time_machine.travel(datetime.datetime.combine(coming.first_day, datetime.time(1), datetime.UTC)):
        call_command("take_over_programmes")
    live = fresh(page)
    assert live.academic_year == str(coming) and live.programme.first().title == "A new thing"
    assert live.office_hours != "Not finished"
    draft = live.get_latest_revision_as_object()
    assert (draft.office_hours, draft.academic_year) == ("Not finished", str(coming))
    assert programme_of(page.school, coming.previous) == before
    assert not NextProgramme.objects.exists()


def test_from_1_july_it_may_be_made_public_at_once_and_not_before(admin_client, page, waiting, coming):
    url = reverse("schools_next_year", args=[page.pk])
    for day, is_public in ((datetime.date(coming.start, 6, 30), False), (datetime.date(coming.start, 8, 20), True)):
        with time_machine.travel(datetime.datetime.combine(day, datetime.time(10), datetime.UTC)):
            admin_client.force_login(User.objects.get(is_superuser=True))
            assert ("Make it public today" in admin_client.get(url).content.decode()) is is_public
            admin_client.post(url, {"public": "1"})
            assert (fresh(page).academic_year == str(coming)) is is_public
    assert not NextProgramme.objects.exists()
    assert programme_of(page.school, coming.previous)


def test_what_the_rules_hold_back_waits_and_is_told(page, waiting, coming, capsys):
    CareersPage.objects.filter(pk=page.pk).update(live=False)
    assert not take_over(on=coming.first_day).published, "a page that is not public is not published by itself"
    CareersPage.objects.filter(pk=page.pk).update(live=True)
    page.programme_summary = ""
    waiting.programme_summary = ""
    waiting.save()
    refused = take_over(on=coming.first_day).refused
    assert refused and NextProgramme.objects.exists() and fresh(page).academic_year == str(coming.previous)


def test_a_page_is_never_set_back(page, waiting, coming):
    CareersPage.objects.filter(pk=page.pk).update(academic_year=str(AcademicYear(coming.start + 1)))
    assert not take_over(on=coming.first_day).published


def test_it_is_deleted_only_when_that_is_ticked(admin_client, page, waiting):
    url = reverse("schools_next_year", args=[page.pk])
    assert admin_client.post(url, {"discard": "1"}).status_code == 400
    assert NextProgramme.objects.exists()
    admin_client.post(url, {"discard": "1", "sure": "on"})
    assert not NextProgramme.objects.exists()


@pytest.mark.parametrize("name", ["schools_next_year", "schools_next_year_preview"])
def test_another_school_neither_sees_nor_changes_it(client, page, waiting, name):
    other = create_school(urn=990777, name="Elsewhere", type_code="01", low_age=11, high_age=18)
    leader = User.objects.create_user("l@elsewhere.example", "secret")
    staff(leader, other, Role.CAREERS_LEADER)
    client.force_login(leader)
    assert client.get(reverse(name, args=[page.pk])).status_code == 404
    assert client.post(reverse(name, args=[page.pk]), {"discard": "1", "sure": "on"}).status_code == 404
    assert NextProgramme.objects.exists()


def test_who_may_not_publish_the_page_makes_and_changes_none(index, on, client):
    made = staffed(index, on)
    made.careers.get_latest_revision().publish()
    page, coming = fresh(made.careers), AcademicYear(AcademicYear.containing(on).start + 1)
    client.force_login(made.people[Role.GOVERNOR])
    carry, change = (reverse(name, args=[page.pk]) for name in ("schools_carry_over", "schools_next_year"))
    assert client.post(carry, {"seen": page.latest_revision_id}).status_code in (302, 403)
    assert not NextProgramme.objects.exists(), "it would become public by itself"
    make_next_programme(page, source=page, year=coming, user=made.people[Role.CAREERS_LEADER])
    client.post(change, {"discard": "1", "sure": "on"})
    assert NextProgramme.objects.exists()
    assert change not in client.get(reverse("schools_programme_totals", args=[page.pk])).content.decode()
    client.force_login(made.people[Role.CAREERS_LEADER])
    assert client.get(change).status_code == 200
    assert change in client.get(reverse("schools_programme_totals", args=[page.pk])).content.decode()


def test_one_that_was_overtaken_makes_way_for_the_next(page, waiting, coming, admin_user):
    CareersPage.objects.filter(pk=page.pk).update(academic_year=str(coming))
    after = AcademicYear(coming.start + 1)
    make_next_programme(fresh(page), source=fresh(page), year=after, user=admin_user)
    assert [each.year for each in NextProgramme.objects.all()] == [after]


def test_its_rows_are_those_of_the_page_so_that_their_translations_stay(page, waiting, coming):
    keys = [row.translation_key for row in page.programme.all()]
    with time_machine.travel(datetime.datetime.combine(coming.first_day, datetime.time(1), datetime.UTC)):
        assert take_over(on=coming.first_day).published
    assert [row.translation_key for row in fresh(page).programme.all()] == keys


def test_a_version_that_is_scheduled_for_later_stays_scheduled(page, waiting, coming):
    draft = fresh(page)
    draft.go_live_at = datetime.datetime.combine(coming.first_day, datetime.time(9), datetime.UTC) + 30 * DAY
    draft.save_revision().publish()
    assert fresh(page).approved_schedule
    with time_machine.travel(datetime.datetime.combine(coming.first_day, datetime.time(1), datetime.UTC)):
        take_over(on=coming.first_day)
    live = fresh(page)
    assert live.academic_year == str(coming) and live.approved_schedule
