"""Sources and measures in the admin, for the hub's own editors: a school's people reach neither (schools.tenancy)."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permission_policies import ModelPermissionPolicy

from hub.labour_market.models import Measure, Source


class LoadedPolicy(ModelPermissionPolicy):
    """Rows come from files (`load_labour_market`): nobody adds or deletes one. `changes`: some are edited."""

    def __init__(self, model: type[Source | Measure], *, changes: bool):
        super().__init__(model)
        self.changes = changes

    def user_has_permission(self, user: AbstractBaseUser | AnonymousUser, action: str) -> bool:
        refused = action in ("add", "delete") or (action == "change" and not self.changes)
        return not refused and super().user_has_permission(user, action)


class SourceViewSet(ModelViewSet):
    model = Source
    icon = "doc-full"
    menu_label = _("Sources")
    list_display = [
        "title",
        "publisher",
        Column("period", label=_("Period")),
        DateColumn("next_release", label=_("Next release"), sort_key="next_release"),
        DateColumn("checked_on", label=_("Checked on"), sort_key="checked_on"),
        DateColumn("withdrawn_on", label=_("Withdrawn on"), sort_key="withdrawn_on"),
    ]
    search_fields = ["title", "publisher"]
    copy_view_enabled = False
    add_to_reference_index = False
    edit_handler = ObjectList(
        [
            FieldPanel("title", read_only=True),
            FieldPanel("publisher", read_only=True),
            FieldRowPanel([FieldPanel("released"), FieldPanel("next_release")]),
            FieldRowPanel([FieldPanel("checked_on"), FieldPanel("withdrawn_on")]),
            FieldPanel("note"),
        ]
    )


class MeasureViewSet(ModelViewSet):
    model = Measure
    icon = "table"
    menu_label = _("Measures")
    list_display = ["label", "source", Column("get_unit_display", label=_("Unit"))]
    search_fields = ["label", "slug"]
    inspect_view_enabled = True
    inspect_view_fields = ["slug", "label", "source", "unit", "basis", "reading", "is_projection"]
    copy_view_enabled = False
    add_to_reference_index = False
    form_fields = ["label"]


class LabourMarketGroup(ModelViewSetGroup):
    menu_label = _("Labour market")
    menu_icon = "table"
    menu_order = 700
    items = (
        SourceViewSet("labour_market_sources", url_prefix="labour-market/sources"),
        MeasureViewSet("labour_market_measures", url_prefix="labour-market/measures"),
    )
