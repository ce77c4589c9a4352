"""What other rooms know is offered to the planner: visits agreed for the day, and what children chose in a survey."""

import datetime
from urllib.parse import parse_qs

import pytest
from django.urls import reverse

from hub.audits.models import Survey, SurveyQuestion
from hub.audits.surveys import services as surveys
from hub.audits.surveys.services import Tally
from hub.events.models import Wish
from hub.opportunities.models import Visit, VisitRequest
from hub.schools.models import School
from tests.conftest import TODAY
from tests.events.planner.conftest import WEDNESDAY
from tests.events.planner.test_day import seen

pytestmark = pytest.mark.django_db
TOPICS = ["Flying a plane", "Looking after animals", "Baking"]


def visit_to(school: School, **changes: object) -> Visit:
    days = dict.fromkeys(("from_day", "to_day", "reply_by"), WEDNESDAY)
    request = VisitRequest.objects.create(school=school, title="A pilot for a morning", what="x", pupils=28, **days)
    values: dict[str, object] = {
        "agreed_on": WEDNESDAY,
        "state": Visit.State.AGREED,
        "starts": datetime.time(10),
        "minutes": 60,
    }
    values["organisation_name"] = "Sample Airways"
    return Visit.objects.create(school=school, request=request, **{**values, **changes})


def survey_at(school: School, *, answers: tuple[int, ...] = (14, 8, 3)) -> Survey:
    """Make a closed survey in which so many of Year 4 chose each topic."""
    survey = Survey(school=school, title="What next?", audience="pupils", years=[4], opens_on=TODAY, closes_on=TODAY)
    surveys.make_survey(survey, [SurveyQuestion(kind="choice", text="Whom would you like to meet?", choices=TOPICS)])
    question = survey.questions.get()
    counts = {(question.pk, place): n for place, n in enumerate(answers) if n}
    surveys.add_tally(survey, Tally(4, sum(answers), counts), on=TODAY)
    surveys.close(survey, on=TODAY)
    return survey


def test_a_visit_agreed_for_the_day_becomes_a_workshop(leader, day):
    visit_to(day.school)
    visit_to(day.school, agreed_on=WEDNESDAY + datetime.timedelta(days=1))
    visit_to(day.school, state=Visit.State.TALKING)
    response = leader.get(reverse("planner_workshops", args=[day.pk]))
    ((visit, filled_in),) = response.context["visits"]
    known = {name: values[0] for name, values in parse_qs(filled_in).items()}
    assert (visit.organisation, known["there_from"]) == ("Sample Airways", "10:00")
    assert known["link"].endswith(visit.address)
    form = leader.get(f"{reverse('planner_add_workshop', args=[day.pk])}?{filled_in}").content.decode()
    assert 'value="A pilot for a morning"' in form and 'value="Sample Airways"' in form


def test_what_was_chosen_in_a_survey_is_filled_in_and_saved_when_somebody_saves(leader, day):
    survey_at(day.school)
    address = reverse("planner_wishes", args=[day.pk])
    (asked,) = leader.get(address).context["asked"]
    page = leader.get(f"{address}?from={asked.key}")
    text = page.context["form"]["wishes"].value()
    assert text.splitlines() == ["Flying a plane, 14, 4", "Looking after animals, 8, 4", "Baking, 3, 4"]
    assert "not saved yet" in page.content.decode() and not Wish.objects.exists()
    leader.post(f"{address}?from={asked.key}", seen(day, wishes=text))
    assert Wish.objects.values_list("topic", "n", "year")[0] == ("Flying a plane", 14, 4)


def test_a_survey_that_is_open_or_answered_by_few_is_not_offered(leader, day):
    survey_at(day.school, answers=(4, 3, 1))
    Survey.objects.update(title="Few")
    open_survey = survey_at(day.school)
    Survey.objects.filter(pk=open_survey.pk).update(closed_on=None, closes_on=TODAY + datetime.timedelta(days=3))
    assert leader.get(reverse("planner_wishes", args=[day.pk])).context["asked"] == []
