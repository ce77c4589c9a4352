"""A careers policy from draft to head to governing body: who decides, on what, and that it is done once."""

import copy
import datetime

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Workflow

from hub.accounts.models import User
from hub.schools.models import Approval, CareersPolicyPage, Role, ensure_approval_workflow
from hub.schools.policy.approvals.recording import (
    DecisionMoved,
    approve,
    pass_on,
    record_approval,
    send_back,
    waiting_at,
)
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
    start,
    submit,
    waiting,
)
from tests.schools.staffed import Staffed, by_the_board, person, staffed_alone

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
DAY = datetime.timedelta(days=1)


@pytest.fixture(scope="module")
def made(once) -> Staffed:
    return once(staffed_alone, TODAY - 30 * DAY)


@pytest.fixture
def ours(made, db) -> Staffed:
    return copy.deepcopy(made)


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
    seen = " ".join(signed_in(governor).get(address(page)).content.decode().split())
    assert f": sent on ({head})" in seen and ": approved (" not in seen
    assert signed_in(governor).post(address(page), posted(page, on - DAY)).status_code == 302
    approval = Approval.objects.latest("pk")
    assert (approval.body_name, approval.meeting_date, approval.minute) == ("The board", on - DAY, "14.2")
    assert (approval.recorded_by, approval.change_note) == (governor, "More employers.")
    text = public_text(client)
    assert "Twelve employers" in text and "More employers." in text
    assert waiting_at(CareersPolicyPage.objects.get(pk=page.pk)) is None
    assert "Waiting for your decision" not in signed_in(governor).get("/admin/").content.decode()


def test_each_step_mails_those_who_decide_and_nobody_else(ours, django_capture_on_commit_callbacks):
    User.objects.create_superuser("administrator@hub.example", "secret")
    with django_capture_on_commit_callbacks(execute=True):
        page = submit(ours)
    assert [each.to for each in mail.outbox] == [[ours.email(Role.HEAD)]]
    assert f"http://testserver{address(page)}" in mail.outbox[0].body
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        pass_on(page, mark=waiting(page).mark, comment="", user=ours.people[Role.HEAD])
    assert sorted(each.to[0] for each in mail.outbox) == sorted([ours.email(Role.GOVERNOR), ours.email(Role.CLERK)])


@pytest.mark.parametrize("waits", [False, True])
def test_the_mail_of_an_approval_gives_the_public_address_of_what_is_public_alone(ours, on, waits):
    if waits:
        ours.policy.unpublish()
        draft = ours.policy.get_latest_revision_as_object()
        draft.go_live_at = timezone.now() + 30 * DAY
        draft.save_revision()
    page = at_governors(ours)
    mail.outbox.clear()
    assert signed_in(ours.people[Role.GOVERNOR]).post(address(page), posted(page, on - DAY)).status_code == 302
    (told,) = [each for each in mail.outbox if each.to == [ours.email(Role.CAREERS_LEADER)]]
    public = "/schools/quince-hill-school-900801/careers-policy/"
    edited = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert (public in told.body, edited in told.body) == (not waits, waits)
    assert "has been approved by the head and the governing body" in told.body


def test_the_button_says_to_whom_it_sends(ours):
    page = change(ours.policy, "Twelve employers.", user=ours.people[Role.CAREERS_LEADER])
    html = signed_in(ours.people[Role.CAREERS_LEADER]).get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert "Submit to the head and the governing body" in html.content.decode()


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
    assert lock == {role: role != Role.HEAD for role in Role}
    page = at_governors_from(page, ours)
    assert all(page.get_lock().for_user(user) for user in ours.people.values())


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


def test_there_is_one_workflow_and_central_staff_can_switch_it_off(ours):
    ensure_approval_workflow()
    assert Workflow.objects.filter(name="the head and the governing body").count() == 1
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
