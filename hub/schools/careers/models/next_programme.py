"""Next year's programme, kept apart from the public page until its first day: both can be changed meanwhile."""

import datetime
import uuid
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
from hub.schools.careers.models.page import TEXT, CareersPage
from hub.schools.careers.models.programme import ActivityRow, ProgrammeActivity


class NextProgramme(ClusterableModel):
    """What a careers page's programme becomes on the first day of the year it is for.

    It stands under the school's careers page: whoever may change that sees it, and whoever may publish that changes it,
    for it becomes public by itself. Wagtail would keep it as a scheduled version of the page, which locks the page
    until then.
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

    @property
    def is_later(self) -> bool:
        """Whether it is for a later year than the page that everybody reads: no page goes back by itself."""
        now = AcademicYear.parse_or_none(self.page.academic_year)
        return now is None or self.year > now

    def put_on(self, page: Any) -> None:
        """Make it the programme of `page`, in memory. A row that was carried over keeps its translations."""
        page.academic_year, page.programme_summary = self.academic_year, self.programme_summary
        page.programme = [
            ProgrammeActivity(**row.values, translation_key=row.translation_key or uuid.uuid4(), sort_order=at)
            for at, row in enumerate(self.rows.all())
        ]


class NextActivity(ActivityRow, Orderable):
    """One row of it."""

    programme = ParentalKey(NextProgramme, on_delete=models.CASCADE, related_name="rows")
    # That of the row it was carried over from: by it the translations of a row are known.
    translation_key = models.UUIDField(null=True, editable=False)

    class Meta(Orderable.Meta):
        verbose_name = _("activity")
        verbose_name_plural = _("activities")


def next_programme_of(page: CareersPage) -> NextProgramme | None:
    """Return the programme beside `page`; None where there is none, and for a translation."""
    return NextProgramme.objects.select_related("page").filter(page=page.pk).first() if page.pk else None


def waiting_beside(page: CareersPage) -> NextProgramme | None:
    """Return the programme that will become that of `page` on its day; None for none, and for one overtaken.

    Kept on the page in memory: two panels of its form ask, after its duties were judged, for which it is read too.
    """
    if not hasattr(page, "_waiting"):
        if page.live and page.judged_with:
            _on, published = page.judged_with
            found = next((each for each in published.all("coming") if each.page_id == page.pk), None)
        else:
            found = next_programme_of(page)
        page._waiting = found if found and found.is_later else None  # type: ignore[attr-defined]
    return page._waiting  # type: ignore[attr-defined, no-any-return]
