"""The admin's list of days without school, for the hub's staff."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.viewsets.model import ModelViewSet

from hub.schools.duties.models import ClosedDays


class ClosedDaysViewSet(ModelViewSet):
    model = ClosedDays
    icon = "date"
    menu_label = _("Days without school")
    menu_name = "days-without-school"
    menu_order = 430
    add_to_admin_menu = True
    list_display = [
        "name",
        "kind",
        DateColumn("first_day", label=_("First day")),
        DateColumn("last_day", label=_("Last day")),
    ]
    list_filter = ["kind"]
    search_fields = ["name"]
    form_fields = ["kind", "name", "first_day", "last_day", "source"]
    inspect_view_enabled = False
    copy_view_enabled = False
    add_to_reference_index = False


closed_days_viewset = ClosedDaysViewSet("closed_days", url_prefix="days-without-school")
