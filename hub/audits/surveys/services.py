"""Makes a survey, adds answers and tallies to its counts, closes it, and forgets its open answers."""

import datetime
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F, QuerySet, Sum

from hub.audits.surveys.models import Count, Group, OpenAnswer, Survey, SurveyQuestion
from hub.publication.dates import add_months

# More open answers than these to one question nobody reads; they are not kept.
OPEN_ANSWERS_MOST = 2000
FORGET_AFTER_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Sent:
    """What one person sent: the year group, the place of each chosen answer and each line, by key of the question."""

    year: int
    closed: Mapping[int, int]
    lines: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted from forms on paper: how many forms of a group, and how many chose each answer."""

    year: int
    forms: int
    chosen: Mapping[tuple[int, int], int]


class NotOpen(Exception):
    """The survey takes no answers on that day."""


class Changed(NotOpen):
    """Its questions are no longer those that were answered."""


class Answered(Exception):
    """Somebody has answered: the questions stand from now on."""


@transaction.atomic
def make_survey(survey: Survey, questions: Sequence[SurveyQuestion]) -> Survey:
    """Save a new survey with its questions and a count of nothing for whatever may be answered."""
    survey.save()
    for place, question in enumerate(questions):
        question.survey, question.order = survey, place
        question.save()
    groups = survey.groups
    Group.objects.bulk_create(Group(survey=survey, year=year) for year in groups)
    Count.objects.bulk_create(
        Count(question=question, option=option, year=year)
        for question in questions
        for option in range(len(question.options))
        for year in groups
    )
    return survey


def is_answered(survey: Survey) -> bool:
    """Tell whether anybody has answered, by the page or on paper."""
    return survey.answered.filter(n__gt=0).exists()


@transaction.atomic
def change_survey(survey: Survey, questions: Sequence[SurveyQuestion], *, on: datetime.date) -> Survey:
    """Save a survey anew, with other questions in place of its own. Its address stays.

    Raises:
        NotOpen: if it is closed.
        Answered: if somebody has answered meanwhile.
    """
    held = _lock(survey)
    if held.is_closed(on):
        raise NotOpen
    if is_answered(held):
        raise Answered
    held.questions.all().delete()
    held.answered.all().delete()
    return make_survey(survey, questions)


@transaction.atomic
def change_end(survey: Survey, *, on: datetime.date) -> None:
    """Save the title and the last day of a survey: what may change when people have answered.

    Raises:
        NotOpen: if it is closed: its results may have been read.
    """
    if _lock(survey).is_closed(on):
        raise NotOpen
    survey.save(update_fields=["title", "closes_on"])


@transaction.atomic
def add_answers(survey: Survey, sent: Sent, *, on: datetime.date) -> None:
    """Add what one person sent to the counts; the lines are stored by themselves.

    Raises:
        NotOpen: if the survey takes no answers on `on`, or has been closed or changed meanwhile.
    """
    _lock_open(survey, on, asked={*sent.closed, *sent.lines})
    # In the order of the questions, so that two who answer at once do not wait for one another.
    for question, option in sorted(sent.closed.items()):
        Count.objects.filter(question=question, option=option, year=sent.year).update(n=F("n") + 1)
    Group.objects.filter(survey=survey, year=sent.year).update(n=F("n") + 1)
    kept = {question: line for question, line in sent.lines.items() if _has_room(question)}
    OpenAnswer.objects.bulk_create(OpenAnswer(question_id=question, text=line) for question, line in kept.items())


def _has_room(question: int) -> bool:
    return OpenAnswer.objects.filter(question=question).count() < OPEN_ANSWERS_MOST


@transaction.atomic
def add_tally(survey: Survey, tally: Tally, *, on: datetime.date) -> None:
    """Add the counts of forms on paper.

    Raises:
        NotOpen: if the survey is closed: its results may have been read; or if it has been changed.
    """
    _lock_open(survey, on, asked={question for question, _option in tally.chosen})
    for (question, option), n in sorted(tally.chosen.items()):
        Count.objects.filter(question=question, option=option, year=tally.year).update(n=F("n") + n)
    groups = Group.objects.filter(survey=survey, year=tally.year)
    groups.update(n=F("n") + tally.forms, on_paper=F("on_paper") + tally.forms)


def _lock(survey: Survey) -> Survey:
    """Read a survey again and keep it from being changed or closed until the end of the transaction."""
    found = Survey.objects.select_for_update().filter(pk=survey.pk).first()
    if found is None:
        raise NotOpen
    return found


def _lock_open(survey: Survey, on: datetime.date, *, asked: Collection[int]) -> None:
    """Keep the survey from being closed or changed until the answer is counted."""
    found = _lock(survey)
    if not found.is_open(on):
        raise NotOpen
    if not set(asked) <= set(found.questions.values_list("pk", flat=True)):
        raise Changed


def close(survey: Survey, *, on: datetime.date) -> None:
    """Close a survey for good: from now its results may be read."""
    Survey.objects.filter(pk=survey.pk, closed_on=None).update(closed_on=on)


def forget(survey: Survey, keys: Sequence[uuid.UUID] | None = None) -> int:
    """Delete open answers of a survey, all of them or those with these keys; return how many went."""
    answers = OpenAnswer.objects.filter(question__survey=survey)
    if keys is not None:
        answers = answers.filter(pk__in=keys)
    return answers.delete()[0]


def in_tens(survey: Survey) -> int:
    """Return how many have answered, in whole tens: while a survey is open, one more must not be seen to come."""
    n = survey.answered.aggregate(n=Sum("n"))["n"] or 0
    return n // 10 * 10


def open_answers_to_forget(*, on: datetime.date) -> QuerySet[OpenAnswer]:
    """Return the open answers of surveys that closed twelve months before `on`, or earlier."""
    last = add_months(on, -FORGET_AFTER_MONTHS)
    ended = Survey.objects.filter(closes_on__lte=last) | Survey.objects.filter(closed_on__lte=last)
    return OpenAnswer.objects.filter(question__survey__in=ended)
