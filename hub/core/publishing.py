"""The last line before a page goes live, whichever way it gets there.

Rooms above register a gate for their page types; `BasePage.publish()` asks every gate. The core knows no rule.
"""

import datetime
from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied

Gate = Callable[[Any, datetime.date], Sequence[str]]
_gates: list[Gate] = []


class PublishRefused(PermissionDenied):
    """A page may not go live yet. `reasons` are sentences for the editor, one a gap."""

    def __init__(self, page_title: str, reasons: Sequence[str]):
        self.reasons = list(reasons)
        super().__init__(f"{page_title}: " + " ".join(self.reasons))


def register_gate(gate: Gate) -> Gate:
    """Register `gate(page, on) -> reasons` (empty: no objection). Called from AppConfig.ready()."""
    _gates.append(gate)
    return gate


def refusals(page: Any, *, on: datetime.date) -> list[str]:
    """Return every gate's reasons against publishing `page` on the date `on`."""
    return [reason for gate in _gates for reason in gate(page, on)]
