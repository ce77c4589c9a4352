"""PAL-07 to 13: the meetings with providers and their windows (the statement: test_rules_of_the_statement)."""

import datetime
from dataclasses import replace

import pytest

from hub.publication.dates import AcademicYear
from hub.publication.rules import Finding, Status, Strength, evaluate
from hub.schools.duties.rules import RULES
from hub.schools.duties.subject import EncounterFact, ProviderFact, SchoolSubject
from hub.schools.provider_access.key_phases import FIRST, SECOND, THIRD, Cohort, phase_of
from tests.schools.complete import COLLEGE, UNIVERSITY, UTC, complete_subject, meeting, with_access

# Year 9 on 1 February 2027 began Year 8 on 1 September 2025; its window closes on 28 February 2027.
LAST_DAY = datetime.date(2027, 2, 28)
ON = datetime.date(2027, 2, 1)
DAY = datetime.timedelta(days=1)
YEAR_8 = datetime.date(2026, 2, 3)
YEAR_9 = datetime.date(2026, 11, 3)
JUNIORS = (
    meeting(datetime.date(2026, 10, 6), 8, 10, 12),
    meeting(datetime.date(2026, 10, 7), 8, 10, 12, providers=(UTC,)),
)


def judged(subject: SchoolSubject, on: datetime.date = ON) -> dict[str, Finding]:
    return {finding.rule.id: finding for finding in evaluate(subject, RULES, on)}


def of_year_9(*meetings, on: datetime.date = ON) -> dict[str, Finding]:
    """Judge a school that teaches up to Year 9, whose Year 8 has met everybody and whose Year 9 had `meetings`."""
    subject = complete_subject(on, years=frozenset({7, 8, 9}))
    return judged(with_access(subject, encounters=(*JUNIORS, *meetings)), on)


def test_a_phase_runs_to_28_february_in_leap_years_too():
    assert Cohort(FIRST, AcademicYear(2025)).closes == datetime.date(2027, 2, 28)
    assert Cohort(SECOND, AcademicYear(2026)).closes == datetime.date(2028, 2, 28)
    assert [phase_of(year) for year in (7, 8, 9, 11, 13)] == [None, FIRST, FIRST, SECOND, THIRD]


def test_two_cohorts_of_a_phase_are_under_way_and_each_is_judged_by_itself():
    older, younger = FIRST.cohorts_on(ON)
    assert (older.year_on(ON), younger.year_on(ON)) == (9, 8)
    found = of_year_9(meeting(YEAR_8, 8))
    assert found["PAL-07"].status is Status.UNDER_WAY and found["PAL-07"].due == LAST_DAY
    said = "Under way until 28 February 2027. Year 9: 1 of 2 so far, the rest by 28 February 2027."
    assert said in found["PAL-07"].message
    assert "Year 8" not in found["PAL-07"].message.split("Year 9:")[1], "what is done is not nagged about"


@pytest.mark.parametrize(
    ("day", "year", "counts"),
    [
        (datetime.date(2025, 9, 1), 8, True),
        (datetime.date(2027, 2, 26), 9, True),
        (datetime.date(2027, 3, 1), 9, False),
        (datetime.date(2025, 6, 10), 7, False),
        (datetime.date(2025, 8, 29), 8, False),
    ],
)
def test_a_meeting_counts_from_the_start_of_year_8_to_28_february_of_year_9(day, year, counts):
    found = of_year_9(meeting(YEAR_8, 8), meeting(day, year, providers=(UTC,)), on=datetime.date(2027, 3, 2))
    assert (found["PAL-07"].status is Status.MET) is counts


@pytest.mark.parametrize(("day", "counts"), [(28, True), (29, False)])
def test_29_february_of_year_11_is_a_day_too_late(day, counts):
    on = datetime.date(2028, 2, 29)
    earlier = (meeting(datetime.date(2027, 1, 12), 10), meeting(datetime.date(2028, 2, day), 11, providers=(UTC,)))
    younger = tuple(replace(each, date=each.date.replace(year=2027)) for each in JUNIORS)
    subject = with_access(complete_subject(on, years=frozenset({10, 11})), encounters=(*earlier, *younger))
    assert (judged(subject, on)["PAL-08"].status is Status.MET) is counts


def test_a_meeting_on_the_last_day_counts_though_it_is_a_sunday_only_by_the_window():
    assert Cohort(FIRST, AcademicYear(2025)).counts(frozenset({9}), LAST_DAY)
    assert not Cohort(FIRST, AcademicYear(2025)).counts(frozenset({9}), LAST_DAY + DAY)
    assert not Cohort(FIRST, AcademicYear(2025)).counts(frozenset({8}), LAST_DAY), "that is the next cohort"


@pytest.mark.parametrize(
    ("in_year_9", "expected"), [((COLLEGE,), Status.MISSING), ((COLLEGE, UTC), Status.MET), ((UTC,), Status.MET)]
)
def test_two_meetings_with_exactly_the_same_provider_are_not_enough(in_year_9, expected):
    found = of_year_9(meeting(YEAR_8, 8), meeting(YEAR_9, 9, providers=in_year_9))
    assert found["PAL-10"].status is expected
    assert found["PAL-07"].status is Status.MET
    if expected is Status.MISSING:
        assert "exactly the same provider" in found["PAL-10"].message


def test_a_provider_is_the_same_however_its_name_is_written():
    again = ProviderFact(name="ELMFIELD  college", approved=True)
    assert of_year_9(meeting(YEAR_8, 8), meeting(YEAR_9, 9, providers=(again,)))["PAL-10"].status is Status.MISSING


def test_who_has_no_approved_offer_is_no_provider_and_makes_no_other_set():
    found = of_year_9(meeting(YEAR_8, 8), meeting(YEAR_9, 9, providers=(UNIVERSITY,)))
    assert found["PAL-07"].status is Status.UNDER_WAY
    assert "3 November 2026 does not count: no provider with approved" in found["PAL-07"].message
    beside = of_year_9(meeting(YEAR_8, 8), meeting(YEAR_9, 9, providers=(COLLEGE, UNIVERSITY)))
    assert beside["PAL-07"].status is Status.MET and beside["PAL-10"].status is Status.MISSING


def test_a_university_counts_for_its_degree_apprenticeships():
    offer = replace(UNIVERSITY, approved=True)
    found = of_year_9(meeting(YEAR_8, 8), meeting(YEAR_9, 9, providers=(offer,)))
    assert found["PAL-07"].status is found["PAL-10"].status is Status.MET


def test_an_options_evening_is_outside_the_school_day_and_does_not_count():
    evening = meeting(YEAR_9, 9, providers=(UTC,), starts=datetime.time(18), ends=datetime.time(19))
    found = of_year_9(meeting(YEAR_8, 8), evening)
    assert found["PAL-12"].status is Status.MISSING and found["PAL-07"].status is Status.UNDER_WAY
    assert "outside the school day" in found["PAL-12"].message
    inside = of_year_9(meeting(YEAR_8, 8), meeting(YEAR_8 + DAY, 8, providers=(UTC,)), evening)
    assert inside["PAL-12"].status is inside["PAL-07"].status is Status.MET, (
        "an evening beside two that count does no harm"
    )


@pytest.mark.parametrize(
    "change",
    [
        {"ends": datetime.time(15, 21)},
        {"starts": datetime.time(8, 39)},
        {"starts": datetime.time(18, 0), "ends": None},
        {"starts": None, "ends": datetime.time(8, 0)},
    ],
)
def test_a_meeting_has_to_lie_in_the_school_day_from_end_to_end(change):
    found = of_year_9(meeting(YEAR_8, 8), meeting(YEAR_9, 9, providers=(UTC,), **change))
    assert found["PAL-12"].status is Status.MISSING


@pytest.mark.parametrize("change", [{"starts": None}, {"ends": None}, {"starts": None, "ends": None}])
def test_a_meeting_without_times_is_in_doubt_and_breaks_nothing(change):
    found = of_year_9(meeting(YEAR_8, 8), meeting(YEAR_9, 9, providers=(UTC,), **change))
    assert found["PAL-12"].status is Status.UNDER_WAY
    assert "may not count: start and end of the meeting or of the school day are not given" in found["PAL-12"].message


def test_a_meeting_across_two_that_lie_apart_does_not_make_them_one():
    def at(starts: tuple[int, int], ends: tuple[int, int], who: ProviderFact) -> EncounterFact:
        return meeting(YEAR_9, 9, providers=(who,), starts=datetime.time(*starts), ends=datetime.time(*ends))

    first, last = at((10, 0), (11, 0), COLLEGE), at((11, 15), (12, 0), UTC)
    across = at((10, 30), (11, 30), UTC)
    assert of_year_9(first, across)["PAL-07"].status is Status.UNDER_WAY
    assert of_year_9(first, last)["PAL-07"].status is Status.MET
    assert of_year_9(first, across, last)["PAL-07"].status is Status.MET


def test_a_fault_is_said_without_a_number_of_meetings_that_are_not_counted():
    found = of_year_9(meeting(YEAR_8, 8), meeting(YEAR_9, 9))
    assert "Year 9: Every meeting was with exactly the same provider." in found["PAL-10"].message
    assert "1 of 2" not in found["PAL-10"].message


def test_a_saturday_is_outside_the_school_day_whatever_its_times():
    saturday = YEAR_9 + datetime.timedelta(days=(5 - YEAR_9.weekday()) % 7)
    found = of_year_9(meeting(YEAR_8, 8), meeting(saturday, 9, providers=(UTC,), starts=None, ends=None))
    assert found["PAL-12"].status is Status.MISSING


def test_without_a_stated_school_day_no_meeting_is_held_against_the_school():
    subject = with_access(complete_subject(ON), day_starts=None)
    assert judged(subject)["PAL-12"].status is Status.UNDER_WAY
    assert "school day are not given" in judged(subject)["PAL-12"].message


def test_half_a_class_counts_where_attendance_is_optional_and_not_where_each_pupil_has_to_be_there():
    half = tuple(
        meeting(YEAR_9 + n * DAY, 9, 11, 13, providers=(who,), whole_cohort=False)
        for n, who in enumerate((COLLEGE, UTC))
    )
    subject = with_access(complete_subject(ON), encounters=(*JUNIORS, *half))
    found = judged(subject)
    assert found["PAL-09"].status is Status.MET
    assert found["PAL-07"].status is found["PAL-08"].status is Status.UNDER_WAY
    assert "only part of the year group" in found["PAL-07"].message


def test_each_provider_is_asked_for_four_things_and_it_is_the_asking_that_counts():
    short = meeting(YEAR_9, 9, providers=(UTC,), covers=frozenset({"provider", "questions"}))
    found = of_year_9(meeting(YEAR_8, 8), short)["PAL-11"]
    assert found.status is Status.MISSING
    left = "the careers this leads to; what learning there is like"
    assert f"3 November 2026: the provider was not asked for {left}." in found.message
    assert found.message.startswith("The school must ask each provider for four things")
    assert "cover" not in found.message


def test_what_one_provider_was_not_asked_for_is_no_longer_named_once_two_were_asked_for_all():
    short = meeting(YEAR_8 + DAY, 8, covers=frozenset())
    found = of_year_9(meeting(YEAR_8, 8), short, meeting(YEAR_9, 9, providers=(UTC,)))["PAL-11"]
    assert found.status is Status.MET and "not asked" not in found.message


def test_a_range_is_more_than_one_provider():
    one = tuple(replace(each, providers=(COLLEGE,)) for each in JUNIORS)
    subject = complete_subject(ON)
    assert judged(with_access(subject, encounters=one))["PAL-13"].status is Status.MISSING
    assert judged(with_access(subject, encounters=()))["PAL-13"].status is Status.UNDER_WAY
    assert judged(with_access(subject, encounters=JUNIORS))["PAL-13"].evidence == "Elmfield College, Harbour UTC"


def test_what_is_planned_is_named_and_not_counted():
    found = of_year_9(meeting(YEAR_8, 8), meeting(LAST_DAY - 3 * DAY, 9, providers=(UTC,)))
    assert found["PAL-07"].status is Status.UNDER_WAY
    assert "1 is planned: 25 February 2027." in found["PAL-07"].message


def test_a_missed_window_is_missing_until_31_august_and_history_after():
    subject = with_access(complete_subject(ON, years=frozenset({7, 8, 9})), encounters=JUNIORS)

    def on(day: datetime.date) -> Finding:
        return judged(subject, day)["PAL-07"]

    assert (on(LAST_DAY).status, on(LAST_DAY).due) == (Status.UNDER_WAY, LAST_DAY)
    assert (on(LAST_DAY + DAY).status, on(LAST_DAY + DAY).due) == (Status.MISSING, LAST_DAY)
    assert on(LAST_DAY + DAY).late and not on(LAST_DAY).late
    assert on(datetime.date(2027, 8, 31)).status is Status.MISSING
    # In September that cohort is in Year 10, and the next one is in Year 9 with two meetings behind it.
    september = on(datetime.date(2027, 9, 1))
    assert (september.status, september.due) == (Status.UNDER_WAY, datetime.date(2029, 2, 28))


def test_an_academy_without_a_meeting_in_september_is_told_by_when_and_may_publish():
    september = datetime.date(2026, 9, 10)
    subject = with_access(complete_subject(september, type_code="34"), encounters=())
    found = judged(subject, september)["PAL-07"]
    assert (found.status, found.strength, found.due) == (Status.UNDER_WAY, Strength.MUST, LAST_DAY)
    assert not found.gates


def test_a_middle_school_has_part_of_a_phase_and_is_never_overdue_for_the_rest():
    middle = with_access(complete_subject(ON, type_code="34", years=frozenset(range(5, 9))), encounters=())
    found = judged(middle)["PAL-07"]
    assert found.status is Status.UNDER_WAY and "part of this phase only" in found.message
    assert judged(middle)["PAL-08"].status is judged(middle)["PAL-09"].status is Status.NOT_APPLICABLE
    upper = replace(middle, years=frozenset(range(9, 14)))
    late = judged(upper, LAST_DAY + DAY)["PAL-07"]
    assert late.status is Status.NOT_CHECKABLE and "elsewhere is not recorded" in late.message
