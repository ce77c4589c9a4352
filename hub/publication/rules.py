"""The rule engine: a rule is data plus a pure function of a subject and a date.

It knows no school. `must` is law, `should` is guidance or contract, `voluntary` is London Ambitions; nothing here adds
one to another.
"""

import datetime
import enum
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from .dates import EXPIRING_DAYS, add_years, days_left

Text = str | Promise


class Strength(enum.Enum):
    """How a rule binds. Never blended into one figure."""

    MUST = "must"
    SHOULD = "should"
    VOLUNTARY = "voluntary"

    @property
    def label(self) -> Promise:
        return _STRENGTH_LABELS[self]


class Status(enum.Enum):
    """What one evaluation of one rule found."""

    MET = "met"
    EXPIRING = "expiring"
    MISSING = "missing"
    OVERDUE = "overdue"
    NOT_APPLICABLE = "not-applicable"
    NOT_CHECKABLE = "not-checkable"

    @property
    def label(self) -> Promise:
        return _STATUS_LABELS[self]

    @property
    def satisfied(self) -> bool:
        """Met today, however soon it lapses."""
        return self in (Status.MET, Status.EXPIRING)


_STRENGTH_LABELS = {
    Strength.MUST: gettext_lazy("Must"),
    Strength.SHOULD: gettext_lazy("Should"),
    Strength.VOLUNTARY: gettext_lazy("London Ambitions (voluntary)"),
}
_STATUS_LABELS = {
    Status.MET: pgettext_lazy("finding", "Met"),
    Status.EXPIRING: pgettext_lazy("finding", "Met, due soon"),
    Status.MISSING: pgettext_lazy("finding", "Not yet"),
    Status.OVERDUE: pgettext_lazy("finding", "Overdue"),
    Status.NOT_APPLICABLE: pgettext_lazy("finding", "Does not apply"),
    Status.NOT_CHECKABLE: pgettext_lazy("finding", "Not checkable"),
}


@dataclass(frozen=True, slots=True)
class Unknown:
    """What `applies` answers when it cannot know, and why. Never silently "does not apply"."""

    reason: Text


@dataclass(frozen=True, slots=True)
class Where:
    """Where a gap is mended: the kind of page (or record) and the field or block on it."""

    page: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What `check` found. `due` is the last day on which the evidence is good."""

    status: Status
    message: Text = ""
    due: datetime.date | None = None
    evidence: str = ""


def met(evidence: str = "", *, message: Text = "") -> Outcome:
    return Outcome(Status.MET, message, evidence=evidence)


def missing(message: Text = "", *, due: datetime.date | None = None, evidence: str = "") -> Outcome:
    """Return "not yet"; `due` is the day by which it has to be there, if the law gives one that is still to come."""
    return Outcome(Status.MISSING, message, due, evidence)


def not_checkable(message: Text) -> Outcome:
    return Outcome(Status.NOT_CHECKABLE, message)


def good_until(due: datetime.date, on: datetime.date, *, evidence: str = "", message: Text = "") -> Outcome:
    """Return met, expiring (0 to 60 days left) or overdue for evidence whose last good day is `due`."""
    left = days_left(due, on)
    status = Status.OVERDUE if left < 0 else Status.EXPIRING if left <= EXPIRING_DAYS else Status.MET
    return Outcome(status, message, due, evidence)


@dataclass(frozen=True, slots=True)
class Rule:
    """One requirement.

    `request` is what it asks, as the end of "The page must ...". `applies` answers how it binds a subject: a strength,
    None (does not apply) or Unknown. `gates`: while it is a must and its content is missing, the page it is mended on
    does not go live. `effective_from` None: in force as long as the hub looks back. `guidance_source` is what asks for
    it where it binds as a should, if that is another text than the law.

    A rule that changed is a chain: the newest version `replaces` the one in force until the day before, and `change`
    says in a sentence what it changes. A subject is judged by the version of the day.
    """

    id: str
    title: Text
    request: Text
    source: Text
    explanation: Text
    evidence: Text
    where: Where
    applies: Callable[[Any], Strength | Unknown | None]
    check: Callable[[Any, datetime.date], Outcome]
    effective_from: datetime.date | None = None
    gates: bool = False
    guidance_source: Text = ""
    replaces: "Rule | None" = None
    change: Text = ""

    def versions(self) -> "list[Rule]":
        """Return every version, the oldest first."""
        earlier = self.replaces.versions() if self.replaces else []
        return [*earlier, self]

    def version_on(self, on: datetime.date) -> "Rule":
        """Return the version in force on `on`; before the first, the first."""
        begun = [each for each in self.versions() if each.in_force(on)]
        return begun[-1] if begun else self.versions()[0]

    def in_force(self, on: datetime.date) -> bool:
        return self.effective_from is None or self.effective_from <= on

    def coming_after(self, on: datetime.date) -> "Rule | None":
        """Return the next version to take effect after `on`, if that is within a year."""
        horizon = add_years(on, 1)
        coming = (each for each in self.versions() if each.effective_from and on < each.effective_from <= horizon)
        return next(coming, None)


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule, one subject, one day. `begins`: the day from which the message says that the rule will be another."""

    rule: Rule
    status: Status
    strength: Strength | None
    message: str
    due: datetime.date | None = None
    evidence: str = ""
    begins: datetime.date | None = None

    @property
    def where(self) -> Where:
        return self.rule.where

    @property
    def source(self) -> Text:
        """By whose word: never the law where only guidance binds."""
        guidance = self.rule.guidance_source if self.strength is Strength.SHOULD else ""
        return guidance or self.rule.source

    @property
    def gates(self) -> bool:
        """Stands in the way of publishing: a must about content that is not there. Lapsed dates and conduct never."""
        return self.rule.gates and self.strength is Strength.MUST and self.status is Status.MISSING


def evaluate(subject: Any, rules: Iterable[Rule], on: datetime.date) -> list[Finding]:
    """Judge `subject` by each of `rules` on the day `on`, in their order. Pure: reads nothing but its arguments."""
    return [_judge(rule, subject, on) for rule in rules]


def _judge(rule: Rule, subject: Any, on: datetime.date) -> Finding:
    finding = _judge_version(rule.version_on(on), subject, on)
    coming = rule.coming_after(on)
    bound = coming.applies(subject) if coming else None
    if coming is None or not isinstance(bound, Strength):
        return finding
    return replace(finding, message=_ahead(finding.message, coming, bound), begins=coming.effective_from)


def _judge_version(rule: Rule, subject: Any, on: datetime.date) -> Finding:
    bound = rule.applies(subject)
    if isinstance(bound, Unknown):
        return Finding(rule, Status.NOT_CHECKABLE, None, str(bound.reason))
    if bound is None:
        return Finding(rule, Status.NOT_APPLICABLE, None, _("Does not apply here."))
    if not rule.in_force(on):
        return Finding(rule, Status.NOT_APPLICABLE, None, _("Not yet in force."))
    outcome = rule.check(subject, on)
    return Finding(rule, outcome.status, bound, _message(rule, bound, outcome), outcome.due, outcome.evidence)


def _ahead(message: str, coming: Rule, strength: Strength) -> str:
    """Add to `message` what changes, and on which day."""
    day = date_format(coming.effective_from, "j F Y") if coming.effective_from else ""
    said = {"day": day, "what": coming.change or demand(coming, strength)}
    return f"{message} " + _("From %(day)s: %(what)s") % said


def _message(rule: Rule, strength: Strength, outcome: Outcome) -> str:
    """Say it so that law, guidance and the voluntary standard cannot be taken for one another."""
    detail = str(outcome.message)
    if outcome.status in (Status.MISSING, Status.OVERDUE):
        return f"{demand(rule, strength)} {detail}".strip()
    return detail or str(outcome.status.label)


def demand(rule: Rule, strength: Strength) -> str:
    """Return what `rule` asks as a sentence in the words of its strength."""
    if strength is Strength.MUST:
        return _("The school must %(request)s.") % {"request": rule.request}
    if strength is Strength.SHOULD:
        return _("The school should %(request)s.") % {"request": rule.request}
    return _("London Ambitions (voluntary): %(request)s.") % {"request": rule.request}


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
    """Group what applies under must, should and voluntary, in that order, leaving out empty groups."""
    tallies = [Tally(s, tuple(f for f in findings if f.strength is s)) for s in Strength]
    return [tally for tally in tallies if tally.findings]
