"""What was chosen in a school's closed surveys, for whoever plans by it (hub.core.visitors): only what may be shown."""

import datetime
from collections.abc import Iterable

from django.db.models import Q

from hub.audits.surveys.models import Survey
from hub.audits.surveys.results import QuestionResult, results_of
from hub.audits.surveys.seeds import Kind
from hub.core.visitors import Asked

SURVEYS_MOST = 5


def asked_in_surveys(school: int, on: datetime.date) -> Iterable[Asked]:
    """Yield the questions answered by a choice, of the surveys closed last on `on`; none where too few answered."""
    is_over = Q(closed_on__isnull=False) | Q(closes_on__lt=on)
    closed = Survey.objects.filter(is_over, school=school, questions__kind=Kind.CHOICE).distinct()
    for survey in closed.order_by("-closes_on", "-pk")[:SURVEYS_MOST]:
        chosen = [each.said() for each in survey.questions.all() if each.kind == Kind.CHOICE]
        for place, question in enumerate(results_of(survey).questions):
            if question.text in chosen and question.bars:
                yield Asked(f"{survey.pk}-{place}", f"{survey.title}: {question.text}", list(_counts(question)))


def _counts(question: QuestionResult) -> Iterable[tuple[str, int, int | None]]:
    """Yield how many chose what: by year group where these are shown, else of all."""
    labels = [bar.label for bar in question.bars]
    if not question.years:
        yield from ((bar.label, bar.n, None) for bar in question.bars if bar.n)
    for line in question.years:
        yield from ((label, n, line.year) for label, n in zip(labels, line.counts, strict=True) if n)
