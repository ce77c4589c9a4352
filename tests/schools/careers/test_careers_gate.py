"""What may go live, by every way there is to publish. The schools here are maintained: for them PUB is a must."""

import datetime
import re
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Workflow, WorkflowTask
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from hub.core.publishing import PublishRefused
from hub.publication.models import PublicationApprovalTask
from hub.schools.duties.findings import findings_of_school
from hub.schools.models import CareersPage
from tests.factories.careers import CareersPageFactory, CareersPolicyPageFactory, complete_careers_page
from tests.factories.schools import SchoolFactory, SchoolHomePageFactory
from tests.html import flat

NAME = "The school must name the careers leader."


@pytest.fixture
def gappy(microsite, on):
    return complete_careers_page(microsite, on, live=False, careers_leader_name="")


def is_live(page) -> bool:
    return CareersPage.objects.get(pk=page.pk).live


RICH = [
    "parent_summary",
    "programme_summary",
    "information_for_pupils",
    "information_for_parents",
    "information_for_teachers",
    "information_for_employers",
    "parents_engagement",
    "impact",
    "guidance_booking",
    "destinations",
    "links_with_business",
]


def form_data(page: CareersPage, **changes) -> dict:
    """Return what a browser would post from the edit view of `page`, with `changes`."""
    plain = [
        f.name for f in CareersPage._meta.local_concrete_fields if f.editable and f.name not in ("page_ptr", "body")
    ]
    data = {name: getattr(page, name) or "" for name in plain} | {"title": page.title, "slug": page.slug}
    data = {key: value.isoformat() if isinstance(value, datetime.date) else value for key, value in data.items()}
    data |= {name: rich_text(getattr(page, name)) for name in RICH}
    rows = [
        {
            "id": row.pk or "",
            "year_group": row.year_group_id,
            "term": row.term,
            "kind": row.kind_id,
            "title": row.title,
            "minutes": row.minutes,
            "employer_or_provider": "",
            "criteria": tuple(row.criteria),
            "unit": "",
        }
        for row in page.programme.all()
    ]
    data |= {"programme": inline_formset(rows, initial=len([r for r in rows if r["id"]])), "body": streamfield([])}
    data |= {"summary": "", "seo_title": "", "search_description": "", "go_live_at": "", "expire_at": ""}
    data["comments"] = inline_formset([])
    return nested_form_data(data | changes)


def edit(client, page, **changes):
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_data(page, **changes))


def test_the_form_refuses_to_publish_a_gap_and_says_so_at_the_field_and_in_a_list(admin_client, gappy):
    response = edit(admin_client, gappy, **{"action-publish": "1"})
    form = response.context["form"]
    assert form.errors["careers_leader_name"] == [NAME]
    html = response.content.decode()
    refused = html[html.index('<div class="publication-refused') : html.index('<div class="publication-checklist')]
    anchor = re.search(r'<a href="#([^"]+)">', refused)
    assert "Not published" in refused and anchor and f'id="{anchor[1]}"' in html
    assert refused.count(NAME) == 1 and not form.non_field_errors(), "once, at the top, and at its field"
    assert not is_live(gappy)


def test_the_form_saves_the_same_gap_as_a_draft(admin_client, gappy):
    response = edit(admin_client, gappy, office_hours="Mondays")
    assert response.status_code == 302
    assert CareersPage.objects.get(pk=gappy.pk).get_latest_revision_as_object().office_hours == "Mondays"


def test_the_form_publishes_once_the_gap_is_fixed(admin_client, gappy):
    response = edit(admin_client, gappy, **{"action-publish": "1", "careers_leader_name": "Mr T Lis"})
    assert response.status_code == 302, response.context["form"].errors
    assert is_live(gappy)


def test_a_year_group_that_is_not_shown_holds_no_page_back(admin_client, microsite, on):
    page = complete_careers_page(microsite, on, live=False)
    page.programme = [row for row in page.programme.all() if row.year_group.number != 13]
    page.save()
    page.save_revision()
    assert edit(admin_client, page, **{"action-publish": "1"}).status_code == 302
    assert is_live(page), "every year group is our reading of the law, which gates nothing"
    found = {finding.rule.id: finding for finding in findings_of_school(page.school, on).findings}
    assert "Nothing yet for: Year 13." in found["PUB-05"].message


def test_a_malformed_telephone_number_keeps_the_form_even_for_a_draft(admin_client, gappy):
    response = edit(admin_client, gappy, careers_leader_telephone="12")
    assert "Enter a UK telephone number" in str(response.context["form"].errors["careers_leader_telephone"])


def test_a_plain_publish_refuses_with_the_reasons(gappy):
    with pytest.raises(PublishRefused) as refusal:
        gappy.get_latest_revision().publish()
    assert refusal.value.reasons == [NAME]
    assert not is_live(gappy)


def test_bulk_publishing_reports_what_it_refuses_and_publishes_the_rest(admin_client, index, gappy, on):
    other = SchoolHomePageFactory(parent=index, school=SchoolFactory(name="Beech Row School", urn=900302))
    fine = complete_careers_page(other, on, live=False)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = admin_client.post(f"{url}?id={gappy.pk}&id={fine.pk}&next=/admin/", {}, follow=True)
    text = response.content.decode()
    assert "Not published: Careers." in text and NAME in text
    assert "1 page has been published" in text
    assert is_live(fine) and not is_live(gappy)


def test_scheduled_publishing_reports_what_it_refuses_and_goes_on(index, gappy, on):
    other = SchoolHomePageFactory(parent=index, school=SchoolFactory(name="Beech Row School", urn=900302))
    fine = complete_careers_page(other, on, live=False)
    due = timezone.now() - datetime.timedelta(minutes=1)
    for page in (gappy, fine):
        revision = page.get_latest_revision()
        revision.approved_go_live_at = due
        revision.save()
    errors = StringIO()
    call_command("publish_scheduled", stderr=errors)
    assert "Not published: Careers" in errors.getvalue() and NAME in errors.getvalue()
    assert is_live(fine) and not is_live(gappy)


@pytest.fixture
def task(microsite):
    group = Group.objects.create(name="Governors of a sample school")
    task = PublicationApprovalTask.objects.create(name="Governors")
    task.groups.add(group)
    workflow = Workflow.objects.create(name="Governors")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return task


def test_nobody_can_approve_while_something_the_law_requires_is_missing(admin_user, task, gappy, on, index):
    assert [name for name, _label, _modal in task.get_actions(gappy, admin_user)] == ["reject"]
    other = SchoolHomePageFactory(parent=index, school=SchoolFactory(name="Beech Row School", urn=900302))
    fine = complete_careers_page(other, on, live=False)
    assert "approve" in [name for name, _label, _modal in task.get_actions(fine, admin_user)]


def test_approving_from_the_listing_is_refused_with_words_and_not_with_an_error(admin_client, admin_user, task, gappy):
    state = Workflow.objects.get(name="Governors").start(gappy, admin_user)
    url = reverse("wagtailadmin_pages:workflow_action", args=[gappy.pk, "approve", state.current_task_state.pk])
    response = admin_client.post(url, {"comment": ""}, follow=True)
    assert response.status_code == 200
    assert not is_live(gappy)


def test_a_copy_of_a_live_page_is_gated_by_itself(admin_client, microsite, on):
    page = complete_careers_page(microsite, on)
    CareersPage.objects.filter(pk=page.pk).update(careers_leader_name="")
    with pytest.raises(PublishRefused):
        microsite.copy(recursive=True, update_attrs={"slug": "copy"})
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": microsite.pk}
    response = admin_client.post(url, data | {"publish_copies": "on"})
    assert NAME in str(response.context["form"].errors)
    assert not CareersPage.objects.exclude(pk=page.pk).exists(), "a school has one careers page"


def test_a_late_review_date_stops_nobody_from_correcting_a_telephone_number(admin_client, microsite, on):
    page = complete_careers_page(microsite, on, next_review=on - datetime.timedelta(days=1))
    response = edit(admin_client, page, **{"action-publish": "1", "careers_leader_telephone": "020 7946 0199"})
    assert response.status_code == 302, response.context["form"].errors
    assert CareersPage.objects.get(pk=page.pk).careers_leader_telephone == "020 7946 0199"


def test_last_years_programme_stops_nobody_either(microsite, on):
    page = complete_careers_page(microsite, on, live=False, academic_year="2020/21")
    page.get_latest_revision().publish()
    assert is_live(page)


def test_a_live_page_may_keep_its_old_gap_but_not_add_a_new_one(admin_client, microsite, on):
    page = complete_careers_page(microsite, on, careers_leader_name="")
    fine = edit(admin_client, page, **{"action-publish": "1", "careers_leader_telephone": "020 7946 0199"})
    assert fine.status_code == 302, fine.context["form"].errors
    page = CareersPage.objects.get(pk=page.pk)
    refused = edit(admin_client, page, **{"action-publish": "1", "careers_leader_telephone": ""})
    assert list(refused.context["form"].errors) == ["careers_leader_telephone"]


def test_a_scheduled_page_is_judged_on_the_day_it_goes_live(microsite, on):
    next_year = f"{on.year + 1}/{(on.year + 2) % 100}"
    page = complete_careers_page(microsite, on, live=False, academic_year=next_year)
    with pytest.raises(PublishRefused, match="schedule it for that day"):
        page.get_latest_revision().publish()
    page.go_live_at = timezone.make_aware(datetime.datetime(on.year + 1, 9, 2, 8))  # noqa: DTZ001
    page.save_revision().publish()
    assert CareersPage.objects.get(pk=page.pk).latest_revision.approved_go_live_at


def test_an_academy_may_publish_with_gaps_for_which_it_only_should_answer(index):
    school = SchoolFactory(name="Cedar Row Academy", urn=900303, type_code="34")
    page = CareersPageFactory(parent=SchoolHomePageFactory(parent=index, school=school), live=False)
    page.save_revision().publish()
    assert is_live(page)


def test_the_policy_page_goes_live_whatever_london_ambitions_would_like(microsite):
    page = CareersPolicyPageFactory(parent=microsite, live=False, sections=[])
    page.save_revision().publish()
    page.refresh_from_db()
    assert page.live


def test_a_page_takes_its_school_from_above_and_moves_to_no_other(index, microsite, on):
    page = complete_careers_page(microsite, on)
    assert page.school == microsite.school
    other = SchoolHomePageFactory(parent=index, school=SchoolFactory(name="Beech Row School", urn=900302))
    assert not page.can_move_to(other) and page.can_move_to(microsite)


@override_settings(WAGTAILADMIN_BASE_URL="http://testserver")
def test_the_checklist_names_each_gap_and_leads_to_its_field(admin_client, gappy):
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[gappy.pk])).content.decode()
    anchor = html.split(NAME)[0].rsplit('href="#', 1)[1].split('"')[0]
    assert f'id="{anchor}"' in html
    assert flat(html).index("Must<span>") < flat(html).index("London Ambitions (voluntary)<span>")


def test_the_checklist_is_judged_anew_when_a_draft_has_been_saved(admin_client, gappy):
    url = reverse("publication_checklist", args=[gappy.pk])
    assert NAME in admin_client.get(url).content.decode()
    gappy.careers_leader_name = "Mr T Lis"
    gappy.save_revision()
    assert NAME not in admin_client.get(url).content.decode()
