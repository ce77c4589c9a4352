"""A careers policy from draft to head to governing body: who decides, on what, and what is kept of it."""

import datetime
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Workflow

from hub.schools.approvals import DecisionMoved, Waiting, approve, pass_on, record_approval, send_back, waiting_at
from hub.schools.models import Approval, CareersPolicyPage, Role, ensure_approval_workflow
from hub.schools.provisioning import create_school

from .staffed import Staffed, by_the_board, person, staffed

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def ours(index, on) -> Staffed:
    return staffed(index, on - 30 * DAY)


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def change(page: CareersPolicyPage, text: str, *, user: Any = None) -> CareersPolicyPage:
    """Save a draft in which the section on business says `text`."""
    draft = page.get_latest_revision_as_object()
    draft.sections = [("business", f"<p>{text}</p>"), ("provision", "<p>What we do.</p>")]
    draft.change_note = "More employers."
    draft.save_revision(user=user)
    return CareersPolicyPage.objects.get(pk=page.pk)


def start(page: CareersPolicyPage, user: Any) -> None:
    workflow = page.get_workflow()
    assert workflow
    workflow.start(page, user)


def submit(ours: Staffed, text: str = "Twelve employers, twice a year.") -> CareersPolicyPage:
    leader = ours.people[Role.CAREERS_LEADER]
    page = change(ours.policy, text, user=leader)
    start(page, leader)
    return CareersPolicyPage.objects.get(pk=page.pk)


def at_governors(ours: Staffed) -> CareersPolicyPage:
    page = submit(ours)
    pass_on(page, mark=waiting(page).mark, comment="Good.", user=ours.people[Role.HEAD])
    return CareersPolicyPage.objects.get(pk=page.pk)


def waiting(page: Any) -> Waiting:
    found = waiting_at(page)
    assert found, "it waits for nobody"
    return found


def address(page: Page) -> str:
    return reverse("schools_decide_approval", args=[page.pk])


def posted(page: Any, on: datetime.date, **changes: Any) -> dict[str, Any]:
    fields = {
        "decision": "onward",
        "mark": waiting(page).mark,
        "body_kind": "governing-body",
        "body_name": "The board",
        "meeting_date": on.isoformat(),
        "minute": "14.2",
    }
    return {**fields, **changes}


def public_text(client: Client) -> str:
    return client.get("/schools/quince-hill-school-900801/careers-policy/").content.decode()


def test_from_draft_to_head_to_governors_to_the_public(ours, on, client):
    page = submit(ours)
    head, governor = ours.people[Role.HEAD], ours.people[Role.GOVERNOR]
    assert [(each.to, each.subject) for each in mail.outbox] == []  # sent when the step is committed
    read = signed_in(head).get(address(page)).content.decode()
    assert "More employers." in read and "Twelve employers" in read
    assert signed_in(head).post(address(page), {"decision": "onward", "mark": waiting(page).mark}).status_code == 302
    assert "Twelve employers" not in public_text(client)

    page = CareersPolicyPage.objects.get(pk=page.pk)
    assert "Waiting for your decision" in signed_in(governor).get("/admin/").content.decode()
    assert signed_in(governor).post(address(page), posted(page, on - DAY)).status_code == 302
    approval = Approval.objects.latest("pk")
    assert (approval.body_name, approval.meeting_date, approval.minute) == ("The board", on - DAY, "14.2")
    assert (approval.recorded_by, approval.change_note) == (governor, "More employers.")
    text = public_text(client)
    assert "Twelve employers" in text and "More employers." in text
    assert waiting_at(CareersPolicyPage.objects.get(pk=page.pk)) is None
    assert "Waiting for your decision" not in signed_in(governor).get("/admin/").content.decode()


def test_each_step_mails_those_who_decide_and_nobody_else(ours, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = submit(ours)
    assert [each.to for each in mail.outbox] == [[ours.email(Role.HEAD)]]
    assert f"http://testserver{address(page)}" in mail.outbox[0].body
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        pass_on(page, mark=waiting(page).mark, comment="", user=ours.people[Role.HEAD])
    assert sorted(each.to[0] for each in mail.outbox) == sorted([ours.email(Role.GOVERNOR), ours.email(Role.CLERK)])


@pytest.mark.parametrize("role", [Role.CAREERS_LEADER, Role.HEAD])
def test_only_governors_and_their_clerk_approve(ours, on, role):
    page = at_governors(ours)
    before = Approval.objects.count()
    assert signed_in(ours.people[role]).get(address(page)).status_code == 200
    assert signed_in(ours.people[role]).post(address(page), posted(page, on)).status_code in (302, 403)
    assert Approval.objects.count() == before
    assert signed_in(ours.people[Role.CLERK]).post(address(page), posted(page, on)).status_code == 302
    assert Approval.objects.count() == before + 1


def test_a_governor_of_another_school_sees_and_decides_nothing(ours, on):
    page = at_governors(ours)
    other = create_school(urn=900802, name="Hazel Row School", type_code="01", low_age=11, high_age=18)
    stranger = signed_in(person(other, Role.GOVERNOR))
    assert stranger.get(address(page)).status_code == 404
    assert stranger.post(address(page), posted(page, on)).status_code == 404
    assert "Waiting for your decision" not in stranger.get("/admin/").content.decode()


def test_what_is_sent_back_says_what_should_change_and_can_be_sent_again(ours):
    page = at_governors(ours)
    governor, leader = signed_in(ours.people[Role.GOVERNOR]), signed_in(ours.people[Role.CAREERS_LEADER])
    mark = waiting(page).mark
    assert "Say what should change" in governor.post(address(page), {"decision": "back", "mark": mark}).content.decode()
    back = {"decision": "back", "mark": mark, "comment": "Name the adviser."}
    assert governor.post(address(page), back).status_code == 302
    edit = leader.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Sent back." in edit and "Name the adviser." in edit
    page = CareersPolicyPage.objects.get(pk=page.pk)
    page.current_workflow_state.resume(ours.people[Role.CAREERS_LEADER])
    assert waiting(CareersPolicyPage.objects.get(pk=page.pk)).is_for_governors


def test_the_text_stands_still_while_governors_decide_on_it(ours):
    page = submit(ours)
    lock = {role: page.get_lock().for_user(ours.people[role]) for role in Role}
    assert lock == {Role.CAREERS_LEADER: True, Role.HEAD: False, Role.GOVERNOR: True, Role.CLERK: True}
    page = at_governors_from(page, ours)
    assert all(page.get_lock().for_user(user) for user in ours.people.values())


def at_governors_from(page: CareersPolicyPage, ours: Staffed) -> CareersPolicyPage:
    pass_on(page, mark=waiting(page).mark, comment="", user=ours.people[Role.HEAD])
    return CareersPolicyPage.objects.get(pk=page.pk)


def test_a_decision_on_another_text_than_was_shown_is_none(ours, on):
    page = submit(ours)
    shown = waiting(page).mark
    page = change(page, "Changed by the head.", user=ours.people[Role.HEAD])
    with pytest.raises(DecisionMoved):
        pass_on(page, mark=shown, comment="", user=ours.people[Role.HEAD])
    answer = signed_in(ours.people[Role.HEAD]).post(address(page), {"decision": "onward", "mark": shown})
    assert "changed since you opened it" in answer.content.decode()
    assert waiting(page).mark in answer.content.decode()


def test_of_two_governors_the_second_changes_nothing(ours, on):
    page = at_governors(ours)
    mark, before = waiting(page).mark, Approval.objects.count()
    approve(page, mark=mark, decided=by_the_board(on), on=on, user=ours.people[Role.GOVERNOR])
    with pytest.raises(DecisionMoved):
        send_back(page, mark=mark, comment="No.", user=ours.people[Role.CLERK])
    assert Approval.objects.count() == before + 1


def test_a_meeting_in_the_future_is_refused_at_its_field_and_nothing_is_lost(ours, on):
    page = at_governors(ours)
    before = Approval.objects.count()
    answer = signed_in(ours.people[Role.GOVERNOR]).post(address(page), posted(page, on + DAY)).content.decode()
    assert "The meeting cannot lie in the future." in answer and 'value="14.2"' in answer
    assert Approval.objects.count() == before and waiting_at(page) is not None


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
    with pytest.raises(ProtectedError):
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


def test_the_heads_step_is_passed_over_where_there_is_no_head_or_the_head_submits(ours):
    head = ours.people[Role.HEAD]
    page = change(ours.policy, "Ours.", user=head)
    start(page, head)
    page = CareersPolicyPage.objects.get(pk=page.pk)
    assert waiting(page).is_for_governors
    page.current_workflow_state.cancel(user=head)
    head.is_active = False
    head.save()
    page = submit(ours)
    assert waiting(page).is_for_governors


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


def test_there_is_one_workflow_and_central_staff_can_switch_it_off(ours):
    ensure_approval_workflow()
    assert Workflow.objects.filter(name="Approval of a careers policy").count() == 1
    Workflow.objects.update(active=False)
    assert ours.policy.get_workflow() is None and not ours.policy.has_workflow
    assert not ours.careers.has_workflow


def test_reading_before_deciding_takes_a_bounded_number_of_queries(ours, django_assert_max_num_queries):
    page = at_governors(ours)
    for day in range(1, 12):
        record_approval(page, decided=by_the_board(timezone.localdate() - day * DAY), on=timezone.localdate())
    client = signed_in(ours.people[Role.GOVERNOR])
    client.get(address(page))
    with django_assert_max_num_queries(110):
        assert client.get(address(page)).status_code == 200


def test_the_change_is_shown_section_by_section_even_where_a_text_was_taken_from_word_anew(ours):
    page = submit(ours)  # its sections have other keys than those of the text that was approved
    shown = signed_in(ours.people[Role.HEAD]).get(address(page)).context["comparison"]
    (sections,) = [each for each in shown if each.field_label() == "Sections"]
    change = sections.htmldiff()
    assert '<span class="addition">Twelve employers, twice a year.</span>' in change
    assert '<span class="deletion">What we do.</span>' in change  # of the same section, word for word
    assert change.count("What we do.") == 4  # business before, provision as it is, two sections that go


def test_nobody_decides_on_what_is_not_waiting(ours):
    governor = signed_in(ours.people[Role.GOVERNOR])
    assert "not waiting for a decision" in governor.get(address(ours.policy)).content.decode()
    assert governor.post(address(ours.policy), {"decision": "onward", "mark": "1-1"}).status_code == 200
    with pytest.raises(DecisionMoved):
        pass_on(ours.policy, mark="1-1", comment="", user=ours.people[Role.HEAD])
