"""Says what typed text is read as, for the script beside the field: one reader, on the server, for both."""

from django.conf import settings
from django.http import Http404, HttpRequest, JsonResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from .kinds import KINDS, said_back


@require_safe
def read_back(request: HttpRequest) -> JsonResponse:
    """Answer {"words", "picked", "problem"} for `?kind=date&text=10/11/2026&lang=en`. Nothing is stored."""
    kind, language = request.GET.get("kind", ""), request.GET.get("lang", "")
    if kind not in KINDS:
        raise Http404("no such kind of value")
    known = language in dict(settings.LANGUAGES)
    with translation.override(language if known else settings.LANGUAGE_CODE):
        said = said_back(kind, request.GET.get("text", ""))
        answer = {"words": said.words, "picked": said.picked, "problem": said.problem}
    response = JsonResponse(answer)
    response["Cache-Control"] = "private, max-age=3600"
    return response
