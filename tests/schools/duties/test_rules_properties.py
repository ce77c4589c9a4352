"""For any school, any meetings and any day: findings never contradict, and evidence never undoes what is met."""

import datetime
from dataclasses import fields, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from hub.publication.rules import Finding, Status, evaluate
from hub.schools.careers.rules.ambitions import TOPICS
from hub.schools.duties.rules import RULES
from hub.schools.duties.subject import (
    FOUR_THINGS,
    ApprovalFact,
    CareersFacts,
    EncounterFact,
    PolicyFacts,
    ProviderAccessFacts,
    ProviderFact,
    ReportFact,
    SchoolSubject,
)
from tests.schools.complete import COLLEGE, UNIVERSITY, UTC, complete_subject, meeting
from tests.schools.strategies import ROWS, SUBJECTS
from tests.sizes import examples

BEGUN = ((2018, 1, 2), (2018, 9, 1), (2022, 9, 1), (2023, 1, 1), (2025, 9, 1), (2026, 9, 1))
# A maintained school, a unit, an academy, a UTC, a 16-19 academy, a college and an independent school, at usual ages.
COMPLETE = (
    ("01", range(7, 14)),
    ("07", range(7, 12)),
    ("14", range(7, 12)),
    ("34", range(0, 14)),
    ("40", range(10, 14)),
    ("45", range(12, 14)),
    ("18", range(12, 14)),
    ("11", range(7, 14)),
)
# Few years and few names, so that meetings fall into windows, onto one another and onto 28 February. They begin before
# the rules of 2018, 2022, 2023 and 2025 do.
DAYS = st.one_of(
    st.dates(datetime.date(2016, 1, 1), datetime.date(2029, 3, 2)),
    st.sampled_from([datetime.date(y, m, d) + datetime.timedelta(days=n) for y, m, d in BEGUN for n in (-1, 0)]),
    st.builds(datetime.date, st.integers(2023, 2028), st.just(2), st.integers(26, 28)),
    st.builds(datetime.date, st.integers(2023, 2028), st.sampled_from([3, 9]), st.integers(1, 2)),
)
TIMES = st.none() | st.builds(datetime.time, st.integers(7, 19), st.sampled_from([0, 30]))
TEXTS = st.sampled_from(["", "What we do."])
MEETINGS = st.builds(
    EncounterFact,
    date=DAYS,
    years=st.frozensets(st.integers(7, 13)),
    providers=st.lists(
        st.builds(ProviderFact, name=st.sampled_from(["A", "a ", "B", "", "C & D"]), approved=st.booleans()), max_size=3
    ).map(tuple),
    starts=st.just(datetime.time(10)) | TIMES,
    ends=st.just(datetime.time(11)) | TIMES,
    whole_cohort=st.booleans(),
    covers=st.just(frozenset(FOUR_THINGS)) | st.frozensets(st.sampled_from(tuple(FOUR_THINGS))),
)
WORDS = (
    "procedure",
    "contact_name",
    "contact_email",
    "contact_telephone",
    "grounds_for_granting",
    "grounds_for_refusing",
    "premises",
)
ACCESS = st.builds(
    ProviderAccessFacts,
    dated=st.none() | DAYS,
    document=st.booleans(),
    **dict.fromkeys(WORDS, TEXTS),
    times=st.frozensets(st.integers(7, 13)),
    explained=st.frozensets(st.sampled_from(["first", "second", "third"])),
    day_starts=st.just(datetime.time(8, 30)) | TIMES,
    day_ends=st.just(datetime.time(15, 30)) | TIMES,
    encounters=st.lists(MEETINGS, max_size=8).map(tuple),
)


def near(on: datetime.date) -> st.SearchStrategy[EncounterFact]:
    """Return meetings of the cohorts under way on `on` that count, but for one thing or another."""
    counts = meeting(on, *range(8, 14), providers=(UTC,))
    days = st.builds(lambda days: on - datetime.timedelta(days=days), st.integers(-60, 500))
    spoilt = st.sampled_from(
        [
            {},
            {"covers": frozenset()},
            {"starts": datetime.time(18), "ends": datetime.time(19)},
            {"starts": None},
            {"whole_cohort": False},
            {"providers": (UNIVERSITY,)},
            {"providers": (COLLEGE,)},
            {"years": frozenset({9, 12})},
        ]
    )
    return st.builds(lambda day, changes: replace(counts, date=day, **changes), days, spoilt)


@st.composite
def cases(draw: st.DrawFn) -> tuple[SchoolSubject, datetime.date]:
    """Return a school and a day. Half are complete on that day but for a few meetings more: there is a lot to lose."""
    on = draw(DAYS)
    if draw(st.booleans()):
        type_code, years = draw(st.sampled_from(COMPLETE))
        full = complete_subject(on, type_code=type_code, years=frozenset(years))
        full = replace(full, policy=draw(st.sampled_from([full.policy, PolicyFacts(has_text=True), None])))
        assert full.provider_access
        beside = draw(st.lists(near(on), max_size=2))
        access = replace(full.provider_access, encounters=(*full.provider_access.encounters, *beside))
        return replace(full, provider_access=access), on
    return replace(draw(SUBJECTS), provider_access=draw(st.none() | ACCESS)), on


def judged(subject: SchoolSubject, on: datetime.date) -> dict[str, Finding]:
    return {finding.rule.id: finding for finding in evaluate(subject, RULES, on)}


@given(cases())
@settings(max_examples=examples(200), deadline=None)
def test_findings_never_contradict(case):
    subject, on = case
    found = judged(subject, on)
    assert len(found) == len(RULES)
    for finding in found.values():
        assert finding.message
        assert finding.strength or finding.status in (Status.NOT_APPLICABLE, Status.NOT_CHECKABLE)
        assert finding.strength is None or finding.status is not Status.NOT_APPLICABLE
        if finding.due is not None:
            assert (finding.due < on) is (finding.status is Status.OVERDUE)
        assert finding.status is not Status.OVERDUE or finding.due is not None
        assert not (finding.gates and finding.status.satisfied)
        assert finding.begins is None or finding.begins > on
        begun = finding.rule.in_force(on)
        assert begun or (finding.strength, finding.status.satisfied) == (None, False), "not yet in force binds nobody"
    # What asks for two meetings of a kind is not met where there are not two meetings.
    for narrow, wide in (("PAL-10", "PAL-07"), ("PAL-10", "PAL-08"), ("PAL-11", "PAL-09"), ("PAL-12", "PAL-07")):
        if found[narrow].status.satisfied and found[wide].strength:
            assert found[wide].status.satisfied
    if found["PAL-02"].status.satisfied:
        assert subject.provider_access and subject.provider_access.has_text


def more_evidence(subject: SchoolSubject, on: datetime.date, data: st.DataObject) -> SchoolSubject:
    """Return `subject` with further meetings, activities, approvals, reports and texts, whatever they are worth."""
    full = complete_subject(on)
    access, careers = subject.provider_access or ProviderAccessFacts(), subject.careers or CareersFacts()
    meetings = data.draw(st.lists(MEETINGS | near(on), max_size=4))
    texts = {
        field.name: getattr(full.provider_access, field.name)
        for field in fields(ProviderAccessFacts)
        if field.name != "encounters" and not getattr(access, field.name) and data.draw(st.booleans())
    }
    topics = data.draw(st.frozensets(st.sampled_from(sorted(TOPICS))))
    policy = PolicyFacts(topics=(subject.policy.topics if subject.policy else frozenset()) | topics, has_text=True)
    approvals = st.lists(st.builds(ApprovalFact, meeting_date=DAYS, by_governors=st.booleans()), max_size=3)
    reports = st.lists(st.builds(ReportFact, dated=DAYS), max_size=2)
    return replace(
        subject,
        provider_access=replace(access, encounters=(*meetings, *access.encounters), **texts),
        careers=replace(careers, programme=(*careers.programme, *data.draw(st.lists(ROWS, max_size=4)))),
        policy=policy if topics or subject.policy else None,
        approvals=(*subject.approvals, *data.draw(approvals)),
        reports=(*data.draw(reports), *subject.reports),
    )


@given(cases(), st.data())
@settings(max_examples=examples(300), deadline=None)
def test_more_evidence_never_turns_what_is_met_into_what_is_not(case, data):
    subject, on = case
    before, after = judged(subject, on), judged(more_evidence(subject, on, data), on)
    worse = {i for i, finding in before.items() if finding.status.satisfied and not after[i].status.satisfied}
    assert not worse


@given(cases(), st.data())
@settings(max_examples=examples(100), deadline=None)
def test_the_same_records_in_any_order_give_the_same_findings(case, data):
    subject, on = case
    found = judged(subject, on)
    assert judged(subject, on) == found
    access = subject.provider_access
    if access:
        shuffled = replace(access, encounters=tuple(data.draw(st.permutations(access.encounters))))
        again = judged(replace(subject, provider_access=shuffled), on)
        assert {i: (f.status, f.due) for i, f in again.items()} == {i: (f.status, f.due) for i, f in found.items()}
