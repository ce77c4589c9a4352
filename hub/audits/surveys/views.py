"""Admin views of surveys: make one, look at it, its paper, its tallies, its results, and its open answers."""

import contextlib
import csv
import uuid

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from hub.accounts.requests import AdminRequest
from hub.audits.surveys import services
from hub.audits.surveys.forms import AnsweredSurveyForm, QuestionsForm, SurveyForm, TallyForm
from hub.audits.surveys.models import Survey
from hub.audits.surveys.results import results_of, rows_of
from hub.audits.surveys.seeds import BY_SLUG
from hub.audits.surveys.selectors import open_answers_of
from hub.core.qr_codes import drawing
from hub.schools.tenancy.leading import check_reader, check_writer, may_write, school_read_by


def public_address(survey: Survey) -> str:
    """Return the whole address that people answer at; the page offers its other languages itself."""
    with translation.override(settings.LANGUAGE_CODE):
        path = reverse("survey", args=[survey.key])
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"


def _survey_read_by(request: AdminRequest, survey_id: int) -> Survey:
    survey = get_object_or_404(Survey.objects.select_related("school"), pk=survey_id)
    check_reader(request.user, survey.school_id)
    return survey


@never_cache
def add_survey(request: AdminRequest, school_id: int) -> HttpResponse:
    """Make a survey, begun with the questions of a seed or with none."""
    school, on = school_read_by(request.user, school_id), timezone.localdate()
    check_writer(request.user, school.pk)
    seed = BY_SLUG.get(request.GET.get("from", ""))
    data = request.POST if request.method == "POST" else None
    usual = {"title": str(seed.title), "audience": seed.audience} if seed else {}
    survey = Survey(school=school, seed=seed.slug if seed else "")
    form = SurveyForm(data, instance=survey, initial={**usual, "opens_on": on}, on=on)
    questions = QuestionsForm(data, seed=seed)
    if data is not None and all((form.is_valid(), questions.is_valid())):
        services.make_survey(form.save(commit=False), questions.questions)
        messages.success(request, _("The survey is ready. Give its address or its QR code to those you ask."))
        return redirect("audits_survey", survey.pk)
    context = {"title": _("Make a survey"), "subtitle": school.name, "form": form, "questions": questions}
    return render(request, "audits/admin/surveys/add.html", context)


@never_cache
def edit_survey(request: AdminRequest, survey_id: int) -> HttpResponse:
    """Change a survey: all of it until somebody has answered, then its title and its last day."""
    found, on = _survey_read_by(request, survey_id), timezone.localdate()
    check_writer(request.user, found.school_id)
    if found.is_closed(on):
        raise Http404("closed")
    data = request.POST if request.method == "POST" else None
    form: AnsweredSurveyForm | SurveyForm
    if services.is_answered(found):
        form, questions = AnsweredSurveyForm(data, instance=found, on=on), None
    else:
        form = SurveyForm(data, instance=found, on=on)
        questions = QuestionsForm(data, has=found.questions.all())
    if data is not None and all((form.is_valid(), questions is None or questions.is_valid())):
        return _edited(request, form.save(commit=False), questions)
    context = {"title": _("Change the survey"), "subtitle": found.school.name, "survey": found}
    return render(request, "audits/admin/surveys/edit.html", {**context, "form": form, "questions": questions})


def _edited(request: AdminRequest, survey: Survey, questions: QuestionsForm | None) -> HttpResponse:
    """Save what was changed; say so where an answer or the end has come meanwhile."""
    on = timezone.localdate()
    try:
        if questions is None:
            services.change_end(survey, on=on)
        else:
            services.change_survey(survey, questions.questions, on=on)
    except services.Answered:
        messages.error(request, _("Somebody has answered meanwhile: the questions can no longer be changed."))
        return redirect("audits_edit_survey", survey.pk)
    except services.NotOpen:
        messages.error(request, _("The survey has been closed meanwhile. Nothing is changed."))
    else:
        messages.success(request, _("The survey is changed. Its address is the same."))
    return redirect("audits_survey", survey.pk)


@never_cache
def survey(request: AdminRequest, survey_id: int) -> HttpResponse:
    """Show a survey: its address, how it stands, and to the careers leader its open answers; close or delete it."""
    found, on = _survey_read_by(request, survey_id), timezone.localdate()
    writes = may_write(request.user, found.school_id)
    if request.method == "POST":
        check_writer(request.user, found.school_id)
        return _changed(request, found)
    is_closed = found.is_closed(on)
    address = public_address(found)
    context = {
        "title": found.title,
        "subtitle": found.school.name,
        "survey": found,
        "writes": writes,
        "is_closed": is_closed,
        "is_open": found.is_open(on),
        "address": address,
        "code": drawing(address),
        "languages": [code for code, _name in settings.LANGUAGES],
        "tens": services.in_tens(found),
        "questions": open_answers_of(found) if writes and is_closed else [],
    }
    return render(request, "audits/admin/surveys/survey.html", context)


def _changed(request: AdminRequest, found: Survey) -> HttpResponse:
    """Close the survey, delete it, or delete open answers of it."""
    here = redirect("audits_survey", found.pk)
    if "close" in request.POST:
        services.close(found, on=timezone.localdate())
        messages.success(request, _("The survey is closed. Its results can be read."))
    elif "delete" in request.POST:
        found.delete()
        messages.success(request, _("The survey is deleted, with all its answers."))
        return redirect("audits_school", found.school_id)
    elif "forget" in request.POST:
        _forget(found, request.POST["forget"])
        messages.success(request, _("Deleted."))
    return here


def _forget(found: Survey, which: str) -> None:
    """Delete one open answer, by its key, or "all" of the survey; a key of another survey's is none of them."""
    if which == "all":
        services.forget(found)
        return
    with contextlib.suppress(ValueError):
        services.forget(found, [uuid.UUID(which)])


@never_cache
def on_paper(request: AdminRequest, survey_id: int) -> HttpResponse:
    """Show a survey as a sheet to print, in the language asked for."""
    found = _survey_read_by(request, survey_id)
    asked = request.GET.get("language", "")
    language = asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    easy = request.GET.get("view") == "easy"
    with translation.override(language):
        questions = [(each.said(easy=easy), each.options) for each in found.questions.all()]
        address = public_address(found)
        context = {"survey": found, "questions": questions, "address": address, "code": drawing(address)}
        return render(request, "audits/admin/surveys/paper.html", context)


@never_cache
def tally(request: AdminRequest, survey_id: int) -> HttpResponse:
    """Type in what was counted from forms on paper, while the survey is open."""
    found, on = _survey_read_by(request, survey_id), timezone.localdate()
    check_writer(request.user, found.school_id)
    if not found.is_open(on):
        raise Http404("not open")
    data = request.POST if request.method == "POST" else None
    form = TallyForm(data, survey=found, questions=list(found.questions.all()))
    if form.is_bound and form.is_valid():
        try:
            services.add_tally(found, form.tally, on=on)
        except services.NotOpen as error:
            raise PermissionDenied from error
        messages.success(request, _("Added to the counts."))
        return redirect("audits_survey", found.pk)
    context = {"title": _("Answers on paper"), "subtitle": found.title, "survey": found, "form": form}
    return render(request, "audits/admin/surveys/tally.html", context)


def _closed(request: AdminRequest, survey_id: int) -> Survey:
    """Return a survey whose results may be read: one that is closed (surveys.showing)."""
    found = _survey_read_by(request, survey_id)
    if not found.is_closed(timezone.localdate()):
        raise Http404("not closed yet")
    return found


@never_cache
def results(request: AdminRequest, survey_id: int) -> HttpResponse:
    """Show the results of a closed survey, to read and to print."""
    found = _closed(request, survey_id)
    context = {"survey": found, "results": results_of(found)}
    return render(request, "audits/admin/surveys/results.html", context)


@never_cache
def results_csv(request: AdminRequest, survey_id: int) -> HttpResponse:
    """Answer with the same results as a CSV file."""
    found = _closed(request, survey_id)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="survey-{found.pk}.csv"'
    response.write("\ufeff")
    csv.writer(response).writerows(rows_of(results_of(found)))
    return response
