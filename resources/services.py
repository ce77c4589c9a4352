"""Writes of the library that are not a page's own."""

import datetime
import ipaddress

from django.core.cache import cache
from django.utils.crypto import salted_hmac

from resources.models import LessonResourcePage, ProblemReport

REPORTS_ALLOWED = 5
WINDOW_SECONDS = 600


class TooManyReports(Exception):
    """One address has sent as many reports as it may for now."""


def report_problem(*, page: LessonResourcePage, kind: str, message: str, address: str) -> ProblemReport:
    """Store a report and count it against the sender's network for ten minutes.

    `address` is never stored: a keyed hash of its network is the name of a counter that forgets itself.

    Raises:
        TooManyReports: after REPORTS_ALLOWED reports within WINDOW_SECONDS.
    """
    key = "report:" + salted_hmac("resources.report", network_of(address)).hexdigest()
    cache.add(key, 0, WINDOW_SECONDS)
    try:
        sent = cache.incr(key)
    except ValueError:  # forgotten between the two lines
        sent = 1
    if sent > REPORTS_ALLOWED:
        raise TooManyReports
    return ProblemReport.objects.create(page=page, kind=kind, message=message.strip())


def network_of(address: str) -> str:
    """Return an IPv4 address as it is and an IPv6 address as its /64, which one household or school holds whole."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if parsed.version == 6:
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)


def set_resolved(report: ProblemReport, *, resolved: bool, user, at: datetime.datetime) -> ProblemReport:
    """Mark a report as dealt with, or open it again. Resolving twice keeps the first name and time."""
    if resolved and report.resolved_at is None:
        report.resolved_at, report.resolved_by = at, user
    elif not resolved:
        report.resolved_at = report.resolved_by = None
    report.save(update_fields=["resolved_at", "resolved_by"])
    return report
