"""The public pages: the list of clusters, and one page for each."""

import re
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.contrib.routable_page.models import path, re_path
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from curriculum.models import Borough, Sector
from hub.core.models import BasePage, RoutedPage
from hub.core.page_context import Graph
from hub.core.synchronised import facts

# The parts of a cluster's page that have an address: one thing it has made, and what only members read.
_PART = re.compile(r"made-([0-9]{1,9})")
MEMBERS = "members"


class Kind(models.TextChoices):
    """What the schools of a cluster have in common."""

    GEOGRAPHIC = "geographic", _("Schools near each other")
    SECTOR = "sector", _("Schools around a sector")
    SPECIAL = "special", _("Special schools")


class ClusterIndexPage(BasePage):
    """The list of clusters."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["clusters.ClusterPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of clusters")
        verbose_name_plural = _("lists of clusters")


class ClusterPage(RoutedPage):
    """One cluster: what it is for and who works with it. Its members are rows of `Membership`, never typed here."""

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.GEOGRAPHIC)
    purpose = RichTextField(
        _("what it is for"),
        blank=True,
        features=["bold", "link", "ol", "ul"],
        help_text=_("What its members do together."),
    )
    since = models.DateField(_("since"), null=True, blank=True)
    lead_name = models.CharField(
        _("lead that is no school"),
        max_length=160,
        blank=True,
        help_text=_("An organisation. A school that leads is named among the members."),
    )
    sector = models.ForeignKey(
        Sector, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("sector")
    )
    boroughs = ParentalManyToManyField(Borough, blank=True, related_name="+", verbose_name=_("boroughs"))
    is_sample = models.BooleanField(_("sample"), default=False, help_text=_("Written to show how the hub works."))

    override_translatable_fields = facts("kind", "since", "lead_name", "sector")
    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("kind"), FieldPanel("since")]),
        FieldPanel("purpose"),
        FieldPanel("lead_name"),
        FieldPanel("sector"),
        FieldPanel("boroughs"),
        InlinePanel("partners", heading=_("Partners"), label=_("Partner")),
        FieldPanel("is_sample"),
    ]
    parent_page_types = ["clusters.ClusterIndexPage"]
    subpage_types = ["events.EventCalendarPage"]

    class Meta:
        verbose_name = _("cluster")
        verbose_name_plural = _("clusters")

    @cached_property
    def borough_names(self) -> list[str]:
        """The boroughs that the cluster works in, in their order."""
        return [str(borough) for borough in self.boroughs.all()]

    def get_schema_org(self, request: HttpRequest) -> Graph:
        cluster = {
            "@type": "Organization",
            "name": self.title,
            "description": self.meta_description,
            "url": self.get_full_url(request),
            "areaServed": [{"@type": "AdministrativeArea", "name": name} for name in self.borough_names],
        }
        return [{key: said for key, said in cluster.items() if said}]

    def part_path(self, part: str) -> str:
        """Return the address, below the page's own, of "made-12" or of what only members read."""
        if part == MEMBERS:
            return f"{MEMBERS}/"
        found = _PART.fullmatch(part)
        return f"made/{found[1]}/" if found else ""

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Return the sitemap's entries: the page's own, and one for each thing that the cluster has made public."""
        own = super().get_sitemap_urls(request)
        public = self.items.filter(status="public").order_by("pk").values_list("pk", flat=True)
        paths = [self.part_path(f"made-{pk}") for pk in public]
        return [*own, *(entry | {"location": entry["location"] + below} for below in paths for entry in own)]

    @re_path(r"^made/(?P<item>[0-9]{1,9})/$")
    def item_route(self, request: HttpRequest, *, item: str) -> HttpResponse:
        """Show one thing that the cluster has made and the hub has made public."""
        return self._part(request, "item", f"made-{item}", item=int(item))

    @path("members/")
    def members_route(self, request: HttpRequest) -> HttpResponse:
        """Show people of member schools what the members share; others are asked to sign in, or find nothing."""
        if not request.user.is_authenticated:
            response: HttpResponse = redirect_to_login(request.get_full_path(), reverse("wagtailadmin_login"))
        else:
            response = self._part(request, "shared", MEMBERS, user=request.user)
        add_never_cache_headers(response)
        return response

    def _part(self, request: HttpRequest, template: str, part: str, **asked: object) -> HttpResponse:
        """Show one part; the registered context returns it under `part`, or there is none for this reader."""
        if self.words_are_elsewhere():
            return redirect(f"{self.alias_of.specific.get_url(request)}{self.part_path(part)}")
        context = self.get_context(request, **asked)
        if context.get("part") is None:
            raise Http404
        return TemplateResponse(request, f"pages/clusters/{template}.html", context)


class ClusterPartner(Orderable):
    """An organisation that works with a cluster."""

    page = ParentalKey(ClusterPage, on_delete=models.CASCADE, related_name="partners")
    name = models.CharField(_("name"), max_length=160)
    url = models.URLField(_("website"), blank=True)

    panels = [FieldPanel("name"), FieldPanel("url")]

    def __str__(self) -> str:
        return self.name
