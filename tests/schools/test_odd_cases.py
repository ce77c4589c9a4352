"""Bad input and odd cases, each through the editor's real form, that no test of one page covers: dates the wrong way
round, two editors on one page, a school that becomes an academy, an approved page that is deleted."""

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from hub.accounts.models import User
from hub.pages.models import EventPage, NewsIndexPage
from hub.schools.microsites.reregistering import reregister
from hub.schools.models import Approval, CareersPage, CareersPolicyPage, Role, SchoolHomePage
from hub.schools.policy.approvals.recording import record_approval
from hub.schools.tenancy.provisioning import Provisioned, create_school
from tests.factories.careers import CareersPageFactory, CareersPolicyPageFactory, complete_careers_page
from tests.html import flat
from tests.schools.careers.test_careers_gate import edit, form_data

from .staffed import by_the_board, person

DAY = datetime.timedelta(days=1)


@pytest.fixture
def page(microsite, on):
    return complete_careers_page(microsite, on)


# Dates and numbers, each refused at its field.


def test_an_approval_dated_in_the_future_is_refused_at_its_field_and_keeps_what_was_typed(admin_client, microsite, on):
    policy = CareersPolicyPageFactory(parent=microsite)
    data = {"body_kind": "committee", "body_name": "Standards committee", "minute": "4.2"}
    data["meeting_date"] = (on + DAY).isoformat()
    response = admin_client.post(reverse("schools_record_approval", args=[policy.pk]), data)
    assert response.context["form"].errors["meeting_date"] == ["The meeting cannot lie in the future."]
    assert "Standards committee" in response.content.decode() and 'value="4.2"' in response.content.decode()
    assert not Approval.objects.exists()


@pytest.mark.parametrize(
    ("field", "days", "words"),
    [
        ("last_reviewed", 1, "still to come"),
        ("lmi_checked_on", 1, "still to come"),
        ("next_review", -81, "before the day of the last review"),
    ],
)
def test_dates_the_wrong_way_round_are_refused_at_their_field(admin_client, page, on, field, days, words):
    change = {field: (on + days * DAY).isoformat(), "office_hours": "Mondays"}
    response = edit(admin_client, page, **change)
    assert list(response.context["form"].errors) == [field]
    assert words in response.context["form"].errors[field][0]
    assert "Mondays" in response.content.decode()


def test_a_page_with_dates_the_wrong_way_round_can_still_be_corrected(admin_client, page, on):
    CareersPage.objects.filter(pk=page.pk).update(next_review=on - 100 * DAY)
    page = CareersPage.objects.get(pk=page.pk)
    page.save_revision()
    response = edit(admin_client, page, office_hours="Mondays")
    assert response.status_code == 302, response.context["form"].errors


def test_an_event_that_ends_before_it_starts_is_refused_at_its_end(admin_client, microsite):
    index = microsite.add_child(instance=NewsIndexPage(title="News", slug="news"))
    data = {"title": "Careers evening", "slug": "evening", "summary": "", "place": "The hall", "booking": ""}
    data |= {"starts": "2027-01-20 19:00", "ends": "2027-01-20 18:00", "body": streamfield([])}
    data |= {"attendance": "in-person", "audience": "pupils", "status": "planned", "adjustments": ""}
    url = reverse("wagtailadmin_pages:add", args=["pages", "eventpage", index.pk])
    response = admin_client.post(url, nested_form_data(data | {"comments": inline_formset([])}))
    assert response.context["form"].errors == {"ends": ["An event cannot end before it starts."]}
    assert "The hall" in response.content.decode() and not EventPage.objects.exists()


def test_a_school_offices_number_with_words_is_refused(admin_client, microsite):
    data = {"title": microsite.title, "slug": microsite.slug, "summary": "", "intro": rich_text("")}
    data |= {"contact_telephone": "ring the office", "logo": "", "comments": inline_formset([])}
    url = reverse("wagtailadmin_pages:edit", args=[microsite.pk])
    response = admin_client.post(url, nested_form_data(data))
    assert "Only the number here" in str(response.context["form"].errors["contact_telephone"])
    saved = admin_client.post(url, nested_form_data(data | {"contact_telephone": "020 7946 0142"}))
    assert saved.status_code == 302
    assert SchoolHomePage.objects.get().get_latest_revision_as_object().contact_telephone == "020 7946 0142"


# Two editors on one page.


@pytest.fixture
def made(index) -> Provisioned:
    return create_school(urn=900901, name="Elder Row School", type_code="01", low_age=11, high_age=18)


@pytest.fixture
def shared(made) -> CareersPage:
    page = CareersPageFactory(parent=made.home, live=False)
    page.save_revision(user=None)
    return CareersPage.objects.get(pk=page.pk)


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def ruth(made) -> Client:
    return browser(person(made, Role.CAREERS_LEADER, email="ruth@school.example", last_name="Adeyemi"))


@pytest.fixture
def daniel(made) -> Client:
    return browser(person(made, Role.CAREERS_LEADER, email="daniel@school.example", last_name="Osei"))


def opened(client: Client, page) -> dict[str, str]:
    """Open the edit view; return the hidden fields that a browser sends back."""
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    names = ("opened_version", "loaded_revision_id", "loaded_revision_created_at")
    found = {name: re.search(rf'name="{name}" value="([^"]*)"', html) for name in names}
    return {name: match[1] for name, match in found.items() if match}


def draft(page) -> CareersPage:
    return CareersPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def autosave(client: Client, page, **changes):
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(url, form_data(page, **changes), headers={"Accept": "application/json"}).json()


def test_the_second_editor_is_warned_and_loses_nothing(ruth, daniel, shared):
    ruths, daniels = opened(ruth, shared), opened(daniel, shared)
    assert edit(ruth, shared, **ruths, office_hours="Mondays").status_code == 302
    told = edit(daniel, shared, **daniels, office_hours="Tuesdays", interpreter="Ask us")
    (message,) = told.context["form"].non_field_errors()
    assert "Adeyemi saved a version on" in message and "Save mine over it" in message
    html = told.content.decode()
    assert "Tuesdays" in html and "Ask us" in html
    assert reverse("wagtailadmin_pages:history", args=[shared.pk]) in html
    assert draft(shared).office_hours == "Mondays"
    # Pressing Save again without the tick is no answer, though Wagtail's own fields now name the latest version.
    daniels["loaded_revision_id"] = str(draft(shared).latest_revision_id)
    again = edit(daniel, shared, **daniels, office_hours="Tuesdays")
    assert again.status_code == 200 and draft(shared).office_hours == "Mondays"


def ticked(response) -> str:
    """Return the value of the box that the form came back with."""
    found = re.search(r'name="save_over" id="id_save_over" value="([^"]+)"', flat(response.content.decode()))
    assert found
    return found[1]


def test_the_tick_saves_over_the_version_it_was_shown_for_and_over_no_other(ruth, daniel, shared):
    ruths, daniels = opened(ruth, shared), opened(daniel, shared)
    edit(ruth, shared, **ruths, office_hours="Mondays")
    told = edit(daniel, shared, **daniels, office_hours="Tuesdays")
    edit(ruth, shared, **opened(ruth, shared), office_hours="Fridays")
    refused = edit(daniel, shared, **daniels, office_hours="Tuesdays", save_over=ticked(told))
    assert refused.status_code == 200 and draft(shared).office_hours == "Fridays"
    assert edit(daniel, shared, **daniels, office_hours="Tuesdays", save_over=ticked(refused)).status_code == 302
    assert draft(shared).office_hours == "Tuesdays"
    assert "Fridays" in {each.content["office_hours"] for each in shared.revisions.all()}


def test_the_tick_is_kept_while_something_else_is_corrected(ruth, daniel, shared):
    daniels = opened(daniel, shared)
    edit(ruth, shared, **opened(ruth, shared), office_hours="Mondays")
    tick = ticked(edit(daniel, shared, **daniels))
    wrong = edit(daniel, shared, **daniels, careers_leader_telephone="12", save_over=tick)
    assert list(wrong.context["form"].errors) == ["careers_leader_telephone"]
    assert f'value="{tick}" checked' in flat(wrong.content.decode())


@pytest.mark.parametrize("action", ["action-publish", "action-submit"])
def test_publishing_and_submitting_are_asked_too(ruth, daniel, made, on, action):
    page = complete_careers_page(made.home, on)
    daniels = opened(daniel, page)
    edit(ruth, page, **opened(ruth, page), office_hours="Mondays")
    told = edit(daniel, page, **daniels, **{action: "1"}, office_hours="Tuesdays")
    assert told.status_code == 200 and "Adeyemi saved" in str(told.context["form"].non_field_errors())
    assert draft(page).office_hours == "Mondays"
    assert edit(daniel, page, **opened(daniel, page), **{action: "1"}).status_code == 302


def test_ones_own_autosave_and_second_window_are_no_other_editor(ruth, shared):
    ruths = opened(ruth, shared)
    saved = autosave(ruth, shared, **ruths, office_hours="Mon")
    assert saved["success"], saved
    overwrite = {"overwrite_revision_id": str(saved["revision_id"])}
    assert autosave(ruth, shared, **ruths, **overwrite, office_hours="Monda")["success"]
    assert edit(ruth, shared, **ruths, **overwrite, office_hours="Mondays").status_code == 302
    assert edit(ruth, shared, **ruths, office_hours="From the other window").status_code == 302


def test_a_version_that_autosave_wrote_over_is_a_newer_one(ruth, daniel, shared):
    first = autosave(ruth, shared, **opened(ruth, shared), office_hours="Mon")
    daniels = opened(daniel, shared)
    ruths = {**opened(ruth, shared), "overwrite_revision_id": str(first["revision_id"])}
    assert autosave(ruth, shared, **ruths, office_hours="Mondays")["revision_id"] == first["revision_id"]
    assert edit(daniel, shared, **daniels, office_hours="Tuesdays").status_code == 200
    assert draft(shared).office_hours == "Mondays"


def test_a_preview_and_a_form_without_the_field_are_not_asked(ruth, daniel, shared):
    daniels = opened(daniel, shared)
    edit(ruth, shared, **opened(ruth, shared), office_hours="Mondays")
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[shared.pk])
    assert daniel.post(url, form_data(shared, **daniels)).json()["is_valid"]
    assert edit(daniel, shared, office_hours="Tuesdays").status_code == 302


@pytest.mark.parametrize("value", ["nonsense", "2026-99-99T00:00:00+00:00", "2026-11-23T00:00:00", "none", "\x00"])
def test_whatever_is_sent_as_the_version_answers_in_words(ruth, daniel, shared, value):
    edit(ruth, shared, **opened(ruth, shared), office_hours="Mondays")
    response = edit(daniel, shared, opened_version=value, office_hours="Tuesdays")
    assert response.status_code == 200 and response.context["form"].errors
    assert draft(shared).office_hours == "Mondays"


def test_what_the_guard_adds_is_no_change_of_content(ruth, shared):
    ruths = opened(ruth, shared)
    user = User.objects.get(email="ruth@school.example")
    subscription = shared.subscribers.get(user=user)
    form_class = CareersPage.get_edit_handler().get_form_class()
    posted = form_data(shared, **{**ruths, "opened_version": "another", "save_over": "x"})
    form = form_class(posted, instance=shared, subscription=subscription, for_user=user)
    asides = {"opened_version", "save_over"}
    assert asides <= set(form.fields) and not asides & set(form.changed_data)


# A school that becomes an academy.


def test_a_school_that_becomes_an_academy_keeps_address_and_history_and_its_musts_change_that_day(client, page, on):
    policy = CareersPolicyPageFactory(parent=page.get_parent())
    record_approval(policy, decided=by_the_board(on, body_name="The old board"), on=on)
    address, versions = page.get_url(), page.revisions.count()
    before = client.get(address).content.decode()
    reregister(school=page.school, urn=900399, type_code="34", on=on)
    after = client.get(address)
    assert after.status_code == 200
    must, should = (
        re.search(r"Must: the law.*?<h3>Should", flat(html), re.S) for html in (before, after.content.decode())
    )
    name = "Careers leader&#x27;s name, email and telephone"
    assert must and name in must[0]
    assert should and name not in should[0] and name in after.content.decode()
    assert "A policy on access for colleges" in should[0], "access stays a must"
    assert client.get("/schools/900399/", follow=True).redirect_chain[-1][0] == "/schools/alder-row-school-900301/"
    page.refresh_from_db()
    assert page.revisions.count() == versions and page.school.approvals.get().body_name == "The old board"
    assert "The old board" in client.get(policy.get_url()).content.decode()


# An approved page that is deleted.


def test_deleting_an_approved_page_keeps_its_approvals(admin_client, client, microsite, on):
    policy = CareersPolicyPageFactory(parent=microsite)
    record_approval(policy, decided=by_the_board(on), on=on)
    response = admin_client.post(reverse("wagtailadmin_pages:delete", args=[policy.pk]))
    assert response.status_code == 302 and not CareersPolicyPage.objects.exists()
    approval = Approval.objects.get()
    assert (approval.school, approval.body_name) == (microsite.school, "The board")
    assert approval.snapshot["sections"][0]["value"] == "<p>What we do.</p>"
    again = CareersPolicyPageFactory(parent=microsite)
    assert "The board" in client.get(again.get_url()).content.decode(), "a new page of the school's shows them"
