"""Writes the figures of a school year into a draft of the yearly report. Nothing here publishes."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.rich_text import RichText

from hub.accounts.models import User
from hub.accounts.requests import RequestUser
from hub.publication.dates import AcademicYear
from hub.schools.annual_report.figures import figures_of
from hub.schools.annual_report.models import AnnualReportPage
from hub.schools.annual_report.passages import Passage
from hub.schools.duties.published import is_judged
from hub.schools.microsites.models import SchoolHomePage


@dataclass(frozen=True)
class Target:
    """Where the figures of `year` go: the report on it, or the home page that it is added under."""

    home: SchoolHomePage
    year: AcademicYear
    report: AnnualReportPage | None

    def may_write(self, user: RequestUser) -> bool:
        """Tell whether `user` may make this draft: change that report, unless it is locked, or add one."""
        if self.report is None:
            permissions = self.home.permissions_for_user(user)
            return permissions.can_add_subpage() and AnnualReportPage.can_create_at(self.home)
        permissions = self.report.permissions_for_user(user)
        return permissions.can_edit() and not permissions.page_locked()


def home_of(page: Page) -> SchoolHomePage | None:
    """Return the home page for a home page or a report in English; None for any other page."""
    if not isinstance(page, SchoolHomePage | AnnualReportPage) or page.alias_of_id or not is_judged(page):
        return None
    home = page if isinstance(page, SchoolHomePage) else page.get_parent().specific
    return home if isinstance(home, SchoolHomePage) else None


def target_at(page: Page, home: SchoolHomePage, year: AcademicYear) -> Target:
    """Return the target for `year` seen from `page`, which goes before another report on the same year."""
    if isinstance(page, AnnualReportPage) and page.get_latest_revision_as_object().year == year:
        return Target(home, year, page)
    return Target(home, year, report_on(year, home))


def report_on(year: AcademicYear, home: SchoolHomePage) -> AnnualReportPage | None:
    """Return the report on `year` under `home`, a draft too; if there are two, the one the public reads."""
    reports = AnnualReportPage.objects.child_of(home).filter(academic_year=str(year), alias_of=None)
    return reports.order_by("-live", "path").first()


@transaction.atomic
def make_draft(
    target: Target, *, seen: int | None, on: datetime.date, user: User, passages: Sequence[Passage] = ()
) -> AnnualReportPage | None:
    """Write the figures as the newest draft of the report, or make the report; words that are there stay.

    `passages` are put below what the report says already.

    `seen` is the version that the person was shown as the latest, None for no report yet; None is returned when
    another one is by now.
    """
    home = SchoolHomePage.objects.select_for_update().get(pk=target.home.pk)
    report = AnnualReportPage.objects.get(pk=target.report.pk) if target.report else report_on(target.year, home)
    if (report.latest_revision_id if report else None) != seen:
        return None
    figures = figures_of(home.school, target.year, on=on)
    if report is None:
        title = _("Careers report %(year)s") % {"year": target.year}
        report = AnnualReportPage(title=title, academic_year=str(target.year), dated=on, live=False, owner=user)
        report.figures = figures
        _say(report, passages)
        home.add_child(instance=report)
    else:
        report = report.get_latest_revision_as_object()
        report.figures = figures
        _say(report, passages)
    # A draft may lack what a public page may not: the editor's form says so.
    report.save_revision(user=user, log_action=True, clean=False)
    return report


def _say(report: AnnualReportPage, passages: Sequence[Passage]) -> None:
    for passage in passages:
        report.body.append(("heading", passage.heading))
        report.body.append(("paragraph", RichText(passage.html)))
