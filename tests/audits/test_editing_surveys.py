"""A survey that was made is changed: all of it until the first answer, then its title and its last day."""

import datetime

import pytest
from django.urls import reverse

from hub.audits.models import Count, Group, Survey, SurveyQuestion
from hub.audits.surveys import services
from hub.audits.surveys.services import Sent, Tally
from tests.audits.conftest import TODAY
from tests.audits.surveys import answered, at, closed_keys, form_of, send, survey_of

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def survey(staffed) -> Survey:
    return survey_of(staffed.school, closes_on=TODAY + 7 * DAY)


def address(survey: Survey) -> str:
    return reverse("audits_edit_survey", args=[survey.pk])


def changed(client, survey: Survey, **said: object):
    """Open the form and send it as it stands, with changes."""
    page = client.get(address(survey))
    form, questions = page.context["form"], page.context["questions"]
    data = {name: form[name].value() for name in form.fields}
    for each in questions.forms if questions else ():
        for name in ("seed", "text", "kind", "options"):
            data[f"{each.prefix}-{name}"] = each[name].value() or ""
    return client.post(address(survey), {**data, **said})


def test_saved_as_it_stands_it_asks_the_same(leader, survey):
    before = [(each.seed, each.kind, each.text, each.choices) for each in survey.questions.all()]
    assert changed(leader, survey).url == reverse("audits_survey", args=[survey.pk])
    assert [(each.seed, each.kind, each.text, each.choices) for each in survey.questions.all()] == before
    assert Group.objects.filter(survey=survey, n=0).count() == 2


def test_before_the_first_answer_everything_can_be_changed(leader, survey, client):
    more = {"question-0-text": "Which?", "question-0-kind": "choice", "question-0-options": "A lab\nAn office"}
    key = survey.key
    changed(leader, survey, title="Ours", years=["9"], closes_on=str(TODAY + 20 * DAY), **more)
    survey.refresh_from_db()
    first = survey.questions.first()
    assert (survey.title, survey.years, survey.closes_on, survey.key) == ("Ours", [9], TODAY + 20 * DAY, key)
    assert (first.text, first.seed, first.choices) == ("Which?", "", ["A lab", "An office"])
    assert set(Count.objects.values_list("year", flat=True)) == {9}
    assert "Which?" in client.get(at(survey)).content.decode()


def test_a_survey_that_is_open_already_keeps_its_first_day(leader, survey):
    Survey.objects.update(opens_on=TODAY - 3 * DAY)
    assert changed(leader, survey, title="Ours").status_code == 302
    page = changed(leader, survey, opens_on=str(TODAY - 2 * DAY))
    assert "This day has passed" in page.content.decode()


def test_from_the_first_answer_only_title_and_last_day_can_be_changed(leader, survey):
    answered(survey, year=7, times=1)
    keys = closed_keys(survey)
    page = leader.get(address(survey))
    assert list(page.context["form"].fields) == ["title", "closes_on"]
    assert "Somebody has answered" in page.content.decode()
    sent = {"title": "Ours", "closes_on": str(TODAY + 9 * DAY), "years": ["9"], "audience": "staff"}
    assert leader.post(address(survey), {**sent, "question-0-text": "Which?"}).status_code == 302
    survey.refresh_from_db()
    assert (survey.title, survey.closes_on) == ("Ours", TODAY + 9 * DAY)
    assert (survey.years, survey.audience, closed_keys(survey)) == ([7, 8], "pupils", keys)
    assert Group.objects.get(survey=survey, year=7).n == 1


@pytest.mark.parametrize(("days", "said"), [(-1, "before the first"), (200, "half a year at most")])
def test_a_last_day_that_cannot_be_is_refused(leader, survey, days, said):
    answered(survey, year=7, times=1)
    assert said in changed(leader, survey, closes_on=str(TODAY + days * DAY)).content.decode()


def test_a_closed_survey_is_not_changed(leader, survey):
    services.close(survey, on=TODAY)
    assert leader.get(address(survey)).status_code == 404
    assert leader.post(address(survey), {"title": "Ours"}).status_code == 404
    assert address(survey) not in leader.get(reverse("audits_survey", args=[survey.pk])).content.decode()


def test_an_answer_that_comes_meanwhile_keeps_the_questions(survey):
    answered(survey, year=7, times=1)
    with pytest.raises(services.Answered):
        services.change_survey(survey, [SurveyQuestion(kind="scale-4", text="Other?")], on=TODAY)
    assert not SurveyQuestion.objects.filter(text="Other?").exists()


def test_an_answer_to_questions_that_are_gone_is_not_counted(survey):
    gone = closed_keys(survey)
    services.change_survey(survey, [SurveyQuestion(kind="scale-4", text="Other?")], on=TODAY)
    with pytest.raises(services.Changed):
        services.add_answers(survey, Sent(7, dict.fromkeys(gone, 1)), on=TODAY)
    with pytest.raises(services.Changed):
        services.add_tally(survey, Tally(7, 3, {(gone[0], 1): 3}), on=TODAY)
    assert not Group.objects.filter(n__gt=0).exists()


def test_a_page_opened_before_the_change_is_answered_again(leader, survey, client):
    data = form_of(client, survey)
    changed(leader, survey)
    assert send(client, survey, data).status_code == 400
    assert send(client, survey, form_of(client, survey)).status_code == 302
