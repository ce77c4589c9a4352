"""Queries for the directory: the parsed query string, a page of schools, the state of each one's careers page."""

import datetime
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.paginator import EmptyPage, Paginator
from django.core.paginator import Page as Slice
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from curriculum.models import Borough, KeyStage
from hub.schools.careers.models.page import CareersPage
from hub.schools.directory.places import Place, in_miles
from hub.schools.directory.table import Table
from hub.schools.directory.unregistered_school import expectations
from hub.schools.directory.words import Reading
from hub.schools.register.groups import groups, in_force, in_group
from hub.schools.register.models import Registration, School

PER_PAGE = 30
LONGEST_QUERY = 100
FAR_AWAY = 10_000
STAGE_AGES = {2: (7, 11), 3: (11, 14), 4: (14, 16), 5: (16, 18)}
PUBLISHED = {"yes": _("Published"), "no": _("No page yet")}
SORTS = {"near": _("Nearest"), "name": _("A to Z"), "reviewed": _("Last reviewed")}
# So many schools are near a place.
MOST_NEAR = PER_PAGE


@dataclass(frozen=True)
class DirectoryRequest:
    """A visitor's search of the directory. Whatever the query string says, every field holds a usable value."""

    words: str = ""
    borough: str = ""
    group: str = ""
    stage: int = 0
    published: str = ""
    sort: str = ""
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
            sort=query.get("sort", "") if query.get("sort", "") in SORTS else "",
            page=min(int(page), FAR_AWAY) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
        )


@dataclass(frozen=True)
class Listed:
    """One line of the directory. `state` is met, due, miss or na (hub_tags.finding); `distance` is in words."""

    school: School
    registration: Registration | None
    careers_page: CareersPage | None
    state: str
    distance: str = ""


def boroughs() -> list[Borough]:
    return list(Borough.objects.current())


def stages() -> list[KeyStage]:
    return list(KeyStage.objects.current())


@dataclass(frozen=True)
class Found:
    """A page of schools, the order it is in, and how far away each is, in words, where a place was asked for."""

    page: Slice
    sort: str
    sorts: Mapping[str, Promise]
    distances: Mapping[int, str]


def find(asked: DirectoryRequest, *, on: datetime.date, reading: Reading, table: Table) -> Found:
    """Return the asked-for page of schools in force on the date `on`; a page past the end is the last.

    `reading` is how the words are read (hub.schools.directory.words). Of a place, these are the nearest ones.
    """
    place = reading.place if asked.words else None
    schools = _matching(asked, on=on, reading=reading)
    sort = asked.sort or ("near" if place else "name")
    metres: dict[int, float | None] = {}
    if place:
        metres = nearest(schools.values_list("pk", flat=True), place, table, most=MOST_NEAR)
        schools = schools.filter(pk__in=metres)
    elif sort == "near":
        sort = "name"
    if sort == "near":
        by_pk = schools.in_bulk()
        paginator = Paginator([by_pk[pk] for pk in metres if pk in by_pk], PER_PAGE)
    else:
        paginator = Paginator(_in_order(schools, sort), PER_PAGE)
    try:
        page = paginator.page(asked.page)
    except EmptyPage:
        page = paginator.page(paginator.num_pages)
    sorts = {value: label for value, label in SORTS.items() if place or value != "near"}
    return Found(page, sort, sorts, {pk: in_miles(far) for pk, far in metres.items()})


def nearest(pks: Iterable[int], place: Place, table: Table, *, most: int) -> dict[int, float | None]:
    """Return the metres to the nearest of these schools, the nearest first; after them those of the same part of the
    postcode whose position nobody knows (None)."""
    far = {pk: place.metres_to(table.rows[pk]) for pk in pks if pk in table.rows}
    known = sorted((metres, table.rows[pk].name, pk) for pk, metres in far.items() if metres is not None)
    found: dict[int, float | None] = {pk: metres for metres, _name, pk in known[:most]}
    area = place.label.split()[0].casefold()
    unplaced = (pk for pk, metres in far.items() if metres is None and table.rows[pk].outward == area)
    return found | dict.fromkeys(itertools.islice(unplaced, most - len(found)))


def listed(schools: Iterable[School], *, on: datetime.date, distances: Mapping[int, str] = {}) -> list[Listed]:
    """Return the lines for `schools`, with one query for all of their careers pages."""
    schools = list(schools)
    pages = {page.school_id: page for page in _careers_pages().filter(school__in=schools)}
    return [_line(school, pages.get(school.pk), on, distances.get(school.pk, "")) for school in schools]


def _line(school: School, page: CareersPage | None, on: datetime.date, distance: str) -> Listed:
    registration = school.registration_for(on)
    if page is None:
        state = "na" if expectations(registration).nothing_binds else "miss"
        return Listed(school, registration, None, state, distance)
    lapsed = page.next_review is not None and page.next_review < on
    return Listed(school, registration, page, "due" if lapsed else "met", distance)


def _careers_pages() -> QuerySet:
    """Return the live, public careers pages in English: the one that counts, whatever translations there are."""
    pages = CareersPage.objects.live().public()
    return pages.filter(locale__language_code=settings.LANGUAGE_CODE).defer_streamfields()


def _matching(asked: DirectoryRequest, *, on: datetime.date, reading: Reading) -> QuerySet:
    schools = School.objects.select_related("borough").prefetch_related("registrations")
    if asked.words and reading.pks is not None:
        schools = schools.filter(pk__in=reading.pks)
    # A closed school is listed only in a search by name or district; nobody goes to the nearest closed one.
    if not asked.words or reading.place is not None:
        schools = schools.exclude(status="closed")
    if asked.borough:
        schools = schools.filter(borough__slug=asked.borough)
    if asked.group or asked.stage:
        schools = schools.filter(Exists(_registrations(asked, on)))
    if asked.published:
        has_page = Exists(_careers_pages().filter(school=OuterRef("pk")))
        schools = schools.filter(has_page if asked.published == "yes" else ~has_page)
    return schools


def _in_order(schools: QuerySet, sort: str) -> QuerySet:
    if sort == "reviewed":
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
