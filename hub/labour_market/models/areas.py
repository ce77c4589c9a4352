"""The areas that figures are of."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from curriculum.models import Borough


class AreaQuerySet(models.QuerySet):
    def boroughs(self) -> Self:
        """Keep the 32 boroughs and the City."""
        return self.filter(level=Area.Level.BOROUGH)


class Area(models.Model):
    """A borough, a sub-region of boroughs, London or England. `slug` is the public key: of a borough its term's.

    `also` holds other names that files use for it, old ones too, in lower case.
    """

    class Level(models.TextChoices):
        BOROUGH = "borough", _("borough")
        SUB_REGION = "sub-region", _("sub-region")
        LONDON = "london", _("London")
        ENGLAND = "england", _("England")

    slug = models.SlugField(_("slug"), max_length=64, unique=True)
    label = models.CharField(_("label"), max_length=80)
    level = models.CharField(_("level"), max_length=12, choices=Level.choices)
    gss_code = models.CharField(_("statistics code"), max_length=9, blank=True)
    also = models.JSONField(_("also called"), default=list, blank=True)
    borough = models.OneToOneField(
        Borough, null=True, blank=True, on_delete=models.PROTECT, related_name="area", verbose_name=_("borough")
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts", verbose_name=_("lies in")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = AreaQuerySet.as_manager()

    class Meta:
        ordering = ["order", "slug"]
        verbose_name = _("area")
        verbose_name_plural = _("areas")

    def __str__(self) -> str:
        return str(self.borough) if self.borough_id else self.label
