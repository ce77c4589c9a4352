"""The page of the labour market. Each sector, borough and occupation is a part of it with an address of its own."""

import re
from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import path

from curriculum.models import Sector
from hub.core.models import RoutedPage
from hub.labour_market.models.areas import Area
from hub.labour_market.models.occupations import Occupation

# A part's key: what it is, and its public key there. Its address is "sectors/digital/".
KINDS = {"sector": "sectors", "borough": "boroughs", "occupation": "occupations"}
_PART = re.compile(r"(sector|borough|occupation)-([a-z0-9-]{1,64})")
# Parts that are there once: lists of the others, two of them side by side, and where the figures come from.
LISTS = ("sectors", "boroughs", "compare", "sources")


class LabourMarketPage(RoutedPage):
    """London at a glance; its parts are made from the figures there are, never typed."""

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    holds_reserved_addresses = True

    # The schema.org objects of what its context showed, so that nothing is asked for twice.
    graph_shown: Sequence[dict[str, object]] = ()

    class Meta:
        verbose_name = _("labour market page")
        verbose_name_plural = _("labour market pages")

    def part_path(self, part: str) -> str:
        """Return the address, below the page's own, of "sector-digital", "borough-hackney", "occupation-2134" or of one
        of LISTS."""
        if part in LISTS:
            return f"{part}/"
        found = _PART.fullmatch(part)
        return f"{KINDS[found[1]]}/{found[2]}/" if found else ""

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Return the sitemap's entries: the page's own, and one for each list, sector, borough and occupation."""
        own = super().get_sitemap_urls(request)
        parts = [
            *(part for part in LISTS if part != "compare"),
            *(f"sector-{slug}" for slug in Sector.objects.current().values_list("slug", flat=True)),
            *(f"borough-{slug}" for slug in Area.objects.boroughs().values_list("slug", flat=True)),
            *(f"occupation-{code}" for code in Occupation.objects.values_list("code", flat=True)),
        ]
        paths = [self.part_path(part) for part in parts]
        return [*own, *(entry | {"location": entry["location"] + path} for path in paths for entry in own)]

    @path("sectors/")
    def sectors_route(self, request: HttpRequest) -> HttpResponse:
        return self._part(request, "sectors")

    @path("boroughs/")
    def boroughs_route(self, request: HttpRequest) -> HttpResponse:
        return self._part(request, "boroughs")

    @path("compare/")
    def compare_route(self, request: HttpRequest) -> HttpResponse:
        return self._part(request, "compare")

    @path("sources/")
    def sources_route(self, request: HttpRequest) -> HttpResponse:
        return self._part(request, "sources")

    @path("sectors/<slug:slug>/")
    def sector_route(self, request: HttpRequest, *, slug: str) -> HttpResponse:
        return self._part(request, "sector", slug)

    @path("boroughs/<slug:slug>/")
    def borough_route(self, request: HttpRequest, *, slug: str) -> HttpResponse:
        return self._part(request, "borough", slug)

    @path("occupations/<slug:slug>/")
    def occupation_route(self, request: HttpRequest, *, slug: str) -> HttpResponse:
        return self._part(request, "occupation", slug)

    def _part(self, request: HttpRequest, kind: str, slug: str = "") -> HttpResponse:
        """Show one part; the registered context returns it under `part`, or there is none of that name.

        Where this page only stands for one in another language, readers are led to the same part there.
        """
        below = self.part_path(f"{kind}-{slug}" if slug else kind)
        if self.words_are_elsewhere():
            there = self.alias_of.specific.get_url(request)
            return redirect(f"{there}{below}{self._query(request)}")
        context = self.get_context(request, kind=kind, slug=slug)
        if context.get("part") is None:
            raise Http404
        return TemplateResponse(request, f"pages/labour_market/{kind}.html", context)

    def _query(self, request: HttpRequest) -> str:
        return f"?{request.GET.urlencode()}" if request.GET else ""
