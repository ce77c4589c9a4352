"""Findings in groups: by strength, and by the reason for which nobody knows or none is needed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .rules import Finding, Status, Strength


@dataclass(frozen=True, slots=True)
class Tally:
    """The findings of one strength: each strength has its own count, and there is no total."""

    strength: Strength
    findings: tuple[Finding, ...]

    @property
    def met(self) -> int:
        return sum(finding.status.satisfied for finding in self.findings)

    @property
    def open(self) -> tuple[Finding, ...]:
        """What still has to be done: not met, whatever the reason."""
        return tuple(f for f in self.findings if not f.status.satisfied)


def by_strength(findings: Sequence[Finding]) -> list[Tally]:
    """Group what applies under must, should and voluntary, in that order, leaving out empty groups.

    Where the strength is not known it is in none of them: `unknown` has those.
    """
    tallies = [Tally(s, tuple(f for f in findings if f.strength is s)) for s in Strength]
    return [tally for tally in tallies if tally.findings]


def unknown(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Return the findings of which nobody knows whether they bind, by the reason."""
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
