"""Approvals by a governing body: the school's record, which is kept when the page or its revisions are deleted."""

import datetime
from typing import Any, NoReturn

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from hub.publication.dates import add_years
from hub.schools.register.models import School
from hub.schools.tenancy.models import Role

YEARS_GOOD = 3


class ApprovalQuerySet(models.QuerySet):
    """Approvals are added and read, nothing else."""

    def update(self, **kwargs: object) -> NoReturn:
        raise TypeError("An approval is never changed: record a new one.")


class Approval(models.Model):
    """Who approved what, when, with the approved text as it stood."""

    class Kind(models.TextChoices):
        POLICY = "policy", _("Careers policy")

    class Body(models.TextChoices):
        GOVERNING_BODY = "governing-body", _("Governing body or board")
        COMMITTEE = "committee", _("Committee with delegated power")
        TRUST = "trust", _("Trust board")
        HEADTEACHER = "headteacher", _("Headteacher or principal")
        OTHER = "other", _("Somebody else")

    # London Ambitions asks for the governing body; others may be recorded, and are shown as what they are.
    GOVERNING = frozenset({Body.GOVERNING_BODY, Body.COMMITTEE, Body.TRUST})

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="approvals", verbose_name=_("school"))
    kind = models.CharField(_("what was approved"), max_length=16, choices=Kind, default=Kind.POLICY)
    title = models.CharField(_("title"), max_length=255)
    snapshot = models.JSONField(_("the text as approved"), default=dict)
    page = models.ForeignKey(
        Page, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("page")
    )
    body_kind = models.CharField(_("kind of body"), max_length=16, choices=Body)
    body_name = models.CharField(_("approved by"), max_length=160, help_text=_("The body's name, not a person's."))
    meeting_date = models.DateField(_("date of the meeting"))
    minute = models.CharField(_("minute"), max_length=60, blank=True, help_text=_("Its number, if it has one."))
    change_note = models.TextField(_("what changed"), max_length=500, blank=True)
    # Kept for the school's own people; a record that others rely on cannot lose it by a click among the documents.
    signed_minutes = models.ForeignKey(
        "media.HubDocument",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("signed minutes"),
    )
    minutes_sha256 = models.CharField(_("SHA-256 of the signed minutes"), max_length=64, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # As they were on the day: an account may go, or its holder change what they do at the school.
    recorded_by_name = models.CharField(_("recorded by"), max_length=300, blank=True)
    recorded_as = models.CharField(_("as"), max_length=20, choices=Role, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        ordering = ["-meeting_date", "-pk"]
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")

    def __str__(self) -> str:
        return f"{self.title}: {self.body_name}, {self.meeting_date}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("An approval is never changed: record a new one.")
        super().save(*args, **kwargs)

    def clean(self) -> None:
        if self.meeting_date and self.meeting_date > timezone.localdate():
            raise ValidationError({"meeting_date": _("The meeting cannot lie in the future.")})

    @property
    def good_until(self) -> datetime.date:
        """The last day on which this approval is no more than three years old."""
        return add_years(self.meeting_date, YEARS_GOOD)

    @property
    def said_of_recording(self) -> str:
        """Who wrote this record, as what, for which body, in a sentence; "" where that is not known."""
        if not self.recorded_by_name:
            return ""
        said = {"who": self.recorded_by_name, "role": self.get_recorded_as_display().lower(), "body": self.body_name}
        if not self.recorded_as:
            return _("Recorded by %(who)s, who has no role at the school, on behalf of %(body)s.") % said
        return _("Recorded by %(who)s (%(role)s) on behalf of %(body)s.") % said

    @property
    def said_in_public_of_recording(self) -> str:
        """The same by role: the law asks a school to publish no more of its staff than the careers leader."""
        if not self.recorded_by_name:
            return ""
        if not self.recorded_as:
            return _("Recorded by the hub on behalf of %(body)s.") % {"body": self.body_name}
        said = {"role": self.get_recorded_as_display().lower(), "body": self.body_name}
        return _("Recorded by the school's %(role)s on behalf of %(body)s.") % said

    @property
    def is_by_governors(self) -> bool:
        return self.body_kind in self.GOVERNING

    def is_public(self, now: datetime.datetime) -> bool:
        """Tell whether the public may read the text: what was approved to go live on a later day may not be yet."""
        begins = parse_datetime(self.snapshot.get("public_from") or "")
        return begins is None or begins <= now
