"""Records of reminders: who was reminded of what, and the outbox of letters."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.schools.register.models import School


class ReminderRun(models.Model):
    """A day for which the letters have been written. `tick` asks every five minutes; once a day is enough.

    `overview`: what was due first over all schools, for the dashboard of central staff (overview.Overview).
    """

    on = models.DateField(_("day"), unique=True)
    overview = models.JSONField(_("overview"), default=dict)
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("run of reminders")
        verbose_name_plural = _("runs of reminders")

    def __str__(self) -> str:
        return str(self.on)


class ReminderLetter(models.Model):
    """One mail to one person on one day, however many reminders are in it: the outbox.

    A letter is taken (`SENDING`) before it goes to the mail server and becomes `SENT` after. One that was interrupted
    in between stays `SENDING`: nobody knows whether it left, and no letter is ever sent twice.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        DROPPED = "dropped", _("Not sent")

    addressee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminder_letters")
    on = models.DateField(_("day"))
    subject = models.CharField(_("subject"), max_length=255)
    body = models.TextField(_("text"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    try_after = models.DateTimeField(_("next attempt"), null=True, blank=True)
    problem = models.CharField(_("problem"), max_length=200, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("reminder letter")
        verbose_name_plural = _("reminder letters")
        constraints = [models.UniqueConstraint(fields=("addressee", "on"), name="one_letter_per_person_and_day")]
        indexes = [
            # Nearly all are sent: those that are not are found without reading them.
            models.Index(fields=["state"], name="letters_on_their_way", condition=~models.Q(state="sent"))
        ]

    def __str__(self) -> str:
        return f"{self.addressee}, {self.on}: {self.subject}"


class Reminder(models.Model):
    """A person was reminded of one rule's due day, at one stage (days from that day: -60, -30, 0, 7, 14 ...)."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="reminders")
    rule = models.CharField(_("rule"), max_length=12)
    due = models.DateField(_("due"))
    stage = models.SmallIntegerField(_("days from the due day"))
    addressee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminders")
    letter = models.ForeignKey(ReminderLetter, on_delete=models.CASCADE, related_name="reminders")

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(
                fields=("school", "rule", "due", "stage", "addressee"), name="one_reminder_per_stage_and_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.school}: {self.rule}, {self.due}, {self.stage:+d}"
