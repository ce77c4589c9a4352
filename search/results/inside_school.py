"""The same search inside one school: over its own public pages, in its own colours."""

import dataclasses
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from wagtail.views import serve

from hub.core.origins import link
from hub.schools.microsites.selectors import home_called, microsite_of
from hub.schools.models import SchoolHomePage
from search.engines import EngineUnavailable
from search.results import hits, interpretations, page
from search.results.answer import Answer, answer
from search.results.hits import Hit
from search.results.limits import HELD_SECONDS, limited
from search.results.views import count_text, pages, unavailable


@dataclasses.dataclass(frozen=True)
class Line:
    """One result: its card, and what sort of page it is."""

    card: page.Card
    sort: str


@dataclasses.dataclass(frozen=True, slots=True)
class SchoolResultsView:
    """What the page shows of the results, by the names that `search.results.views.ResultsView` has for the same."""

    lines: Sequence[Line]
    notices: Sequence[str]
    correction: interpretations.Corrected | None
    respelled: str
    pages: Sequence[tuple[int, str]]
    next_url: str


@require_safe
@limited()
def search(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what a school's own pages hold of some words. A page of that name under the school comes first."""
    home = home_called(slug)
    if home.get_children().live().filter(slug="search").exists():
        return serve(request, request.path_info.strip("/"))
    try:
        found = answer(request.GET, language=home.locale.language_code, school=home.school_id)
    except EngineUnavailable:
        return unavailable(request)
    response = render(request, "search/school.html", context(request, home, found))
    # Only the browser that asked holds it: pages of the tree are what `hub.core.kept` keeps for everybody.
    patch_cache_control(response, private=True, max_age=HELD_SECONDS)
    return response


def context(request: HttpRequest, home: SchoolHomePage, found: Answer) -> dict[str, object]:
    asked, response = found.asked, found.found
    microsite = microsite_of(home, request)
    assert microsite, "a school's home page is its own microsite"
    nav = tuple(item._replace(current="") for item in microsite.nav)
    view = SchoolResultsView(
        lines=[line(request, hit, found) for hit in hits.read(response.ids)],
        notices=asked.notices,
        correction=interpretations.correction(asked),
        respelled=interpretations.respelled(asked),
        pages=pages(asked, response.pages),
        next_url=asked.change(page=response.page + 1).query_string() if response.page < response.pages else "",
    )
    return {
        "view": view,
        "page": home,
        "microsite": dataclasses.replace(microsite, nav=nav),
        "here": link(request.path),
        "asked": asked,
        "found": response,
        "count": count_text(response.total),
    }


def line(request: HttpRequest, hit: Hit, found: Answer) -> Line:
    card = page.card(hit, found.asked, found.held, request)
    return Line(card, str(hit.page.page_type_display_name))
