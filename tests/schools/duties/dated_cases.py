"""Reads the tables of dated cases in cases/*.csv: a school, a day, and what the quoted words of the law ask of it then.

A line has seven cells, with "|" between them:

- *case*: a name, unlike every other.
- *type*: the register's two-digit code, and what one likes to add in words; "in a hospital" and "phase Primary" are
  read. Empty: not given.
- *ages*: "11-18"; empty: not given.
- *recorded*: phrases with ";" between them. The first is "everything" (every rule met on that day) or "nothing", and
  those after it change that. PHRASES below has them all.
- *on*: the day.
- *expected*: "rules: state" with ";" between them. Rules by their ids, by a beginning with a star ("PAL-*") or "all". A
  state is one of the statuses in words ("under way until 2027-02-28", "not applicable"), or a strength ("must").
- *source*: where the expected value comes from, with the words that say so.
"""

import csv
import datetime
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from hub.publication.dates import AcademicYear
from hub.publication.rules import Finding, Status, Strength
from hub.schools.duties.closed_days import DATA, Calendar
from hub.schools.duties.published import registered
from hub.schools.duties.rules import RULES_BY_ID
from hub.schools.duties.subject import (
    FOUR_THINGS,
    ApprovalFact,
    EncounterFact,
    PolicyFacts,
    ProviderAccessFacts,
    ProviderFact,
    ReportFact,
    SchoolSubject,
)
from hub.schools.models import Registration, School
from hub.schools.provider_access.school_days import no_school
from tests.schools.complete import complete_subject, with_access, without

FOLDER = Path(__file__).parent / "cases"
DAYS = json.loads(DATA.read_text())["days"]


def spans(kind: str) -> tuple[tuple[datetime.date, datetime.date], ...]:
    return tuple((day(each["first_day"]), day(each["last_day"])) for each in DAYS if each["kind"] == kind)


DATE = r"(\d{4}-\d\d-\d\d)"


@dataclass(frozen=True)
class DatedCase:
    """One line of a table, read."""

    name: str
    subject: SchoolSubject
    on: datetime.date
    expected: tuple[tuple[str, str], ...]
    source: str


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


# The days without school that the hub ships; the schools of the cases give no term dates of their own.
SHIPPED = Calendar(spans("bank-holiday"), spans("school-holiday"))


def meeting(subject: SchoolSubject, on: datetime.date, found: re.Match) -> SchoolSubject:
    """Add a meeting: "Y8 2026-10-06 10:00-11:00 with College A and UTC B", and what is unusual about it in brackets."""
    years, date, starts, ends, providers, remarks = found.groups()
    known = {"part of the year group", "no approved offer", "not asked for careers"}
    said = set(re.findall(r"\(([^)]+)\)", remarks or ""))
    assert said <= known, f"no such remark: {said - known}"
    offers = "no approved offer" not in said
    closed = no_school(day(date), [], SHIPPED)
    fact = EncounterFact(
        date=day(date),
        closed=closed is not None,
        usually=closed is not None and closed.usually,
        years=frozenset(int(year) for year in years.split("+")),
        providers=tuple(ProviderFact(name=name, approved=offers) for name in providers.strip().split(" and ")),
        starts=datetime.time.fromisoformat(starts) if starts else None,
        ends=datetime.time.fromisoformat(ends) if ends else None,
        whole_cohort="part of the year group" not in said,
        covers=frozenset(FOUR_THINGS) - ({"careers"} if "not asked for careers" in said else frozenset()),
    )
    access = subject.provider_access
    assert access, "no provider access page"
    return with_access(subject, encounters=(*access.encounters, fact))


def approved(subject: SchoolSubject, on: datetime.date, found: re.Match) -> SchoolSubject:
    governors = found[2] == "the governing body"
    fact = ApprovalFact(meeting_date=day(found[1]), by_governors=governors, body_name=found[2])
    return replace(subject, approvals=(fact,))


def reported(subject: SchoolSubject, on: datetime.date, found: re.Match) -> SchoolSubject:
    fact = ReportFact(dated=day(found[2]), year=AcademicYear.parse(found[1]))
    return replace(subject, reports=(fact,))


Change = Callable[[SchoolSubject, datetime.date, re.Match], SchoolSubject]
PHRASES: dict[str, Change] = {
    r"no meetings": lambda subject, on, found: with_access(subject, encounters=()),
    rf"Y([\d+]+) {DATE}(?: (\d\d:\d\d)-(\d\d:\d\d)| at no stated time) with ([^(]+)((?:\s*\([^)]+\))*)": meeting,
    r"no school day stated": lambda subject, on, found: with_access(subject, day_starts=None, day_ends=None),
    rf"review due {DATE}": lambda subject, on, found: without(subject, next_review=day(found[1])),
    r"no review date": lambda subject, on, found: without(subject, next_review=None),
    r"programme for (\S+)": lambda subject, on, found: without(subject, academic_year=AcademicYear.parse(found[1])),
    r"no careers leader's name": lambda subject, on, found: without(subject, leader_name=""),
    rf"policy approved {DATE} by (.+)": approved,
    r"policy not public": lambda subject, on, found: replace(subject, policy=None),
    r"no approval": lambda subject, on, found: replace(subject, approvals=()),
    rf"yearly report on (\S+) dated {DATE}": reported,
    r"no yearly report": lambda subject, on, found: replace(subject, reports=()),
    rf"labour market links checked {DATE}": lambda subject, on, found: without(subject, lmi_checked_on=day(found[1])),
    r"the statement is a scan": lambda subject, on, found: replace(
        subject, provider_access=ProviderAccessFacts(document=True, dated=on)
    ),
    rf"statement dated {DATE}": lambda subject, on, found: with_access(subject, dated=day(found[1])),
    rf"last updated {DATE}": lambda subject, on, found: without(subject, updated_on=day(found[1])),
    r"no governor": lambda subject, on, found: without(subject, governor=""),
    r"governor without a day": lambda subject, on, found: without(subject, governor_since=None),
    r"nobody named for guidance": lambda subject, on, found: without(subject, guidance_by=""),
    r"no programme rows": lambda subject, on, found: without(subject, programme=()),
    r"statement without a date": lambda subject, on, found: with_access(subject, dated=None),
    r"statement names nobody": lambda subject, on, found: with_access(
        subject, contact_name="", contact_email="", contact_telephone=""
    ),
    r"no statement": lambda subject, on, found: replace(subject, provider_access=None),
}


def subject_of(row: dict[str, str], on: datetime.date) -> SchoolSubject:
    kind, ages = row["type"], row["ages"]
    low, high = (int(age) for age in ages.split("-")) if ages else (None, None)
    phase = re.search(r"phase (\w+)", kind)
    school = School(name="Case School", in_hospital="in a hospital" in kind, phase=phase[1] if phase else "")
    registration = Registration(school=school, type_code=kind[:2], low_age=low, high_age=high)
    subject = registered(school, registration)
    first, *changes = [phrase.strip() for phrase in row["recorded"].split(";")]
    assert first in ("everything", "nothing"), f"begin with everything or nothing: {first}"
    if first == "everything":
        whole = complete_subject(on)
        subject = replace(
            subject,
            careers=whole.careers,
            policy=whole.policy or PolicyFacts(),
            provider_access=whole.provider_access,
            approvals=whole.approvals,
            reports=whole.reports,
        )
    for phrase in changes:
        subject = changed(subject, on, phrase)
    return subject


def changed(subject: SchoolSubject, on: datetime.date, phrase: str) -> SchoolSubject:
    for pattern, change in PHRASES.items():
        if found := re.fullmatch(pattern, phrase):
            return change(subject, on, found)
    raise AssertionError(f"nobody reads this phrase: {phrase}")


def rules_of(text: str) -> list[str]:
    """Return the rules that a cell names."""
    named: list[str] = []
    for each in text.split():
        family = [rule for rule in RULES_BY_ID if each == "all" or (each[-1] == "*" and rule.startswith(each[:-1]))]
        named += family or [each]
    return named


def cases() -> list[DatedCase]:
    """Return every line of every table, in order."""
    found = []
    for path in sorted(FOLDER.glob("*.csv")):
        with path.open(newline="") as file:
            for row in csv.DictReader(file, delimiter="|", quoting=csv.QUOTE_NONE):
                line = {name.strip(): (value or "").strip() for name, value in row.items()}
                on = day(line["on"])
                wanted = [each.strip().partition(":") for each in line["expected"].split(";")]
                expected = tuple((rule, state.strip()) for rules, _, state in wanted for rule in rules_of(rules))
                found.append(DatedCase(line["case"], subject_of(line, on), on, expected, line["source"]))
    return found


def found_in(finding: Finding, wanted: str) -> str:
    """Return what a finding is, in the terms in which it is wanted: its strength, or its status with or without day."""
    if wanted in {strength.value for strength in Strength}:
        return finding.strength.value if finding.strength else "none"
    status = finding.status.value
    if finding.status in (Status.UNDER_WAY, Status.NOT_APPLICABLE, Status.NOT_CHECKABLE):
        status = status.replace("-", " ")
    return f"{status} until {finding.due}" if " until " in wanted else status
