"""Builds what the rules judge of a careers policy and of its approvals. Reads nothing."""

from collections.abc import Sequence

from wagtail.blocks import StructValue
from wagtail.rich_text import RichText

from hub.schools.duties.parts import Rows, Terms
from hub.schools.duties.subject import TOPICS, ApprovalFact, PolicyFacts
from hub.schools.policy.models.approval import Approval
from hub.schools.policy.models.page import CareersPolicyPage
from hub.schools.text import plain


def facts(pages: Sequence[CareersPolicyPage], rows: Rows, terms: Terms) -> PolicyFacts | None:
    """Return the facts of a school's careers policy (hub.schools.duties.parts)."""
    return policy_facts(pages[0]) if pages else None


def policy_facts(page: CareersPolicyPage) -> PolicyFacts:
    filled = {block.block_type for block in page.sections if plain(_source(block.value))}
    return PolicyFacts(topics=frozenset(filled & TOPICS.keys()), has_text=bool(filled))


def _source(value: RichText | StructValue) -> str:
    return value.source if hasattr(value, "source") else value["text"].source


def approval_facts(records: Sequence[Approval], rows: Rows, terms: Terms) -> tuple[ApprovalFact, ...]:
    """Return the facts of the approvals recorded of a school's policy."""
    return tuple(
        ApprovalFact(meeting_date=record.meeting_date, by_governors=record.is_by_governors, body_name=record.body_name)
        for record in records
    )
