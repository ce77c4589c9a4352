"""The public page of a survey: answered without signing in, without a cookie, and without anything of the sender."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, translate_url
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hub.audits.surveys import services
from hub.audits.surveys.answering import AnswerSurveyForm, is_fresh, new_token
from hub.audits.surveys.models import Survey
from hub.core import client_address
from hub.core.seo import Language, language

# A class at one address answers within a minute or two; a program would send more.
ANSWERS_ALLOWED = 60
WINDOW_SECONDS = 60


# Exempt, because a token would need a cookie and who answers gets none. The view adds to counts and changes nothing
# else; `client_address.from_here` keeps other sites from sending in a visitor's name.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer_survey(request: HttpRequest, key: str) -> HttpResponse:
    """Show a survey and count an answer to it; say so where it is not open."""
    survey = get_object_or_404(Survey.objects.select_related("school"), key=key)
    on, easy = timezone.localdate(), request.GET.get("view") == "easy"
    if not survey.is_open(on):
        return _page(request, survey, status=410 if survey.is_closed(on) else 200, closed=survey.is_closed(on))
    if "thanks" in request.GET:
        return _page(request, survey, thanks=True)
    questions = list(survey.questions.all())
    if request.method != "POST":
        form = AnswerSurveyForm(initial={"token": new_token(survey)}, survey=survey, questions=questions, easy=easy)
        return _page(request, survey, form=form, easy=easy)
    form = AnswerSurveyForm(request.POST, survey=survey, questions=questions, easy=easy)
    status, note = _taken(request, survey, form)
    if status:
        return _page(request, survey, status=status, form=form, note=note, easy=easy)
    return redirect(f"{reverse('survey', args=[survey.key])}?thanks=1")


def _taken(request: HttpRequest, survey: Survey, form: AnswerSurveyForm) -> tuple[int, str]:
    """Count the answer; return the status and the words of a refusal, 0 and "" where it is counted."""
    if not client_address.from_here(request):
        return 403, _("Send your answers from the page of the survey.")
    network = client_address.address_of(request)
    if client_address.count(f"survey {survey.pk}", network, seconds=WINDOW_SECONDS).count > ANSWERS_ALLOWED:
        return 429, _("Many answers are coming in at once. Wait a minute, then send yours again.")
    if not form.is_valid():
        return 400, _("Nothing is sent yet. Look at what is marked below.")
    if form.wants_a_second_look:
        return 200, ""
    # A copy of the form that has been counted, and what a program sends, is thanked and not counted.
    if not form.is_from_a_program and is_fresh(form.cleaned_data["token"], survey):
        try:
            services.add_answers(survey, form.sent, on=timezone.localdate())
        except services.Changed:
            return 409, _("The survey has just been changed. Open it again.")
        except services.NotOpen:
            return 410, _("The survey has just been closed.")
    return 0, ""


def _page(request: HttpRequest, survey: Survey, *, status: int = 200, **shown: Any) -> HttpResponse:
    context = {"survey": survey, "languages": _languages(request), **shown}
    response = render(request, "pages/audits/survey.html", context, status=status)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _languages(request: HttpRequest) -> list[Language]:
    here = request.get_full_path()
    return [
        language(code, url=translate_url(here, code), current=code == get_language())
        for code, _name in settings.LANGUAGES
    ]
