"""The search page: one view, whole for a visit and in part for htmx."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from search import presenters, snapshot
from search.engines import EngineUnavailable, get_engine
from search.request import SORTS, SearchRequest
from search.ways_on import ways_on

FALLBACK = "en"


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what a query string asks for. An address that asks for nothing shows everything, newest first."""
    try:
        context = results(request)
    except EngineUnavailable:
        return render(request, "search/unavailable.html", status=503)
    in_part = request.htmx and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    response = render(request, "search/answer.html" if in_part else "search/page.html", context)
    if in_part:
        response["HX-Push-Url"] = request.path + context["asked"].query_string().removesuffix("?")
    patch_vary_headers(response, ["HX-Request"])
    return response


def results(request: HttpRequest) -> dict[str, Any]:
    """Parse, search, and put together what the templates show."""
    held = snapshot.current()
    language = get_language() or FALLBACK
    # Where nothing has been written in a language yet, English is better than an empty page; it is marked as English.
    locale = language if language in held.locales else FALLBACK
    asked = SearchRequest.from_query(request.GET, vocabulary=held.vocabulary, locale=locale)
    engine = get_engine()
    response = engine.search(asked)
    notices = list(asked.notices)
    if response.page != asked.page:
        notices.append(_("There is no page %(page)s: this is the last one.") % {"page": asked.page})
        asked = asked.change(page=response.page)
    chips = presenters.chips(asked, held.vocabulary)
    return {
        "asked": asked,
        "found": response,
        "count": count_text(response.total),
        "groups": presenters.groups(asked, response, held.vocabulary),
        "chips": chips,
        "cards": presenters.cards(asked, response, held.vocabulary, request),
        "notices": notices,
        "sorts": sorts(asked),
        "pages": pages(asked, response.pages),
        "next_url": asked.change(page=response.page + 1).query_string() if response.page < response.pages else "",
        "clear_url": asked.change(selected=()).query_string(),
        "cut_short": response.reachable < response.total and response.page == response.pages,
        "ways": None if response.total else ways_on(asked, engine, held.vocabulary),
        "foreign": locale if locale != language else "",
        "heading": ", ".join([*([asked.text] if asked.text else []), *(chip.text for chip in chips)]),
    }


def count_text(total: int) -> str:
    if not total:
        return _("No results")
    return ngettext("%(total)s result", "%(total)s results", total) % {"total": total}


def sorts(asked: SearchRequest) -> list[tuple[str, str, bool]]:
    """Return (label, address, current) of each order. Without words there is no best match to offer."""
    labels = {"relevance": _("Best match"), "newest": _("Newest"), "shortest": _("Shortest")}
    shown = SORTS if asked.words else SORTS[1:]
    return [(labels[sort], asked.change(sort=sort).query_string(), sort == asked.order) for sort in shown]


def pages(asked: SearchRequest, last: int) -> list[tuple[int, str]]:
    """Return (number, address) of the first, the last and the pages around this one; 0 stands for a gap."""
    near = sorted({1, last, *range(max(1, asked.page - 1), min(last, asked.page + 1) + 1)})
    links: list[tuple[int, str]] = []
    for number in near:
        if links and number - links[-1][0] > 1:
            links.append((0, ""))
        links.append((number, asked.change(page=number).query_string()))
    return links
