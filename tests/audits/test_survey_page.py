"""The public page of a survey: counted once, nothing of the sender kept, hostile input refused in words."""

import datetime

import pytest
from django.apps import apps
from django.core.cache import cache

from hub.audits.models import Count, Group, OpenAnswer, Survey, SurveyQuestion
from hub.audits.surveys import public, services
from hub.audits.surveys.models import OPEN_MOST
from hub.audits.surveys.services import Sent
from tests.audits.conftest import TODAY
from tests.audits.surveys import answered, at, closed_keys, form_of, send, survey_of

pytestmark = pytest.mark.django_db
ONE_DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def nothing_counted_yet():
    cache.clear()


@pytest.fixture
def survey(staffed) -> Survey:
    return survey_of(staffed.school)


def line(survey: Survey) -> str:
    return f"q{survey.questions.get(kind='open').pk}"


def counted(survey: Survey) -> dict[tuple[int, int], int]:
    rows = Count.objects.filter(question__survey=survey, n__gt=0)
    return {(row.year, row.option): row.n for row in rows if row.question_id == closed_keys(survey)[0]}


def test_an_answer_is_added_to_counts_and_its_line_stands_by_itself(client, survey):
    response = send(client, survey, form_of(client, survey, **{line(survey): "More visits to labs"}))
    assert response.url == f"{at(survey)}?thanks=1"
    assert "Your answers are counted" in client.get(response.url).content.decode()
    assert counted(survey) == {(7, 3): 1}
    assert dict(Group.objects.values_list("year", "n")) == {7: 1, 8: 0}
    (kept,) = OpenAnswer.objects.all()
    assert kept.text == "More visits to labs"


def test_no_cookie_is_set_and_the_page_is_not_indexed(client, survey):
    for response in (client.get(at(survey)), send(client, survey, form_of(client, survey))):
        assert not response.cookies
    response = client.get(at(survey))
    assert response["X-Robots-Tag"] == "noindex" and "no-store" in response["Cache-Control"]


def test_the_stored_rows_have_neither_time_nor_sender():
    fields = {
        model.__name__: {field.name for field in model._meta.get_fields() if field.concrete}
        for model in apps.get_app_config("audits").get_models()
        if model in (Count, Group, OpenAnswer)
    }
    assert fields == {
        "Count": {"id", "question", "option", "year", "n"},
        "Group": {"id", "survey", "year", "n", "on_paper"},
        "OpenAnswer": {"id", "question", "text"},
    }
    assert OpenAnswer._meta.pk.get_internal_type() == "UUIDField"


def test_ten_answers_leave_as_many_rows_as_one(staffed):
    survey = survey_of(staffed.school)
    rows = (Count.objects.count(), Group.objects.count())
    answered(survey, year=8, times=10, option=1)
    assert (Count.objects.count(), Group.objects.count()) == rows
    assert counted(survey) == {(8, 1): 10}


def test_a_form_that_is_sent_twice_is_counted_once(client, survey):
    data = form_of(client, survey)
    assert [send(client, survey, data).status_code for _each in range(2)] == [302, 302]
    assert counted(survey) == {(7, 3): 1}


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "x" * 300])
def test_a_made_up_form_is_not_counted(client, survey, token):
    send(client, survey, {**form_of(client, survey), "token": token})
    assert counted(survey) == {}


def test_the_form_of_another_survey_is_not_counted(client, survey, staffed):
    other = survey_of(staffed.school, title="Another")
    data = form_of(client, other)
    assert send(client, survey, data).status_code == 400
    token = {"token": data["token"]}
    send(client, survey, {**form_of(client, survey), **token})
    assert counted(survey) == counted(other) == {}


def test_what_a_program_sends_is_thanked_and_not_counted(client, survey):
    response = send(client, survey, {**form_of(client, survey), "website": "https://spam.example"})
    assert response.status_code == 302 and counted(survey) == {}


def test_another_site_sends_nothing(client, survey):
    response = client.post(at(survey), form_of(client, survey), headers={"origin": "https://elsewhere.example"})
    assert response.status_code == 403 and counted(survey) == {}


@pytest.mark.parametrize("year", ["", "9", "x", "-1"])
def test_a_year_group_that_is_not_asked_is_refused(client, survey, year):
    response = send(client, survey, form_of(client, survey, year=year))
    assert response.status_code == 400 and counted(survey) == {}


@pytest.mark.parametrize("option", ["", "4", "-1", "x", "99999999999999999999"])
def test_an_answer_that_is_not_offered_is_refused_and_the_others_stay(client, survey, option):
    first, second = closed_keys(survey)[:2]
    response = send(client, survey, form_of(client, survey, **{f"q{first}": option, f"q{second}": "1"}))
    page = response.content.decode()
    assert response.status_code == 400 and "Choose one of these" in page
    assert response.context["form"][f"q{second}"].value() == "1"
    assert counted(survey) == {}


def test_huge_text_is_refused_and_markup_is_text(client, survey):
    response = send(client, survey, form_of(client, survey, **{line(survey): "x" * (OPEN_MOST + 1)}))
    assert response.status_code == 400 and not OpenAnswer.objects.exists()
    markup = "<img src=x onerror=alert(1)>"
    send(client, survey, form_of(client, survey, **{line(survey): f"{markup}\nmore\0"}))
    assert OpenAnswer.objects.get().text == f"{markup} more"


def test_a_line_with_a_name_is_asked_about_once(client, survey):
    data = form_of(client, survey, **{line(survey): "Ask Amina Hussein again"})
    response = send(client, survey, data)
    page = response.content.decode()
    assert response.status_code == 200 and "A line looks as if it holds a name" in page and "Send it as it is" in page
    assert counted(survey) == {}
    assert send(client, survey, {**data, "sure": "1"}).status_code == 302
    assert counted(survey) == {(7, 3): 1}


@pytest.mark.parametrize(
    ("opens", "closes", "status", "said"),
    [(ONE_DAY, 2 * ONE_DAY, 200, "opens on 24 November 2026"), (-2 * ONE_DAY, -ONE_DAY, 410, "is closed")],
)
def test_outside_its_days_it_takes_nothing(client, staffed, opens, closes, status, said):
    survey = survey_of(staffed.school, opens_on=TODAY + opens, closes_on=TODAY + closes)
    assert said in client.get(at(survey)).content.decode()
    data = {f"q{key}": "1" for key in closed_keys(survey)}
    assert send(client, survey, {**data, "year": "7"}).status_code == status
    with pytest.raises(services.NotOpen):
        services.add_answers(survey, Sent(7, {}), on=TODAY)
    assert counted(survey) == {}


def test_a_survey_that_is_closed_while_somebody_answers_counts_nothing_more(client, survey):
    data = form_of(client, survey)
    services.close(survey, on=TODAY)
    assert send(client, survey, data).status_code == 410
    assert counted(survey) == {}


@pytest.mark.parametrize("key", ["a" * 22, "a" * 21, "../../admin"])
def test_an_address_that_is_guessed_leads_nowhere(client, survey, key):
    assert client.get(f"/survey/{key}/").status_code == 404


def test_two_hundred_answers_a_minute_from_one_network_are_too_many(client, survey, one_minute):
    data = {**form_of(client, survey), "year": "x"}
    statuses = [send(client, survey, data).status_code for _each in range(public.ANSWERS_ALLOWED + 1)]
    assert statuses == [400] * public.ANSWERS_ALLOWED + [429]
    assert "Wait a minute" in send(client, survey, data).content.decode()


def test_the_hubs_questions_are_in_the_readers_language_and_in_easy_words(client, survey):
    for language, direction in (("bn", "ltr"), ("ur", "rtl")):
        page = client.get(f"/{language}{at(survey)}").content.decode()
        assert f'<html lang="{language}" dir="{direction}">' in page
        assert "I know some jobs that could suit me." not in page
    easy = client.get(f"{at(survey)}?view=easy").content.decode()
    assert "I know jobs I could do." in easy and "I know some jobs that could suit me." not in easy


def test_a_schools_own_question_stays_as_it_was_written(client, survey):
    SurveyQuestion.objects.filter(survey=survey).update(text="<b>Ours?</b>", seed="")
    assert "&lt;b&gt;Ours?&lt;/b&gt;" in client.get(f"/bn{at(survey)}").content.decode()


def test_the_page_asks_as_often_for_eight_questions_as_for_one(client, survey, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        client.get(at(survey))
