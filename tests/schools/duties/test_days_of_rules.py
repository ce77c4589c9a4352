"""The days on which a rule's finding changes: reviews, approvals, reports, links, and the coming school year."""

import datetime
from dataclasses import replace

import pytest

from hub.publication.dates import AcademicYear
from hub.publication.rules import Status, Strength
from hub.schools.duties.subject import ApprovalFact, ReportFact
from tests.schools.complete import complete_subject, without
from tests.schools.duties.test_rules import DAY, ON, judged, status


def test_last_years_programme_is_overdue_on_1_september():
    subject = without(complete_subject(ON), academic_year=AcademicYear(2025))
    assert status(subject, "PUB-04", datetime.date(2026, 8, 31)) is Status.EXPIRING
    assert status(subject, "PUB-04", datetime.date(2026, 9, 1)) is Status.OVERDUE


def test_next_years_programme_is_not_this_years_and_says_to_schedule_it():
    finding = judged(without(complete_subject(ON), academic_year=AcademicYear(2027)))["PUB-04"]
    assert finding.status is Status.MISSING and "1 July 2027" in finding.message


@pytest.mark.parametrize(
    ("days", "expected"), [(61, Status.MET), (60, Status.EXPIRING), (0, Status.EXPIRING), (-1, Status.OVERDUE)]
)
def test_the_review_date_warns_for_sixty_days_and_then_lapses(days, expected):
    subject = without(complete_subject(ON), next_review=ON + days * DAY)
    assert status(subject, "PUB-08") is expected
    assert not judged(subject)["PUB-08"].gates


@pytest.mark.parametrize(
    ("approved", "last_day"),
    [
        (datetime.date(2023, 11, 21), datetime.date(2026, 11, 21)),
        (datetime.date(2024, 2, 29), datetime.date(2027, 2, 28)),
    ],
)
def test_an_approval_is_good_for_three_years_to_the_day(approved, last_day):
    subject = replace(complete_subject(ON), approvals=(ApprovalFact(meeting_date=approved, by_governors=True),))
    assert status(subject, "LA3-5", last_day) is Status.EXPIRING
    assert status(subject, "LA3-5", last_day + DAY) is Status.OVERDUE
    assert status(subject, "LA3-4", last_day + DAY) is Status.MET


def test_an_approval_that_is_still_to_come_counts_for_nothing():
    coming = ApprovalFact(meeting_date=ON + DAY, by_governors=True)
    assert status(replace(complete_subject(ON), approvals=(coming,)), "LA3-5") is Status.MISSING


def test_a_report_is_good_through_the_next_school_year_and_for_a_year_from_its_date():
    def with_report(dated, year):
        return replace(complete_subject(ON), reports=(ReportFact(dated=dated, year=AcademicYear(year)),))

    last_year = with_report(datetime.date(2026, 7, 20), 2025)
    assert status(last_year, "LA3-6", datetime.date(2027, 8, 31)) is Status.EXPIRING
    assert status(last_year, "LA3-6", datetime.date(2027, 9, 1)) is Status.OVERDUE
    late = with_report(datetime.date(2026, 6, 1), 2023)
    assert status(late, "LA3-6", datetime.date(2027, 5, 31)) is Status.EXPIRING
    assert status(late, "LA3-6", datetime.date(2027, 6, 1)) is Status.OVERDUE


def test_labour_market_links_without_a_day_are_asked_for_it_and_a_day_to_come_is_named():
    without_a_day = judged(without(complete_subject(ON), lmi_checked_on=None))["GB2-W"]
    assert without_a_day.status is Status.MISSING and "say on which day" in without_a_day.message
    to_come = judged(without(complete_subject(ON), lmi_checked_on=datetime.date(2099, 3, 9)))["GB2-W"]
    assert to_come.status is Status.MISSING
    assert "9 March 2099, is still to come" in to_come.message and "say on which day" not in to_come.message


def test_labour_market_links_go_stale_after_two_years():
    subject = without(complete_subject(ON), lmi_checked_on=datetime.date(2024, 11, 24))
    assert status(subject, "GB2-W", ON) is Status.EXPIRING
    assert status(subject, "GB2-W", ON + DAY) is Status.OVERDUE


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (datetime.date(2027, 6, 30), Status.MISSING),
        (datetime.date(2027, 7, 1), Status.MET),
        (datetime.date(2027, 8, 20), Status.MET),
        (datetime.date(2027, 9, 1), Status.MET),
    ],
)
def test_the_coming_years_page_may_be_shown_from_1_july(on, expected):
    """Regulation 2: "academic year" means a period commencing with 1st August."""
    assert status(without(complete_subject(on), academic_year=AcademicYear(2027)), "PUB-04", on) is expected


def test_the_ending_years_page_stays_current_to_31_august():
    page = without(complete_subject(ON), academic_year=AcademicYear(2026))
    assert status(page, "PUB-04", datetime.date(2027, 8, 31)) is Status.EXPIRING
    assert status(page, "PUB-04", datetime.date(2027, 9, 1)) is Status.OVERDUE


def test_a_next_review_more_than_a_year_ahead_is_there_and_warned_of():
    """Regulation 10(4): "in any event, at least annually"."""
    far, near = (judged(without(complete_subject(ON), next_review=ON + days * DAY))["PUB-08"] for days in (366, 365))
    assert far.status is near.status is Status.MET
    assert "more than a year ahead" in far.message and not near.advice


@pytest.mark.parametrize(
    ("days", "expected"),
    [(0, Status.MET), (304, Status.MET), (305, Status.EXPIRING), (365, Status.EXPIRING), (366, Status.OVERDUE)],
)
def test_a_page_unchanged_for_a_year_is_not_updated_at_least_annually(days, expected):
    finding = judged(without(complete_subject(ON), updated_on=ON - days * DAY))["PUB-09"]
    assert (finding.status, finding.strength, finding.gates) == (expected, Strength.MUST, False)


def test_a_page_that_is_being_published_is_being_updated():
    assert status(without(complete_subject(ON), updated_on=None), "PUB-09") is Status.MET
    assert status(replace(complete_subject(ON), careers=None), "PUB-09") is Status.MISSING
