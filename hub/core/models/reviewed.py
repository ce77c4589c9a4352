"""Who answers for a page's content, and until when it holds."""

import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel


class Reviewed(models.Model):
    """For content that is written here. A link to another site has a check of the link instead."""

    responsible = models.CharField(
        _("who is responsible"),
        max_length=160,
        blank=True,
        help_text=_("Who answers for what it says, as the page is to name them: a team or a role."),
    )
    review_on = models.DateField(
        _("review by"), null=True, blank=True, help_text=_("The day by which somebody reads it through again.")
    )

    review_panels = [FieldRowPanel([FieldPanel("responsible"), FieldPanel("review_on")])]

    class Meta:
        abstract = True

    def review_is_overdue(self, on: datetime.date) -> bool:
        """Tell whether the day of the review has passed on a date."""
        return self.review_on is not None and self.review_on < on
