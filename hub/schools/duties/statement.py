"""The public publication checklist of a careers page: what it contains, the source of each rule, and what is missing.

It groups the findings of the one evaluation into lines; must, should and voluntary stay apart and are never added up,
and what cannot be determined stands beside them.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.publication.basis import Grounds
from hub.publication.grouping import by_strength, count_in_words, unknown
from hub.publication.rules import Finding, LazyText, NamedRule, Status, Strength

# Lines of more than one rule; every other rule is a line of its own.
GROUPS: tuple[tuple[LazyText, tuple[str, ...]], ...] = (
    (gettext_lazy("Careers leader's name, email and telephone"), ("PUB-01", "PUB-02", "PUB-03")),
    (gettext_lazy("This school year's programme, every year group"), ("PUB-04", "PUB-05")),
    (
        gettext_lazy("How pupils, parents, teachers and employers find out more"),
        ("PUB-06a", "PUB-06b", "PUB-06c", "PUB-06d"),
    ),
    (
        gettext_lazy("A policy on access for colleges and training providers, with all of its parts"),
        ("PAL-01", "PAL-02", "PAL-03", "PAL-04", "PAL-05", "PAL-06"),
    ),
    (
        gettext_lazy("Meetings with colleges and training providers"),
        ("PAL-07", "PAL-08", "PAL-09", "PAL-10", "PAL-11", "PAL-12", "PAL-13"),
    ),
    (gettext_lazy("Two weeks' worth of workplace experience by the end of Year 11"), ("WEX-1", "WEX-2")),
    (gettext_lazy("Policy and curriculum published, on four topics"), ("LA3-1", "LA3-2", "LA3-3")),
    (gettext_lazy("Policy approved by governors in the last three years"), ("LA3-4", "LA3-5")),
)
# What lines are called at a college, by the first rule in them: its learners are students, its year is academic.
OF_A_COLLEGE: dict[tuple[str, bool], LazyText] = {
    ("PUB-04", False): gettext_lazy("This academic year's programme"),
    ("PUB-06a", False): gettext_lazy("How students find out more"),
    ("PUB-06a", True): gettext_lazy("How students, parents, teachers and employers find out more"),
    ("PUB-07", False): gettext_lazy("How the programme's effect on students is measured"),
    ("GB2-W", False): gettext_lazy("Labour market information for students and for parents and carers"),
}
_GROUP_OF = {rule_id: index for index, (_title, ids) in enumerate(GROUPS) for rule_id in ids}
WORST_FIRST = (
    Status.MISSING,
    Status.OVERDUE,
    Status.NOT_CHECKABLE,
    Status.UNDER_WAY,
    Status.EXPIRING,
    Status.MET,
)
ONE_DAY = datetime.timedelta(days=1)
_SHAPES = {
    Status.MET: "met",
    Status.EXPIRING: "due",
    Status.UNDER_WAY: "way",
    Status.OVERDUE: "due",
    Status.MISSING: "miss",
    Status.NOT_CHECKABLE: "na",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: one rule, or a few that are shown as one."""

    title: LazyText
    source: LazyText
    findings: tuple[Finding, ...]

    @property
    def grounds(self) -> Grounds:
        """The law's own words, our reading and what we suggest, for all of its rules."""
        return Grounds.of(finding.basis for finding in self.findings)

    @property
    def status(self) -> Status:
        return min((f.status for f in self.findings), key=WORST_FIRST.index)

    @property
    def shape(self) -> str:
        return _SHAPES[self.status]

    @property
    def until(self) -> datetime.date | None:
        """The earliest day among the findings that decide; None where one of them has no day."""
        days = [f.due for f in self._telling]
        return min(day for day in days if day) if days and all(days) else None

    @property
    def _telling(self) -> list[Finding]:
        return [f for f in self.findings if f.status is self.status]

    @property
    def words(self) -> str:
        """What stands in the last column: the finding, and what exactly is missing or when it lapses."""
        status, telling = self.status, self._telling
        if status is Status.NOT_CHECKABLE:
            return telling[0].detail or telling[0].message
        if self.until and (said := self._dated(status, self.until, late=any(f.late for f in telling))):
            return said
        if status is Status.MISSING and len(telling) < len(self.findings):
            return _("Not yet: %(what)s") % {"what": ", ".join(str(_title([f])) for f in telling)}
        return str(status.label)

    @staticmethod
    def _dated(status: Status, until: datetime.date, *, late: bool) -> str:
        """Say it with its day; what was good on its last day is overdue from the next."""
        day = date_format(until, "j F Y")
        if status is Status.EXPIRING:
            return _("Met until %(day)s") % {"day": day}
        if status is Status.UNDER_WAY:
            return _("Under way until %(day)s") % {"day": day}
        if status is Status.OVERDUE:
            return _("Overdue since %(day)s") % {"day": date_format(until + ONE_DAY, "j F Y")}
        if status is Status.MISSING:
            return (_("Not met by %(day)s") if late else _("Not yet, due by %(day)s")) % {"day": day}
        return ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One of the three tables."""

    strength: Strength
    lines: tuple[Line, ...]

    @property
    def met(self) -> int:
        return sum(line.status.satisfied for line in self.lines)

    @property
    def words(self) -> str:
        """How many lines are met, and how many are not or are under way."""
        return count_in_words([(line.status, line.until) for line in self.lines])

    @property
    def notes(self) -> list[str]:
        """Whose duty it is where it is not the school's, and what is uncertain: a sentence each."""
        findings = [finding for line in self.lines for finding in line.findings]
        borne: dict[str, list[str]] = {}
        for line in self.lines:
            if bearer := str(line.findings[0].qualification.bearer):
                borne.setdefault(bearer, []).append(str(line.title))
        whose = [
            _("All of this is the duty of %(who)s.") % {"who": bearer}
            if len(titles) == len(self.lines)
            else _("%(what)s: this is the duty of %(who)s.") % {"what": "; ".join(titles), "who": bearer}
            for bearer, titles in borne.items()
        ]
        return list(dict.fromkeys([*whose, *(str(f.qualification.doubt) for f in findings if f.qualification.doubt)]))


@dataclass(frozen=True, slots=True)
class Unknowable:
    """Rules for which it cannot be determined whether they apply, for one reason: in none of the three tables."""

    reason: str
    titles: tuple[LazyText, ...]


def unknowable(findings: Sequence[Finding]) -> list[Unknowable]:
    return [Unknowable(reason, tuple(line.title for line in _lines(own))) for reason, own in unknown(findings).items()]


def claims(findings: Sequence[Finding]) -> list[Claim]:
    """Return the tables for must, should and voluntary that have anything in them, in that order."""
    return [Claim(tally.strength, tuple(_lines(tally.findings))) for tally in by_strength(findings)]


def _lines(findings: Sequence[Finding]) -> list[Line]:
    grouped: dict[object, list[Finding]] = {}
    for finding in findings:
        grouped.setdefault(_GROUP_OF.get(finding.rule.id, finding.rule.id), []).append(finding)
    return [Line(_title(members), members[0].source, tuple(members)) for members in grouped.values()]


def title_of_rule(rule: NamedRule, *, of_college: bool) -> LazyText:
    return OF_A_COLLEGE.get((rule.id, False), rule.title) if of_college else rule.title


def _title(members: Sequence[Finding]) -> LazyText:
    """Return what one line of these findings is called; of a group that binds with one rule, as that rule."""
    rule, of_college = members[0].rule, bool(members[0].qualification.called)
    if len(members) == 1:
        return title_of_rule(rule, of_college=of_college)
    usual = GROUPS[_GROUP_OF[rule.id]][0]
    return OF_A_COLLEGE.get((rule.id, True), usual) if of_college else usual
