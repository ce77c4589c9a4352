"""The hostnames at which schools answer beside their address on the hub."""

import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.schools.register.models import School


class SchoolHost(models.Model):
    """A hostname of one school. `hostname` is as a browser sends it (hub.schools.hosts.hostname).

    The one that `is_address` is where the school is read once it has been seen to answer; its other names lead there.
    """

    hostname = models.CharField(_("hostname"), max_length=253, unique=True)
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="hosts", verbose_name=_("school"))
    is_address = models.BooleanField(_("the school's one address"), default=False)
    # Seen to lead to this hub, by a check that asked it from outside; and since when a check has found it away.
    answers_since = models.DateTimeField(_("answers since"), null=True, editable=False)
    away_since = models.DateTimeField(_("away since"), null=True, editable=False)
    checked_at = models.DateTimeField(_("last asked"), null=True, editable=False)
    # What the last check found wrong, as hub.schools.hosts.proving names it.
    fault = models.CharField(max_length=20, blank=True, editable=False)

    class Meta:
        ordering = ["hostname"]
        verbose_name = _("hostname of a school")
        verbose_name_plural = _("hostnames of schools")
        constraints = [
            models.UniqueConstraint(
                fields=("school",), condition=models.Q(is_address=True), name="one_address_of_a_school"
            )
        ]

    def __str__(self) -> str:
        return self.hostname

    def is_away(self, *, at: datetime.datetime, longer_than: datetime.timedelta) -> bool:
        """Tell whether it has been found away for so long."""
        return self.away_since is not None and at - self.away_since >= longer_than
