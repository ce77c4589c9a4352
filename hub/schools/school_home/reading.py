"""Reads the pages that a school has published, for its home page: which there are, and what is said of each there."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from hub.core.selectors import address
from hub.publication.dates import AcademicYear
from hub.schools.careers.models.programme import ProgrammeActivity
from hub.schools.microsites.models import SchoolHomePage
from hub.schools.microsites.selectors import children_in_band
from hub.schools.policy.models.approval import Approval
from hub.schools.provider_access.models import Encounter

CAREERS, POLICY, ACCESS, REPORT = "careerspage", "careerspolicypage", "provideraccesspage", "annualreportpage"
OTHER, NEWS, EVENTS = "standardpage", "newsindexpage", "eventcalendarpage"
# What is read of each kind of page: few fields of pages that hold much text.
FIELDS: Mapping[str, tuple[str, ...]] = {
    CAREERS: (
        "summary",
        "careers_leader_name",
        "careers_leader_telephone",
        "governor_name",
        "academic_year",
        "last_reviewed",
        "next_review",
    ),
    POLICY: ("summary", "effective_from"),
    ACCESS: ("summary", "contact_name", "contact_telephone", "dated"),
    REPORT: ("summary", "academic_year"),
    OTHER: ("summary",),
}
MOST_MEETINGS = 6


@dataclass(frozen=True, slots=True)
class Shown:
    """A page that a school has published, its kind and address, and the fields of it that are read."""

    page: Page
    kind: str
    url: str
    said: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PublishedPages:
    """The live, public pages directly under a home page, in its language and in their order."""

    shown: tuple[Shown, ...]

    def first(self, kind: str) -> Shown | None:
        return next((each for each in self.shown if each.kind == kind), None)

    def said(self, kind: str, name: str) -> Any:
        """Return what the page of a kind says in a field; "" where there is no such page."""
        found = self.first(kind)
        return found.said[name] if found and found.said[name] is not None else ""

    @property
    def year(self) -> AcademicYear | None:
        """The school year that the programme is for."""
        return AcademicYear.parse_or_none(self.said(CAREERS, "academic_year"))


def published_pages(home: SchoolHomePage, request: HttpRequest) -> PublishedPages:
    """Return what stands under `home` for everybody to read; one query more than the menu needs.

    What only stands for a page in another language is left out: the menu leads there.
    """
    children = [child for child in children_in_band(home) if child.alias_of_id is None]
    said = _said({child.pk: child.content_type.model for child in children})
    shown = (
        Shown(child, child.content_type.model, address(child.specific_deferred, request), said.get(child.pk, {}))
        for child in children
    )
    return PublishedPages(tuple(shown))


def _said(kinds: Mapping[int, str]) -> dict[int, dict[str, Any]]:
    wanted = {key: kind for key, kind in kinds.items() if kind in FIELDS}
    names = [f"{kind}__{name}" for kind in dict.fromkeys(wanted.values()) for name in FIELDS[kind]]
    rows = Page.objects.filter(pk__in=wanted).values("pk", *names) if wanted else ()
    found = {}
    for row in rows:
        kind = wanted[row["pk"]]
        found[row["pk"]] = {name: row[f"{kind}__{name}"] for name in FIELDS[kind]}
    return found


def latest_approval(home: SchoolHomePage, *, on: datetime.date) -> Approval | None:
    """Return the latest approval of the policy by the governing body."""
    held = home.school.approvals.filter(kind=Approval.Kind.POLICY, meeting_date__lte=on)
    return held.filter(body_kind__in=Approval.GOVERNING).defer("snapshot").first()


def programme_of(pages: PublishedPages) -> list[ProgrammeActivity]:
    """Return the rows of the public programme, in order, each with its year group."""
    found = pages.first(CAREERS)
    rows = ProgrammeActivity.objects.select_related("year_group").order_by("sort_order", "pk")
    return list(rows.filter(page=found.page.pk)) if found else []


def meetings_to_come(pages: PublishedPages, *, on: datetime.date) -> Iterator[Encounter]:
    """Yield the next meetings with providers that are planned, the soonest first."""
    found = pages.first(ACCESS)
    if found:
        rows = Encounter.objects.filter(page=found.page.pk, date__gte=on).order_by("date", "starts", "pk")
        yield from rows[:MOST_MEETINGS]
