"""A provider's request for access to the pupils of one school, and what became of it."""

import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from hub.core.personal_data import PersonalData
from hub.publication.dates import AcademicYear
from hub.schools.models import School

KEPT_DAYS = 365
# One that nobody confirmed may be anybody's address.
UNCONFIRMED_DAYS = 2
WORDS = 1500


class ProviderKind(models.TextChoices):
    """What kind of place asks. Whether a meeting counts depends on what it offers, not on this."""

    COLLEGE = "college", _("Further education college")
    SIXTH_FORM = "sixth-form", _("Sixth-form college")
    UTC = "utc", _("University technical college or studio school")
    TRAINING = "training", _("Training provider")
    APPRENTICESHIPS = "apprenticeships", _("Employer that trains apprentices")
    UNIVERSITY = "university", _("University")
    OTHER = "other", _("Another provider")


class ProviderRequest(models.Model):
    """One request. What is about people is emptied a year after its end; what is counted stays.

    A request begins `UNCONFIRMED`, and nobody at the school sees it until its link has been opened. `earlier` is the
    request that was refused, where a provider asks again.
    """

    personal_data = PersonalData(
        ("name", "email", "telephone"),
        why=_("So that the school can answer a provider’s request for access. Only that school sees them."),
        how_long=_("A year after the answer or the meeting; two days if the request is not confirmed."),
    )

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("Not confirmed yet")
        WAITING = "waiting", _("Waits for an answer")
        ACCEPTED = "accepted", _("Accepted")
        REFUSED = "refused", _("Refused")

    school = models.ForeignKey(
        School, on_delete=models.CASCADE, related_name="provider_requests", verbose_name=_("school")
    )
    institution = models.CharField(_("institution"), max_length=160)
    kind = models.CharField(_("kind of provider"), max_length=20, choices=ProviderKind)
    technical = models.BooleanField(_("offers approved technical qualifications"), default=False)
    apprenticeships = models.BooleanField(_("offers apprenticeships"), default=False)
    name = models.CharField(_("contact"), max_length=120, blank=True)
    email = models.EmailField(_("email"), blank=True)
    telephone = models.CharField(_("telephone"), max_length=32, blank=True)
    years = models.JSONField(_("year groups"), default=list)
    what = models.TextField(_("what they want to tell pupils"), max_length=WORDS, blank=True)
    wished = models.JSONField(_("dates wished for"), default=list)
    earlier = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="later")
    # In which the provider reads what is mailed.
    language = models.CharField(_("language"), max_length=12, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.UNCONFIRMED)
    asked_at = models.DateTimeField(_("asked on"), auto_now_add=True)
    confirmed_at = models.DateTimeField(_("confirmed on"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered on"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    ground = models.CharField(_("ground for refusing"), max_length=400, blank=True)
    words = models.TextField(_("what the school wrote"), max_length=WORDS, blank=True)
    date = models.DateField(_("date of the meeting"), null=True, blank=True)
    starts = models.TimeField(_("from"), null=True, blank=True)
    ends = models.TimeField(_("to"), null=True, blank=True)
    erased_at = models.DateTimeField(_("erased on"), null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["school", "state"], name="access_requests_of_a_school")]
        verbose_name = _("provider's request for access")
        verbose_name_plural = _("providers' requests for access")

    def __str__(self) -> str:
        return f"{self.institution}, {self.school}"

    @property
    def wished_days(self) -> list[datetime.date]:
        """The days wished for, in order."""
        return sorted(day for text in self.wished if (day := parse_date(text)))

    @property
    def school_year(self) -> AcademicYear:
        """The school year in which it was asked."""
        return AcademicYear.containing((self.confirmed_at or self.asked_at).date())

    @property
    def ends_on(self) -> datetime.date:
        """The day from which its year of keeping is counted."""
        last = self.answered_at or self.confirmed_at or self.asked_at
        return max(self.date, last.date()) if self.date else last.date()

    def erase(self, *, at: datetime.datetime) -> None:
        """Empty what is about people and what they wrote; institution, year groups and the answer are counted on."""
        emptied: dict[str, Any] = dict.fromkeys(("name", "email", "telephone", "what", "words"), "")
        for field, value in emptied.items():
            setattr(self, field, value)
        self.erased_at = at
        self.save(update_fields=[*emptied, "erased_at"])
