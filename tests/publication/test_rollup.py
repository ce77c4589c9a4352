"""The roll-up's counting, sorting and dating, without a database and without schools."""

import datetime

import pytest

from hub.publication.rollup import ReportFilter, changed_since, counted, pairs, since_of, to_do_first
from hub.publication.rules import Finding, Location, Rule, Status, Strength, met
from hub.publication.sources import Recorded, ReportSubject

pytestmark = pytest.mark.postgresql

ON = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)


def rule(name: str) -> Rule:
    return Rule(
        id=name,
        title=name,
        request="do it",
        source="A law",
        explanation="",
        evidence="",
        where=Location("careers"),
        applies=lambda subject: Strength.MUST,
        check=lambda subject, on: met(),
    )


ONE, TWO = rule("ONE"), rule("TWO")


def subject(key: int) -> ReportSubject:
    return ReportSubject(key=key, name=f"S{key}", number="", area="", kind="")


def finding(of: Rule, status: Status, strength: Strength | None = Strength.MUST) -> Finding:
    return Finding(of, status, strength, "")


JUDGED = [
    (subject(1), [finding(ONE, Status.MET), finding(TWO, Status.MISSING, Strength.SHOULD)]),
    (subject(2), [finding(ONE, Status.MET, Strength.SHOULD), finding(TWO, Status.NOT_APPLICABLE, None)]),
    (subject(3), [finding(ONE, Status.OVERDUE), finding(TWO, Status.MISSING, Strength.SHOULD)]),
]


def told(found) -> list[tuple[int, str]]:
    return [(who.key, what.rule.id) for who, what in found]


def test_counts_stand_apart_by_strength_in_the_order_of_duty():
    lines = counted(pairs(JUDGED, ReportFilter()), [ONE, TWO])
    assert [(line.value, line.rule.id, dict(line.counts)) for line in lines] == [
        ("must", "ONE", {Status.MET: 1, Status.OVERDUE: 1}),
        ("should", "ONE", {Status.MET: 1}),
        ("should", "TWO", {Status.MISSING: 2}),
        ("none", "TWO", {Status.NOT_APPLICABLE: 1}),
    ]


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ({"strength": "must"}, [(1, "ONE"), (3, "ONE")]),
        ({"strength": "none"}, [(2, "TWO")]),
        ({"status": ["missing", "overdue"]}, [(1, "TWO"), (3, "ONE"), (3, "TWO")]),
        ({"strength": "should", "status": ["met"]}, [(2, "ONE")]),
        ({"strength": "voluntary"}, []),
    ],
)
def test_what_is_asked_for_is_left(given, left):
    assert told(pairs(JUDGED, ReportFilter.from_form(given))) == left


def test_a_form_that_refused_everything_asks_for_everything():
    assert ReportFilter.from_form({}) == ReportFilter()
    assert len(pairs(JUDGED, ReportFilter.from_form({}))) == 6


def test_what_has_to_be_done_stands_first():
    assert told(to_do_first(pairs(JUDGED, ReportFilter())))[:3] == [(3, "ONE"), (1, "TWO"), (3, "TWO")]


def test_since_when():
    week = ON - 7 * DAY
    history = {(1, "ONE"): Recorded("met", week), (1, "TWO"): Recorded("met", week)}
    assert since_of(1, finding(ONE, Status.MET), history, ON) == week
    assert since_of(1, finding(TWO, Status.MISSING), history, ON) == ON  # it differs from the last record
    assert since_of(2, finding(ONE, Status.MET), history, ON) == ON  # nobody had looked here before
    assert since_of(1, finding(ONE, Status.NOT_APPLICABLE, None), history, ON) is None
    assert since_of(1, finding(ONE, Status.MET), None, ON) is None


def test_the_day_itself_counts_as_since():
    history = {(1, "ONE"): Recorded("met", ON - DAY), (1, "TWO"): Recorded("missing", ON - 2 * DAY)}
    found = pairs(JUDGED[:1], ReportFilter())
    assert told(changed_since(found, history, first=ON - DAY, on=ON)) == [(1, "ONE")]
    assert told(changed_since(found, history, first=ON, on=ON)) == []
    assert told(changed_since(found, None, first=ON - 900 * DAY, on=ON)) == []
