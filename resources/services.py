"""Writes of the library that are not a page's own."""

import datetime

from hub.accounts.models import User
from hub.core import client_address
from resources.models import LessonResourcePage, ProblemReport

REPORTS_ALLOWED = 5
WINDOW_SECONDS = 600


class TooManyReports(Exception):
    """One address has sent as many reports as it may for now."""


def report_problem(*, page: LessonResourcePage, kind: str, message: str, address: str) -> ProblemReport:
    """Store a report and count it against the sender's network, whose address is never stored.

    Raises:
        TooManyReports: after REPORTS_ALLOWED reports within WINDOW_SECONDS.
    """
    if client_address.count("report", address, seconds=WINDOW_SECONDS).count > REPORTS_ALLOWED:
        raise TooManyReports
    return ProblemReport.objects.create(page=page, kind=kind, message=message.strip())


def set_resolved(report: ProblemReport, *, resolved: bool, user: User, at: datetime.datetime) -> ProblemReport:
    """Mark a report as dealt with, or open it again. Resolving twice keeps the first name and time."""
    if resolved and report.resolved_at is None:
        report.resolved_at, report.resolved_by = at, user
    elif not resolved:
        report.resolved_at = report.resolved_by = None
    report.save(update_fields=["resolved_at", "resolved_by"])
    return report
