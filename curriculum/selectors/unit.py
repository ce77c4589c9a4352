"""The template context of a unit's page, and of the page of one lesson of it."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from curriculum import hours
from curriculum.models import KeyStage, Sector, Subject, UnitPage
from curriculum.schema_org import learning_resource
from curriculum.selectors.criteria import Group, grouped
from curriculum.selectors.lessons import Lesson, lessons_of, materials_of
from curriculum.templatetags.curriculum_tags import as_hours, year_words
from hub.core.figures import reading_of
from hub.core.page_context import Context
from hub.core.seo import PagePart

# On a phone even three lessons are several screens: the page gets a line to jump by.
JUMP_FROM = 3


@dataclass(frozen=True)
class UnitView:
    """A unit as its page shows it. Minutes are whole minutes; `jump` says whether there is a line to jump by."""

    stage: KeyStage | None
    subjects: list[Subject]
    sectors: list[Sector]
    criteria: list[Group]
    lessons: list[Lesson]
    any_drawn: bool
    jump: bool
    minutes_total: int
    minutes_counted: int
    materials: list[Page]
    builds_on: list[UnitPage]
    leads_to: list[UnitPage]


@dataclass(frozen=True)
class LessonView:
    """One lesson as its own page shows it, with its neighbours. `lesson` is None where it is no longer part of the
    unit."""

    stage: KeyStage | None
    subjects: list[Subject]
    criteria: list[Group]
    lesson: Lesson | None
    before: Lesson | None
    after: Lesson | None
    lessons: list[Lesson]


def unit_context(unit: UnitPage, request: HttpRequest, *, lesson: str = "", **kwargs: object) -> Context:
    """Return what the template of a unit needs, or of one lesson of it (`lesson`: its key); the number of queries does
    not grow with the lessons."""
    if unit.pk:
        prefetch_related_objects([unit], "year_groups__key_stage", "subjects", "sectors", "criteria", "builds_on")
    reading = reading_of(request)
    lessons = lessons_of(unit, reading)
    if not lesson:
        return {"unit": _unit_view(unit, lessons), "reading": reading}
    view = _lesson_view(unit, lessons, lesson)
    return {"view": view, "part": _part(unit, view, request), "reading": reading}


def _unit_view(unit: UnitPage, lessons: list[Lesson]) -> UnitView:
    planned = [lesson.activity for lesson in lessons]
    return UnitView(
        stage=unit.key_stage,
        subjects=list(unit.subjects.all()),
        sectors=list(unit.sectors.all()),
        criteria=grouped(unit.criteria.all()),
        lessons=lessons,
        any_drawn=any(lesson.drawn for lesson in lessons),
        jump=len(lessons) >= JUMP_FROM,
        minutes_total=hours.total(activity.minutes for activity in planned),
        minutes_counted=hours.counted_total(planned),
        materials=materials_of(lessons),
        builds_on=unit.public_builds_on,
        leads_to=unit.leads_to,
    )


def _lesson_view(unit: UnitPage, lessons: list[Lesson], key: str) -> LessonView:
    place = next((place for place, lesson in enumerate(lessons) if lesson.key == key), None)
    near = {} if place is None else dict(enumerate(lessons))
    return LessonView(
        stage=unit.key_stage,
        subjects=list(unit.subjects.all()),
        criteria=grouped(unit.criteria.all()),
        lesson=None if place is None else lessons[place],
        before=None if place is None else near.get(place - 1),
        after=None if place is None else near.get(place + 1),
        lessons=lessons,
    )


def _part(unit: UnitPage, view: LessonView, request: HttpRequest) -> PagePart | None:
    """Return what the head of a lesson's page says about it."""
    if view.lesson is None:
        return None
    facts = {"number": view.lesson.number, "of": len(view.lessons), "unit": unit.title}
    said = [
        _("Lesson %(number)s of %(of)s in “%(unit)s”.") % facts,
        ", ".join(filter(None, [year_words(unit.year_numbers), as_hours(view.lesson.activity.minutes)])) + ".",
    ]
    graph = [learning_resource(unit, view.lesson, request=request)]
    return PagePart(view.lesson.key, view.lesson.title, " ".join(said), graph)
