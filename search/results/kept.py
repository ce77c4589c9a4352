"""Keeps result pages of visitors for some minutes, as other pages are kept (hub.core.kept); each search still counts.

A result page is a function of its address, the day, what it reads and what a process holds of the index, which the
index's mark stands for: reading that is among the statements that are sent again. What Elasticsearch holds moves by
itself a little later, so from there a page lasts a minute.
"""

import dataclasses
import datetime
import json
from collections.abc import Callable

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone

from hub.core import content_policy, mixed_languages
from hub.core.kept import clock, held, pages, reads, writes
from hub.core.kept.packing import KeptPage
from search.engines import chosen_engine, snapshot
from search.request import SearchRequest
from search.results.limits import HELD_SECONDS
from search.steering import lookups
from search.steering.lookups import Wording

KEPT_SECONDS = 600
FOR_PROXIES = f"public, max-age={HELD_SECONDS}, stale-while-revalidate={HELD_SECONDS}"
# These go with a kept page, and not to a browser: what a search of it counts as, and the styles that it holds.
COUNTED, STYLES = "Counted", "Styles"


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search. `wording` and `hits`: what it counts as, if it was counted; `may_be_kept`: whether there
    is nothing in its address that belongs in no cache."""

    response: HttpResponse
    wording: Wording | None = None
    hits: int = 0
    may_be_kept: bool = False


def is_understood(query: QueryDict, asked: SearchRequest) -> bool:
    """Tell whether the hub makes something of all that an address says beside its words.

    What it does not know would be another address of the same page, and another, and fill the cache. Words that were
    read before (`read`) can be anybody's.
    """
    known = QueryDict(asked.query_string()[1:])
    beside = [(name, value) for name, values in query.lists() if name != "q" for value in values]
    once = len(beside) == len(set(beside)) and len(query.getlist("q")) <= 1
    return once and all(name != "read" and value in known.getlist(name) for name, value in beside)


def is_ahead(request: HttpRequest) -> bool:
    """Tell whether a browser fetches this in advance: nobody searches yet."""
    return "prefetch" in request.headers.get("Sec-Purpose", "")


def may_be_kept(request: HttpRequest) -> bool:
    """Tell whether a visitor whom the hub does not know asks for a whole result page."""
    keeps = settings.KEEP_PAGES and not settings.DEBUG
    return keeps and request.method == "GET" and not is_ahead(request) and pages.is_a_visitors(request)


def answered(
    request: HttpRequest, make: Callable[[HttpRequest], Found], *, for_proxies: str = FOR_PROXIES
) -> HttpResponse:
    """Return the page that is kept for this address, or else the one that `make` makes, and keep that.

    `for_proxies`: the Cache-Control of a kept one; `make` says its own.
    """
    key, mark = pages.key_of(request, request.META.get("QUERY_STRING", "")), writes.current(connection)
    if not key or not mark:
        return make(request).response
    now = timezone.now()
    if page := held.find(key, mark, now=now):
        return _again(request, page, for_proxies)
    # What a process reads once for all searches is not read for this one.
    snapshot.current()
    with reads.noted(connection) as read, clock.noted() as moments:
        found = make(request)
    if found.may_be_kept and pages.is_for_everybody(request, found.response):
        # As it is sent, so that what is kept is not read again.
        mixed_languages.mark(request, found.response)
        seconds = HELD_SECONDS if chosen_engine() == "elasticsearch" else KEPT_SECONDS
        until = min(clock.end_of(moments, now=now), now + datetime.timedelta(seconds=seconds))
        held.hold(key, _to_be_kept(request, found), mark=mark, read=read, until=until)
    return found.response


def _to_be_kept(request: HttpRequest, found: Found) -> KeptPage:
    page, wording = pages.page_of(found.response), found.wording
    said = json.dumps([wording.query, wording.filters, wording.locale, found.hits]) if wording else ""
    more = {COUNTED: said, STYLES: " ".join(content_policy.allowed(request))}
    return dataclasses.replace(page, headers={**page.headers, **more})


def _again(request: HttpRequest, page: KeptPage, for_proxies: str) -> HttpResponse:
    headers = dict(page.headers)
    if said := headers.pop(COUNTED, ""):
        lookups.note_again(*json.loads(said))
    content_policy.allow(request, headers.pop(STYLES, "").split())
    response = pages.answer(request, dataclasses.replace(page, headers=headers), cache_control=for_proxies)
    response.is_marked = True  # type: ignore[attr-defined]
    return response
