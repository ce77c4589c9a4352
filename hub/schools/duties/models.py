"""What the rules found over time: periods of one finding, and the days on which they were recorded; days off."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.publication.rules import Status
from hub.schools.register.models import School


class FindingPeriodQuerySet(models.QuerySet["FindingPeriod"]):
    def found_last(self) -> "FindingPeriodQuerySet":
        """Return what was found last: one row for each school and rule."""
        return self.filter(until=None)

    def of_rules_that_apply(self) -> "FindingPeriodQuerySet":
        return self.exclude(status=Status.NOT_APPLICABLE.value)


class FindingPeriod(models.Model):
    """What one rule found at a school from one day to another (both included); open while `until` is null.

    Also that it does not apply, which the report counts; nothing else reads that. `since` is the first day on which it
    was recorded: what changed and changed back within a day leaves none.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="finding_periods")
    rule = models.CharField(_("rule"), max_length=12)
    status = models.CharField(_("finding"), max_length=16)
    strength = models.CharField(_("strength"), max_length=12, blank=True)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = FindingPeriodQuerySet.as_manager()

    class Meta:
        ordering = ["school", "rule", "since"]
        verbose_name = _("period of a finding")
        verbose_name_plural = _("periods of findings")
        constraints = [
            models.UniqueConstraint(
                fields=("school", "rule"), condition=models.Q(until=None), name="one_open_period_per_school_and_rule"
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="a_period_ends_after_it_began",
            ),
        ]
        indexes = [models.Index(fields=["since"], name="periods_by_first_day")]

    def __str__(self) -> str:
        return f"{self.school}: {self.rule} {self.status}, {self.since} - {self.until or ''}"


class FindingRun(models.Model):
    """A day on which the findings of every school were recorded.

    `written_at`: what was published by then is in it. `tick` asks every five minutes, and from then on records what has
    changed since.
    """

    on = models.DateField(_("day"), unique=True)
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("record of findings")
        verbose_name_plural = _("records of findings")

    def __str__(self) -> str:
        return str(self.on)


class ClosedDays(models.Model):
    """Days without school, for all schools of the hub: bank holidays, and the usual school holidays of a year.

    The hub's staff keep them. The usual holidays are never a school's own: those stand on its provider access page.
    """

    class Kind(models.TextChoices):
        BANK_HOLIDAY = "bank-holiday", _("Bank holiday")
        SCHOOL_HOLIDAY = "school-holiday", _("Usual school holiday")

    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    name = models.CharField(_("name"), max_length=80)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    source = models.CharField(_("source"), max_length=255, blank=True)

    class Meta:
        ordering = ["first_day", "kind"]
        verbose_name = _("days without school")
        verbose_name_plural = _("days without school")
        constraints = [models.UniqueConstraint(fields=("kind", "first_day"), name="one_kind_of_closed_days_from_a_day")]

    def __str__(self) -> str:
        return f"{self.name}, {self.first_day}"

    def clean(self) -> None:
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise ValidationError({"last_day": _("The last day is before the first.")})
