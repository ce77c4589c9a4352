"""The search page: one view, whole for a visit and in part for htmx."""

import dataclasses
from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from hub.core import client_address
from search.engines import EngineUnavailable, get_engine, snapshot
from search.request import SORTS, SearchRequest
from search.results import hits, interpretations, kept, limits, page, suggestions, twins
from search.results.answer import FALLBACK, Answer, answer, locale_for
from search.results.elsewhere import Elsewhere, elsewhere
from search.results.limits import held_by_proxies, limited
from search.results.no_results import Alternatives, alternatives
from search.results.other_scripts import OtherScript, other_scripts
from search.results.standing import standings
from search.results.suggestions import MOST_BYTES, Suggestion
from search.steering import lookups, promotions
from search.steering.lookups import Wording


@require_safe
@limited()
def search(request: HttpRequest) -> HttpResponse:
    """Show what a query string asks for. An address that asks for nothing shows everything, newest first."""
    response = kept.answered(request, made) if kept.may_be_kept(request) else made(request).response
    patch_vary_headers(response, ["HX-Request", "HX-History-Restore-Request"])
    return held_by_proxies(request, response)


def made(request: HttpRequest) -> kept.Found:
    """Search, and return the page; or the part of it that htmx asks for."""
    try:
        found = answer(request.GET, language=get_language() or FALLBACK, explain=is_staff(request))
        wording = count(request, found)
        context = results(request, found, ping=ping_of(wording))
    except EngineUnavailable:
        return kept.Found(unavailable(request))
    in_part = request.htmx and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    response = render(request, "search/answer.html" if in_part else "search/page.html", context)
    if in_part:
        response["HX-Push-Url"] = request.path + found.asked.query_string().removesuffix("?")
    names_nobody = lookups.names_nobody(found.typed, found.asked.locale, held=found.held)
    may_be_kept = names_nobody and kept.is_understood(request.GET, found.asked)
    return kept.Found(response, wording, found.found.total, may_be_kept)


@require_safe
@limited(limits.text, times=5)
def suggest(request: HttpRequest) -> HttpResponse:
    """Answer suggestions as the content of a list; nothing where there are none."""
    held = snapshot.current()
    locale = locale_for(get_language() or FALLBACK, held)
    response = HttpResponse(listed(suggestions.suggest(request.GET.get("q", ""), held, locale)))
    patch_cache_control(response, public=True, max_age=limits.HELD_SECONDS)
    return response


def listed(found: Sequence[Suggestion]) -> bytes:
    """Return the list as it is sent: of the suggestions as many as a phone is to fetch while somebody types."""
    while len(sent := render_to_string("search/suggestions.html", {"found": found}).encode()) > MOST_BYTES:
        found = found[:-1]
    return sent


def is_staff(request: HttpRequest) -> bool:
    """Tell whether to explain the rank of each result: to users who may choose results."""
    return request.user.has_perm("search.add_promotion")


def unavailable(request: HttpRequest) -> HttpResponse:
    context = {
        "title": _("Search is not available"),
        "lede": _("Everything else works: browse the lessons by key stage, or the resources."),
    }
    return render(request, "search/lost.html", context, status=503)


# Exempt, because a token would need a cookie and visitors get none. It adds one to a count that is there already.
@csrf_exempt
@never_cache
@require_POST
@limited()
def opened(request: HttpRequest) -> HttpResponse:
    """Count that a result was opened, as the browser reports (the `ping` of its link)."""
    if client_address.from_here(request):
        lookups.note_opened(*(request.GET.get(name, "")[: lookups.LONGEST] for name in ("q", "f", "l")))
    return HttpResponse(status=204)


@dataclasses.dataclass(frozen=True, slots=True)
class SectionView:
    """What follows below a line of the results: `url` leads to the search of which these are the first."""

    line: str
    cards: Sequence[page.Card]
    total: int
    url: str


@dataclasses.dataclass(frozen=True, slots=True)
class ResultsView:
    """What only the results page shows. Each `_url` is an address's query string, "" for none.

    `ping`: where a browser reports that a result was opened. `sections`: what follows where the filters that were read
    leave room. `alternatives`: where nothing was found.
    `foreign`: the language of the results where it is another than the one asked for.
    """

    groups: Sequence[page.Group]
    reads: Sequence[interpretations.Read]
    offers: Sequence[interpretations.Offered]
    correction: interpretations.Corrected | None
    respelled: str
    chips: Sequence[page.Chip]
    cards: Sequence[page.Card]
    sections: Sequence[SectionView]
    ping: str
    notices: Sequence[str]
    sorts: Sequence[tuple[str, str, bool]]
    pages: Sequence[tuple[int, str]]
    next_url: str
    clear_url: str
    fewer_url: str
    cut_short: bool
    alternatives: Alternatives | None
    foreign: str
    other_scripts: Sequence[OtherScript]
    heading: str
    same: str
    elsewhere: Elsewhere


def results(request: HttpRequest, found: Answer, *, ping: str) -> dict[str, object]:
    """Return the template context. `ping`: where a browser reports that a result was opened."""
    asked, response, vocabulary = found.asked, found.found, found.held.vocabulary
    view = ResultsView(
        groups=page.groups(asked, response, found.held),
        reads=interpretations.reads(asked, vocabulary),
        offers=interpretations.offers(asked, response.counts, response.total, vocabulary),
        correction=interpretations.correction(asked),
        respelled=interpretations.respelled(asked),
        chips=page.chips(asked, vocabulary),
        cards=cards(request, found),
        sections=sections(request, found),
        ping=ping,
        notices=asked.notices,
        sorts=sorts(asked),
        pages=pages(asked, response.pages),
        next_url=asked.change(page=response.page + 1).query_string() if response.page < response.pages else "",
        fewer_url=asked.change(any_words=False).query_string() if asked.any_words else "",
        clear_url=asked.change(selected=()).query_string(),
        cut_short=response.reachable < response.total and response.page == response.pages,
        alternatives=None
        if response.total or found.sections
        else alternatives(asked, response, get_engine(), vocabulary),
        foreign=found.foreign,
        other_scripts=list(other_scripts(asked, found.held, get_engine())),
        heading=page.heading(asked, vocabulary),
        same=asked.change(sort="relevance").query_string().removesuffix("?"),
        elsewhere=elsewhere(request, found, on=timezone.localdate()),
    )
    return {"view": view, "here": request.path, "asked": asked, "found": response, "count": count_text(response.total)}


def cards(request: HttpRequest, found: Answer) -> list[page.Card]:
    """Return the results of this page, those that editors chose first and not a second time below."""
    asked, ids = found.asked, found.found.ids
    typed = (found.typed, asked.text, interpretations.corrected_text(asked))
    wanted = promotions.chosen(asked, found.held, typed=typed, on=timezone.localdate())
    read = hits.read(ids, pages=wanted)
    # Editors put a page first; a lesson of it stays where it ranks.
    chosen = [hit for hit in read if hit.page.pk in wanted and not hit.entry.part and hit.is_for(asked)]
    chosen.sort(key=lambda hit: wanted.index(hit.page.pk))
    rest = [hit for hit in read if hit.entry.pk in ids and hit not in chosen]
    explained = found.found.explanations
    shown = [*chosen, *rest]
    standing = standings(shown, on=timezone.localdate())
    return [
        dataclasses.replace(
            page.card(
                hit,
                asked,
                found.held,
                request,
                standing=standing[hit.page.pk],
                chosen=hit in chosen,
                explanation=explained.get(hit.entry.pk),
            ),
            twins=[(twin.entry.title, twin.address(request)) for twin in same],
        )
        for hit, same in twins.folded(shown)
    ]


def any_found(found: Answer) -> bool:
    return bool(found.found.total or found.sections)


def sections(request: HttpRequest, found: Answer) -> list[SectionView]:
    """Return what follows the results, with one look at the database for all of it."""
    ids = [pk for section in found.sections for pk in section.ids]
    read = {hit.entry.pk: hit for hit in hits.read(ids)} if ids else {}
    return [
        SectionView(
            line=section.line,
            cards=[page.card(read[pk], section.asked, found.held, request) for pk in section.ids if pk in read],
            total=section.total,
            url=section.asked.query_string() if section.total > len(section.ids) else "",
        )
        for section in found.sections
    ]


def count(request: HttpRequest, found: Answer) -> Wording | None:
    """Count a search that a visitor made: not what staff try, nor what a browser fetches in advance."""
    if request.method != "GET" or kept.is_ahead(request) or request.user.is_authenticated:
        return None
    corrected = interpretations.corrected_text(found.asked)
    return lookups.note(found.asked, corrected=corrected, total=found.found.total, held=found.held)


def ping_of(wording: Wording | None) -> str:
    """Return the address with which a browser reports that a result of this search was opened."""
    if not wording:
        return ""
    return f"{reverse('search_opened')}?{urlencode({'q': wording.query, 'f': wording.filters, 'l': wording.locale})}"


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
