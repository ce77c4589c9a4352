"""What a printed page of a school says of itself at the foot of every sheet: whose it is, what, and who approved it."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language_bidi, pgettext
from django.utils.translation import gettext as _

from hub.core.css import css_string

if TYPE_CHECKING:
    from hub.schools.careers.models.page import CareersPage
    from hub.schools.policy.models.approval import Approval
    from hub.schools.policy.models.page import CareersPolicyPage
    from hub.schools.provider_access.models import ProviderAccessPage


@dataclass(frozen=True, slots=True)
class Sheet:
    """The foot of a sheet. `standing`: sentences on approval and dates."""

    school: str
    title: str
    standing: str
    on: datetime.date

    @property
    def numbering(self) -> str:
        """Return "1 of 4" as what a style sheet counts."""
        words = pgettext("sheets of a printed page", "%(sheet)s of %(sheets)s") % {
            "sheet": "{page}",
            "sheets": "{pages}",
        }
        parts = [part for part in re.split(r"(\{pages?\})", words) if part]
        return " ".join(f"counter({part[1:-1]})" if part[0] == "{" else css_string(part) for part in parts)


def careers_sheet(page: "CareersPage", approval: "Approval | None", *, on: datetime.date) -> Sheet:
    """`approval`: the governors' latest of the policy."""
    policy = [_("Careers policy: %(what)s") % {"what": _approved(approval, on)}] if approval else []
    dates = [
        _("Page reviewed %(day)s.") % {"day": _day(page.last_reviewed)} if page.last_reviewed else "",
        _("Next review due by %(day)s.") % {"day": _day(page.next_review)} if page.next_review else "",
    ]
    return _sheet(page, [*policy, *dates], on)


def policy_sheet(page: "CareersPolicyPage", approvals: "Sequence[Approval]", *, on: datetime.date) -> Sheet:
    """`approvals`: the latest first."""
    standing = capfirst(_approved(approvals[0], on)) if approvals else _("No approval has been recorded.")
    return _sheet(page, [standing], on)


def access_sheet(page: "ProviderAccessPage", *, on: datetime.date) -> Sheet:
    dated = _("Statement of %(day)s.") % {"day": _day(page.dated)} if page.dated else _("No date given.")
    reviewed = _("Reviewed %(day)s.") % {"day": _day(page.last_reviewed)} if page.last_reviewed else ""
    return _sheet(page, [dated, reviewed], on)


def _sheet(
    page: "CareersPage | CareersPolicyPage | ProviderAccessPage", standing: list[str], on: datetime.date
) -> Sheet:
    return Sheet(school=str(page.school), title=page.title, standing=" ".join(filter(None, standing)), on=on)


def _approved(approval: "Approval", on: datetime.date) -> str:
    # A name keeps its own direction inside a line that runs the other way.
    body = f"\u2068{approval.body_name}\u2069" if get_language_bidi() else approval.body_name
    said = {"body": body, "day": _day(approval.meeting_date), "due": _day(approval.good_until)}
    if not approval.is_by_governors:
        return _("approved by %(body)s on %(day)s.") % said
    if approval.good_until < on:
        return _("approved by %(body)s on %(day)s, due again since %(due)s.") % said
    return _("approved by %(body)s on %(day)s, next due %(due)s.") % said


def _day(day: datetime.date) -> str:
    return date_format(day, "j F Y")
