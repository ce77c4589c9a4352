"""What the dashboard of central staff says of all schools: where the law is least met, and what is due first."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Self

from django.utils.dateparse import parse_date
from django.utils.functional import Promise

from hub.publication.dates import EXPIRING_DAYS, days_left
from hub.publication.due import Due, dated
from hub.publication.grouping import by_strength
from hub.publication.rules import Finding, Strength
from hub.schools.duties.due import Addresses, found_at_all, schools_at_work
from hub.schools.register.models import School
from hub.schools.reminders.models import ReminderRun

SHOWN = 8
# Judging a school takes some milliseconds: beyond these many, the dashboard shows what the morning's run found.
LIVE_MOST = 30


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """A school where something is not met or due soon, as plain values.

    `unmet`: how many rules of each strength are not met, as checklist and report count them. `what`, `strength` and
    `day`: the first thing that is overdue or due within 60 days, empty where nothing is. `address`: where the first of
    it all is fixed.
    """

    school: str
    address: str
    unmet: dict[str, int]
    what: str
    strength: str
    day: str

    @property
    def due(self) -> datetime.date | None:
        return parse_date(self.day) if self.day else None

    @property
    def label(self) -> Promise | str:
        return Strength(self.strength).label if self.strength else ""

    @property
    def counts(self) -> list[tuple[Promise, int]]:
        """How many rules are not met, by strength; strengths of which all is met are left out."""
        return [(each.label, self.unmet[each.value]) for each in Strength if self.unmet.get(each.value)]


@dataclass(frozen=True, slots=True)
class Overview:
    """All schools as of `on`: the first of those where something is not met or due soon, and how many `others` are.

    `unmet`: at how many schools some rule of a strength is not met; a school may be in several, so there is no sum.
    """

    on: datetime.date
    lines: Sequence[SchoolLine]
    others: int
    unmet: dict[str, int]

    def stored(self) -> dict[str, object]:
        return {"lines": [asdict(line) for line in self.lines], "others": self.others, "unmet": self.unmet}


@dataclass(frozen=True, slots=True)
class _Standing:
    """A school, what of each strength is not met there, and what is due first: what the law asks before the rest."""

    school: School
    unmet: Mapping[Strength, tuple[Finding, ...]]
    due: Due | None

    @classmethod
    def of(cls, school: School, findings: Sequence[Finding], on: datetime.date) -> Self:
        near = [due for due in dated(findings) if days_left(due.day, on) <= EXPIRING_DAYS]
        first = min(near, key=lambda due: (list(Strength).index(due.strength), due.day), default=None)
        return cls(school, {tally.strength: tally.unmet for tally in by_strength(findings) if tally.unmet}, first)

    @property
    def rank(self) -> tuple[object, ...]:
        """Where the law is least met first, then by what is due; what is voluntary moves nobody up."""
        day = self.due.day if self.due and self.due.strength is not Strength.VOLUNTARY else datetime.date.max
        must, should = (len(self.unmet.get(each, ())) for each in (Strength.MUST, Strength.SHOULD))
        return -must, day, -should, self.school.name, self.school.pk

    def line(self, addresses: Addresses) -> SchoolLine:
        first = next((findings[0] for findings in self.unmet.values()), self.due.finding if self.due else None)
        return SchoolLine(
            school=self.school.name,
            address=addresses.of(self.school.pk, first.where.page) if first else "",
            unmet={strength.value: len(findings) for strength, findings in self.unmet.items()},
            what=str(self.due.finding.rule.title) if self.due else "",
            strength=self.due.strength.value if self.due else "",
            day=self.due.day.isoformat() if self.due else "",
        )


def overview_of(found: Iterable[tuple[School, Sequence[Finding]]], *, on: datetime.date) -> Overview:
    """Return the overview from what was found at each school."""
    standings = [_Standing.of(school, findings, on) for school, findings in found]
    to_do = sorted((each for each in standings if each.unmet or each.due), key=lambda each: each.rank)
    addresses = Addresses(each.school.pk for each in to_do[:SHOWN])
    lines = [each.line(addresses) for each in to_do[:SHOWN]]
    unmet = {strength.value: sum(strength in each.unmet for each in standings) for strength in Strength}
    return Overview(on, lines, len(to_do) - len(lines), unmet)


def overview(*, on: datetime.date) -> Overview | None:
    """Return the overview: live for a few schools, else that of the last run; None before it."""
    schools = schools_at_work()
    if schools.count() <= LIVE_MOST:
        return overview_of(found_at_all(schools, on=on), on=on)
    last = ReminderRun.objects.filter(on__lte=on, overview__has_key="unmet").order_by("-on").first()
    if last is None:
        return None
    lines = [SchoolLine(**line) for line in last.overview["lines"]]
    return Overview(last.on, lines, last.overview["others"], last.overview["unmet"])
