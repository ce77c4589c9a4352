"""Answers requests that come to a school's own hostname, and leads from its address on the hub to it. Placed first.

Such a request is turned into one to the school's address on the hub before anything else looks at it, and its cookies
are dropped: nobody is signed in there. It can reach nothing above that address, whatever path is asked for: no admin,
no other school. A hostname that nobody gave a school is Django's to judge (ALLOWED_HOSTS).
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.http.request import split_domain_port
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.encoding import iri_to_uri

from hub.core import origins
from hub.schools.hosts import proof
from hub.schools.hosts.hostname import hostnames_of_the_hub
from hub.schools.hosts.hub_paths import hub_answers
from hub.schools.hosts.table import Host, origin_of, slug_in, table

SAFE = ("GET", "HEAD")
# A school may change its mind about its address: a browser asks again after so many seconds.
REMEMBERED_SECONDS = 300
# What is the same at every host, besides static files and pictures.
SAME_EVERYWHERE = ("/favicon.ico", "/.well-known/security.txt")
OF_EACH_HOST = ("/robots.txt", "/sitemap.xml")

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class SchoolHostMiddleware:
    """Resolves the host of a request; those of the hub itself cost nothing."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.own = hostnames_of_the_hub()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # A preview in the admin is asked for by the hub itself.
        if getattr(request, "is_dummy", False):
            return self.get_response(request)
        host = self.asked(request)
        if host is not None:
            return self.at_school(request, host)
        return self.led_to_school(request) or self.get_response(request)

    def asked(self, request: HttpRequest) -> Host | None:
        """Return the host of a school that a request came to; None for the hub and for strangers."""
        name = split_domain_port(request.META.get("HTTP_HOST", ""))[0]
        if not name or name in self.own:
            return None
        try:
            return table().by_name.get(name)
        except DatabaseError:
            # Whether the hub is well is asked by number, also while the database is away.
            return None

    def led_to_school(self, request: HttpRequest) -> HttpResponseBase | None:
        """Lead visitors from a school's address on the hub to its own. Who is signed in stays: drafts and private
        pages are on the hub alone."""
        if request.method not in SAFE or not slug_in(request.path_info):
            return None
        origin = origin_of(request.path_info)
        if origin is None or settings.SESSION_COOKIE_NAME in request.COOKIES:
            return None
        return _moved(request, origin.root, origin.below(request.path_info) or "/")

    def at_school(self, request: HttpRequest, host: Host) -> HttpResponseBase:
        """Answer what was asked of a school's own hostname."""
        path = request.path_info
        if request.method not in SAFE:
            return HttpResponseNotAllowed(SAFE)
        if path == proof.PATH:
            return HttpResponse(proof.of(host.hostname), content_type="text/plain")
        address = table().addresses.get(slug_in(host.origin.mount))
        if address is not None and address != host.origin:
            return _moved(request, address.root, path)
        if settings.SECURE_SSL_REDIRECT and not request.is_secure():
            return _moved(request, host.origin.root, path)
        if (below := host.origin.below(path)) is not None:
            return _moved(request, host.origin.root, below)
        same = path.startswith((settings.STATIC_URL, settings.MEDIA_URL)) or path in SAME_EVERYWHERE
        _turn(request, path if same else host.origin.at_hub(path))
        with origins.served(host.origin):
            response = self.get_response(request)
            if response.status_code == 404 and not same and path not in OF_EACH_HOST and hub_answers(path):
                response = HttpResponseRedirect(iri_to_uri(_with_query(request, origins.hub_root() + path)))
        return _fitted(response, host)


def _moved(request: HttpRequest, root: str, path: str) -> HttpResponseBase:
    """Lead to another host for good: for as long as a browser remembers."""
    response = HttpResponsePermanentRedirect(iri_to_uri(_with_query(request, root + path)))
    patch_cache_control(response, max_age=REMEMBERED_SECONDS)
    patch_vary_headers(response, ["Cookie"])
    return response


def _with_query(request: HttpRequest, address: str) -> str:
    query = request.META.get("QUERY_STRING", "")
    return f"{address}?{query}" if query else address


def _turn(request: HttpRequest, path: str) -> None:
    """Make of a request one to the hub, by nobody in particular."""
    request.META["HTTP_HOST"] = urlsplit(origins.hub_root()).netloc
    request.META.pop("HTTP_COOKIE", None)
    request.META["PATH_INFO"] = request.path_info = request.path = path


def _fitted(response: HttpResponseBase, host: Host) -> HttpResponseBase:
    """Make an answer of the hub one of the school's host: where it leads, where its forms may go, nothing kept."""
    place = response.get("Location")
    if place and (below := host.origin.below(origins.without_root(place))) is not None:
        response["Location"] = below
    response.cookies.clear()
    if policy := response.get("Content-Security-Policy"):
        hub = origins.hub_root()
        response["Content-Security-Policy"] = policy.replace("form-action 'self'", f"form-action 'self' {hub}")
    # The promise of https is made for this name alone: the names below it are not the hub's.
    if "Strict-Transport-Security" in response:
        response["Strict-Transport-Security"] = response["Strict-Transport-Security"].partition(";")[0]
    return response
