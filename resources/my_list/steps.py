"""The steps of a plan: a lesson or a resource with all that a scheme of work says of it."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.models import Page

from curriculum.models import UnitPage
from curriculum.selectors.criteria import short_code
from curriculum.selectors.lessons import Lesson
from resources.choices import Licence
from resources.models import LessonResourcePage

GATSBY = "gatsby"


@dataclass(frozen=True)
class Step:
    """One thing to teach. `ref` names it for good ("123-3f2a9c1b"); `page` and `below` are its address; `kind` says
    what it is, and of a lesson in which unit; `minutes` is None where nobody has said; `checked` is the day, or None;
    `review_on` the day by which somebody reads it again."""

    ref: str
    title: str
    kind: str
    page: Page
    below: str
    minutes: int | None
    years: list[int]
    stages: list[int]
    subjects: list[str]
    benchmarks: list[str]
    outcomes: list[str]
    sheets: list[Page]
    licence: str
    checked: datetime.date | None
    review_on: datetime.date | None


def of_lesson(unit: UnitPage, lesson: Lesson) -> Step:
    """Return the step that one lesson of a unit is; years, subjects and outcomes are its unit's."""
    return Step(
        ref=f"{unit.pk}-{lesson.key}",
        title=lesson.title,
        kind=_("Lesson %(number)s of “%(unit)s”") % {"number": lesson.number, "unit": unit.title},
        page=unit,
        below=lesson.path,
        minutes=lesson.activity.minutes or None,
        years=unit.year_numbers,
        stages=_stages(unit),
        subjects=[str(subject) for subject in unit.subjects.all()],
        benchmarks=_benchmarks(unit),
        outcomes=unit.outcome_list,
        sheets=[sheet.page for sheet in lesson.sheets],
        licence=str(Licence.OGL.label),
        checked=unit.last_checked,
        review_on=unit.review_on,
    )


def of_resource(page: LessonResourcePage) -> Step:
    """Return the step that a resource is."""
    return Step(
        ref=str(page.pk),
        title=page.title,
        kind=str(page.resource_type or _("Resource")),
        page=page,
        below="",
        minutes=page.minutes,
        years=page.year_numbers,
        stages=_stages(page),
        subjects=[str(subject) for subject in page.subjects.all()],
        benchmarks=_benchmarks(page),
        outcomes=[],
        sheets=[page] if page.is_sheet else [],
        licence=page.get_licence_display(),
        checked=page.last_checked,
        review_on=page.review_on,
    )


def _stages(page: UnitPage | LessonResourcePage) -> list[int]:
    return sorted({year.key_stage.number for year in page.year_groups.all()})


def _benchmarks(page: UnitPage | LessonResourcePage) -> list[str]:
    """Return the Gatsby points that a page serves, as they are numbered: "4.1"."""
    points = [each for each in page.criteria.all() if each.framework.slug == GATSBY]
    return [short_code(each) for each in sorted(points, key=lambda each: (each.order, each.slug))]
