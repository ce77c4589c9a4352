"""What was looked for, counted by day. Nothing here says who looked (decision 0009)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Lookup(models.Model):
    """One wording, with its filters, on one day. `query` is empty where the words themselves were not kept.

    `hits` is how many results the last of these searches had. `filters` is the canonical address part ("year=9").
    """

    day = models.DateField(_("day"))
    locale = models.CharField(_("language"), max_length=12)
    query = models.CharField(_("words"), max_length=200, blank=True)
    filters = models.CharField(_("filters"), max_length=200, blank=True)
    hits = models.PositiveIntegerField(_("results"), default=0)
    searches = models.PositiveIntegerField(_("searches"), default=0)
    opened = models.PositiveIntegerField(_("opened"), default=0)

    class Meta:
        verbose_name = _("search that was made")
        verbose_name_plural = _("searches that were made")
        indexes = [models.Index(fields=["day"], name="search_lookup_day")]
        constraints = [
            models.UniqueConstraint(fields=["query", "filters", "locale", "day"], name="search_lookup_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.query or '-'} {self.filters}".strip()
