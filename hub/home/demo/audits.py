"""An invented school's audit with two actions, and a closed survey with results. They go when their school goes."""

import datetime
from collections.abc import Sequence

from hub.audits.answers import services as audits
from hub.audits.models import Action, Answer, Audit, AuditTemplate, Survey, SurveyQuestion
from hub.audits.surveys import services as surveys
from hub.audits.surveys.seeds import BY_SLUG
from hub.audits.surveys.services import Tally
from hub.home.models import HomePage
from hub.publication.dates import AcademicYear
from hub.schools.models import Registration, School

from .schools import GAPPY_URN

STATES = {
    **dict.fromkeys(("alumni", "lmi-teachers", "university-visits"), Answer.State.NOT_YET),
    **dict.fromkeys(("records", "programme-evaluated", "employers-varied", "lmi-parents"), Answer.State.IN_PART),
}
WORDS = {
    "alumni": "We know where leavers went in the first autumn, and not what became of them after that.",
    "programme-evaluated": "We asked pupils this autumn. We have not asked employers.",
    "employers-yearly": "Every year group met somebody from work last year; Year 8 met three.",
}
ACTIONS = (
    ("alumni", "Write to last summer's leavers and ask who would come back to talk.", "Head of Year 11", 90, ""),
    (
        "programme-evaluated",
        "Ask pupils in Years 7 to 9 what this year's lessons told them.",
        "Careers leader",
        -5,
        "A survey in tutor time: most know some jobs that could suit them, few know whom to ask.",
    ),
)
# Year group, forms, and how many chose each answer of each question: Year 9 is too small to be shown.
ANSWERS = (
    (7, 28, ((2, 6, 12, 8), (5, 11, 8, 4), (9, 10, 6, 3), (3, 8, 10, 7))),
    (8, 26, ((1, 5, 11, 9), (3, 9, 9, 5), (8, 9, 6, 3), (2, 7, 11, 6))),
    (9, 8, ((0, 2, 3, 3), (1, 2, 3, 2), (2, 3, 2, 1), (1, 2, 3, 2))),
    (10, 24, ((1, 4, 10, 9), (2, 6, 9, 7), (4, 8, 7, 5), (2, 6, 9, 7))),
    (11, 22, ((0, 3, 9, 10), (1, 4, 9, 8), (2, 6, 8, 6), (2, 5, 8, 7))),
)


def load(*, home: HomePage, on: datetime.date) -> str | None:
    """Add the audit and the survey to the school with gaps, unless it has some."""
    registration = Registration.objects.filter(urn=GAPPY_URN).select_related("school").first()
    template = AuditTemplate.objects.filter(slug="whole-school").first()
    if registration is None or template is None:
        return None
    school = registration.school
    if not Audit.objects.filter(school=school).exists():
        _audit(school, template, on=on)
    if not Survey.objects.filter(school=school).exists():
        _survey(school, on=on)
    return None


def _audit(school: School, template: AuditTemplate, *, on: datetime.date) -> None:
    begun = on - datetime.timedelta(days=40)
    audit, _made = audits.begin(school, template, AcademicYear.containing(on), by=None, on=begun)
    answers = {each.key: each for each in audit.answers.all()}
    for key, answer in answers.items():
        answer.state = STATES.get(key, Answer.State.IN_PLACE)
        answer.words = WORDS.get(key, "")
    audits.save(audit, answers.values(), seen=0)
    audits.finish(audit, on=begun + datetime.timedelta(days=6))
    for key, what, who, days, done in ACTIONS:
        Action.objects.create(
            school=school,
            answer=answers[key],
            what=what,
            owner_words=who,
            due=on + datetime.timedelta(days=days),
            begun_on=begun + datetime.timedelta(days=6),
            done=done,
            done_on=on + datetime.timedelta(days=days) if done else None,
        )


def _survey(school: School, *, on: datetime.date) -> None:
    seed = BY_SLUG["pupils-year"]
    first, last = on - datetime.timedelta(days=26), on - datetime.timedelta(days=12)
    survey = Survey(
        school=school,
        seed=seed.slug,
        title=str(seed.title),
        audience=seed.audience,
        years=[year for year, _forms, _chosen in ANSWERS],
        opens_on=first,
        closes_on=last,
    )
    questions = [
        SurveyQuestion(seed=f"{seed.slug}:{place}", kind=each.kind, text=str(each.text))
        for place, each in enumerate(seed.questions)
    ]
    surveys.make_survey(survey, questions)
    for year, forms, chosen in ANSWERS:
        surveys.add_tally(survey, Tally(year, forms, _by_question(questions, chosen)), on=last)


def _by_question(questions: Sequence[SurveyQuestion], chosen: Sequence[Sequence[int]]) -> dict[tuple[int, int], int]:
    closed = [question for question in questions if not question.is_open]
    return {
        (question.pk, option): n
        for question, row in zip(closed, chosen, strict=True)
        for option, n in enumerate(row)
        if n
    }
