"""Surveys of the tests' school, and what their public page is sent."""

from django.test import Client

from hub.audits.models import Survey, SurveyQuestion
from hub.audits.surveys import services
from hub.audits.surveys.seeds import BY_SLUG
from hub.audits.surveys.services import Sent
from hub.schools.models import School
from tests.conftest import TODAY


def survey_of(school: School, *, seed: str = "pupils-year", years: tuple[int, ...] = (7, 8), **changes) -> Survey:
    found = BY_SLUG[seed]
    values = {"title": str(found.title), "audience": found.audience, "opens_on": TODAY, "closes_on": TODAY}
    survey = Survey(school=school, seed=seed, years=list(years), **{**values, **changes})
    questions = [
        SurveyQuestion(seed=f"{seed}:{place}", kind=each.kind, text=str(each.text))
        for place, each in enumerate(found.questions)
    ]
    return services.make_survey(survey, questions)


def closed_keys(survey: Survey) -> list[int]:
    return [question.pk for question in survey.questions.all() if not question.is_open]


def answered(survey: Survey, *, year: int, times: int, option: int = 3) -> None:
    """Have `times` people of a year group choose one option everywhere."""
    for _each in range(times):
        services.add_answers(survey, Sent(year, dict.fromkeys(closed_keys(survey), option)), on=TODAY)


def at(survey: Survey) -> str:
    return f"/survey/{survey.key}/"


def form_of(client: Client, survey: Survey, **said: str) -> dict[str, str]:
    """Open the form and return what is sent when everything is answered with the last option."""
    form = client.get(at(survey)).context["form"]
    data = {"token": form["token"].value(), "website": "", "year": "7"}
    for question in survey.questions.all():
        data[f"q{question.pk}"] = "" if question.is_open else str(len(question.options) - 1)
    return {**data, **said}


def send(client: Client, survey: Survey, data: dict[str, str], **headers: str):
    return client.post(at(survey), data, headers={"origin": "http://testserver", **headers})
