"""Keeps whole public pages in the cache of all processes, and says that any proxy may hold them for a second.

A page is kept with the public mark that was read before it was made, and with what it read. Whatever is written moves
the mark; then what the page read is read again, and it is made afresh, everywhere at once, if that says something else.
It lasts for the day, or until something on it is over. A cache that is away or returns rubbish holds nothing.
"""

import functools
import hashlib
import time
from collections.abc import Callable
from pathlib import Path

import django
import wagtail
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import http_date

from hub.core import origins
from hub.core.kept import ahead, clock, held, reads, writes
from hub.core.kept.packing import KeptPage

# A proxy shows an edit a second later at most; while it asks, others may have what it holds for one second more.
FOR_PROXIES = "public, max-age=0, s-maxage=1, stale-while-revalidate=1"
# nginx counts whole seconds, so a second would be up to two there: it is told to hold a page to the end of the one in
# which it was asked for.
FOR_NGINX = "X-Accel-Expires"
# What the hub answers differently for, and leaves to no page of Wagtail's: where a page is in a language is its path.
HARMLESS = {"", "accept-encoding", "accept-language", "cookie"}
OWN_HEADERS = {"content-length", "content-encoding", "vary", "cache-control", "etag", "last-modified"}
# What a process holds of the database for a while, and pages are made from.
_parts: list[Callable[[], str]] = []


def register_part(part: Callable[[], str]) -> None:
    """Keep pages under what `part()` says as well: what this process goes by though the database may be further."""
    if part not in _parts:
        _parts.append(part)


class KeptPagesMiddleware:
    """Answers visitors with what is kept, and keeps what it can. Stands inside the compression, and after what
    tells hosts apart."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        began = int(time.time())
        response = for_any_visitor(request, self._answered(request))
        if response.get("Cache-Control") == FOR_PROXIES:
            response[FOR_NGINX] = f"@{began}"
        return response

    def _answered(self, request: HttpRequest) -> HttpResponseBase:
        if not settings.KEEP_PAGES or settings.DEBUG or not may_be_kept(request):
            return self._for_one(request)
        key, mark = key_of(request), writes.current(connection)
        if not key or not mark:
            response = self.get_response(request)
            return answer(request, page_of(response)) if is_public(request, response) else response
        now = timezone.now()
        page = held.find(key, mark, now=now)
        if page is None:
            with reads.noted(connection) as read, clock.noted() as moments:
                response = self.get_response(request)
            if not is_public(request, response):
                return response
            page = page_of(response)
            if request.method == "GET":
                page = held.hold(key, page, mark=mark, read=read, until=clock.end_of(moments, now=now))
        ahead.hand_over(request, key, page)
        return answer(request, page)

    def _for_one(self, request: HttpRequest) -> HttpResponseBase:
        """Answer somebody whom the hub may know: nobody else is to be shown the answer.

        What is published meanwhile is made for visitors beside it.
        """
        with ahead.edits_noted():
            response = self.get_response(request)
        if (
            settings.KEEP_PAGES
            and knows(request)
            and "Cache-Control" not in response
            and "text/html" in _kind(response)
        ):
            patch_cache_control(response, private=True, no_cache=True)
        return response


def may_be_kept(request: HttpRequest) -> bool:
    """Tell whether a visitor whom the hub does not know asks for an address as it stands, without a query."""
    return not request.META.get("QUERY_STRING") and is_a_visitors(request)


def is_a_visitors(request: HttpRequest) -> bool:
    """Tell whether a visitor whom the hub does not know asks for a whole page, without a query."""
    in_part = "HX-Request" in request.headers or getattr(request, "is_dummy", False)
    return request.method in ("GET", "HEAD") and not in_part and not knows(request)


def knows(request: HttpRequest) -> bool:
    """Tell whether a request says who sends it: any cookie of the hub's, or a name and password."""
    own = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME)
    named = any(name in own or name.startswith("hub_") for name in request.COOKIES)
    return named or "Authorization" in request.headers


def for_any_visitor(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Take back that an answer to a visitor, if it is for everybody, would be another with another cookie.

    Whether there was a session has been asked, so Django says so; a proxy would hold it for nobody.
    """
    public = "public" in response.get("Cache-Control", "").replace(" ", "").split(",")
    if public and not knows(request) and not response.cookies and "Vary" in response:
        others = [each for each in map(str.strip, response["Vary"].split(",")) if each.lower() != "cookie"]
        del response["Vary"]
        if others:
            response["Vary"] = ", ".join(others)
    return response


def is_public(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Tell whether an answer is a whole page of Wagtail's that is the same for every visitor."""
    match = request.resolver_match
    of_wagtail = match is not None and match.url_name == "wagtail_serve"
    return of_wagtail and "Cache-Control" not in response and is_for_everybody(request, response)


def is_for_everybody(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Tell whether an answer is a page with nothing in it that is for one visitor."""
    varies = {each.strip().lower() for each in response.get("Vary", "").split(",")}
    return (
        isinstance(response, HttpResponse)
        and response.status_code == 200
        and _kind(response).startswith("text/html")
        and not response.cookies
        and varies <= HARMLESS
        # A token, and a nonce, are good for one visitor.
        and "CSRF_COOKIE" not in request.META
        and getattr(request, "_csp_nonce", None) is None
        and not getattr(request, "is_preview", False)
        and not request.user.is_authenticated
        and not request.session.modified
    )


def key_of(request: HttpRequest, *more: str) -> str:
    """Return under which key the page that is asked for is kept today; empty where none can be.

    `more`: what else tells it from others, where that is not its address alone.
    """
    try:
        here = origins.current()
        where = (request.scheme, request.get_host(), here.root if here else "", request.path, request.path_info)
    except DisallowedHost:
        return ""
    parts = (state(), str(timezone.localdate()), *map(str, where), *more)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def state() -> str:
    """Return what stands for the code, and for what this process goes by though the database may be further."""
    return hashlib.sha256("\n".join((code_mark(), *(part() for part in _parts))).encode()).hexdigest()


@functools.cache
def code_mark() -> str:
    """Return what stands for the code, its templates and its words: another release shows no page of this one's."""
    found = hashlib.sha256(f"{django.__version__} {wagtail.__version__} {settings.WAGTAILADMIN_BASE_URL}".encode())
    for room in ("hub", "curriculum", "resources", "search", "templates"):
        for path in sorted((Path(settings.BASE_DIR) / room).rglob("*")):
            if path.suffix not in ("", ".pyc"):
                about = path.stat()
                found.update(f"{path.name} {about.st_size} {about.st_mtime_ns}\n".encode())
    return found.hexdigest()


def _kind(response: HttpResponseBase) -> str:
    return response.get("Content-Type", "")


def page_of(response: HttpResponseBase) -> KeptPage:
    """Return what an answer is, to be kept or sent as one that was."""
    assert isinstance(response, HttpResponse)
    headers = {name: value for name, value in response.items() if name.lower() not in OWN_HEADERS}
    return KeptPage.of(response.content, {**headers, "Last-Modified": http_date()})


def answer(request: HttpRequest, kept: KeptPage, *, cache_control: str = FOR_PROXIES) -> HttpResponse:
    """Return a kept page, compressed where the browser takes it; or that the browser's own is still the same."""
    compressed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(kept.body if compressed else kept.plain)
    for name, value in kept.headers.items():
        response[name] = value
    if compressed:
        response["Content-Encoding"] = "gzip"
    response["Content-Length"] = str(len(response.content))
    response["ETag"], response["Cache-Control"] = kept.tag, cache_control
    patch_vary_headers(response, ["Accept-Encoding"])
    return get_conditional_response(request, etag=kept.tag, response=response) or response
