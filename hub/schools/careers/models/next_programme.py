"""Next year's programme, kept apart from the public page until its first day: both can be changed meanwhile."""

import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from hub.publication.dates import AcademicYear
from hub.publication.fields import AcademicYearField
from hub.schools.careers.forms import NextProgrammeForm
from hub.schools.careers.models.page import TEXT
from hub.schools.careers.models.programme import ActivityRow, ProgrammeActivity


class NextProgramme(ClusterableModel):
    """What a careers page's programme becomes on the first day of the year it is for.

    It stands under the school's careers page, so it is seen and changed by whoever may change that. Wagtail would keep
    it as a scheduled version of the page, which locks the page until then.
    """

    page = models.OneToOneField(
        "schools.CareersPage", on_delete=models.CASCADE, related_name="next_programme", verbose_name=_("careers page")
    )
    academic_year = AcademicYearField(_("school year"))
    programme_summary = RichTextField(_("summary of the programme"), blank=True, features=TEXT)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    edit_handler = ObjectList(
        [FieldPanel("programme_summary"), InlinePanel("rows", heading=_("What each year gets"), label=_("Activity"))],
        base_form_class=NextProgrammeForm,
    )

    class Meta:
        verbose_name = _("next year's programme")
        verbose_name_plural = _("next years' programmes")

    def __str__(self) -> str:
        return f"{self.page}, {self.academic_year}"

    @property
    def year(self) -> AcademicYear:
        return AcademicYear.parse(self.academic_year)

    @property
    def first_day(self) -> datetime.date:
        """The day on which it becomes the page's."""
        return self.year.first_day

    def put_on(self, page: Any) -> None:
        """Make it the programme of `page`, in memory."""
        page.academic_year, page.programme_summary = self.academic_year, self.programme_summary
        page.programme = [ProgrammeActivity(**row.values, sort_order=at) for at, row in enumerate(self.rows.all())]


class NextActivity(ActivityRow, Orderable):
    """One row of it."""

    programme = ParentalKey(NextProgramme, on_delete=models.CASCADE, related_name="rows")

    class Meta(Orderable.Meta):
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
