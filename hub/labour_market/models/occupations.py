"""The Standard Occupational Classification 2020 of the Office for National Statistics."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from curriculum.models import Sector


class Occupation(models.Model):
    """A group of SOC 2020: major (1 digit), sub-major (2), minor (3) or unit group (4), with its code as the key.

    Which sectors it belongs to is the hub's own judgement. `tasks` and `job_titles` are lists of text.
    """

    class Level(models.TextChoices):
        MAJOR = "major", _("major group")
        SUB_MAJOR = "sub-major", _("sub-major group")
        MINOR = "minor", _("minor group")
        UNIT = "unit", _("unit group")

    code = models.CharField(_("SOC 2020 code"), max_length=4, unique=True)
    level = models.CharField(_("level"), max_length=12, choices=Level.choices)
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    entry_routes = models.TextField(_("how people get in"), blank=True)
    tasks = models.JSONField(_("tasks"), default=list, blank=True)
    job_titles = models.JSONField(_("job titles"), default=list, blank=True)
    sectors = models.ManyToManyField(Sector, blank=True, related_name="occupations", verbose_name=_("sectors"))

    class Meta:
        ordering = ["code"]
        verbose_name = _("occupation")
        verbose_name_plural = _("occupations")

    def __str__(self) -> str:
        return self.title
