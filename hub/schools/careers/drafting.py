"""Writes an activity that took place into the draft of a careers page's programme. Nothing is published here."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from wagtail.models import Page

from curriculum.models import ActivityKind, YearGroup
from hub.accounts.models import User
from hub.publication.dates import AcademicYear
from hub.schools.careers.models.page import CareersPage
from hub.schools.careers.models.programme import ProgrammeActivity, Term
from hub.schools.register.models import School

JANUARY, APRIL, SEPTEMBER = 1, 4, 9


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldActivity:
    """An activity with an employer on a day. `kind` is the slug of an ActivityKind, `years` are numbers."""

    date: datetime.date
    years: Collection[int]
    kind: str
    title: str
    minutes: int
    employer: str
    unit: Page | None = None


class OtherYear(Exception):
    """The draft of the page is for another school year, or for none."""


def careers_page_of(school: School) -> CareersPage | None:
    """Return the careers page of a school: the one in English, live or not."""
    pages = CareersPage.objects.filter(school=school, locale__language_code=settings.LANGUAGE_CODE, alias_of=None)
    return pages.order_by("-live", "path").first()


def term_of(day: datetime.date) -> str:
    """Return the term in which a day lies; Easter moves, so April begins the summer term here."""
    if day.month >= SEPTEMBER:
        return Term.AUTUMN
    return Term.SPRING if JANUARY <= day.month < APRIL else Term.SUMMER


@transaction.atomic
def draft_activity(page: CareersPage, *, activity: HeldActivity, user: User | None) -> CareersPage:
    """Add a row for each year group to the latest draft of `page` as a new draft; what is public stays as it is.

    Raises:
        OtherYear: where the draft is not for the school year of the activity.
    """
    locked = CareersPage.objects.select_for_update().get(pk=page.pk)
    draft = locked.get_latest_revision_as_object()
    if AcademicYear.parse_or_none(draft.academic_year) != AcademicYear.containing(activity.date):
        raise OtherYear
    kind = ActivityKind.objects.get(slug=activity.kind)
    for year in YearGroup.objects.filter(number__in=activity.years):
        draft.programme.add(
            ProgrammeActivity(
                year_group=year,
                term=term_of(activity.date),
                kind=kind,
                title=activity.title,
                minutes=activity.minutes,
                employer_or_provider=activity.employer,
                unit=activity.unit,
                locale_id=draft.locale_id,
            )
        )
    draft.save_revision(user=user, log_action=user is not None, clean=False)
    return draft
