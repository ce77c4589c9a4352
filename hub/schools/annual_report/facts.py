"""Builds what the rules judge of a school's yearly reports. Reads nothing."""

from collections.abc import Sequence

from hub.schools.annual_report.models import AnnualReportPage
from hub.schools.duties.parts import Rows, Terms
from hub.schools.duties.subject import ReportFact


def facts(pages: Sequence[AnnualReportPage], rows: Rows, terms: Terms) -> tuple[ReportFact, ...]:
    """Return the facts of the published reports (hub.schools.duties.parts)."""
    return tuple(ReportFact(dated=page.dated, year=page.year) for page in pages)
