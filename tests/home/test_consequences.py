"""What follows when a page goes is said before: on deleting, unpublishing and expiry, and by mail."""

import datetime
import html

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction
from wagtail.test.utils.form_data import querydict_from_html

from hub.core.consequences import consequences
from hub.home.dead_links import dead_links, emptied_collections
from hub.pages.models import StandardPage
from hub.schools.models import ProviderAccessPage, Reminder, Role
from tests.factories.curriculum import CurriculumIndexPageFactory, UnitPageFactory
from tests.factories.resources import (
    CollectionItemFactory,
    CollectionPageFactory,
    LessonResourcePageFactory,
    ResourceIndexPageFactory,
)
from tests.factories.schools import SchoolIndexPageFactory
from tests.schools.staffed import Staffed, staffed

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 23)


@pytest.fixture
def ours(home) -> Staffed:
    return staffed(SchoolIndexPageFactory(parent=home), TODAY)


@pytest.fixture
def library(home):
    return ResourceIndexPageFactory(parent=home)


def collection(library, title, *resources) -> None:
    page = CollectionPageFactory(parent=library, title=title)
    for resource in resources:
        CollectionItemFactory(page=page, resource=resource)


def bulk(client, name, page) -> str:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", name])
    return client.get(address, {"id": page.pk}).content.decode()


def asked(client, name, page) -> str:
    return client.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk])).content.decode()


@pytest.mark.parametrize("name", ["delete", "unpublish"])
def test_a_careers_page_says_what_the_law_would_miss_and_guidance_apart(admin_client, ours, name):
    said = asked(admin_client, name, ours.careers)
    assert "The law asks for what is said here. Without it this is missing:" in said
    assert "Guidance asks for what is said here." in said


def test_a_page_that_is_no_duty_says_nothing(admin_client, home):
    page = home.add_child(instance=StandardPage(title="About", live=True))
    assert consequences(page, on=TODAY, deleted=True) == []


def test_a_policy_says_what_becomes_of_its_approvals_when_it_is_deleted(admin_client, ours):
    assert "1 approval of this policy is on record" in asked(admin_client, "delete", ours.policy)
    assert "approval of this policy is on record" not in asked(admin_client, "unpublish", ours.policy)


def test_a_resource_names_the_collections_it_leaves_and_those_it_empties(admin_client, library):
    first, second = LessonResourcePageFactory(parent=library), LessonResourcePageFactory(parent=library)
    collection(library, "Both", first, second)
    collection(library, "Alone", first)
    said = asked(admin_client, "unpublish", first)
    assert "The collection “Both” will show fewer resources" in said
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    assert "“Alone” holds nothing else" in admin_client.get(address, {"id": first.pk}).content.decode()
    assert "“Alone” holds nothing else" in said


def test_an_expiry_is_accepted_with_what_it_does(admin_client, ours):
    page = ours.careers
    form = asked(admin_client, "edit", page)
    assert "From then nobody can read the page" in form
    assert 'name="expire_at"' in form and 'kind="datetime"' in form


def test_the_people_of_a_page_that_the_law_needs_are_told_a_week_before_it_expires(ours):
    for page in (ours.careers, ProviderAccessPage.objects.get()):
        page.expire_at = timezone.make_aware(datetime.datetime(2026, 12, 10, 9))  # noqa: DTZ001 (made aware here)
        page.save()
    before = len(mail.outbox)
    call_command("send_reminders", "--on", "2026-12-02")
    assert not Reminder.objects.filter(rule__startswith="EXP-").exists()
    for _twice in range(2):
        call_command("send_reminders", "--on", "2026-12-03")
    reminder = Reminder.objects.get(rule=f"EXP-{ours.careers.pk}")
    assert Reminder.objects.filter(rule__startswith="EXP-").count() == 2
    assert (reminder.stage, reminder.due) == (-7, datetime.date(2026, 12, 10))
    assert reminder.addressee == ours.people[Role.CAREERS_LEADER]
    body = " ".join(mail.outbox[-1].body.split())
    assert len(mail.outbox) > before
    assert "expires on 10 December 2026: from then nobody can read it" in body


def linking_to(target, home, title="Leads there"):
    page = home.add_child(instance=StandardPage(title=title, live=True))
    page.body = [{"type": "paragraph", "value": f'<p><a linktype="page" id="{target.pk}">There</a></p>'}]
    page.save()
    return page


def test_the_report_lists_dead_links_and_emptied_collections(admin_client, home, library, wagtails_indexes):
    gone = LessonResourcePageFactory(parent=library, title="Gone")
    collection(library, "Emptied", gone)
    page = linking_to(gone, home)
    assert dead_links() == [] and emptied_collections() == []
    assert "lead here" in " ".join(consequences(gone, on=TODAY))
    gone.unpublish()
    assert [(link.page.pk, link.target) for link in dead_links()] == [(page.pk, gone.page_ptr)]
    assert [each.title for each in emptied_collections()] == ["Emptied"]
    shown = admin_client.get(reverse("links_report")).content.decode()
    assert "Leads there" in shown and "Emptied" in shown


def test_each_dead_link_is_named_by_its_field_and_leads_there(admin_client, home, library, wagtails_indexes):
    gone = LessonResourcePageFactory(parent=library, title="Gone", live=False)
    page = linking_to(gone, home)
    (link,) = dead_links()
    assert link.section == "Body → Text"
    assert link.place == f":w:contentpath=body.{page.body[0].id}"
    shown = admin_client.get(reverse("links_report")).content.decode()
    assert f'href="{reverse("wagtailadmin_pages:edit", args=[page.pk])}#{link.place}">Body → Text</a>' in shown


def test_a_link_to_a_page_that_asks_for_a_password_leads_nowhere_either(home, library, wagtails_indexes):
    closed = LessonResourcePageFactory(parent=library, title="Closed")
    linking_to(closed, home)
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    assert [link.target for link in dead_links()] == [closed.page_ptr]


def test_the_report_is_for_those_who_may_read_reports(client, ours):
    client.force_login(ours.people[Role.CAREERS_LEADER])
    assert client.get(reverse("links_report")).status_code in (302, 403)


def test_a_save_that_sets_an_expiry_says_what_it_does(admin_client, ours, home):
    page = ours.careers
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = querydict_from_html(admin_client.get(url).content.decode(), form_id="page-edit-form")
    data["body-count"] = "0"
    data["expire_at"] = "10 December 2026, 9am"
    said = " ".join(admin_client.post(url, data, follow=True).content.decode().split())
    assert "This page expires on 10 December 2026, and nobody can read it from then. The law asks" in said


def test_a_school_says_what_follows_for_all_its_pages(admin_client, ours):
    for where in (asked(admin_client, "delete", ours.made.home), bulk(admin_client, "delete", ours.made.home)):
        said = " ".join(where.split())
        assert "The law asks for what is said here. Without it this is missing:" in said
        assert "1 approval of this policy is on record" in said
        assert "The school's address then shows only what the register says" in html.unescape(said)


def test_a_school_that_is_unpublished_says_what_stays_and_what_goes_with_the_pages_below(admin_client, ours):
    for where in (asked(admin_client, "unpublish", ours.made.home), bulk(admin_client, "unpublish", ours.made.home)):
        alone, below = " ".join(where.split()).split("With the pages below:")
        assert "The pages below stay public at their own addresses, unless they are unpublished too." in alone
        assert "The law asks" not in alone and "The law asks for what is said here." in below


def test_several_schools_are_counted_and_not_listed(ours):
    staffed(ours.made.home.get_parent(), TODAY, urn=900802, name="Sorrel Road School")
    said = consequences(ours.made.home.get_parent(), on=TODAY, deleted=True)
    assert "2 schools publish here what the law or guidance asks of them: all of it would be missing." in said
    assert "The addresses of 2 schools then show only what the register says of them." in said
    assert not [each for each in said if each.startswith("The law asks")]


def test_a_section_of_the_library_names_what_its_resources_leave(library):
    section = ResourceIndexPageFactory(parent=library.get_parent(), slug="section")
    first, second = LessonResourcePageFactory(parent=section), LessonResourcePageFactory(parent=library)
    collection(library, "Both", first, second)
    collection(library, "Alone", first)
    said = consequences(section, on=TODAY, below=True)
    assert said[0].startswith("The collection “Alone” holds nothing else")
    assert said[1] == "The collection “Both” will show fewer resources."
    assert consequences(section, on=TODAY) == []


def test_a_section_of_the_curriculum_counts_what_leads_to_its_units(home, wagtails_indexes):
    section = CurriculumIndexPageFactory(parent=home)
    unit = UnitPageFactory(parent=section)
    page = home.add_child(instance=StandardPage(title="Leads there", live=True))
    page.body = [{"type": "paragraph", "value": f'<p><a linktype="page" id="{unit.pk}">There</a></p>'}]
    page.save()
    assert consequences(section, on=TODAY) == []
    assert consequences(section, on=TODAY, below=True) == ["1 page or record leads here: its link will lead nowhere."]


def test_several_pages_that_go_together_are_said_once(admin_client, ours):
    policy, careers = ours.policy, ours.careers
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    said = admin_client.get(address, {"id": [policy.pk, careers.pk]}).content.decode()
    assert said.count("The law asks for what is said here.") == 1
