"""The admin's list of days without school, for the hub's staff."""

from django.db.models import Case, F, QuerySet, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from hub.core.dates.columns import DayColumn
from hub.publication.dates import AcademicYear
from hub.schools.duties.models import ClosedDays


class ClosedDaysIndexView(IndexView):
    """What is still to come first, the next days on top; then what has passed, the latest first."""

    def order_queryset(self, queryset: QuerySet[ClosedDays]) -> QuerySet[ClosedDays]:
        if self.is_explicitly_ordered:
            return super().order_queryset(queryset)
        to_come = When(last_day__gte=timezone.localdate(), then=F("first_day"))
        return queryset.order_by(Case(to_come).asc(nulls_last=True), "-first_day", "kind")


class ClosedDaysViewSet(ModelViewSet):
    model = ClosedDays
    icon = "date"
    menu_label = _("Days without school")
    menu_name = "days-without-school"
    menu_order = 430
    add_to_admin_menu = True
    index_view_class = ClosedDaysIndexView
    list_display = [
        "name",
        Column("get_kind_display", label=_("Kind")),
        DayColumn("first_day", label=_("First day"), sort_key="first_day"),
        DayColumn("last_day", label=_("Last day")),
        Column(lambda days: AcademicYear.containing(days.first_day), label=_("School year")),
    ]
    list_filter = ["kind"]
    search_fields = ["name"]
    form_fields = ["kind", "name", "first_day", "last_day", "source"]
    inspect_view_enabled = False
    copy_view_enabled = False
    add_to_reference_index = False


closed_days_viewset = ClosedDaysViewSet("closed_days", url_prefix="days-without-school")
