"""The public pages: the list of clusters, and one page for each."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from curriculum.models import Borough, Sector
from hub.core.models import BasePage, RoutedPage
from hub.core.synchronised import facts


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

    override_translatable_fields = facts("kind", "since", "lead_name")
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
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("cluster")
        verbose_name_plural = _("clusters")


class ClusterPartner(Orderable):
    """An organisation that works with a cluster."""

    page = ParentalKey(ClusterPage, on_delete=models.CASCADE, related_name="partners")
    name = models.CharField(_("name"), max_length=160)
    url = models.URLField(_("website"), blank=True)

    panels = [FieldPanel("name"), FieldPanel("url")]

    def __str__(self) -> str:
        return self.name
