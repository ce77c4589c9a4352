"""Queries for approvals: those shown to the public, the text of each, and who has to decide on what."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import ngettext
from wagtail.blocks import StreamValue
from wagtail.models import Page, TaskState

from hub.accounts.models import User
from hub.core.blocks import ParagraphBlock, TableBlock
from hub.core.rich_text import as_read
from hub.publication.dates import EXPIRING_DAYS, days_left
from hub.schools.duties.published import in_english, public
from hub.schools.policy.models.approval import Approval
from hub.schools.policy.models.page import CareersPolicyPage
from hub.schools.policy.models.workflow import SchoolApprovalTask, approval_workflow
from hub.schools.register.models import School
from hub.schools.text import fold

# A section as its stream is kept: type, value and id.
RawSection = dict[str, Any]
FEATURES = tuple(ParagraphBlock().features)
CELLS = tuple(TableBlock().child_blocks["text"].features)


def approvals_of(school: School, *, on: datetime.date) -> list[Approval]:
    """Return the policy's approvals up to `on`, the latest first."""
    return list(
        school.approvals.filter(kind=Approval.Kind.POLICY, meeting_date__lte=on).select_related("school", "page")
    )


def approvals_context(page: CareersPolicyPage, *, on: datetime.date) -> dict[str, Any]:
    """Return what the policy's template shows of its approvals.

    `has_changed`: what the public reads is another text than the one approved last, which it says.
    """
    approvals = approvals_of(page.school, on=on)
    held = next((each for each in approvals if each.is_by_governors), None)
    left = days_left(held.good_until, on) if held else 0
    return {
        "approvals": approvals,
        "readable": readable(approvals),
        "held": held,
        "due": "" if held is None or left > EXPIRING_DAYS else "overdue" if left < 0 else "soon",
        "has_changed": held is not None and differs(held, page),
        "today": on,
    }


def sections_of(approval: Approval, *, like: CareersPolicyPage | None = None) -> StreamValue:
    """Return the sections as they were approved. A block that the hub no longer knows is left out by Wagtail.

    `like`: give each the key that the section on the same topic, or under the same heading, has there. Wagtail compares
    by keys, and a text that was taken from Word anew has none of the old ones.
    """
    sections = approval.snapshot.get("sections") or []
    if like is not None:
        keys = [(_subject(each), each.get("id")) for each in like.sections.get_prep_value()]
        sections = [{**each, "id": _taken(keys, _subject(each)) or each.get("id")} for each in sections]
    return stream_of(sections)


def stream_of(sections: Iterable[RawSection]) -> StreamValue:
    """Return sections of a policy as its page holds them."""
    block = CareersPolicyPage._meta.get_field("sections").stream_block  # type: ignore[union-attr]
    return block.to_python(list(sections))


def _subject(section: RawSection) -> tuple[str, str]:
    value = section["value"]
    return section["type"], fold(value.get("heading") or "") if isinstance(value, dict) else ""


def _taken(keys: list[tuple[tuple[str, str], str | None]], subject: tuple[str, str]) -> str | None:
    """Return the key of the first section on `subject`, and take it from the list: each is given once."""
    found = next((each for each in keys if each[0] == subject), None)
    if found is None:
        return None
    keys.remove(found)
    return found[1]


def differs(approval: Approval, page: CareersPolicyPage) -> bool:
    """Tell whether the sections of `page` are other words than those approved, whatever their keys."""
    return _plain(approval.snapshot.get("sections") or []) != _plain(page.sections.get_prep_value())


def _plain(sections: Iterable[RawSection]) -> list[tuple[str, object]]:
    return [(each["type"], each["value"]) for each in map(read_section, sections)]


def read_section(section: RawSection) -> RawSection:
    """Return a section with its text as it is read (hub.core.rich_text), its key kept."""
    value = section["value"]
    if section["type"] == "table":
        return {**section, "value": _read_table(value)}
    if isinstance(value, dict):
        return {**section, "value": {**value, "text": as_read(value.get("text") or "", FEATURES)}}
    return {**section, "value": as_read(value or "", FEATURES)}


def _read_table(raw: dict[str, Any]) -> dict[str, Any]:
    rich = [column["type"] == "text" for column in raw["columns"]]
    rows = [
        [as_read(cell or "", CELLS) if is_rich else cell for cell, is_rich in zip(row["values"], rich, strict=True)]
        for row in raw["rows"]
    ]
    return {**raw, "rows": [{"values": row} for row in rows]}


def readable(approvals: Iterable[Approval]) -> set[int]:
    """Return the keys of those whose text everybody may read: not before its day, nor while its page is closed."""
    now = timezone.now()
    kept = [each for each in approvals if each.snapshot.get("sections") and each.is_public(now)]
    opened = {page.pk for page in public(each.page for each in kept if each.page)}
    return {each.pk for each in kept if each.page is None or each.page.pk in opened}


def public_approval(school: School, key: int, *, on: datetime.date) -> Approval | None:
    """Return one approval of `school` whose text everybody may read, or None."""
    found = school.approvals.filter(pk=key, kind=Approval.Kind.POLICY, meeting_date__lte=on).first()
    return found if found and readable([found]) else None


def policy_of(school: School) -> CareersPolicyPage | None:
    """Return the school's public policy page, or None."""
    return in_english(CareersPolicyPage).public().filter(school=school).first()


@dataclass(frozen=True, slots=True)
class ToDecide:
    """A policy that waits for a decision, since when, and who sent it."""

    page: CareersPolicyPage
    step: str
    since: datetime.datetime
    sent_by: str


def to_decide(user: User) -> list[ToDecide]:
    """Return the policies that wait for `user`, the longest first."""
    states = TaskState.objects.none()
    for task in SchoolApprovalTask.objects.filter(active=True):
        states = states | task.get_task_states_user_can_moderate(user)
    states = states.select_related("workflow_state__requested_by", "task").order_by("started_at")
    keys = {state.pk: int(state.workflow_state.object_id) for state in states}
    pages = CareersPolicyPage.objects.select_related("school").in_bulk(set(keys.values()))
    return [
        ToDecide(pages[keys[state.pk]], state.task.name, state.started_at, _name(state.workflow_state.requested_by))
        for state in states
        if keys[state.pk] in pages
    ]


def _name(user: User | None) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""


def people_who_decide(page: CareersPolicyPage) -> list[tuple[str, list[str]]]:
    """Return the steps of the way, each with the names of those who decide at this school."""
    workflow = approval_workflow()
    tasks = [task.specific for task in workflow.tasks] if workflow else []
    steps = [task for task in tasks if isinstance(task, SchoolApprovalTask)]
    return [(task.name, [_name(user) for user in task.approvers(page)]) for task in steps]


def approvals_that_stay(pages: Sequence[Page], on: datetime.date, deleted: bool) -> list[str]:
    """Say what becomes of the approvals of a policy that is deleted (hub.core.consequences)."""
    policies = [page.pk for page in pages if isinstance(page, CareersPolicyPage)] if deleted else []
    n = Approval.objects.filter(page__in=policies).count() if policies else 0
    words = ngettext(
        "%(n)d approval of this policy is on record. The record stays, and the approved text at its own address; a new "
        "policy page starts without it. To keep the page and only take it off the site, unpublish it instead.",
        "%(n)d approvals of this policy are on record. The records stay, and the approved texts at their own addresses;"
        " a new policy page starts without them. To keep the page and only take it off the site, unpublish it instead.",
        n,
    )
    return [words % {"n": n}] if n else []
