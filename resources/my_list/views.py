"""The public addresses of a list. Each reads the list from its own query; nothing is stored."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hub.core.dates.reading import Unreadable
from hub.core.dates.words import day_in_words
from hub.core.documents.names import file_name
from hub.core.documents.word import WORD_TYPE
from hub.core.icalendar import CONTENT_TYPE as CALENDAR
from hub.core.school_days import school_days
from resources.my_list import scheme
from resources.my_list.address import MOST, ListAddress
from resources.my_list.dates import dates, read_start
from resources.my_list.page import ListPage
from resources.my_list.pasted import items_at
from resources.my_list.reading import read
from resources.my_list.scheme_word import scheme_document
from resources.my_list.sheets_zip import CONTENT_TYPE as ZIP
from resources.my_list.sheets_zip import sheets_zip
from resources.my_list.workbook import CONTENT_TYPE as WORKBOOK
from resources.my_list.workbook import workbook


@require_safe
def my_list(request: HttpRequest) -> HttpResponse:
    """Show the list that the address holds. `add` is an address that somebody pasted: what it names joins the list."""
    asked = ListAddress.parse(request.GET)
    pasted = request.GET.get("add", "").strip()
    if not pasted:
        return shown(request, asked)
    more = items_at(pasted, request)
    if more:
        grown = asked.with_more(more)
        if not grown.left_off:
            return HttpResponseRedirect(f"{reverse('my_list')}?{grown.query}")
        return shown(
            request,
            asked,
            add_error=_("A list holds %(most)s entries: take one off first.") % {"most": MOST},
            pasted=pasted,
        )
    error = _("No lesson, unit, resource, collection or list of this hub has that address.")
    return shown(request, asked, add_error=error, pasted=pasted)


@require_safe
def scheme_xlsx(request: HttpRequest) -> HttpResponse:
    """Answer with the list as a workbook."""
    view = _view(request)
    made_on = day_in_words(timezone.localdate())
    rows = scheme.rows(view.found.steps, request)
    return _file(view, workbook(view.name, rows, address=view.shared, made_on=made_on), WORKBOOK, "xlsx")


@require_safe
def scheme_docx(request: HttpRequest) -> HttpResponse:
    """Answer with the list as a Word document."""
    view, on = _view(request), timezone.localdate()
    rows = scheme.rows(view.found.steps, request)
    return _file(view, scheme_document(view.name, rows, address=view.shared, on=on), WORD_TYPE, "docx")


@require_safe
def sheets(request: HttpRequest) -> HttpResponse:
    """Answer with all sheets that the list needs, in one zip."""
    view = _view(request)
    return _file(view, sheets_zip(view.found.steps, request=request), ZIP, "zip")


@require_safe
def dates_ics(request: HttpRequest) -> HttpResponse:
    """Answer with the list as a calendar from the day `start`; without one, with the page and what is wrong with it."""
    view, on, days = _view(request), timezone.localdate(), school_days()
    typed = request.GET.get("start", "").strip()
    try:
        start = read_start(typed, on=on, days=days)
    except Unreadable as error:
        return shown(request, view.asked, start_error=str(error.problem), start=typed)
    text = dates(view.name, view.found.steps, start=start, days=days, on=on, request=request)
    return _file(view, text.encode(), CALENDAR, "ics")


def _view(request: HttpRequest) -> ListPage:
    asked = ListAddress.parse(request.GET)
    return ListPage(asked, read(asked), request)


def _file(view: ListPage, content: bytes, content_type: str, extension: str) -> HttpResponse:
    """Return a file to save, named after the list; search engines leave it alone."""
    response = HttpResponse(content, content_type=content_type)
    disposition = content_disposition_header(as_attachment=True, filename=file_name(view.name, extension))
    response["Content-Disposition"] = disposition or "attachment"
    response["X-Robots-Tag"] = "noindex"
    return response


def shown(request: HttpRequest, asked: ListAddress, **errors: str) -> HttpResponse:
    """Return the page of a list; with `errors`, what was wrong at which field, and what was typed there."""
    context = {"view": ListPage(asked, read(asked), request), **errors}
    return render(request, "resources/my_list/page.html", context, status=400 if errors else 200)
