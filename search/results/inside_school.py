"""The same search inside one school: over its own public pages, in its own colours."""

import dataclasses
import functools
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.views import serve

from hub.core.kept.pages import FOR_PROXIES
from hub.core.origins import link
from hub.schools.microsites.selectors import home_called, microsite_of
from hub.schools.models import SchoolHomePage
from search.engines import EngineUnavailable
from search.results import hits, interpretations, kept, page
from search.results.answer import Answer, answer
from search.results.hits import Hit
from search.results.limits import held_by_proxies, limited
from search.results.views import count_text, pages, unavailable
from search.steering import lookups


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
    make = functools.partial(made, slug=slug)
    if not kept.may_be_kept(request):
        return make(request).response
    return kept.answered(request, make, for_proxies=FOR_PROXIES)


def made(request: HttpRequest, *, slug: str) -> kept.Found:
    """Search in a school, and return the page. It is counted nowhere."""
    home = home_called(slug)
    if home.get_children().live().filter(slug="search").exists():
        return kept.Found(serve(request, request.path_info.removeprefix(f"/{get_language()}/").strip("/")))
    try:
        found = answer(request.GET, language=home.locale.language_code, school=home.school_id)
    except EngineUnavailable:
        return kept.Found(unavailable(request))
    names_nobody = lookups.names_nobody(found.typed, found.asked.locale, held=found.held)
    response = held_by_proxies(request, render(request, "search/school.html", context(request, home, found)))
    if not request.user.is_authenticated:
        # What a school takes off its pages is gone from here when it is gone from there.
        response["Cache-Control"] = FOR_PROXIES
    return kept.Found(response, may_be_kept=names_nobody and kept.is_understood(request.GET, found.asked))


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
