"""Meetings of a cluster: what is on, what came of it, which schools came."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.clusters.models.pages import ClusterPage
from hub.schools.models import School


class Meeting(models.Model):
    """One meeting. Times are London's. Schools are noted as present, never people, and no pupil."""

    cluster = models.ForeignKey(ClusterPage, on_delete=models.CASCADE, related_name="meetings")
    school = models.ForeignKey(School, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(_("title"), max_length=160)
    starts = models.DateTimeField(_("starts"))
    ends = models.DateTimeField(_("ends"), null=True, blank=True)
    place = models.CharField(
        _("place"), max_length=200, blank=True, help_text=_("A building and its postcode; empty for online.")
    )
    online = models.URLField(_("link to take part"), blank=True, help_text=_("Members alone see it."))
    agenda = models.TextField(_("agenda"), max_length=4000, blank=True)
    notes = models.TextField(
        _("notes"), max_length=8000, blank=True, help_text=_("What was agreed. Members alone see it. No pupil’s name.")
    )
    came = models.ManyToManyField(School, blank=True, related_name="+", verbose_name=_("who came"))
    is_public = models.BooleanField(
        _("shown on the public page"),
        default=False,
        help_text=_("Title, time and place alone; never the link, the agenda or the notes."),
    )

    class Meta:
        ordering = ["starts", "pk"]
        verbose_name = _("meeting of a cluster")
        verbose_name_plural = _("meetings of clusters")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends__isnull=True) | models.Q(ends__gt=models.F("starts")),
                name="cluster_meeting_ends_after_it_starts",
                violation_error_message=_("A meeting cannot end before it starts."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if not self.place and not self.online:
            raise ValidationError({"place": _("Say where it is, or give a link to take part.")})
