"""Moves a careers policy through its approval, and records what a governing body decided."""

import datetime
import hashlib
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState

from hub.accounts.models import User
from hub.schools.policy.approvals.mail import tell_governors
from hub.schools.policy.fitness import unfit
from hub.schools.policy.models.approval import Approval
from hub.schools.policy.models.page import CareersPolicyPage
from hub.schools.policy.models.workflow import SchoolApprovalTask
from hub.schools.register.models import School
from hub.schools.tenancy.models import Role, SchoolMembership
from hub.schools.tenancy.private_files import make_private

Upload = tuple[str, bytes]
CLOSEST_FIRST = (Role.GOVERNOR, Role.CLERK, Role.HEAD, Role.CAREERS_LEADER, Role.SCHOOL_EDITOR)


@dataclass(frozen=True, kw_only=True)
class Decided:
    """What the minutes say: the body, by kind and name, the day it met, the minute; and the minutes as a file."""

    body_kind: str
    body_name: str
    meeting_date: datetime.date
    minute: str = ""
    signed_minutes: Upload | None = None


class DecisionMoved(Exception):
    """The text or its workflow step has changed since it was shown."""


@transaction.atomic
def record_approval(
    page: CareersPolicyPage, *, decided: Decided, on: datetime.date, change_note: str = "", user: User | None = None
) -> Approval:
    """Record that the policy on `page`, as it is public now, was approved; its text is kept with the record.

    Raises:
        ValidationError: for a meeting after `on`, or a policy that is not public or not fit to be decided on.
    """
    live = CareersPolicyPage.objects.live().filter(pk=page.pk).first()
    if live is None:
        raise ValidationError(_("Publish the policy first: what is approved is the text that the public can read."))
    return _record(live, decided, on=on, change_note=change_note or live.change_note, user=user)


def _record(
    text: CareersPolicyPage, decided: Decided, *, on: datetime.date, change_note: str, user: User | None
) -> Approval:
    _check_fit(text)
    if decided.meeting_date > on:
        raise ValidationError({"meeting_date": _("The meeting cannot lie in the future.")})
    minutes, sha256 = None, ""
    if decided.signed_minutes:
        name, data = decided.signed_minutes
        minutes, sha256 = make_private(text.school, name=name, data=data, user=user), hashlib.sha256(data).hexdigest()
    approval = Approval(
        school=text.school,
        title=text.title,
        snapshot=snapshot_of(text),
        page=text.page_ptr,
        body_kind=decided.body_kind,
        body_name=decided.body_name,
        meeting_date=decided.meeting_date,
        minute=decided.minute,
        change_note=change_note,
        signed_minutes=minutes,
        minutes_sha256=sha256,
        recorded_by=user,
        recorded_by_name=str(user or ""),
        recorded_as=role_at(text.school, user),
    )
    approval.save()
    tell_governors(approval)
    return approval


def _check_fit(text: CareersPolicyPage) -> None:
    """Refuse a text that is not fit to be decided on: words that nobody was shown would seem to be approved.

    Raises:
        ValidationError: with a sentence for each gap.
    """
    found = unfit(sections=text.sections, unplaced=text.unplaced)
    if found:
        raise ValidationError(list(found.values()))


def role_at(school: School, user: User | None) -> str:
    """Return what `user` does at `school`: the role closest to the governing body, or "" for somebody from outside."""
    if user is None:
        return ""
    roles = set(SchoolMembership.objects.filter(school=school, user=user).values_list("role", flat=True))
    return next((role.value for role in CLOSEST_FIRST if role in roles), "")


def snapshot_of(page: CareersPolicyPage) -> dict[str, object]:
    """Return the text of `page` in plain values. `public_from`: when it goes live, if that is on a set day."""
    return {
        "title": page.title,
        "summary": page.summary,
        "sections": list(page.sections.get_prep_value()),
        "published": page.last_published_at.isoformat() if page.live and page.last_published_at else None,
        "public_from": page.go_live_at.isoformat() if page.go_live_at else None,
    }


@dataclass(frozen=True)
class Waiting:
    """A policy that waits for a decision: the step it is at, and the text that is decided on (the latest version)."""

    page: CareersPolicyPage
    state: TaskState
    task: SchoolApprovalTask

    @property
    def is_for_governors(self) -> bool:
        return self.task.step == SchoolApprovalTask.Step.GOVERNORS

    @property
    def version(self) -> int | None:
        return self.page.latest_revision_id

    @property
    def mark(self) -> str:
        """What a person was shown: this step, and this version of the text."""
        return f"{self.state.pk}-{self.version}"


def waiting_at(page: CareersPolicyPage) -> Waiting | None:
    """Return the step that `page` waits at, or None if it is in no workflow."""
    state = page.current_workflow_task_state
    task = state.task.specific if state else None
    if state is None or state.status != TaskState.STATUS_IN_PROGRESS or not isinstance(task, SchoolApprovalTask):
        return None
    return Waiting(page, state, task)


def _as_shown(page: CareersPolicyPage, mark: str) -> Waiting:
    """Return what `page` waits for, held for this transaction.

    Raises:
        DecisionMoved: if that is another step or another text than `mark`.
    """
    waiting = waiting_at(CareersPolicyPage.objects.select_for_update().get(pk=page.pk))
    if waiting is None or waiting.mark != mark:
        raise DecisionMoved
    return waiting


@transaction.atomic
def pass_on(page: CareersPolicyPage, *, mark: str, comment: str, user: User) -> None:
    """Send the policy on from the head to the governing body.

    Raises:
        DecisionMoved: if step or text is another than `mark`.
        ValidationError: if the text is not fit to be decided on.
    """
    waiting = _as_shown(page, mark)
    _check_fit(waiting.page.get_latest_revision_as_object())
    waiting.state.approve(user=user, comment=comment)


@transaction.atomic
def send_back(page: CareersPolicyPage, *, mark: str, comment: str, user: User) -> None:
    """Send the policy back to its submitter, with what should change.

    Raises:
        DecisionMoved: if step or text is another than `mark`.
    """
    _as_shown(page, mark).state.reject(user=user, comment=comment)


@transaction.atomic
def approve(page: CareersPolicyPage, *, mark: str, decided: Decided, on: datetime.date, user: User) -> Approval:
    """Record that governors approved the text that waits for them, and publish it: all or nothing.

    When they met and when it is published are two dates; a text with a day to go live goes live on that day.

    Raises:
        DecisionMoved: if step or text is another than `mark`.
        ValidationError: for a meeting after `on`, or a text that is not fit to be decided on.
        PublishRefused: if a rule prevents publishing.
    """
    waiting = _as_shown(page, mark)
    text = waiting.page.get_latest_revision_as_object()
    approval = _record(text, decided, on=on, change_note=text.change_note, user=user)
    waiting.state.approve(user=user, comment=str(approval))
    return approval
