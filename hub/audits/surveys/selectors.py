"""Queries for surveys: those of a school, and the open answers of one."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Sum

from hub.accounts.models import User
from hub.audits.answers.beside import Shown
from hub.audits.surveys.models import OpenAnswer, Survey
from hub.audits.surveys.seeds import SEEDS
from hub.audits.surveys.showing import LEAST
from hub.publication.personal import looks_personal
from hub.publication.rules import LazyText
from hub.schools.models import School
from hub.schools.tenancy.leading import may_write


@dataclass(frozen=True, slots=True)
class Line:
    """An open answer, and what of a person it looks to hold."""

    pk: object
    text: str
    holds: LazyText


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """An open question and what was written, in the order of the alphabet: an order of arrival there is none."""

    text: str
    answers: Sequence[Line]


def open_answers_of(survey: Survey) -> list[OpenQuestion]:
    """Return the open answers of a survey, by question; none where fewer than ten answered by its address."""
    counted = survey.answered.aggregate(n=Sum("n"), on_paper=Sum("on_paper"))
    # Of the forms on paper no lines are typed in.
    if (counted["n"] or 0) - (counted["on_paper"] or 0) < LEAST:
        return []
    written = Prefetch("open_answers", queryset=OpenAnswer.objects.order_by("text", "pk"))
    return [
        OpenQuestion(each.said(), [Line(a.pk, a.text, looks_personal(a.text)) for a in each.open_answers.all()])
        for each in survey.questions.prefetch_related(written)
        if each.is_open
    ]


def surveys_of_school(school: School, *, user: User, on: datetime.date) -> Shown:
    """Return what a school's page shows of its surveys."""
    surveys = [(each, _state(each, on)) for each in Survey.objects.filter(school=school)]
    context = {"school": school, "surveys": surveys, "seeds": SEEDS, "writes": may_write(user, school.pk)}
    return Shown("audits/admin/surveys/_of_school.html", context)


def _state(survey: Survey, on: datetime.date) -> str:
    if survey.is_closed(on):
        return "closed"
    return "open" if survey.is_open(on) else "coming"
