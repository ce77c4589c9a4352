"""Views that belong to no page (media, robots.txt), and the error pages."""

import posixpath
import sys

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseServerError
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import get_template
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.static import serve
from wagtail.models import Site

from hub.core.logs import database_is_away
from hub.core.personal_data import table

RETRY_SECONDS = 30
# Folders of uploads that anybody may have: renditions, and pictures of the people who edit.
SERVED = ("images/", "avatar_images/")


@require_safe
def personal_data(request: HttpRequest) -> HttpResponse:
    """Show what is kept of people, why and how long, as the models say it."""
    return render(request, "pages/core/personal_data.html", {"rows": list(table())})


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer an upload where no proxy does (SERVE_MEDIA): what was made to be shown, and nothing else.

    Documents have a view that asks who may have them; originals of pictures, and uploads that were not finished, are
    nobody's to fetch.
    """
    if not posixpath.normpath(path).lstrip("/").startswith(SERVED):
        raise Http404("not served by name")
    return serve(request, path, document_root=settings.MEDIA_ROOT)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Answer robots.txt: no admin, no files, and no filtered lists, whose addresses never end."""
    site = Site.find_for_request(request)
    root = site.root_url if site else request.build_absolute_uri("/").rstrip("/")
    lists = ("/search/?", "/search/feed/", "/schools/?", "/my-list/?", "/api/v1/search/")
    closed = (reverse("wagtailadmin_home"), *lists, "/downloads/")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), "", f"Sitemap: {root}/sitemap.xml"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500, or 503 while the database is away, by a template that asks nothing: no database, no context."""
    if database_is_away(sys.exc_info()[1]):
        content = get_template("503.html").render({"static_url": settings.STATIC_URL})
        headers = {"Retry-After": str(RETRY_SECONDS), "Cache-Control": "no-store"}
        return HttpResponse(content, status=503, headers=headers)
    return HttpResponseServerError(get_template("500.html").render({"static_url": settings.STATIC_URL}))
