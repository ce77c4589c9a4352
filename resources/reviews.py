"""The editors' report of what was written here and is to be read through again, under Reports."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page

from hub.core.dates.columns import DayColumn
from hub.publication.reports import VIEW_REPORT

# So long before its day a review is listed.
AHEAD = datetime.timedelta(days=30)
# As in LessonResourcePage.is_ours.
_OURS = Q(unitpage__isnull=False) | Q(lessonresourcepage__provider="", lessonresourcepage__link="")


def to_review(on: datetime.date) -> QuerySet[Page]:
    """Return the public pages whose review is overdue or due within AHEAD, then ours that have no day of review."""
    pages = Page.objects.live().public()
    pages = pages.annotate(
        review_on=Coalesce("unitpage__review_on", "lessonresourcepage__review_on"),
        responsible=Coalesce("unitpage__responsible", "lessonresourcepage__responsible"),
    )
    wanted = Q(review_on__lte=on + AHEAD) | (_OURS & Q(review_on__isnull=True))
    return pages.filter(wanted).order_by(F("review_on").asc(nulls_last=True), "title", "pk")


def state(page: Page, on: datetime.date) -> str:
    """Say how a page of `to_review` stands."""
    day: datetime.date | None = page.review_on
    if day is None:
        return _("No day of review is set")
    return _("Overdue") if day < on else _("Due soon")


class ReviewsReportView(ReportView):
    """Pages by the day of their review, the most overdue first."""

    page_title = gettext_lazy("Reviews")
    header_icon = "calendar"
    index_url_name = "reviews_report"
    index_results_url_name = "reviews_report_results"
    model = Page
    is_searchable = False
    list_export = ["title", "responsible", "review_on"]
    export_headings = {"responsible": gettext_lazy("Responsible"), "review_on": gettext_lazy("Review by")}

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.user.has_perm(VIEW_REPORT):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def on(self) -> datetime.date:
        return timezone.localdate()

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("title", label=_("Page"), url_name="wagtailadmin_pages:edit"),
            Column("page_type_display_name", label=_("Type")),
            Column("responsible", label=_("Responsible")),
            DayColumn("review_on", label=_("Review by")),
            Column("state", label=_("State"), accessor=lambda page: state(page, self.on)),
        ]

    def get_queryset(self) -> QuerySet[Page]:
        return to_review(self.on)
