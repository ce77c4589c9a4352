"""The rule engine: a rule is data plus a pure function of a subject and a date.

It knows no school. `must` is law, `should` is guidance or contract, `voluntary` is London Ambitions; nothing here adds
one to another.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Generic, Never, TypeVar

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from hub.publication.enums import Status, Strength

from .basis import NO_BASIS, Basis, Grounds
from .dates import EXPIRING_DAYS, add_years, days_left

LazyText = str | Promise
# What a rule reads: a rule of a wider subject also judges a narrower one.
Subject = TypeVar("Subject", contravariant=True)
# In the scripts that pages are in.
SENTENCE_ENDS = (".", "?", "!", "।", "۔", "؟")


@dataclass(frozen=True, slots=True)
class Unknown:
    """What `applies` returns when it cannot be determined, and why. Never silently "does not apply"."""

    reason: LazyText


@dataclass(frozen=True, slots=True)
class Exempt:
    """What `applies` returns when the rule does not apply, and why: a sentence."""

    reason: LazyText


@dataclass(frozen=True, slots=True)
class Qualification:
    """How a rule applies to one subject where that differs from the rule itself. Empty: no difference.

    `source`: the law or guidance, if another than the rule's. `bearer`: whose duty it is, if not the school's, in the
    middle of a sentence. `doubt`: what is uncertain about it, as a sentence. `called`: what the place is called where
    it is no school, such as "the college": the law that binds schools is then no ground of the rule.
    """

    source: LazyText = ""
    bearer: LazyText = ""
    doubt: LazyText = ""
    called: LazyText = ""


UNQUALIFIED = Qualification()


@dataclass(frozen=True, slots=True)
class Location:
    """Where a gap is fixed: the kind of page (or record) and the field or block on it."""

    page: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What `check` found. `due` is the last day on which the evidence is valid.

    `advice` is for the editor who fixes the page. It may be left out where there is no room, and changes no status.
    """

    status: Status
    message: LazyText = ""
    due: datetime.date | None = None
    evidence: str = ""
    advice: LazyText = ""


def met(evidence: str = "", *, message: LazyText = "", advice: LazyText = "") -> Outcome:
    return Outcome(Status.MET, message, evidence=evidence, advice=advice)


def missing(message: LazyText = "", *, due: datetime.date | None = None, evidence: str = "") -> Outcome:
    """Return "not yet"; `due` is the day by which it has to be there, if the law gives one, or by which it had to."""
    return Outcome(Status.MISSING, message, due, evidence)


def under_way(until: datetime.date, message: LazyText, *, evidence: str = "") -> Outcome:
    """Return "under way": nothing is owed before the last day, `until`, has passed; `message` says what is to come."""
    return Outcome(Status.UNDER_WAY, message, until, evidence)


def not_checkable(message: LazyText, *, advice: LazyText = "") -> Outcome:
    return Outcome(Status.NOT_CHECKABLE, message, advice=advice)


def good_until(due: datetime.date, on: datetime.date, *, evidence: str = "", message: LazyText = "") -> Outcome:
    """Return met, expiring (0 to 60 days left) or overdue for evidence whose last good day is `due`."""
    left = days_left(due, on)
    status = Status.OVERDUE if left < 0 else Status.EXPIRING if left <= EXPIRING_DAYS else Status.MET
    return Outcome(status, message, due, evidence)


@dataclass(frozen=True, slots=True)
class Rule(Generic[Subject]):
    """One requirement on a `Subject`.

    `request` is what it asks, as the end of "The school must ...". `applies` answers how it binds a subject: a
    strength, Exempt (None: without a reason) or Unknown. `gates`: while it is a must and its content is missing, the
    page where it is fixed does not go live. Without `effective_from`, `effective_year` is all that is known of when it
    began; without either it is in force as long as the hub looks back. `explanation` says in plain words what it is
    for, `evidence` what satisfies it. `basis` keeps the law's own words apart from our reading of them: what has none
    of the law's words binds as a should at most, and never gates.

    A rule that changed is a chain: the newest version `replaces` the one in force until the day before, and `change`
    says in a sentence what it changes. A subject is judged by the version of the day.
    """

    id: str
    title: LazyText
    request: LazyText
    source: LazyText
    explanation: LazyText
    evidence: LazyText
    where: Location
    applies: Callable[[Subject], Strength | Exempt | Unknown | None]
    check: Callable[[Subject, datetime.date], Outcome]
    effective_from: datetime.date | None = None
    effective_year: int | None = None
    gates: bool = False
    qualification: Callable[[Subject], Qualification] = lambda subject: UNQUALIFIED
    replaces: "Rule[Subject] | None" = None
    change: LazyText = ""
    basis: Basis = NO_BASIS

    def __post_init__(self) -> None:
        if self.gates and not self.basis.law:
            raise ValueError(f"{self.id} gates without the law's own words")

    def binds(self, subject: Subject) -> Strength | Exempt | Unknown | None:
        """Return how it binds `subject`: a must only where the law's own words ask for it."""
        bound = self.applies(subject)
        return Strength.SHOULD if bound is Strength.MUST and not self.basis.law else bound

    def versions(self) -> "list[Rule[Subject]]":
        """Return every version, the oldest first."""
        earlier = self.replaces.versions() if self.replaces else []
        return [*earlier, self]

    def version_on(self, on: datetime.date) -> "Rule[Subject]":
        """Return the version in force on `on`; before the first, the first."""
        begun = [each for each in self.versions() if each.in_force(on)]
        return begun[-1] if begun else self.versions()[0]

    def in_force(self, on: datetime.date) -> bool:
        """Tell whether it had begun by `on`; where only the year is known, in that year."""
        if self.effective_from:
            return self.effective_from <= on
        return self.effective_year is None or self.effective_year <= on.year

    @property
    def since(self) -> str:
        """The day or the year from which it is in force, in words; empty where nobody says."""
        return date_format(self.effective_from, "j F Y") if self.effective_from else str(self.effective_year or "")

    def coming_after(self, on: datetime.date) -> "Rule[Subject] | None":
        """Return the next version to take effect after `on`, if that is within a year."""
        later = (each for each in self.versions() if each.effective_from and on < each.effective_from)
        return next((each for each in later if each.effective_from and each.effective_from <= add_years(on, 1)), None)


# A rule of whatever subject, to be named and shown: nothing can be judged by it.
NamedRule = Rule[Never]


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule, one subject, one day. `begins`: the day from which the message says that the rule will be another.

    `message` says all of it: what is asked (if not met), `detail` (what was found), `advice`, and what is uncertain.
    `late`: the day `due` has passed.
    """

    rule: NamedRule
    status: Status
    strength: Strength | None
    message: str
    due: datetime.date | None = None
    evidence: str = ""
    begins: datetime.date | None = None
    detail: str = ""
    advice: str = ""
    qualification: Qualification = UNQUALIFIED
    late: bool = False

    @property
    def where(self) -> Location:
        return self.rule.where

    @property
    def source(self) -> LazyText:
        """The law or guidance that asks for it: never the law where only guidance applies."""
        return self.qualification.source or self.rule.source

    @property
    def grounds(self) -> Grounds:
        return Grounds.of([self.basis])

    @property
    def basis(self) -> Basis:
        return self.rule.basis.outside_schools if self.qualification.called else self.rule.basis

    @property
    def demand(self) -> str:
        """What is asked, as a sentence in the words of its strength; empty where nobody knows whether it is."""
        return demand(self.rule, self.strength, self.qualification) if self.strength else ""

    @property
    def gates(self) -> bool:
        """Whether it prevents publishing: a must whose content is missing. Expired dates and conduct never do."""
        return self.rule.gates and self.strength is Strength.MUST and self.status is Status.MISSING


def evaluate(subject: Subject, rules: Iterable[Rule[Subject]], on: datetime.date) -> list[Finding]:
    """Judge `subject` by each of `rules` on the day `on`, in their order. Pure: reads nothing but its arguments."""
    return [_judge(rule, subject, on) for rule in rules]


def _judge(rule: Rule[Subject], subject: Subject, on: datetime.date) -> Finding:
    finding = _judge_version(rule.version_on(on), subject, on)
    coming = rule.coming_after(on)
    bound = coming.binds(subject) if coming else None
    if coming is None or not isinstance(bound, Strength):
        return finding
    ahead = _ahead(finding.message, coming, bound, coming.qualification(subject))
    return replace(finding, message=ahead, begins=coming.effective_from)


def _judge_version(rule: Rule[Subject], subject: Subject, on: datetime.date) -> Finding:
    bound = rule.binds(subject)
    if isinstance(bound, Unknown):
        return Finding(rule, Status.NOT_CHECKABLE, None, str(bound.reason))
    if not isinstance(bound, Strength):
        return Finding(rule, Status.NOT_APPLICABLE, None, str(bound.reason) if bound else _("Does not apply here."))
    if not rule.in_force(on):
        return Finding(rule, Status.NOT_APPLICABLE, None, _("Not yet in force."))
    outcome, qualification = rule.check(subject, on), rule.qualification(subject)
    return Finding(
        rule,
        outcome.status,
        bound,
        _message(rule, bound, outcome, qualification),
        outcome.due,
        outcome.evidence,
        detail=str(outcome.message),
        advice=str(outcome.advice),
        qualification=qualification,
        late=outcome.due is not None and outcome.due < on,
    )


def _ahead(message: str, coming: NamedRule, strength: Strength, qualification: Qualification) -> str:
    """Add to `message` what changes, and on which day."""
    day = date_format(coming.effective_from, "j F Y") if coming.effective_from else ""
    said = {"day": day, "what": coming.change or demand(coming, strength, qualification)}
    # A status alone, such as "Met", is no sentence yet.
    stop = "" if message.endswith(SENTENCE_ENDS) else "."
    return f"{message}{stop} " + _("From %(day)s: %(what)s") % said


def _message(rule: NamedRule, strength: Strength, outcome: Outcome, qualification: Qualification) -> str:
    """Return the message, worded so that law, guidance and the voluntary standard cannot be confused."""
    more = [str(part) for part in (outcome.advice, qualification.doubt) if part]
    if outcome.status.unmet:
        found = f"{demand(rule, strength, qualification)} {outcome.message}".strip()
    elif outcome.status is Status.UNDER_WAY and outcome.due:
        until = _("Under way until %(day)s.") % {"day": date_format(outcome.due, "j F Y")}
        found = f"{demand(rule, strength, qualification)} {until} {outcome.message}".strip()
    else:
        found = str(outcome.message or f"{outcome.status.label}{'.' if more else ''}")
    return " ".join([found, *more])


def demand(rule: NamedRule, strength: Strength, qualification: Qualification = UNQUALIFIED) -> str:
    """Return what `rule` asks as a sentence in the words of its strength."""
    said = {
        "who": capfirst(str(qualification.bearer or qualification.called or _("the school"))),
        "request": rule.request,
    }
    if strength is Strength.MUST:
        return _("%(who)s must %(request)s.") % said
    if strength is Strength.SHOULD:
        return _("%(who)s should %(request)s.") % said
    return _("London Ambitions (voluntary): %(request)s.") % said
