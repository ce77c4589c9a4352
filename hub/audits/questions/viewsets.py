"""Templates of audits in the admin, for the hub's own editors: a school's people reach none of it (schools.tenancy)."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.viewsets.model import ModelViewSet

from hub.audits.questions.models import AuditTemplate


class AuditTemplateViewSet(ModelViewSet):
    """Add, change and take away templates."""

    model = AuditTemplate
    icon = "tick-inverse"
    menu_label = _("Audit templates")
    menu_order = 710
    add_to_admin_menu = True
    list_display = [
        "title",
        Column("get_kind_display", label=_("For")),
        BooleanColumn("is_offered", label=_("Offered")),
        BooleanColumn("is_edited", label=_("Edited here")),
    ]
    search_fields = ["title"]
    copy_view_enabled = False
    add_to_reference_index = False
    edit_handler = ObjectList(AuditTemplate.panels, base_form_class=AuditTemplate.base_form_class)
