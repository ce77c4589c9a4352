"""A school that closes leaves the public hub whole and at once, and comes back as it was."""

import copy
import datetime
import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page, WorkflowState

from hub.accounts.models import User
from hub.core.publishing import PublishRefused
from hub.schools.microsites.closing import ClosingError, close_school, closed_but_public, pages_of, reopen_school
from hub.schools.models import CareersPage, Role, School
from hub.schools.tenancy.provisioning import ensure_central_groups
from tests.conftest import TODAY
from tests.factories.pages import StandardPageFactory
from tests.factories.schools import SchoolFactory, SchoolHomePageFactory
from tests.schools.policy.approving import signed_in, submit
from tests.schools.staffed import Staffed, staffed_alone

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
DAY = datetime.timedelta(days=1)


@pytest.fixture(scope="module")
def made(once) -> Staffed:
    return once(staffed_alone, TODAY - 30 * DAY)


@pytest.fixture
def ours(made, db) -> Staffed:
    return copy.deepcopy(made)


@pytest.fixture
def editor(db) -> User:
    user = User.objects.create_user("editor@hub.example", "secret")
    user.groups.add(ensure_central_groups())
    return user


def live_pages(school: School) -> set[int]:
    return set(pages_of(school).live().values_list("pk", flat=True))


def address_of(school: School, part: str = "") -> str:
    return f"/schools/{school.slug}/{part}"


def closing_address(ours: Staffed) -> str:
    return reverse("schools_closing", args=[ours.made.home.pk])


def test_every_page_goes_at_once_and_its_address_says_why(ours, index, on, client):
    theirs: Any = SchoolHomePageFactory(parent=index, school=SchoolFactory(name="Sorrel Road School", urn=900811))
    careers = address_of(ours.school, f"{ours.careers.slug}/")
    assert client.get(careers).status_code == 200
    public = live_pages(ours.school)
    gone = close_school(school=ours.school, on=on, today=on)
    assert {page.pk for page in gone} == public and len(public) == 5
    assert live_pages(ours.school) == set() and live_pages(theirs.school) == {theirs.pk}
    response = client.get(careers)
    assert response.status_code == 302 and response["Location"] == address_of(ours.school)
    assert "This school has closed" in client.get(address_of(ours.school)).content.decode()


def test_translations_and_aliases_go_and_come_with_it(ours, on, editor):
    places = []
    for code, alias in (("bn", False), ("ur", True)):
        locale = Locale.objects.create(language_code=code)
        ours.made.home.get_parent().copy_for_translation(locale, copy_parents=True, alias=True)
        places.append(ours.made.home.copy_for_translation(locale, alias=alias))
    places[0].save_revision().publish()
    keys = {page.pk for page in places}
    assert keys <= live_pages(ours.school)
    close_school(school=ours.school, on=on, today=on, user=editor)
    assert live_pages(ours.school) == set()
    reopened = reopen_school(school=ours.school, user=editor)
    assert keys <= {page.pk for page in reopened.published} == live_pages(ours.school)


def test_what_was_public_comes_back_in_the_version_of_that_day(ours, on):
    kept = StandardPageFactory(parent=ours.made.home, title="Not shown yet", live=False)
    ours.careers.save_revision().publish()
    public = live_pages(ours.school)
    before = [(r.urn, r.ends_on) for r in ours.school.registrations.all()]
    close_school(school=ours.school, on=on - DAY, today=on)
    school = School.objects.get(pk=ours.school.pk)
    assert school.status == "closed" and [r.ends_on for r in school.registrations.all()] == [on - DAY]

    draft = CareersPage.objects.get(pk=ours.careers.pk)
    draft.careers_leader_name = "Somebody Else"
    draft.save_revision(clean=False)
    reopened = reopen_school(school=school)
    assert reopened.refused == () and {page.pk for page in reopened.published} == public == live_pages(school)
    assert not Page.objects.get(pk=kept.pk).live
    again = CareersPage.objects.get(pk=ours.careers.pk)
    assert again.careers_leader_name == ours.careers.careers_leader_name and again.has_unpublished_changes
    school.refresh_from_db()
    assert school.status == "open" and [(r.urn, r.ends_on) for r in school.registrations.all()] == before


def test_what_the_rules_refuse_stays_a_draft_and_the_rest_comes_back(ours, on):
    CareersPage.objects.filter(pk=ours.careers.pk).update(careers_leader_telephone="", live_revision=None)
    CareersPage.objects.get(pk=ours.careers.pk).save_revision(clean=False)
    public = live_pages(ours.school)
    close_school(school=ours.school, on=on, today=on)
    reopened = reopen_school(school=ours.school)
    assert [refusal.page_title for refusal in reopened.refused] == [ours.careers.title]
    assert live_pages(ours.school) == public - {ours.careers.pk}


def test_nothing_goes_on_behind_a_closed_door(ours, on):
    submit(ours)
    later = StandardPageFactory(parent=ours.made.home, title="From next week", live=False)
    later.go_live_at = timezone.now() + DAY
    later.save_revision(approved_go_live_at=later.go_live_at)
    close_school(school=ours.school, on=on, today=on)
    assert not WorkflowState.objects.active().exists()
    Page.objects.get(pk=later.pk).revisions.filter(approved_go_live_at__isnull=False).update(
        approved_go_live_at=timezone.now() - DAY
    )
    call_command("publish_scheduled")
    for page in (later, ours.made.home):
        with pytest.raises(PublishRefused, match="The school has closed"):
            Page.objects.get(pk=page.pk).specific.save_revision(clean=False).publish()
    assert live_pages(ours.school) == set()


def test_a_school_closed_by_the_register_is_listed_while_its_pages_are_public(ours, on):
    School.objects.filter(pk=ours.school.pk).update(status="closed")
    assert list(closed_but_public()) == [ours.school]
    StandardPageFactory(parent=ours.made.home, live=False).save_revision().publish()
    close_school(school=ours.school, on=on, today=on)
    assert list(closed_but_public()) == []


def test_what_cannot_be_done_is_said_and_changes_nothing(ours, on):
    public = live_pages(ours.school)
    with pytest.raises(ClosingError, match="on that day or later"):
        close_school(school=ours.school, on=on + DAY, today=on)
    ours.school.registrations.update(starts_on=on - DAY)
    with pytest.raises(ClosingError, match="began later, on"):
        close_school(school=ours.school, on=on - 2 * DAY, today=on)
    with pytest.raises(ClosingError, match="is not closed"):
        reopen_school(school=ours.school)
    assert live_pages(ours.school) == public and School.objects.get(pk=ours.school.pk).status == "open"
    close_school(school=ours.school, on=on, today=on)
    with pytest.raises(ClosingError, match="none of its pages is public"):
        close_school(school=ours.school, on=on, today=on)


def test_a_school_that_the_register_closed_keeps_the_registers_day(ours, on):
    ours.school.registrations.update(ends_on=on - 9 * DAY)
    School.objects.filter(pk=ours.school.pk).update(status="closed")
    close_school(school=ours.school, on=on, today=on)
    assert live_pages(ours.school) == set()
    assert ours.school.registrations.get().ends_on == on - 9 * DAY
    reopen_school(school=ours.school)
    assert ours.school.registrations.get().ends_on == on - 9 * DAY and live_pages(ours.school)

    for page in Page.objects.filter(pk__in=live_pages(ours.school)):
        page.specific.unpublish()
    School.objects.filter(pk=ours.school.pk).update(status="closed")
    assert reopen_school(school=ours.school).published == ()


def test_the_hubs_staff_close_and_open_it_from_its_home_page(ours, on, editor):
    client, address = signed_in(editor), closing_address(ours)
    listing = reverse("wagtailadmin_explore", args=[ours.made.home.pk])
    assert "Close the school" in client.get(listing).content.decode()
    shown = client.get(address).content.decode()
    assert ours.careers.title in shown and "Nothing is deleted" in shown
    assert "Write a date as day, month and year" in client.post(address, {"on": "soon"}).content.decode()
    assert "on that day or later" in client.post(address, {"on": (on + DAY).isoformat()}).content.decode()
    assert live_pages(ours.school)

    said = client.post(address, {"on": on.isoformat()}, follow=True).content.decode()
    assert "5 pages are no longer public" in said and "Open the school again" in said
    assert live_pages(ours.school) == set()
    said = client.post(address, follow=True).content.decode()
    assert "is open: 5 pages are public" in said and len(live_pages(ours.school)) == 5


@pytest.mark.parametrize("role", list(Role))
def test_nobody_at_a_school_may_close_it(ours, on, role):
    client = signed_in(ours.people[role])
    assert client.post(closing_address(ours), {"on": on.isoformat()}).status_code == 403
    listing = client.get(reverse("wagtailadmin_explore", args=[ours.made.home.pk]))
    assert "Close the school" not in listing.content.decode()
    assert len(live_pages(ours.school)) == 5


def test_the_command_looks_first_closes_and_opens(ours):
    def said(*arguments: str) -> str:
        out = io.StringIO()
        call_command("close_school", *arguments, stdout=out)
        return out.getvalue()

    assert "5 pages are public. Dry run" in said("900801", "--dry-run") and live_pages(ours.school)
    assert "5 pages are no longer public" in said("900801") and not live_pages(ours.school)
    assert "5 pages are public" in said("900801", "--reopen") and live_pages(ours.school)
    with pytest.raises(CommandError, match="is not closed"):
        said("900801", "--reopen")
    with pytest.raises(CommandError, match="no school with URN 900999"):
        said("900999")
    with pytest.raises(CommandError, match="soon is not a date"):
        said("900801", "--on", "soon")
