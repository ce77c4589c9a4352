"""The curriculum map beside the table of a programme, as an HTML fragment for the table's script. Writes nothing."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from hub.schools.careers.curriculum_map.beside import map_of_table
from hub.schools.careers.grid.posted import Unreadable, given_rows
from hub.schools.careers.grid.rows import RowInput
from hub.schools.careers.grid.table import ROWS_MOST, read_rows
from hub.schools.careers.grid.views import Opened, opened


@never_cache
def programme_map(request: HttpRequest, page_id: int) -> HttpResponse:
    """Return the map of the latest draft or, posted, of the rows in `rows` (JSON, as the table's form sends them).

    Whoever may edit the page may ask. 400 when they did not arrive whole or are more than a table holds.
    """
    at = opened(request, page_id)
    if request.method != "POST":
        return _drawn(request, at, at.rows)
    try:
        given = given_rows(request.POST, base=())
    except Unreadable as error:
        return HttpResponse(str(error), status=400, content_type="text/plain; charset=utf-8")
    if len(given.rows) > ROWS_MOST:
        return HttpResponse(status=400)
    return _drawn(request, at, read_rows(given.rows, at.words))


def _drawn(request: HttpRequest, at: Opened, rows: Sequence[RowInput]) -> HttpResponse:
    found = map_of_table(at.page, rows, on=timezone.localdate())
    return render(request, "schools/admin/careers/curriculum_map.html", {"school_map": found})
