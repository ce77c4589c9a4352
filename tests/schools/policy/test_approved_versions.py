"""What is kept of an approval: the text, for everybody to read; the minutes, for the school alone."""

import copy
import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, rich_text, streamfield

from hub.core.blocks import ParagraphBlock
from hub.media.evidence import EvidenceKept
from hub.schools.models import Approval, CareersPolicyPage, Role
from hub.schools.policy.approvals.recording import approve, record_approval
from hub.schools.policy.approvals.selectors import differs, stream_of
from hub.schools.policy.approvals.views import comparison
from hub.schools.tenancy.provisioning import create_school
from tests.conftest import TODAY
from tests.schools.policy.approving import (
    address,
    at_governors,
    at_governors_from,
    change,
    posted,
    public_text,
    signed_in,
    submit,
    waiting,
)
from tests.schools.staffed import Staffed, by_the_board, person, staffed_alone

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture(scope="module")
def made(once) -> Staffed:
    return once(staffed_alone, TODAY - 30 * DAY)


@pytest.fixture
def ours(made, db) -> Staffed:
    return copy.deepcopy(made)


def test_signed_minutes_are_kept_for_the_school_alone(ours, on, client, on_disk):
    page = at_governors(ours)
    minutes = SimpleUploadedFile("minutes.pdf", b"%PDF-1.7 signed")
    governor = signed_in(ours.people[Role.GOVERNOR])
    assert governor.post(address(page), posted(page, on, minutes_file=minutes)).status_code == 302
    kept = Approval.objects.latest("pk").signed_minutes
    assert kept is not None and kept.is_private
    assert governor.get(kept.url).status_code == 200
    assert client.get(kept.url).status_code == 404
    other = create_school(urn=900802, name="Hazel Row School", type_code="01", low_age=11, high_age=18)
    assert signed_in(person(other, Role.CLERK)).get(kept.url).status_code == 404
    with pytest.raises(EvidenceKept):
        kept.delete()


@pytest.mark.parametrize(
    ("name", "data"), [("minutes.pdf", b"MZ\x90"), ("minutes.exe", b"%PDF-1.7"), ("minutes.pdf", b"")]
)
def test_a_file_that_is_no_minutes_is_refused_at_its_field(ours, on, name, data):
    page = at_governors(ours)
    before = Approval.objects.count()
    given = posted(page, on, minutes_file=SimpleUploadedFile(name, data))
    answer = signed_in(ours.people[Role.GOVERNOR]).post(address(page), given)
    assert answer.status_code == 200 and Approval.objects.count() == before
    assert "Choose a PDF" in answer.content.decode() or "The file is empty" in answer.content.decode()


def test_every_approved_text_is_read_at_its_own_address(ours, on, client):
    first = Approval.objects.get()
    page = at_governors(ours)
    second = approve(page, mark=waiting(page).mark, decided=by_the_board(on), on=on, user=ours.people[Role.CLERK])
    addresses = [f"/schools/quince-hill-school-900801/approved-policies/{each.pk}/" for each in (first, second)]
    old, new = (client.get(each).content.decode() for each in addresses)
    assert "Twelve employers" not in old and "A later one has been approved since." in old
    assert "Twelve employers" in new and "A later one" not in new
    assert all(each in public_text(client) for each in addresses)
    page.delete()
    assert [client.get(each).status_code for each in addresses] == [200, 200]


def test_an_approved_text_is_as_private_as_its_page_and_its_school(ours, client):
    approval = Approval.objects.get()
    address = f"/schools/quince-hill-school-900801/approved-policies/{approval.pk}/"
    other = create_school(urn=900802, name="Hazel Row School", type_code="01", low_age=11, high_age=18)
    assert client.get(f"/schools/{other.school.slug}/approved-policies/{approval.pk}/").status_code == 404
    restriction = PageViewRestriction.objects.create(page=ours.policy, restriction_type="login")
    assert client.get(address).status_code == 404
    restriction.delete()
    assert client.get(address).status_code == 200
    ours.made.home.unpublish()
    assert client.get(address).status_code == 404


def test_what_is_approved_for_a_later_day_is_not_public_before(ours, on, client):
    page = submit(ours)
    draft = page.get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + 10 * DAY
    draft.save_revision(user=ours.people[Role.HEAD])
    page = at_governors_from(CareersPolicyPage.objects.get(pk=page.pk), ours)
    answer = signed_in(ours.people[Role.GOVERNOR]).post(address(page), posted(page, on), follow=True)
    assert "It goes live on the day that is set" in answer.content.decode()
    approval = Approval.objects.latest("pk")
    assert client.get(f"/schools/quince-hill-school-900801/approved-policies/{approval.pk}/").status_code == 404
    assert "Twelve employers" not in public_text(client)


def test_a_text_that_was_changed_after_its_approval_says_so(ours, client):
    assert "has been changed since it was approved" not in public_text(client)
    change(ours.policy, "Another text.").get_latest_revision().publish()
    assert "has been changed since it was approved" in public_text(client)


def test_who_may_edit_can_record_an_approval_given_elsewhere_with_its_minutes(ours, on):
    given = {
        "body_kind": "headteacher",
        "body_name": "The head",
        "meeting_date": on.isoformat(),
        "change_note": "None.",
    }
    minutes = SimpleUploadedFile("minutes.docx", b"PK\x03\x04 rest")
    client = signed_in(ours.people[Role.CAREERS_LEADER])
    record = reverse("schools_record_approval", args=[ours.policy.pk])
    assert client.post(record, {**given, "minutes_file": minutes}).status_code == 302
    approval = Approval.objects.latest("pk")
    assert not approval.is_by_governors and approval.change_note == "None." and approval.signed_minutes
    assert "signed minutes" in client.get(record).content.decode()


def test_many_approvals_cost_the_policy_page_no_more_queries_than_one(ours, on, client):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            public_text(client)
        return len(asked)

    queries()  # what a process does once
    one = queries()
    for day in range(1, 9):
        record_approval(ours.policy, decided=by_the_board(on - day * DAY), on=on)
    assert queries() == one


def typed(value):
    """Return a section as the form posts it."""
    if isinstance(value, dict):
        return {**value, "text": rich_text(value["text"], features=ParagraphBlock().features)}
    return rich_text(value, features=ParagraphBlock().features)


def saved_as_it_was(page: CareersPolicyPage, client) -> CareersPolicyPage:
    """Open the policy in the admin and save it without a change; Draftail then gives every paragraph a random key."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = querydict_from_html(client.get(url).content.decode(), form_id="page-edit-form")
    values = [(each["type"], typed(each["value"])) for each in page.sections.get_prep_value()]
    posted = nested_form_data({"sections": streamfield(values), "unplaced": streamfield([])})
    assert client.post(url, {**form.dict(), **posted}).status_code == 302
    return CareersPolicyPage.objects.get(pk=page.pk)


def test_a_text_that_was_opened_and_saved_is_the_text_that_was_approved(ours, on, client, admin_client, rf):
    other = [("section", {"heading": "Visits", "text": "<p>Two a year, <strong>in</strong> school.</p>"})]
    ours.policy.sections = [*[(each.block_type, each.value) for each in ours.policy.sections], *other]
    ours.policy.save()
    approval = record_approval(ours.policy, decided=by_the_board(on), on=on)
    page = saved_as_it_was(ours.policy, admin_client)
    page.get_latest_revision().publish()
    page = CareersPolicyPage.objects.get(pk=page.pk)
    assert "data-block-key" in str(page.sections.get_prep_value()), "saved by the editor"
    assert not differs(approval, page) and comparison(rf.get("/"), page, approval) == []
    assert "another than the one they approved" not in public_text(client)


def test_one_changed_word_is_seen_and_nothing_else(ours, on, admin_client, rf):
    approval = record_approval(ours.policy, decided=by_the_board(on), on=on)
    page = saved_as_it_was(ours.policy, admin_client)
    draft = page.get_latest_revision_as_object()
    sections = list(draft.sections.get_prep_value())
    sections[0] = {**sections[0], "value": sections[0]["value"].replace("What we do", "What they do")}
    draft.sections = stream_of(sections)
    assert differs(approval, draft)
    (found,) = comparison(rf.get("/"), draft, approval)
    said = found.htmldiff()
    assert "What <span" in said and said.count("addition") == 1 and "data-block-key" not in said
