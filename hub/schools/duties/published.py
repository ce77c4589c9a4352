"""Builds the subject of the rules from a page (draft or live) and everything else the school has published."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.conf import settings
from django.db.models import QuerySet
from wagtail.models import Page, PageQuerySet, PageViewRestriction

from hub.publication.sources import Children
from hub.schools.duties.parts import Found, Part, Rows, Terms, part_of, parts
from hub.schools.duties.subject import SchoolSubject
from hub.schools.microsites.school_owned import SchoolOwnedPage
from hub.schools.register.models import Registration, School


def in_english(model: type[Page]) -> PageQuerySet:
    """Return the live pages of `model` in the language in which the legal parts must exist."""
    english = model.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE, alias_of=None)
    return english.order_by("path")


def public(pages: Iterable[Page]) -> list[Page]:
    """Leave out what is not open to everybody: a page behind a password is not published."""
    closed = tuple(PageViewRestriction.objects.values_list("page__path", flat=True))
    return [page for page in pages if not page.path.startswith(closed)]


@dataclass(frozen=True)
class Published:
    """What a school has published and recorded, read once for everything that is shown of it on one day.

    `parts`: pages and records by the name of their part; `rows`: the child rows of its pages by their relation.
    """

    registration: Registration | None
    terms: Terms
    parts: Mapping[str, Found] = field(default_factory=dict)
    rows: Rows = field(default_factory=dict)

    def all(self, part: str) -> Found:
        return self.parts.get(part, ())

    def first(self, part: str) -> Page | None:
        """Return the page of a part of which a school has one, or None."""
        return next(iter(self.all(part)), None)


def published_by(school: School, *, on: datetime.date, draft: Page | None = None) -> Published:
    """Return what `school` has published; `draft`, if given, replaces the page of its kind."""
    known = parts()
    drafted = part_of(draft) if draft is not None else None
    of_school = [
        page
        for part in known
        if part.is_page and (part is not drafted or part.many)
        for page in in_english(part.model).filter(school=school)
    ]
    found = _by_part(public(of_school))
    if draft is not None and drafted is not None:
        others = [page for page in found.get(drafted.name, ()) if page.pk != draft.pk]
        found[drafted.name] = (*others, draft) if drafted.many else (draft,)
    records = {part.name: tuple(records_of(part).filter(school=school.pk)) for part in known if not part.is_page}
    rows = {
        relation: tuple(getattr(page, relation).all())
        for part in known
        for relation in part.rows
        for page in found.get(part.name, ())[:1]
    }
    return Published(school.registration_on(on), Terms(), {**found, **records}, rows)


def _by_part(pages: Iterable[Page]) -> dict[str, Found]:
    found: dict[str, list[Page]] = {}
    for page in pages:
        if (part := part_of(page)) is not None:
            found.setdefault(part.name, []).append(page)
    return {name: tuple(own) for name, own in found.items()}


def records_of(part: Part) -> QuerySet:
    """Return the rows of a part that is no page."""
    rows = part.model._default_manager.all()
    return part.records(rows) if part.records else rows


def is_judged(page: SchoolOwnedPage) -> bool:
    """Tell whether rules apply to `page`: not to a translation, since the legal parts are in English."""
    if page.school_id is None:
        return False
    # Asked of every row of the explorer, which has read their languages: that of the default would be read for each.
    return not page.locale_id or page.locale.language_code == settings.LANGUAGE_CODE


def subject_of(page: SchoolOwnedPage, *, on: datetime.date, children: Children | None = None) -> SchoolSubject | None:
    """Return the subject for a school as it would be with `page` published, or None for a translation.

    `children` replaces the page's child rows by those of a form that is being checked.
    """
    if not is_judged(page):
        return None
    found = published_by(page.school, on=on, draft=page)
    page.judged_with = (on, found)
    part = part_of(page)
    posted = {name: tuple(given) for name, given in (children or {}).items() if part and name in part.rows}
    return subject_from(page.school, replace(found, rows={**found.rows, **posted}))


def registered(school: School, registration: Registration | None) -> SchoolSubject:
    """Return what the register says of `school`, as the subject of a school that has published nothing."""
    years = registration.years_taught if registration else None
    return SchoolSubject(
        name=school.name,
        type_code=registration.type_code or None if registration else None,
        years=None if years is None else frozenset(years),
        phase=school.phase,
        in_hospital=school.in_hospital,
        status_known=school.status != School.Status.OTHER,
    )


def subject_from(school: School, found: Published) -> SchoolSubject:
    """Return the subject for `school` from what it has published. Reads nothing."""
    facts = {part.name: part.facts(found.all(part.name), found.rows, found.terms) for part in parts()}
    return replace(registered(school, found.registration), **facts)
