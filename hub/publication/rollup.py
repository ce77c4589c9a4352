"""The roll-up: findings of all subjects, counted by rule within one strength, and listed one by one. Pure.

No count adds up strengths: a rule that is law for some and guidance for others is counted in both groups, each by
itself.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .grouping import by_strength
from .rules import Finding, NamedRule, Status, Strength
from .sources import NO_STRENGTH, Recorded, ReportAddresses, ReportFilter, ReportSubject

# The most urgent first.
TO_DO_FIRST = (
    Status.OVERDUE,
    Status.MISSING,
    Status.EXPIRING,
    Status.UNDER_WAY,
    Status.NOT_CHECKABLE,
    Status.MET,
    Status.NOT_APPLICABLE,
)
SubjectFinding = tuple[ReportSubject, Finding]
History = Mapping[tuple[int, str], Recorded]


def since_of(key: int, finding: Finding, history: History | None, on: datetime.date) -> datetime.date | None:
    """Return the first day on which what is found now was found; None where nothing has been recorded.

    What differs from the last record is found today for the first time. Where a rule does not apply nothing is kept.
    """
    if history is None or finding.status is Status.NOT_APPLICABLE:
        return None
    last = history.get((key, finding.rule.id))
    return last.since if last and last.status == finding.status.value else on


def pairs(judged: Iterable[tuple[ReportSubject, Sequence[Finding]]], asked: ReportFilter) -> list[SubjectFinding]:
    """Return every finding that is asked for, beside whose it is."""
    return [(subject, finding) for subject, findings in judged for finding in findings if asked.admits(finding)]


def changed_since(
    found: Iterable[SubjectFinding], history: History | None, *, first: datetime.date, on: datetime.date
) -> list[SubjectFinding]:
    """Return those of `found` whose present status was first found on or after the day `first`."""
    since = ((pair, since_of(pair[0].key, pair[1], history, on)) for pair in found)
    return [pair for pair, day in since if day is not None and day >= first]


def to_do_first(found: Iterable[SubjectFinding]) -> list[SubjectFinding]:
    """Sort by what has to be done; within one status subjects and rules keep their order."""
    order = {status: place for place, status in enumerate(TO_DO_FIRST)}
    return sorted(found, key=lambda pair: order[pair[1].status])


@dataclass(frozen=True, slots=True)
class Counted:
    """One rule with one strength (None: does not apply, or unknown): how many subjects have which status."""

    rule: NamedRule
    strength: Strength | None
    counts: Mapping[Status, int]

    @property
    def value(self) -> str:
        return self.strength.value if self.strength else NO_STRENGTH


def counted(found: Iterable[SubjectFinding], rules: Sequence[NamedRule]) -> list[Counted]:
    """Count `found` by rule within each strength: must, should, voluntary, then rules that apply to no subject."""
    return grouped(Counter((finding.strength, finding.rule.id, finding.status) for _subject, finding in found), rules)


def grouped(numbers: Mapping[tuple[Strength | None, str, Status], int], rules: Sequence[NamedRule]) -> list[Counted]:
    """Return numbers of findings, by strength, rule's id and status, as `counted` does."""
    counts: dict[tuple[Strength | None, str], dict[Status, int]] = {}
    for (strength, rule, status), number in numbers.items():
        counts.setdefault((strength, rule), {})[status] = number
    groups: tuple[Strength | None, ...] = (*Strength, None)
    return [
        Counted(rule, strength, counts[strength, rule.id])
        for strength in groups
        for rule in rules
        if (strength, rule.id) in counts
    ]


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """One subject: how many of the findings asked for are not met, by strength, and all of them in words."""

    subject: ReportSubject
    unmet: Mapping[Strength, int]
    words: Mapping[Strength, str]
    page: str = ""

    @property
    def in_words(self) -> list[str]:
        """What is found of each strength; "" where nothing applies."""
        return [self.words.get(each, "") for each in Strength]


def by_subject(found: Iterable[SubjectFinding]) -> list[SubjectRow]:
    """Gather `found` by subject: where the law is least met first, then guidance; what is voluntary moves nobody up."""
    own: dict[int, tuple[ReportSubject, list[Finding]]] = {}
    for subject, finding in found:
        own.setdefault(subject.key, (subject, []))[1].append(finding)
    rows = []
    for subject, findings in own.values():
        tallies = by_strength(findings)
        counts = {tally.strength: len(tally.unmet) for tally in tallies}
        rows.append(SubjectRow(subject, counts, {tally.strength: tally.words for tally in tallies}))
    return sorted(rows, key=lambda row: [-row.unmet.get(each, 0) for each in (Strength.MUST, Strength.SHOULD)])


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One subject by one rule, as the report lists and exports it."""

    subject: str
    number: str
    area: str
    kind: str
    rule: str
    title: str
    strength: str
    status: str
    since: datetime.date | None
    due: datetime.date | None
    message: str
    page: str
    fix_url: str


class Rows:
    """Makes rows of findings, with all their words: an export is written after the request, in no reader's language."""

    def __init__(self, history: History | None, addresses: ReportAddresses, *, on: datetime.date):
        self._history, self._addresses, self._on = history, addresses, on
        self._status = {status: str(status.label) for status in Status}
        self._strength: dict[Strength | None, str] = {None: "", **{each: str(each.label) for each in Strength}}
        self._titles: dict[str, str] = {}

    def of(self, found: Sequence[SubjectFinding]) -> list[ReportRow]:
        return [self._row(subject, finding) for subject, finding in found]

    def _row(self, subject: ReportSubject, finding: Finding) -> ReportRow:
        rule = finding.rule
        return ReportRow(
            subject=subject.name,
            number=subject.number,
            area=subject.area,
            kind=subject.kind,
            rule=rule.id,
            title=self._titles.get(rule.id) or self._titles.setdefault(rule.id, str(rule.title)),
            strength=self._strength[finding.strength],
            status=self._status[finding.status],
            since=since_of(subject.key, finding, self._history, self._on),
            due=finding.due,
            message=finding.message,
            page=self._addresses.page(subject.key),
            fix_url=self._addresses.fix_url(subject.key, finding),
        )
