"""Who recorded an approval, for whom, and that those in whose name it was recorded are told."""

import copy

import pytest
from django.core import mail
from django.urls import reverse

from hub.accounts.models import User
from hub.schools.models import Approval, Role
from hub.schools.policy.approvals.recording import approve, record_approval
from tests.conftest import TODAY
from tests.schools.policy.approving import at_governors, signed_in, waiting
from tests.schools.staffed import Staffed, by_the_board, staffed_alone

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(once) -> Staffed:
    return once(staffed_alone, TODAY)


@pytest.fixture
def ours(made, db) -> Staffed:
    return copy.deepcopy(made)


def told() -> list[str]:
    return sorted(address for each in mail.outbox for address in each.to)


def test_governors_and_clerk_are_told_what_a_careers_leader_recorded_in_their_name(
    ours, on, django_capture_on_commit_callbacks
):
    leader = ours.people[Role.CAREERS_LEADER]
    leader.first_name, leader.last_name = "Ada", "Okafor"
    leader.save()
    fields = {"body_kind": "governing-body", "body_name": "The board", "meeting_date": on.isoformat(), "minute": "9.1"}
    with django_capture_on_commit_callbacks(execute=True):
        record = reverse("schools_record_approval", args=[ours.policy.pk])
        assert signed_in(leader).post(record, fields).status_code == 302
    assert told() == sorted([ours.email(Role.GOVERNOR), ours.email(Role.CLERK)])
    body = mail.outbox[0].body
    assert "Recorded by Ada Okafor (careers leader) on behalf of The board." in body
    assert "Minute: 9.1" in body and "No signed minutes" in body and f"http://testserver{record}" in body


def test_who_decided_is_not_told_of_it_and_the_others_are(ours, on, django_capture_on_commit_callbacks):
    page = at_governors(ours)
    with django_capture_on_commit_callbacks(execute=True):
        approve(page, mark=waiting(page).mark, decided=by_the_board(on), on=on, user=ours.people[Role.CLERK])
    assert [each.to for each in mail.outbox if "Approval recorded" in each.subject] == [[ours.email(Role.GOVERNOR)]]


def test_the_record_names_who_recorded_it_and_keeps_the_name_and_the_public_page_says_the_role(ours, on, client):
    head = ours.people[Role.HEAD]
    head.first_name, head.last_name = "Bea", "Lindqvist"
    head.save()
    made = record_approval(ours.policy, decided=by_the_board(on), on=on, user=head)
    head.delete()
    approval = Approval.objects.get(pk=made.pk)
    said = "Recorded by Bea Lindqvist (head) on behalf of The board."
    assert (approval.recorded_by, approval.recorded_as, approval.said_of_recording) == (None, Role.HEAD, said)
    record = reverse("schools_record_approval", args=[ours.policy.pk])
    assert said in signed_in(ours.people[Role.GOVERNOR]).get(record).content.decode()
    public = f"/schools/quince-hill-school-900801/approved-policies/{approval.pk}/"
    shown = client.get(public).content.decode()
    assert "Recorded by the school&#x27;s head on behalf of The board." in shown and "Lindqvist" not in shown


def test_somebody_from_outside_the_school_is_named_as_that(ours, on):
    root = User.objects.create_superuser("root@hub.example", "secret", first_name="Kit")
    approval = record_approval(ours.policy, decided=by_the_board(on), on=on, user=root)
    assert approval.said_of_recording == "Recorded by Kit, who has no role at the school, on behalf of The board."
    assert approval.said_in_public_of_recording == "Recorded by the hub on behalf of The board."
