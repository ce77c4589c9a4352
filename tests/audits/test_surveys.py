"""A careers leader's surveys: made, answered on paper, closed, read, forgotten."""

import datetime
import uuid

import pytest
from django.core.management import call_command
from django.urls import reverse

from hub.audits.models import Count, Group, OpenAnswer, Survey
from hub.audits.surveys import services
from hub.audits.surveys.results import results_of
from hub.audits.surveys.seeds import SEEDS
from hub.core.jobs import JOBS
from hub.schools.models import Role
from tests.audits.conftest import TODAY, signed_in
from tests.audits.surveys import answered, closed_keys, survey_of

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>"


def made_of(client, school, *, seed: str = "pupils-event", **changed: str):
    """Open the form for a new survey and send it as it stands, with changes."""
    address = f"{reverse('audits_add_survey', args=[school.pk])}?from={seed}"
    page = client.get(address)
    form, questions = page.context["form"], page.context["questions"]
    data = {name: form[name].value() for name in ("title", "audience") if form[name].value() is not None}
    data |= {"opens_on": "23 November 2026", "closes_on": "4 December 2026", "years": ["7", "8"]}
    for each in questions.forms:
        for name in ("seed", "text", "kind", "options"):
            data[f"{each.prefix}-{name}"] = each[name].value() or ""
    return client.post(address, {**data, **changed})


@pytest.mark.parametrize("seed", [seed.slug for seed in SEEDS])
def test_each_survey_of_the_hub_is_made_in_one_click_and_one_save(leader, staffed, seed):
    response = made_of(leader, staffed.school, seed=seed)
    (survey,) = Survey.objects.all()
    assert response.url == reverse("audits_survey", args=[survey.pk])
    asked = next(each for each in SEEDS if each.slug == seed)
    assert [each.said() for each in survey.questions.all() if each.of_the_hub] == [str(q.text) for q in asked.questions]
    assert survey.years == ([7, 8] if asked.audience == "pupils" else [])
    assert len(survey.key) == 22 and Group.objects.filter(n=0).count() == len(survey.groups)
    page = leader.get(response.url).content.decode()
    assert f"/survey/{survey.key}/" in page and "<svg" in page


def test_a_survey_of_ones_own_questions(leader, staffed):
    own = {
        "title": f"Ours {HOSTILE}",
        "audience": "pupils",
        "question-0-text": f"Which {HOSTILE}?",
        "question-0-kind": "choice",
        "question-0-options": "A lab\n\nAn office\nA lab\nA <b>site</b>",
        "question-7-text": "Why?",
        "question-7-kind": "open",
    }
    response = made_of(leader, staffed.school, seed="", **own)
    survey = Survey.objects.get()
    first, last = survey.questions.all()
    assert (first.options, first.seed, last.is_open) == (["A lab", "An office", "A <b>site</b>"], "", True)
    assert Count.objects.filter(question=first).count() == 6
    for address in (response.url, f"/survey/{survey.key}/", reverse("audits_survey_paper", args=[survey.pk])):
        page = leader.get(address).content.decode()
        assert HOSTILE not in page and "<b>site" not in page


def test_a_question_of_the_hub_that_is_changed_is_the_schools_own(leader, staffed):
    made_of(leader, staffed.school, **{"question-0-text": "Was it good?", "question-1-text": ""})
    first, *others = Survey.objects.get().questions.all()
    assert (first.text, first.seed, first.of_the_hub) == ("Was it good?", "", None)
    assert len(others) == 2 and all(each.of_the_hub for each in others)


@pytest.mark.parametrize(
    "wrong",
    [
        {"years": []},
        {"years": ["99"]},
        {"opens_on": "1 November 2026"},
        {"closes_on": "22 November 2026"},
        {"closes_on": "1 December 2027"},
        {"closes_on": "whenever"},
        {"audience": "governors"},
        {"title": ""},
        {"question-0-kind": "choice", "question-0-options": "One"},
        {"question-0-kind": "essay"},
        {"question-0-text": "x" * 201},
        {f"question-{place}-text": "" for place in range(3)},
    ],
)
def test_what_is_wrong_with_a_survey_is_said(leader, staffed, wrong):
    response = made_of(leader, staffed.school, **wrong)
    assert response.status_code == 200 and "error" in response.content.decode()
    assert not Survey.objects.exists()


def test_ten_are_shown_and_nine_are_not(leader, staffed):
    for times, said in ((9, "Fewer than ten have answered: nothing is shown."), (10, "10 have answered.")):
        survey = survey_of(staffed.school, years=(7,))
        answered(survey, year=7, times=times)
        services.close(survey, on=TODAY)
        page = leader.get(reverse("audits_survey_results", args=[survey.pk])).content.decode()
        assert said in page and ('class="tbl bars"' in page) is (times == 10)
        rows = leader.get(reverse("audits_survey_csv", args=[survey.pk])).content.decode()
        assert ("All together" in rows) is (times == 10) and ",9" not in rows


def test_a_small_group_and_the_next_are_hidden_and_their_sum_is_not_small(staffed):
    survey = survey_of(staffed.school, years=(7, 8, 9))
    for year, times in ((7, 4), (8, 11), (9, 20)):
        answered(survey, year=year, times=times, option=year - 7)
    results = results_of(survey)
    assert results.hidden == ["Year 7", "Year 8"] and results.answered == 35
    (line,) = results.questions[0].years
    assert (line.label, line.counts, results.questions[0].total) == ("Year 9", [0, 0, 20, 0], 35)


@pytest.mark.parametrize(("by_address", "is_shown"), [(0, True), (1, False), (9, False), (10, True)])
def test_what_is_known_from_paper_does_not_give_away_the_others(staffed, by_address, is_shown):
    survey = survey_of(staffed.school, years=(7,))
    chosen = {(question, 0): 30 for question in closed_keys(survey)}
    services.add_tally(survey, services.Tally(7, 30, chosen), on=TODAY)
    answered(survey, year=7, times=by_address)
    results = results_of(survey)
    assert (results.answered is not None) is is_shown
    assert [bool(question.bars) for question in results.questions] == [is_shown] * 4


def test_results_are_not_read_while_a_survey_is_open(leader, staffed):
    survey = survey_of(staffed.school)
    answered(survey, year=7, times=24)
    for name in ("audits_survey_results", "audits_survey_csv"):
        assert leader.get(reverse(name, args=[survey.pk])).status_code == 404
    page = leader.get(reverse("audits_survey", args=[survey.pk])).content.decode()
    assert "20 or more have answered" in page and "24" not in page.split("<main")[-1].split("<svg")[0]


def test_a_survey_is_closed_for_good(leader, staffed):
    survey = survey_of(staffed.school)
    leader.post(reverse("audits_survey", args=[survey.pk]), {"close": "1"})
    survey.refresh_from_db()
    assert survey.is_closed(TODAY) and survey.closed_on == TODAY
    assert leader.get(reverse("audits_survey_tally", args=[survey.pk])).status_code == 404
    with pytest.raises(services.NotOpen):
        services.add_tally(survey, services.Tally(7, 1, {}), on=TODAY)


def test_answers_on_paper_are_added_to_the_counts(leader, staffed):
    survey = survey_of(staffed.school)
    answered(survey, year=8, times=1, option=0)
    first = closed_keys(survey)[0]
    address = reverse("audits_survey_tally", args=[survey.pk])
    data = {"year": "8", "forms_counted": "12", f"n{first}-0": "5", f"n{first}-3": "6"}
    assert leader.post(address, data).status_code == 302
    assert dict(Count.objects.filter(question=first, year=8).values_list("option", "n")) == {0: 6, 1: 0, 2: 0, 3: 6}
    assert Group.objects.get(survey=survey, year=8).n == 13


@pytest.mark.parametrize(
    "wrong", [{"n0": "13"}, {"n0": "-1"}, {"n0": "x"}, {"forms_counted": "501"}, {"year": "9"}, {"forms_counted": ""}]
)
def test_a_tally_that_cannot_be_is_refused(leader, staffed, wrong):
    survey = survey_of(staffed.school)
    first = closed_keys(survey)[0]
    data = {"year": "8", "forms_counted": "12", "n0": "1", **wrong}
    data[f"n{first}-0"] = data.pop("n0")
    assert leader.post(reverse("audits_survey_tally", args=[survey.pk]), data).status_code == 200
    assert not Group.objects.filter(n__gt=0).exists()


def test_open_answers_are_warned_of_and_deleted_one_by_one_and_all(leader, staffed):
    survey = survey_of(staffed.school)
    answered(survey, year=7, times=10)
    question = survey.questions.get(kind="open")
    for text in ("Ask Amina Hussein", "More visits", HOSTILE):
        OpenAnswer.objects.create(question=question, text=text)
    address = reverse("audits_survey", args=[survey.pk])
    assert "More visits" not in leader.get(address).content.decode(), "not while it is open"
    services.close(survey, on=TODAY)
    page = leader.get(address).content.decode()
    assert page.count("Looks as if it holds a name") == 1 and "More visits" in page and HOSTILE not in page
    for which in ("x", str(uuid.uuid4()), str(OpenAnswer.objects.get(text="More visits").pk)):
        leader.post(address, {"forget": which})
    assert set(OpenAnswer.objects.values_list("text", flat=True)) == {"Ask Amina Hussein", HOSTILE}
    leader.post(address, {"forget": "all"})
    assert not OpenAnswer.objects.exists()


def test_open_answers_of_fewer_than_ten_are_not_shown(leader, staffed):
    survey = survey_of(staffed.school)
    answered(survey, year=7, times=9)
    OpenAnswer.objects.create(question=survey.questions.get(kind="open"), text="More visits")
    services.close(survey, on=TODAY)
    assert "More visits" not in leader.get(reverse("audits_survey", args=[survey.pk])).content.decode()


def test_open_answers_are_forgotten_twelve_months_after_closing(staffed):
    survey = survey_of(staffed.school)
    OpenAnswer.objects.create(question=survey.questions.get(kind="open"), text="More visits")
    day = datetime.date(2027, 11, 22)
    call_command("forget_open_answers", on=day)
    assert OpenAnswer.objects.exists()
    call_command("forget_open_answers", on=day + datetime.timedelta(days=1))
    assert not OpenAnswer.objects.exists() and Count.objects.exists()
    assert ("forget_open_answers", {}) in JOBS


def test_a_survey_closed_early_is_forgotten_earlier(staffed):
    survey = survey_of(staffed.school, closes_on=TODAY + datetime.timedelta(days=90))
    OpenAnswer.objects.create(question=survey.questions.get(kind="open"), text="More visits")
    services.close(survey, on=TODAY)
    assert services.open_answers_to_forget(on=datetime.date(2027, 11, 23)).count() == 1


def test_the_paper_is_in_the_language_asked_for(leader, staffed):
    address = reverse("audits_survey_paper", args=[survey_of(staffed.school).pk])
    page = leader.get(f"{address}?language=ur").content.decode()
    assert '<html lang="ur" dir="rtl">' in page and "I know some jobs" not in page
    assert '<html lang="en"' in leader.get(f"{address}?language=xx").content.decode()
    assert "I know jobs I could do." in leader.get(f"{address}?view=easy").content.decode()


def test_governors_read_results_and_change_nothing(governor, staffed):
    survey = survey_of(staffed.school)
    answered(survey, year=7, times=10)
    address = reverse("audits_survey", args=[survey.pk])
    for posted in ({"close": "1"}, {"delete": "1"}, {"forget": "all"}):
        assert governor.post(address, posted).url == "/admin/"
    services.close(survey, on=TODAY)
    assert governor.get(reverse("audits_survey_results", args=[survey.pk])).status_code == 200
    assert governor.get(reverse("audits_add_survey", args=[staffed.school.pk])).url == "/admin/"


def test_a_survey_is_deleted_with_its_answers(leader, staffed):
    survey = survey_of(staffed.school)
    leader.post(reverse("audits_survey", args=[survey.pk]), {"delete": "1"})
    assert not Survey.objects.exists() and not Count.objects.exists()


def test_results_take_as_many_queries_for_one_question_as_for_four(leader, staffed, django_assert_num_queries):
    survey = survey_of(staffed.school, years=tuple(range(7, 14)))
    with django_assert_num_queries(3):
        results_of(survey)


def test_the_head_sees_the_schools_surveys(staffed):
    survey_of(staffed.school)
    head = signed_in(staffed.people[Role.HEAD])
    page = head.get(reverse("audits_school", args=[staffed.school.pk])).content.decode()
    assert "Careers this year" in page and "Make a survey" not in page
