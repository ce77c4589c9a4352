"""The editors' list of what readers reported, under Reports."""

import django_filters
from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from resources.choices import ProblemKind
from resources.models import ProblemReport
from resources.services import set_resolved


class ReportPolicy(ModelPermissionPolicy):
    """Readers write reports, nobody in the admin does."""

    def user_has_permission(self, user: AbstractBaseUser | AnonymousUser, action: str) -> bool:
        return action != "add" and super().user_has_permission(user, action)


class ReportFilter(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("State"), method="filter_state", choices=[("open", _("Open")), ("resolved", _("Resolved"))]
    )
    kind = django_filters.ChoiceFilter(label=_("Problem"), choices=ProblemKind.choices)

    class Meta:
        model = ProblemReport
        fields = ["state", "kind"]

    def filter_state(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(resolved_at__isnull=value == "open")


class ReportForm(WagtailAdminModelForm):
    """The one thing an editor does with a report."""

    resolved = forms.BooleanField(label=_("Resolved"), required=False)

    class Meta:
        model = ProblemReport
        fields: list[str] = []

    def __init__(self, *args: object, **kwargs: object):
        super().__init__(*args, **kwargs)
        self.fields["resolved"].initial = self.instance.resolved_at is not None

    def save(self, commit: bool = True) -> ProblemReport:
        return set_resolved(
            self.instance, resolved=self.cleaned_data["resolved"], user=self.for_user, at=timezone.now()
        )


class ReportViewSet(ModelViewSet):
    model = ProblemReport
    icon = "warning"
    menu_label = _("Problem reports")
    menu_name = "problem-reports"
    menu_hook = "register_reports_menu_item"
    menu_order = 900
    list_display = [
        "page",
        Column("get_kind_display", label=_("Problem"), sort_key="kind"),
        Column("message", label=_("Message")),
        DateColumn("created_at", label=_("Reported"), sort_key="created_at"),
        DateColumn("resolved_at", label=_("Resolved"), sort_key="resolved_at"),
    ]
    filterset_class = ReportFilter
    list_export = ["page", "kind", "message", "created_at", "resolved_at", "resolved_by"]
    inspect_view_enabled = False
    copy_view_enabled = False
    add_to_reference_index = False
    edit_handler = ObjectList(
        [
            FieldPanel("page", read_only=True),
            FieldPanel("kind", read_only=True),
            FieldPanel("message", read_only=True),
            FieldPanel("created_at", read_only=True),
            FieldPanel("resolved"),
        ],
        base_form_class=ReportForm,
    )

    @property
    def menu_url(self) -> str:
        return reverse(self.get_url_name("index")) + "?state=open"


report_viewset = ReportViewSet("problem_reports", url_prefix="problem-reports")
