"""The page of the labour market. Each sector, borough and occupation is a part of it with an address of its own."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import path

from hub.core.models import RoutedPage

# A part's key: what it is, and its public key there. Its address is "sectors/digital/".
KINDS = {"sector": "sectors", "borough": "boroughs", "occupation": "occupations"}
_PART = re.compile(r"(sector|borough|occupation)-([a-z0-9-]{1,64})")


class LabourMarketPage(RoutedPage):
    """London at a glance; its parts are made from the figures there are, never typed."""

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("labour market page")
        verbose_name_plural = _("labour market pages")

    def part_path(self, part: str) -> str:
        """Return the address, below the page's own, of "sector-digital", "borough-hackney" or "occupation-2134"."""
        found = _PART.fullmatch(part)
        return f"{KINDS[found[1]]}/{found[2]}/" if found else ""

    @path("sectors/<slug:slug>/")
    def sector_route(self, request: HttpRequest, *, slug: str) -> HttpResponse:
        return self._part(request, "sector", slug)

    @path("boroughs/<slug:slug>/")
    def borough_route(self, request: HttpRequest, *, slug: str) -> HttpResponse:
        return self._part(request, "borough", slug)

    @path("occupations/<slug:slug>/")
    def occupation_route(self, request: HttpRequest, *, slug: str) -> HttpResponse:
        return self._part(request, "occupation", slug)

    def _part(self, request: HttpRequest, kind: str, slug: str) -> HttpResponse:
        """Show one part; the registered context finds it under `profile`, or nothing is there."""
        if self.words_are_elsewhere():
            return self.as_any_page(request)
        context = self.get_context(request, kind=kind, slug=slug)
        if context.get("profile") is None:
            raise Http404
        return TemplateResponse(request, f"pages/labour_market/{kind}.html", context)
