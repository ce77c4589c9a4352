"""Queries for the directory: the parsed query string, a page of schools, the state of each one's careers page."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.conf import settings
from django.core.paginator import EmptyPage, Paginator
from django.core.paginator import Page as Slice
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from curriculum.models import Borough, KeyStage
from hub.schools.careers.models.page import CareersPage
from hub.schools.directory.unregistered_school import expectations
from hub.schools.register.groups import groups, in_force, in_group
from hub.schools.register.models import Registration, School

PER_PAGE = 30
LONGEST_QUERY = 100
FAR_AWAY = 10_000
STAGE_AGES = {2: (7, 11), 3: (11, 14), 4: (14, 16), 5: (16, 18)}
PUBLISHED = {"yes": _("Published"), "no": _("No page yet")}
SORTS = {"name": _("A to Z"), "reviewed": _("Last reviewed")}


@dataclass(frozen=True)
class DirectoryRequest:
    """A visitor's search of the directory. Whatever the query string says, every field holds a usable value."""

    words: str = ""
    borough: str = ""
    group: str = ""
    stage: int = 0
    published: str = ""
    sort: str = "name"
    page: int = 1

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "DirectoryRequest":
        """Parse a query string; what is no known value is dropped."""
        stage = query.get("stage", "").removeprefix("ks")
        page = query.get("page", "")
        return cls(
            words=" ".join(query.get("q", "").replace("\x00", " ")[:LONGEST_QUERY].split()),
            borough=query.get("borough", "")[:64].replace("\x00", ""),
            group=query.get("type", "") if query.get("type", "") in groups() else "",
            stage=int(stage) if stage in {"2", "3", "4", "5"} else 0,
            published=query.get("published", "") if query.get("published", "") in PUBLISHED else "",
            sort=query.get("sort", "") if query.get("sort", "") in SORTS else "name",
            page=min(int(page), FAR_AWAY) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
        )

    @property
    def narrowed(self) -> bool:
        """Tell whether anything but order and page was asked."""
        return replace(self, sort="name", page=1) != DirectoryRequest()


@dataclass(frozen=True)
class Listed:
    """One line of the directory. `state` is met, due, miss or na (hub_tags.finding)."""

    school: School
    registration: Registration | None
    careers_page: CareersPage | None
    state: str


def boroughs() -> list[Borough]:
    return list(Borough.objects.current())


def stages() -> list[KeyStage]:
    return list(KeyStage.objects.current())


def find(asked: DirectoryRequest, *, on: datetime.date, wanted: Q) -> Slice:
    """Return the asked-for page of schools in force on the date `on`; a page past the end is the last.

    `wanted` is how the words are read (hub.schools.directory.words).
    """
    paginator = Paginator(_matching(asked, on=on, wanted=wanted), PER_PAGE)
    try:
        return paginator.page(asked.page)
    except EmptyPage:
        return paginator.page(paginator.num_pages)


def listed(schools: Iterable[School], *, on: datetime.date) -> list[Listed]:
    """Return the lines for `schools`, with one query for all of their careers pages."""
    schools = list(schools)
    pages = {page.school_id: page for page in _careers_pages().filter(school__in=schools)}
    return [_line(school, pages.get(school.pk), on) for school in schools]


def _line(school: School, page: CareersPage | None, on: datetime.date) -> Listed:
    registration = school.registration_for(on)
    if page is None:
        return Listed(school, registration, None, "na" if expectations(registration).nothing_binds else "miss")
    lapsed = page.next_review is not None and page.next_review < on
    return Listed(school, registration, page, "due" if lapsed else "met")


def _careers_pages() -> QuerySet:
    """Return the live, public careers pages in English: the one that counts, whatever translations there are."""
    pages = CareersPage.objects.live().public()
    return pages.filter(locale__language_code=settings.LANGUAGE_CODE).defer_streamfields()


def _matching(asked: DirectoryRequest, *, on: datetime.date, wanted: Q) -> QuerySet:
    schools = School.objects.select_related("borough").prefetch_related("registrations")
    # A closed school is listed only in a search by name or place.
    schools = schools.filter(wanted) if asked.words else schools.exclude(status="closed")
    if asked.borough:
        schools = schools.filter(borough__slug=asked.borough)
    if asked.group or asked.stage:
        schools = schools.filter(Exists(_registrations(asked, on)))
    if asked.published:
        has_page = Exists(_careers_pages().filter(school=OuterRef("pk")))
        schools = schools.filter(has_page if asked.published == "yes" else ~has_page)
    if asked.sort == "reviewed":
        newest = _careers_pages().filter(school=OuterRef("pk")).values("last_reviewed")[:1]
        return schools.annotate(reviewed=newest).order_by(F("reviewed").desc(nulls_last=True), "name", "pk")
    return schools.order_by("name", "pk")


def _registrations(asked: DirectoryRequest, on: datetime.date) -> QuerySet:
    rows = in_force(on)
    if asked.group:
        rows = in_group(rows, asked.group)
    if asked.stage:
        youngest, oldest = STAGE_AGES[asked.stage]
        rows = rows.filter(low_age__lt=oldest, high_age__gt=youngest)
    return rows
