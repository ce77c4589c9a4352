"""Who used a school's admin: a row for a person, a day and a kind of thing, so that the table stays small."""

import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.core.personal_data import PersonalData
from hub.schools.register.models import School

# How long what somebody opened is kept and shown.
KEPT_FOR = datetime.timedelta(days=365)
# Where a row is about no page.
NO_PAGE = 0


class AccessRecord(models.Model):
    """Somebody did a kind of thing in a school's admin on a day: once or often, at whatever hour.

    What was saved and published of a page is in Wagtail's own history, which the page of this log shows as well.
    """

    class What(models.TextChoices):
        """Kinds of things."""

        SIGNED_IN = "signed-in", _("Signed in")
        OPENED_PAGE = "opened-page", _("Opened in the editor")
        DELETED_PAGE = "deleted-page", _("Deleted a page")
        OPENED_FILES = "opened-files", _("Opened pictures and documents")
        CHANGED_FILES = "changed-files", _("Changed pictures and documents")
        OPENED_PEOPLE = "opened-people", _("Opened people and invitations")
        CHANGED_PEOPLE = "changed-people", _("Changed people and invitations")
        OPENED_WORK = "opened-work", _("Opened requests, contacts, visits, audits or careers days")
        CHANGED_WORK = "changed-work", _("Changed requests, contacts, visits, audits or careers days")
        DOWNLOADED = "downloaded", _("Downloaded a file")

    personal_data = PersonalData(
        ("user", "day", "what"),
        why=_(
            "So that the head of a school can see who used its pages on the hub. "
            "Only the head and the hub’s staff see it."
        ),
        how_long=_("Twelve months; without a name once the account is deleted."),
    )
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="access_records")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    day = models.DateField(_("day"))
    what = models.CharField(_("what they did"), max_length=20, choices=What)
    # No foreign key: that somebody opened or deleted a page is known after the page is gone.
    page_key = models.PositiveIntegerField(default=NO_PAGE)

    class Meta:
        ordering = ["-day", "pk"]
        verbose_name = _("access record")
        verbose_name_plural = _("access records")
        constraints = [
            models.UniqueConstraint(
                fields=("school", "user", "day", "what", "page_key"), name="one_access_record_for_each_kind_and_day"
            )
        ]
        indexes = [models.Index(fields=("day",), name="access_records_to_forget")]

    def __str__(self) -> str:
        return f"{self.school}, {self.day}: {self.get_what_display()}"
