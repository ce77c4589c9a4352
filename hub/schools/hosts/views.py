"""What crawlers ask of a school's own host: robots.txt and the map of its pages. On the hub there is neither."""

from django.contrib.sitemaps import views as sitemap_views
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Page
from wagtail.query import PageQuerySet

from hub.core import origins
from hub.core.sitemaps import LocaleSitemap
from hub.schools.hosts.table import origin_of
from hub.schools.microsites.models import SchoolHomePage


class SchoolSitemap(LocaleSitemap):
    """The live, public pages of one school in every language."""

    def __init__(self, request: HttpRequest, slug: str) -> None:
        super().__init__(request)
        self.slug = slug

    def items(self) -> PageQuerySet:
        homes = SchoolHomePage.objects.live().filter(slug=self.slug)
        pages = Page.objects.none()
        for home in homes:
            pages |= Page.objects.descendant_of(home, inclusive=True)
        pages = pages.live().public().filter(alias_of__isnull=True)
        return pages.order_by("path").defer_streamfields().specific()


def _own(path: str) -> origins.Origin:
    """Return the school's host that was asked.

    Raises:
        Http404: the hub was asked.
    """
    here = origins.current()
    if here is None or here.below(path) is None:
        raise Http404("the hub has its own")
    return here


@require_safe
def robots(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer robots.txt: no lists of results; and the map, once this host is where the school is read."""
    here = _own(request.path)
    lines = ["User-agent: *", f"Disallow: {origins.link(reverse('school_search', args=[slug]))}"]
    if origin_of(request.path) == here:
        lines += ["", f"Sitemap: {here.root}/sitemap.xml"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with the map of the school's pages, whose addresses are all at this host."""
    here = _own(request.path)
    if origin_of(request.path) != here:
        raise Http404("the pages are read on the hub")
    return sitemap_views.sitemap(request, {"pages": SchoolSitemap(request, slug)})
