"""The last line before a page goes live, whichever way it gets there.

Rooms above register a gate for their page types; `BasePage.publish()` asks every gate. The core knows no rule.
"""

import datetime
from collections.abc import Callable, Sequence

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import Page

Gate = Callable[[Page, datetime.date], Sequence[str]]
_gates: list[Gate] = []


class PublishRefused(PermissionDenied):
    """A page may not go live yet. `reasons` are sentences for the editor, one a gap."""

    def __init__(self, page_title: str, reasons: Sequence[str]):
        self.page_title = page_title
        self.reasons = list(reasons)
        super().__init__(f"{page_title}: " + " ".join(self.reasons))


def register_gate(gate: Gate) -> Gate:
    """Register `gate(page, on) -> reasons` (empty: no objection). Called from AppConfig.ready()."""
    _gates.append(gate)
    return gate


def judgement_day(page: Page, *, today: datetime.date) -> datetime.date:
    """Return the day `page` is judged at: the day it goes live if that is still to come, else today."""
    go_live = getattr(page, "go_live_at", None)
    return max(today, timezone.localdate(go_live)) if go_live else today


def refusals(page: Page, *, today: datetime.date) -> list[str]:
    """Return every gate's reasons against publishing `page` as it stands in memory."""
    on = judgement_day(page, today=today)
    return [reason for gate in _gates for reason in gate(page, on)]


def copy_refusals(page: Page, *, recursive: bool, today: datetime.date) -> list[str]:
    """Return the reasons against a live copy of `page` (and of the live pages under it).

    A copy is a new page: that its original is live already excuses no gap.
    """
    tree = page.get_descendants(inclusive=True).live().specific() if recursive else [page.specific]
    reasons: list[str] = []
    for each in tree:
        each.judged_as_new = True
        reasons += [f"{each.title}: {reason}" for reason in refusals(each, today=today)]
    return reasons
