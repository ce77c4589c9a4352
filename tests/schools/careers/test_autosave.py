"""What the editor saves by itself of a careers page while something in it is wrong (decision 0035)."""

import pytest
from django.urls import reverse
from wagtail.models import Revision
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from curriculum.models import ActivityKind, YearGroup
from hub.accounts.models import User
from hub.schools.models import CareersPage
from hub.schools.tenancy.models import Role
from tests.autosave import Tab
from tests.factories.careers import CareersPageFactory, complete_careers_page
from tests.factories.people import staff
from tests.factories.schools import SchoolFactory, SchoolHomePageFactory
from tests.schools.careers.test_careers_gate import form_data

WRONG = {"careers_leader_telephone": "no number", "office_hours": "Mondays at noon"}


@pytest.fixture
def page(framework, microsite, on):
    page = complete_careers_page(microsite, on, live=False)
    page.save_revision()
    return page


@pytest.fixture
def public(framework, microsite, on):
    page = complete_careers_page(microsite, on)
    page.save_revision().publish()
    return CareersPage.objects.get(pk=page.pk)


def row(**changes: object) -> dict:
    visit = ActivityKind.objects.get(slug="workplace-visit").pk
    year = YearGroup.objects.get(number=9).pk
    return {"id": "", "year_group": year, "term": "spring", "kind": visit, "title": "A visit", "minutes": "300",
            "employer_or_provider": "", "unit": ""} | changes  # fmt: skip


def sent(page: CareersPage, *new: dict, **changes: object) -> dict:
    """Return the form of `page` with its rows and these new ones."""
    data = form_data(page, **changes)
    rows = int(data["programme-TOTAL_FORMS"])
    for number, each in enumerate(new, start=rows):
        data |= nested_form_data({"programme": {str(number): each | {"ORDER": str(number + 1), "DELETE": ""}}})
    return data | {"programme-TOTAL_FORMS": str(rows + len(new))}


def test_one_wrong_field_keeps_no_other_from_being_saved(admin_client, page):
    answer = Tab(admin_client, page).save(sent(page, **WRONG))
    assert not answer["success"] and answer["error_code"] == "validation_error"
    assert answer["error_message"] == (
        "The rest is saved. Not saved until it is right: Careers leader's telephone: Only the number here, for example "
        "020 7946 0142. Words about when to ring go into their own field."
    )  # fmt: skip
    draft = Tab(admin_client, page).draft()
    assert (draft.office_hours, draft.careers_leader_telephone) == ("Mondays at noon", "020 7946 0142")


def test_what_is_public_stays_as_it_is(admin_client, public):
    tab = Tab(admin_client, public)
    assert "revision_id" in tab.save(sent(public, **WRONG))
    assert tab.draft().office_hours == "Mondays at noon"
    assert CareersPage.objects.get(pk=public.pk).office_hours == public.office_hours != "Mondays at noon"


def test_wrong_twice_then_right_is_one_version(admin_client, page):
    tab, before = Tab(admin_client, page), page.revisions.count()
    tab.save(sent(page, **WRONG))
    tab.save(sent(page, **WRONG | {"office_hours": "Tuesdays"}))
    assert tab.draft().office_hours == "Tuesdays"
    right = tab.save(sent(page, careers_leader_telephone="020 7946 0199", office_hours="Tuesdays"))
    assert right["success"]
    assert tab.draft().careers_leader_telephone == "020 7946 0199"
    assert page.revisions.count() == before + 1


@pytest.mark.parametrize("kind", ["page", "public"])
def test_a_row_that_is_half_filled_waits_and_the_other_new_one_is_saved(request, admin_client, kind):
    page = request.getfixturevalue(kind)
    tab, rows = Tab(admin_client, page), page.programme.count()
    half, whole = (sent(page, row(minutes=minutes), row(title="A fair")) for minutes in ("an hour", "60"))
    answer = tab.save(half)
    assert f"row {rows + 1}: Minutes" in answer["error_message"]
    assert [each.title for each in tab.draft().programme.all()][rows:] == ["A fair"]
    right = tab.save(whole)
    assert right["success"], right["error_message"]
    assert [each.title for each in tab.draft().programme.all()][rows:] == ["A visit", "A fair"]
    assert tab.draft().programme.count() == rows + 2


def test_a_row_that_is_there_keeps_what_was_right_of_it(admin_client, page):
    first = page.programme.first()
    data = sent(page)
    data |= {"programme-0-minutes": "-5", "programme-0-title": "With a better title"}
    answer = Tab(admin_client, page).save(data)
    assert "row 1: Minutes" in answer["error_message"]
    kept = Tab(admin_client, page).draft().programme.get(id=first.pk)
    assert (kept.title, kept.minutes) == ("With a better title", first.minutes)


def test_new_rows_of_a_public_page_that_were_saved_are_not_lost_when_one_becomes_wrong(admin_client, public):
    tab, rows = Tab(admin_client, public), public.programme.count()
    tab.save(sent(public, row(title="A fair"), row()))
    answer = tab.save(sent(public, row(title="A fair", minutes="an hour"), row(), office_hours="Tuesdays"))
    assert "Minutes" in answer["error_message"]
    draft = tab.draft()
    assert [each.title for each in draft.programme.all()][rows:] == ["A fair", "A visit"]
    assert draft.office_hours == "Tuesdays"
    assert tab.save(sent(public, row(title="A fair", minutes="45"), row()))["success"]
    assert [each.minutes for each in tab.draft().programme.all()][rows:] == [45, 300]


def test_two_tabs_do_not_write_over_each_other(admin_client, page):
    one, other = Tab(admin_client, page), Tab(admin_client, page)
    one.save(sent(page, office_hours="Mondays"))
    answer = other.save(sent(page, **WRONG | {"office_hours": "Tuesdays"}))
    assert answer["error_code"] == "invalid_revision" and "revision_id" not in answer
    assert one.draft().office_hours == "Mondays"


def test_another_persons_newer_version_is_not_written_over(client, admin_client, microsite, page):
    mine = Tab(admin_client, page)
    page.office_hours = "Theirs"
    page.save_revision(user=User.objects.create_user(email="other@larkspur.example.org"))
    opened = sent(page, **WRONG) | {"opened_version": "none"}
    mine.memory = {}
    answer = mine.save(opened)
    assert answer["error_message"].startswith("Nothing is saved yet.") and mine.draft().office_hours == "Theirs"


def test_another_schools_editor_saves_nothing(client, page):
    stranger = User.objects.create_user(email="stranger@marigold.example.org")
    school = SchoolFactory.create()
    SchoolHomePageFactory(parent=page.get_parent().get_parent(), school=school)
    client.force_login(staff(stranger, school, Role.CAREERS_LEADER))
    before = Revision.objects.count()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = client.post(address, sent(page, **WRONG), headers={"accept": "application/json"})
    assert answer.status_code in (302, 403, 404) and Revision.objects.count() == before


def new(client, parent, **changes):
    address = reverse("wagtailadmin_pages:add", args=["schools", "careerspage", parent.pk])
    page = CareersPageFactory.build(title="Careers", slug="careers-new")
    data = form_data(page, programme=inline_formset([]), **changes)
    return client.post(address, data, headers={"accept": "application/json"}).json()


def test_a_new_page_without_a_title_is_not_made_and_says_so(admin_client, framework, microsite):
    before = CareersPage.objects.count()
    answer = new(admin_client, microsite, title="")
    assert answer["error_message"] == "Nothing is saved yet. Title: This field is required."
    assert CareersPage.objects.count() == before


def test_a_new_page_is_made_without_what_is_wrong(admin_client, framework, microsite):
    answer = new(admin_client, microsite, **WRONG)
    assert not answer["success"] and answer["url"].endswith("/edit/")
    made = CareersPage.objects.get(pk=answer["pk"])
    assert not made.live and (made.office_hours, made.careers_leader_telephone) == ("Mondays at noon", "")
