"""Groups findings: by strength and, where a rule does not apply or that cannot be determined, by the reason."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .rules import Finding, Status, Strength

# A status, and the last day on which something with it is under way.
Counted = tuple[Status, datetime.date | None]


@dataclass(frozen=True, slots=True)
class Tally:
    """The findings of one strength: each strength has its own count, and there is no total."""

    strength: Strength
    findings: tuple[Finding, ...]

    @property
    def met(self) -> int:
        return sum(finding.status.satisfied for finding in self.findings)

    @property
    def unmet(self) -> tuple[Finding, ...]:
        """What is missing or overdue: what checklist, dashboard and report all call "not met"."""
        return tuple(finding for finding in self.findings if finding.status.unmet)

    @property
    def words(self) -> str:
        return count_in_words([(finding.status, finding.due) for finding in self.findings])

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that are not met, whatever the reason."""
        return tuple(f for f in self.findings if not f.status.satisfied)


def count_in_words(found: Iterable[Counted]) -> str:
    """Return how many there are of each, such as "6 met, 2 under way until 28 February 2029"; what there is none of
    is left out, but for what is met."""
    found = list(found)
    met = sum(status.satisfied for status, _day in found)
    unmet = sum(status.unmet for status, _day in found)
    unknown_ones = sum(status is Status.NOT_CHECKABLE for status, _day in found)
    parts = [_("%(n)d met") % {"n": met}]
    if unmet:
        parts.append(_("%(n)d not met") % {"n": unmet})
    if under_way := [day for status, day in found if status is Status.UNDER_WAY]:
        parts.append(_under_way_in_words(under_way))
    if unknown_ones:
        parts.append(_("%(n)d not checkable") % {"n": unknown_ones})
    return ", ".join(parts)


def _under_way_in_words(days: Sequence[datetime.date | None]) -> str:
    known = {day for day in days if day}
    if not known:
        return _("%(n)d under way") % {"n": len(days)}
    said = {"n": len(days), "day": date_format(min(known), "j F Y")}
    return (
        _("%(n)d under way until %(day)s") if len(known) == 1 else _("%(n)d under way, the first until %(day)s")
    ) % said


def by_strength(findings: Sequence[Finding]) -> list[Tally]:
    """Group what applies under must, should and voluntary, in that order, leaving out empty groups.

    Where the strength is not known it is in none of them: `unknown` has those.
    """
    tallies = [Tally(s, tuple(f for f in findings if f.strength is s)) for s in Strength]
    return [tally for tally in tallies if tally.findings]


def unknown(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Return the findings for which it cannot be determined whether the rule applies, by the reason."""
    return _by_message(findings, Status.NOT_CHECKABLE)


def exempt(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Return the findings that do not apply, by the reason."""
    return _by_message(findings, Status.NOT_APPLICABLE)


def _by_message(findings: Iterable[Finding], status: Status) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.strength is None and finding.status is status:
            found.setdefault(finding.message, []).append(finding)
    return found
