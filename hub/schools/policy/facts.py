"""Builds the facts on a careers policy and its approvals for the rules. Reads nothing from the database."""

from collections.abc import Sequence

from hub.schools.duties.parts import Rows, Terms
from hub.schools.duties.subject import TOPICS, ApprovalFact, PolicyFacts
from hub.schools.policy.blocks import filled
from hub.schools.policy.models.approval import Approval
from hub.schools.policy.models.page import CareersPolicyPage


def facts(pages: Sequence[CareersPolicyPage], rows: Rows, terms: Terms) -> PolicyFacts | None:
    """Return the facts of a school's careers policy (hub.schools.duties.parts)."""
    return policy_facts(pages[0]) if pages else None


def policy_facts(page: CareersPolicyPage) -> PolicyFacts:
    found = filled(page.sections)
    return PolicyFacts(topics=frozenset(found & TOPICS.keys()), has_text=bool(found))


def approval_facts(records: Sequence[Approval], rows: Rows, terms: Terms) -> tuple[ApprovalFact, ...]:
    """Return the facts of the approvals recorded of a school's policy."""
    return tuple(
        ApprovalFact(meeting_date=record.meeting_date, by_governors=record.is_by_governors, body_name=record.body_name)
        for record in records
    )
