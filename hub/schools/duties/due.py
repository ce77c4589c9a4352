"""Queries for what is due: at which schools, what by which day, and where in the admin it is fixed."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from django.conf import settings
from django.db.models import QuerySet, Value
from django.urls import reverse
from wagtail.models import Page

from hub.publication.dates import days_left
from hub.publication.due import Due, dated
from hub.publication.rules import Finding, evaluate
from hub.schools.duties.judging import judged
from hub.schools.duties.parts import parts
from hub.schools.duties.published import published_by, subject_from
from hub.schools.duties.rules import RULES
from hub.schools.microsites.models import SchoolHomePage
from hub.schools.register.models import School

# For how many schools their pages are asked in one query.
AT_ONCE = 100
OPEN = (School.Status.OPEN, School.Status.CLOSING)


def public_homes() -> QuerySet[SchoolHomePage]:
    """Return the home pages of schools that everybody may read, in English."""
    homes = SchoolHomePage.objects.live().public()
    return homes.filter(alias_of=None, locale__language_code=settings.LANGUAGE_CODE)


def schools_at_work() -> QuerySet[School]:
    """Return the schools whose dates matter here: open, and with a public home page of their own on the hub.

    A closed school has no duties any more. One whose home page is a draft, or behind a password, is still being set up:
    all of its pages would count as missing. A single page that is a draft is missing, and its dates are listed.
    """
    schools = School.objects.filter(status__in=OPEN, pk__in=public_homes().values("school_id"))
    return schools.prefetch_related("registrations").order_by("name", "pk")


def due_at(school: School, *, on: datetime.date) -> list[Due]:
    """Return what is due at one school as it stands on `on`; reads that school alone."""
    return dated(evaluate(subject_from(school, published_by(school, on=on)), RULES, on))


def found_at_all(schools: QuerySet[School], *, on: datetime.date) -> list[tuple[School, Sequence[Finding]]]:
    """Return every finding at many schools, in a number of queries that does not grow with them.

    `schools` must have their registrations prefetched.
    """
    return [(each.school, each.findings) for each in judged(schools, on=on)]


@dataclass(frozen=True, slots=True)
class DueLine:
    """What is due, as a person sees it: `left` days (negative once it is overdue), and the address to fix it at."""

    school: School
    due: Due
    left: int
    address: str

    @property
    def late(self) -> int:
        return -self.left


class Addresses:
    """Where each school (by its key) fixes what, by the path of an admin page: its page, or where that is added."""

    def __init__(self, schools: Iterable[int]):
        fixed = {part.model: part.fixed_at for part in parts() if part.fixed_at is not None}
        self._of: defaultdict[int, dict[str, str]] = defaultdict(dict)
        self._homes: dict[int, int] = {}
        for model, school, page in _english([*fixed, SchoolHomePage], list(schools)):
            if model is SchoolHomePage:
                self._homes[school] = page
                continue
            for place, address in fixed[model](page).items():
                self._of[school].setdefault(place, address)

    def is_there(self, school: int, place: str) -> bool:
        """Tell whether the school has the page (a draft, too) on which gaps of that place are fixed."""
        return place in self._of[school]

    def of(self, school: int, place: str) -> str:
        """Return where a gap of that place is fixed; without a page for it, where that is added."""
        if place in self._of[school]:
            return self._of[school][place]
        home = self._homes.get(school)
        if home is None:
            return reverse("wagtailadmin_explore_root")
        added = (part.added_at(home) for part in parts() if part.added_at)
        return next((at[place] for at in added if place in at), reverse("wagtailadmin_explore", args=[home]))


def _english(models: list[type[Page]], schools: list[int]) -> Iterator[tuple[type[Page], int, int]]:
    """Yield each English page of those kinds: its kind, school and key, in the order of the tree within a kind."""
    asked = []
    for at, model in enumerate(models):
        pages = model.objects.filter(school__in=schools, alias_of=None, locale__language_code=settings.LANGUAGE_CODE)
        asked.append(pages.order_by().annotate(kind=Value(at)).values_list("kind", "school_id", "pk", "path"))
    # One query for the screens of a school. A file of all schools would name each of them in it once a kind.
    if len(schools) <= AT_ONCE:
        asked = [asked[0].union(*asked[1:], all=True)]
    for at, school, page, _path in chain.from_iterable(each.order_by("kind", "path") for each in asked):
        yield models[at], school, page


def lines_of(pairs: Iterable[tuple[School, list[Due]]], *, on: datetime.date) -> list[DueLine]:
    """Return what is due at several schools as lines, the earliest first."""
    pairs = list(pairs)
    addresses = Addresses(school.pk for school, _dues in pairs)
    lines = [
        DueLine(school, due, days_left(due.day, on), addresses.of(school.pk, due.place))
        for school, dues in pairs
        for due in dues
    ]
    return sorted(lines, key=lambda line: line.due.day)
