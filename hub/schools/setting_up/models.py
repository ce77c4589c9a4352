"""Runs that set up many schools: what is still to do and what was done, so that closing the browser loses nothing."""

import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.core.personal_data import PersonalData

KEPT_FOR = datetime.timedelta(days=30)


class SetUpRun(models.Model):
    """One file or filter that somebody has looked at and begun.

    `rows` are all of them until the last is done or the run is discarded, then none: with each row `done` moves, so the
    long list is not written again. `outcome` and `problems` are those of `many.Outcome` (`runs`).
    """

    # Of the page that was looked at: who presses its button twice begins one run.
    key = models.CharField(max_length=32, unique=True, editable=False)
    title = models.CharField(_("what"), max_length=200)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("begun by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    begun_at = models.DateTimeField(_("begun"), db_index=True)
    finished_at = models.DateTimeField(_("finished"), null=True, editable=False)
    total = models.PositiveIntegerField(_("rows in all"))
    done = models.PositiveIntegerField(_("rows done"), default=0)
    rows = models.JSONField(_("names and addresses of who is to be invited"), default=list)
    outcome = models.JSONField(_("what was done"), default=dict)
    problems = models.JSONField(_("rows that nothing came of"), default=list)

    personal_data = PersonalData(
        fields=("rows", "problems", "begun_by"),
        why=_("to set up many schools at once and to say which rows of a file could not be followed"),
        how_long=_(
            "until the last row is done or the run is discarded, at most 30 days; of rows that could not be followed, "
            "30 days"
        ),
    )

    class Meta:
        ordering = ["-begun_at", "-pk"]
        verbose_name = _("run that sets up schools")
        verbose_name_plural = _("runs that set up schools")

    def __str__(self) -> str:
        return self.title

    @property
    def is_finished(self) -> bool:
        """Whether every row was gone through, or the rest discarded."""
        return self.finished_at is not None

    @property
    def is_discarded(self) -> bool:
        """Whether it ended before its last row."""
        return self.is_finished and self.done < self.total
