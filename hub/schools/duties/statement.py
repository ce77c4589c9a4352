"""The public statement: what a careers page contains, by whose word, and what is not there, in a reader's words.

It groups the findings of the one evaluation into lines; must, should and voluntary stay apart and are never added up,
and what cannot be known stands beside them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.publication.grouping import by_strength, unknown
from hub.publication.rules import Finding, LazyText, Status, Strength

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
_GROUP_OF = {rule_id: index for index, (_title, ids) in enumerate(GROUPS) for rule_id in ids}
WORST_FIRST = (Status.MISSING, Status.OVERDUE, Status.NOT_CHECKABLE, Status.EXPIRING, Status.MET)
_SHAPES = {
    Status.MET: "met",
    Status.EXPIRING: "due",
    Status.OVERDUE: "due",
    Status.MISSING: "miss",
    Status.NOT_CHECKABLE: "na",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a claim table: one rule, or a few that a reader takes for one."""

    title: LazyText
    source: LazyText
    findings: tuple[Finding, ...]

    @property
    def status(self) -> Status:
        return min((f.status for f in self.findings), key=WORST_FIRST.index)

    @property
    def shape(self) -> str:
        return _SHAPES[self.status]

    @property
    def words(self) -> str:
        """What stands in the last column: the finding, and what exactly is missing or when it lapses."""
        status = self.status
        telling = [f for f in self.findings if f.status is status]
        if status is Status.NOT_CHECKABLE:
            return telling[0].detail or telling[0].message
        if status in (Status.EXPIRING, Status.OVERDUE) and telling[0].due:
            day = date_format(min(f.due for f in telling if f.due), "j F Y")
            return (_("Met until %(day)s") if status is Status.EXPIRING else _("Overdue since %(day)s")) % {"day": day}
        if status is Status.MISSING and all(f.due for f in telling):
            # What the law gives until a day that is still to come.
            day = date_format(min(f.due for f in telling if f.due), "j F Y")
            return _("Not yet, due by %(day)s") % {"day": day}
        if status is Status.MISSING and len(telling) < len(self.findings):
            return _("Not yet: %(what)s") % {"what": ", ".join(str(f.rule.title) for f in telling)}
        return str(status.label)


@dataclass(frozen=True, slots=True)
class Claim:
    """One of the three tables."""

    strength: Strength
    lines: tuple[Line, ...]

    @property
    def met(self) -> int:
        return sum(line.status.satisfied for line in self.lines)

    @property
    def notes(self) -> list[str]:
        """Whose duty it is where it is not the school's, and what is uncertain: a sentence each."""
        findings = [finding for line in self.lines for finding in line.findings]
        whose = [
            _("%(what)s: the duty lies on %(who)s.") % {"what": f.rule.title, "who": f.qualification.bearer}
            for f in findings
            if f.qualification.bearer
        ]
        return list(dict.fromkeys([*whose, *(str(f.qualification.doubt) for f in findings if f.qualification.doubt)]))


@dataclass(frozen=True, slots=True)
class Unknowable:
    """What nobody can say whether it binds the school, for one reason: beside the three tables and in none of them."""

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
    lines = []
    for key, members in grouped.items():
        # A group of which only one rule binds here is that rule's own line.
        title = GROUPS[key][0] if isinstance(key, int) and len(members) > 1 else members[0].rule.title
        lines.append(Line(title, members[0].source, tuple(members)))
    return lines
