"""The foot of a printed policy, and how an approval is put into words there."""

import datetime
from collections.abc import Sequence

from django.utils.text import capfirst
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from hub.schools.microsites.print_footer import Sheet, day, sheet
from hub.schools.policy.models.approval import Approval
from hub.schools.policy.models.page import CareersPolicyPage


def policy_sheet(page: CareersPolicyPage, approvals: Sequence[Approval], *, on: datetime.date) -> Sheet:
    """`approvals`: the latest first."""
    standing = capfirst(approved(approvals[0], on)) if approvals else _("No approval has been recorded.")
    return sheet(page, [standing], on=on)


def approved(approval: Approval, on: datetime.date) -> str:
    # A name keeps its own direction inside a line that runs the other way.
    body = f"\u2068{approval.body_name}\u2069" if get_language_bidi() else approval.body_name
    said = {"body": body, "day": day(approval.meeting_date), "due": day(approval.good_until)}
    if not approval.is_by_governors:
        return _("approved by %(body)s on %(day)s.") % said
    if approval.good_until < on:
        return _("approved by %(body)s on %(day)s, due again since %(due)s.") % said
    return _("approved by %(body)s on %(day)s, next due %(due)s.") % said
