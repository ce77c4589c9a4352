"""An action: what a school does about a gap."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.audits.answers.models import Answer
from hub.core.personal_data import PersonalData
from hub.schools.models import School


class Action(models.Model):
    """What is to be done, by whom and by when; once done, what was done. `answer`: the gap that it came of."""

    personal_data = PersonalData(
        ("owner", "owner_words", "begun_by"),
        why=_("So that a school knows who of its staff does what. Only that school sees it."),
        how_long=_("As long as the school keeps its audit; without a name once the account is deleted."),
    )
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="audit_actions")
    answer = models.ForeignKey(Answer, null=True, on_delete=models.SET_NULL, related_name="actions")
    what = models.CharField(_("what is to be done"), max_length=300)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who does it"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("One of the school's people here, or leave it empty and say the role below."),
    )
    owner_words = models.CharField(
        _("or by role"), max_length=80, blank=True, help_text=_("Such as “head of Year 9”. Never a pupil.")
    )
    due = models.DateField(_("by when"))
    begun_on = models.DateField(_("begun on"))
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    done_on = models.DateField(_("done on"), null=True, blank=True)
    done = models.TextField(_("what was done"), max_length=1000, blank=True)

    class Meta:
        ordering = ["due", "pk"]
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        indexes = [models.Index(fields=["school", "due"], name="open_actions_by_day", condition=models.Q(done_on=None))]

    def __str__(self) -> str:
        return self.what

    @property
    def who(self) -> str:
        """Who does it, in words: the role if it is said, else the person."""
        if self.owner_words or self.owner is None:
            return self.owner_words
        return self.owner.get_full_name() or self.owner.get_username()
