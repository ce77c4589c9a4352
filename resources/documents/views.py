"""The addresses of the files: of what anybody may see, without a login or a cookie.

There is no limit to how often one asks: each file is made once a version (files.py), and there are only as many as
there are public lessons, sheets and units.
"""

from collections.abc import Callable
from io import BytesIO

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe

from curriculum.models import UnitPage
from curriculum.selectors.lessons import lessons_of
from hub.core.figures import reading_of
from resources.documents import files, sheet, slides
from resources.documents.unit_zip import unit_file
from resources.models import LessonResourcePage

HELD_SECONDS = 600


@require_safe
def lesson_plan_docx(request: HttpRequest, page_id: str, key: str) -> HttpResponseBase:
    """Answer with the plan of a lesson of a public unit, as a Word document."""
    page = _unit(page_id)
    lessons = lessons_of(page, reading_of(None))
    lesson = next((each for each in lessons if each.key and each.key == key), None)
    if lesson is None:
        raise Http404("no such lesson")
    return _answer(request, files.lesson_plan_file(page, lessons, lesson))


@require_safe
def sheet_docx(request: HttpRequest, page_id: str) -> HttpResponseBase:
    """Answer with the pupils' copy of a public sheet, as a Word document."""
    return _answer(request, files.sheet_file(_resource(page_id, sheet.has_paper)))


@require_safe
def sheet_answers_docx(request: HttpRequest, page_id: str) -> HttpResponseBase:
    """Answer with what is for the teacher on a public sheet, as a Word document."""
    return _answer(request, files.answers_file(_resource(page_id, sheet.has_answers)))


@require_safe
def slides_pptx(request: HttpRequest, page_id: str) -> HttpResponseBase:
    """Answer with the slides of a public resource, as a PowerPoint presentation."""
    return _answer(request, files.slides_file(_resource(page_id, slides.has_slides)))


@require_safe
def unit_zip(request: HttpRequest, page_id: str) -> HttpResponseBase:
    """Answer with everything that a public unit needs, as one zip."""
    return _answer(request, unit_file(_unit(page_id)))


def _unit(pk: str) -> UnitPage:
    return get_object_or_404(UnitPage.objects.live().public().with_years().prefetch_related("subjects"), pk=pk)


def _resource(pk: str, has: Callable[[LessonResourcePage], bool]) -> LessonResourcePage:
    """Return a public resource that has what the file is made of. Raises Http404."""
    page = get_object_or_404(LessonResourcePage.objects.live().public(), pk=pk)
    if not has(page):
        raise Http404("nothing to make the file of")
    return page


def _answer(request: HttpRequest, file: files.File) -> HttpResponseBase:
    """Give the file, or say that the asker has it already."""
    etag = quote_etag(file.version)
    modified = int(file.changed.timestamp()) if file.changed else None
    unchanged: HttpResponseBase | None = get_conditional_response(request, etag, modified)
    response = unchanged or FileResponse(
        BytesIO(file.content()), as_attachment=True, filename=file.name, content_type=file.content_type
    )
    response["ETag"] = etag
    if modified is not None:
        response["Last-Modified"] = http_date(modified)
    patch_cache_control(response, public=True, max_age=HELD_SECONDS)
    return response
