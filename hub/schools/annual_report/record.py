"""The findings of a school year, as the page shows them: by strength, each with its own count and no total."""

import datetime
from dataclasses import dataclass

from hub.publication.dates import AcademicYear
from hub.publication.rules import LazyText, Strength
from hub.schools.annual_report.stored_values import Table, day, items, rows_in, words
from hub.schools.duties.rules import RULES_BY_ID
from hub.schools.duties.statement import title_of_rule

from .charts import stretch

Span = tuple[datetime.date, datetime.date]
ONE_DAY = datetime.timedelta(days=1)
ALL, PART, NEVER, UNKNOWN, WAY = "all", "part", "never", "unknown", "way"
SHAPES = {ALL: "met", PART: "due", NEVER: "miss", UNKNOWN: "na", WAY: "way"}
# The worst first.
ORDER = (NEVER, PART, UNKNOWN, WAY, ALL)
_ORDER = {rule: place for place, rule in enumerate(RULES_BY_ID)}


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule. `state`: met for all of the record, for part of it, never, unknown (nobody could tell), or under way
    on every day on which it was not met: then it was never missed.

    `spans` are the days on which it was met, `strip` the same on a bar that is the school year.
    """

    title: LazyText
    state: str
    spans: tuple[Span, ...]
    strip: tuple[tuple[float, float], ...]

    @property
    def shape(self) -> str:
        return SHAPES[self.state]


@dataclass(frozen=True, slots=True)
class StrengthLines:
    """The rules of one strength."""

    strength: Strength
    lines: tuple[RuleLine, ...]

    @property
    def all_year(self) -> list[RuleLine]:
        return [line for line in self.lines if line.state == ALL]

    @property
    def others(self) -> list[RuleLine]:
        """What was not met all year, the worst first."""
        return sorted((line for line in self.lines if line.state != ALL), key=lambda line: ORDER.index(line.state))

    def count(self, state: str) -> int:
        return sum(line.state == state for line in self.lines)

    @property
    def for_part(self) -> int:
        return self.count(PART)

    @property
    def under_way(self) -> int:
        return self.count(WAY)

    @property
    def never(self) -> int:
        return self.count(NEVER)


@dataclass(frozen=True, slots=True)
class RuleRecord:
    """The record of a school year: its first and last day, and where they lie on a bar that is the year."""

    first: datetime.date
    last: datetime.date
    begins_late: bool
    ends_early: bool
    strip: tuple[float, float]
    strengths: tuple[StrengthLines, ...]


def record_of(saved: Table, year: AcademicYear | None, *, of_college: bool = False) -> RuleRecord | None:
    """Return the saved record; None where there is none, or no year, or its days cannot be read.

    `of_college`: whether its lines have the names that they have at a college.
    """
    first, last = day(saved.get("from")), day(saved.get("to"))
    if year is None or first is None or last is None or not year.first_day <= first <= last <= year.last_day:
        return None
    rows = sorted(rows_in(saved.get("found")), key=_place)
    lines = [(row, _line(row, (first, last), year, of_college)) for row in rows]
    strengths = [
        StrengthLines(strength, tuple(line for row, line in lines if _binds(row, strength))) for strength in Strength
    ]
    return RuleRecord(
        first=first,
        last=last,
        begins_late=first > year.first_day,
        ends_early=last < year.last_day,
        strip=_on_bar((first, last), year),
        strengths=tuple(each for each in strengths if each.lines),
    )


def _place(row: Table) -> int:
    """Return the position of a rule in the order shown; a rule that no longer exists comes last."""
    return _ORDER.get(words(row.get("rule")), len(_ORDER))


def _binds(row: Table, strength: Strength) -> bool:
    return row.get("strength") == strength.value and bool(words(row.get("rule")))


def _line(row: Table, record: Span, year: AcademicYear, of_college: bool) -> RuleLine:
    spans = _spans(row.get("met"), record)
    under_way = _spans(row.get("under_way"), record)
    rule = RULES_BY_ID.get(words(row.get("rule")))
    if record in spans:
        state = ALL
    elif under_way and _cover(spans + under_way, record):
        state = WAY
    else:
        state = PART if spans else NEVER if row.get("checkable", True) else UNKNOWN
    title = title_of_rule(rule, of_college=of_college) if rule else words(row.get("rule"))
    return RuleLine(title, state, spans, tuple(_on_bar(span, year) for span in spans))


def _spans(saved: object, record: Span) -> tuple[Span, ...]:
    return tuple(span for each in items(saved) if (span := _span(each, record)))


def _cover(spans: tuple[Span, ...], record: Span) -> bool:
    """Tell whether every day of the record is in one of `spans`."""
    next_day = record[0]
    for first, last in sorted(spans):
        if first > next_day:
            return False
        next_day = max(next_day, last + ONE_DAY)
    return next_day > record[1]


def _span(saved: object, record: Span) -> Span | None:
    """Return the stretch of days within the record, or None."""
    ends = [day(each) for each in items(saved)]
    if len(ends) != 2 or ends[0] is None or ends[1] is None:
        return None
    first, last = max(ends[0], record[0]), min(ends[1], record[1])
    return (first, last) if first <= last else None


def _on_bar(span: Span, year: AcademicYear) -> tuple[float, float]:
    days = (year.last_day - year.first_day).days + 1
    return stretch((span[0] - year.first_day).days, (span[1] - year.first_day).days, days)
